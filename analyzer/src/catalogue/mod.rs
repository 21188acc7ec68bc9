//! Well-known images: what they usually do in a pod.

use crate::analysis::Role;
use crate::pod::Container;

/// One family of images.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which is also the name of its file.
    pub id: &'static str,
    /// What it does.
    pub function: &'static str,
    /// Its usual role.
    pub role: Role,
}

/// The entry of a container's image.
pub fn find(container: &Container<'_>) -> Option<&'static Entry> {
    let _ = container;
    None
}
