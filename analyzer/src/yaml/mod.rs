//! Text into a tree of nodes with byte spans, as Kubernetes reads YAML.
//!
//! [`read`] never fails: what cannot be read becomes a [`Problem`], and the nodes before and after it stay. Aliases
//! stay references, so a text costs what it weighs. Nothing here knows Kubernetes' types.

mod aliasing;
mod node;
mod problem;
mod read;
mod scalar;

pub use node::{Entry, Node, Shape};
pub use problem::{Problem, ProblemKind};
pub use scalar::Scalar;

use crate::span::Span;

/// The deepest nesting that is read; kubectl stops at the same depth.
pub const MAX_DEPTH: usize = 10_000;
/// The most nodes that are read from one text.
pub const MAX_NODES: usize = 4_000_000;
/// The most problems that are reported for one text.
pub const MAX_PROBLEMS: usize = 50;

/// Reads a text.
pub fn read(text: &str) -> Tree<'_> {
    let mut tree = read::read(text);
    aliasing::check(&mut tree);
    tree
}

/// All documents of one text.
#[derive(Debug, Default)]
pub struct Tree<'t> {
    text: &'t str,
    nodes: Vec<NodeData>,
    /// The documents in the text's order; empty ones are left out.
    pub documents: Vec<Document>,
    /// What could not be read, in the text's order.
    pub problems: Vec<Problem>,
}

impl<'t> Tree<'t> {
    /// The text that this tree was read from.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The root node of a document.
    pub fn root(&self, document: &Document) -> Node<'_> {
        Node::new(self, document.root)
    }
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    root: NodeId,
    /// From its first node to its last.
    pub span: Span,
    /// Whether all of it could be read.
    pub complete: bool,
    /// Whether its aliases stand for so much that nothing may follow them.
    pub excessive_aliasing: bool,
}

/// An index into the arena.
type NodeId = u32;

/// One node as the text has it.
#[derive(Debug)]
struct NodeData {
    content: Content,
    span: Span,
}

#[derive(Debug)]
enum Content {
    Scalar(ScalarData),
    Sequence(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
    /// Another node, always an earlier one.
    Alias(NodeId),
    /// Something that could not be read.
    Missing,
}

#[derive(Debug)]
struct ScalarData {
    value: ScalarText,
    /// Only plain scalars are resolved to numbers, booleans and null.
    plain: bool,
    tag: Option<Box<str>>,
}

/// The value of a scalar: a piece of the text where it stands there as it is, else a string of its own.
#[derive(Debug)]
enum ScalarText {
    InText(Span),
    Own(Box<str>),
}

#[cfg(test)]
mod tests;
