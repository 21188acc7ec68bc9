//! What in this pod is the example, in one line.

use super::Look;
use crate::analysis::Cell;

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    let part = |at: &usize| format!("{} ({})", look.name(*at), look.noun(*at));
    let mut places = look.init();
    if look.pattern != crate::analysis::Pattern::InitPipeline {
        places.clear();
    }
    places.extend(look.cores());
    places.extend(look.helpers());
    let text = places.iter().take(5).map(part).collect::<Vec<_>>().join(" + ");
    Cell { text: format!("{text}.").into(), matches: vec![look.pattern], spans: look.spans(&places) }
}
