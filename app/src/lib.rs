//! The playground: Leptos components that show an [`analyzer::Analysis`] and nothing else.
//!
//! The server renders each playground to complete HTML ([`playground_html`]); in the browser the same components take
//! its place. Nothing here parses, judges, lays out or fetches: a component is a function of its [`Session`].
//! The view tree is the same on both sides; only event handlers and effects touch the browser.

// The type of a view names the types of all views inside it.
#![recursion_limit = "512"]

mod actions;
mod attributes;
mod banner;
mod browser;
mod caret;
mod check;
mod columns;
mod compare;
mod containers;
mod conversions;
mod desk;
mod diagram;
mod editor;
mod elements;
mod evidence;
mod examples;
mod export;
mod fill;
mod findings;
mod glyph;
mod keep;
mod keys;
mod light;
mod line;
mod line_diff;
mod picker;
mod place;
mod playground;
mod put;
mod rest;
mod session;
mod setup;
mod share;
mod shift;
mod simulator;
mod splitter;
mod status;
mod table;
mod tabs;
mod task;
mod text;
mod timeline;
mod verdict;
mod views;
mod wake;
mod whereabouts;
mod words;

#[cfg(test)]
mod sample;

pub use check::Check;
pub use elements::all;
pub use examples::{EXAMPLES, Example};
pub use playground::playground;
pub use session::{Reading, Session};
pub use setup::Setup;
pub use text::as_edited;
pub use views::View;

/// One playground as HTML: a complete `<section data-playground>` that needs no script to be read.
#[cfg(any(test, feature = "ssr"))]
pub fn playground_html(text: &str, setup: &Setup) -> String {
    use leptos::prelude::*;

    let text = as_edited(text).into_owned();
    let owner = Owner::new_root(None);
    let inner = owner.with(|| playground(text, setup.clone()).to_html());
    owner.cleanup();
    let attributes = setup.attributes();
    let class = if setup.bench { "playground bench" } else { "playground" };
    format!("<section class=\"{class}\" data-playground{attributes}>{inner}</section>")
}
