//! The files that were put into the program when it was built; none but with the feature `inside`.

use crate::store::Store;

include!(concat!(env!("OUT_DIR"), "/inside.rs"));

/// The bundle and the pages inside the program, where they are there.
pub(crate) fn stores() -> Option<(Store, Store)> {
    (!DIST.is_empty()).then_some((Store::Inside(DIST), Store::Inside(CONTENT)))
}
