//! The volume flow of a pod: who writes what, who reads it, and pictures of it.
//!
//! ```text
//! Pod ─ scan ▶ commands, settings, addresses ─ direction, connections, externals ▶ Trace ─ graph ▶ FlowGraph
//! ```

mod addresses;
mod aliases;
mod calls;
mod connections;
mod describe;
mod direction;
mod dot;
mod escape;
mod externals;
mod graph;
mod layout;
mod mermaid;
mod names;
pub mod paths;
mod ports;
mod programs;
mod scan;
mod settings;
mod shell;
mod svg;
#[cfg(test)]
mod testing;
mod trace;
mod variables;
mod whereabouts;

pub use describe::{Sentence, sentences};
pub use dot::dot;
pub use escape::escape;
pub use graph::graph;
pub use mermaid::mermaid;
pub use svg::{STYLE, SvgOptions, svg, svg_with};
pub(crate) use trace::overlap;
pub use trace::{Connection, External, MountUse, Trace, trace};
pub use whereabouts::{Extent, Meeting, Sighting, Whereabouts, meetings, whereabouts};
