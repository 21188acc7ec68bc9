//! The program `peapod`, as a library: `analyze` on the command line, and the web site.
//!
//! Nothing here reads, judges or draws a manifest; that is the analyzer's work, and the components that show it are the
//! app's.

// Rendering a playground inlines the types of all its views.
#![recursion_limit = "512"]

pub mod analysis;
pub mod arguments;
mod assets;
mod badge;
pub mod book;
pub mod command;
mod html;
mod inside;
mod layout;
mod link;
mod lists;
mod log;
pub mod manual;
mod meta;
mod metrics;
mod operation;
mod playground;
mod prepared;
mod printable;
mod raster;
pub mod search;
pub mod serve;
mod settings;
mod shelf;
pub mod shell;
pub mod site;
pub mod store;
mod web;

pub use settings::Settings;
pub use site::Site;
pub use web::router;
