//! The facts of a trace as nodes and edges of the diagram.

use super::trace::Trace;
use crate::analysis::FlowGraph;
use crate::patterns::Judgement;
use crate::pod::Pod;

/// The diagram's graph.
pub fn graph(pod: &Pod<'_>, trace: &Trace, judgement: &Judgement) -> FlowGraph {
    let _ = (pod, trace, judgement);
    FlowGraph::default()
}
