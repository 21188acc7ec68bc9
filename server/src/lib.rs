//! The program `peapod`, as a library: `analyze` on the command line, and the web site.
//!
//! Nothing here reads, judges or draws a manifest; that is the analyzer's work, and the components that show it are the
//! app's.

// Rendering a playground inlines the types of all its views.
#![recursion_limit = "512"]

pub mod analysis;
pub mod arguments;
pub mod book;
pub mod command;
mod html;
mod layout;
mod lists;
mod meta;
mod playground;
mod printable;
pub mod search;
pub mod serve;
pub mod shell;
pub mod site;
mod web;

pub use site::{Settings, Site};
pub use web::router;
