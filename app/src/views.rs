//! The views that a page can ask for, in the order of the page. A view costs one file and one word in the list below.
//!
//! A view's file holds `pub(crate) const VIEW: View`. Nothing here knows what a view shows; no view knows another.

use std::fmt;

use leptos::prelude::*;

use crate::session::Session;

/// Lists the views by the names of their modules.
macro_rules! views {
    ($($module:ident),+ $(,)?) => {
        impl View {
            /// All of them, in the order of the page; the editor comes first.
            pub const ALL: &[Self] = &[Self::YAML, $(crate::$module::VIEW),+];
        }
    };
}

views! { verdict, diagram, findings, table, containers, whereabouts, timeline, simulator, conversions, compare }

/// A part of the playground that a page can ask for.
#[derive(Clone, Copy)]
pub struct View {
    /// The id that pages and links use.
    pub(crate) id: &'static str,
    /// What its tab says.
    pub(crate) title: &'static str,
    /// Which reading it shows.
    pub(crate) of: Of,
    /// Draws it.
    pub(crate) draw: fn(Session) -> AnyView,
}

/// Which reading a view shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// The last text that could be read.
    Shown,
    /// The text as it stands, whatever its state.
    Current,
}

impl View {
    /// The editor. It is drawn beside the others, not among them.
    pub const YAML: Self = Self { id: "yaml", title: "Manifest", of: Of::Current, draw: |_| ().into_any() };

    /// The id that pages and links use.
    pub const fn id(self) -> &'static str {
        self.id
    }

    /// Reads a list of ids such as `flow,verdict`; `all` is every view, and unknown words are left out.
    pub fn list(words: &str) -> Vec<Self> {
        let wanted: Vec<&str> = words.split(',').map(str::trim).collect();
        Self::ALL.iter().copied().filter(|view| wanted.iter().any(|word| *word == "all" || *word == view.id)).collect()
    }
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for View {}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_titles_tell_views_apart() {
        let mut ids: Vec<_> = View::ALL.iter().map(|view| (view.id, view.title)).collect();
        ids.dedup_by(|a, b| a.0 == b.0 || a.1 == b.1);
        assert_eq!(ids.len(), View::ALL.len());
        assert_eq!(View::list("all"), View::ALL);
        assert_eq!(View::list("flow, unheard-of,verdict").len(), 2);
    }
}
