//! Text into a tree of nodes with byte spans, as Kubernetes reads YAML.
//!
//! `read` never fails: what cannot be read becomes a [`Problem`], and the nodes before and after it stay. Aliases
//! stay references, so a text costs what it weighs. Nothing here knows Kubernetes' types.

mod aliasing;
mod binary;
mod build;
mod classify;
mod json;
mod node;
mod problem;
mod read;
mod recover;
mod scalar;
mod separators;
mod steps;

pub(crate) use binary::decode as decode_base64;
pub use node::{Entry, Node, Shape};
pub use problem::{Problem, ProblemKind};
pub use scalar::Scalar;
pub(crate) use steps::{Step, StepKind};

use crate::arrange::Arrange;
use crate::span::Span;
use scalar::ScalarKind;
use std::sync::OnceLock;

/// The deepest nesting that is read; kubectl stops at the same depth.
pub const MAX_DEPTH: usize = 10_000;
/// The most nodes that are read from one text.
pub const MAX_NODES: usize = 4_000_000;
/// The most problems that are reported for one text.
pub const MAX_PROBLEMS: usize = 50;
/// The most values that all aliases of one text may stand for together.
pub const MAX_ALIASED: u64 = 1_000_000;

/// Reads a text: as JSON where kubectl does so, else as YAML.
pub fn read(text: &str) -> Tree<'_> {
    let not_json = match json::read(text) {
        Some(Ok(tree)) => return tree,
        Some(Err(at)) => Some(at),
        None => None,
    };
    let mut tree = recover::read(text);
    tree.not_json = not_json;
    aliasing::check(&mut tree);
    separators::check(&mut tree);
    tree.problems.arrange_by_key(|problem| problem.span);
    tree
}

/// All documents of one text.
#[derive(Debug, Default)]
pub struct Tree<'t> {
    text: &'t str,
    nodes: Vec<NodeData>,
    /// The children of all lists and mappings; those of one stand together.
    children: Vec<NodeId>,
    /// The scalars that do not stand in the text as they are.
    strings: Vec<Box<str>>,
    /// Whether any mapping has the key `<<`; hardly any text has one.
    has_merges: bool,
    /// Whether any node is an alias.
    has_aliases: bool,
    /// The documents in the text's order; empty ones are left out.
    pub documents: Vec<Document>,
    /// What could not be read, in the text's order.
    pub problems: Vec<Problem>,
    /// Where a text that starts with `{` stops being JSON. kubectl before 1.33 reads such a text as nothing but JSON.
    pub not_json: Option<Span>,
    /// How its lines are indented, once somebody asks.
    steps: OnceLock<Vec<Step>>,
}

impl<'t> Tree<'t> {
    /// The text that this tree was read from.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The places of all scalars that go over several lines, in the text's order: a `#` in them is no comment.
    pub fn multi_line_scalars(&self) -> Vec<Span> {
        let scalars = self.nodes.iter().filter(|node| matches!(node.content, Content::Scalar(_)));
        let mut spans: Vec<Span> =
            scalars.map(|node| node.span).filter(|span| span.of(self.text).contains('\n')).collect();
        spans.arrange();
        spans
    }

    /// The document that a place belongs to: the one that starts last before it, or the first where no `---` stands
    /// between.
    pub fn document_at(&self, at: u32) -> Option<usize> {
        let after = self.documents.partition_point(|document| document.start <= at);
        after.checked_sub(1).or_else(|| {
            let next = self.documents.first()?;
            (!Span::new(at, next.span.start).of(self.text).contains("\n---")).then_some(0)
        })
    }

    /// The places of all nodes that aliases name: a change there is a change elsewhere too.
    pub(crate) fn aliased(&self) -> Vec<Span> {
        if !self.has_aliases {
            return Vec::new();
        }
        let targets = self.nodes.iter().filter_map(|node| match node.content {
            Content::Alias(target) => Some(self.node(target).span),
            _ => None,
        });
        let mut spans: Vec<Span> = targets.collect();
        spans.arrange();
        spans.dedup();
        spans
    }

    /// The root node of a document.
    pub fn root(&self, document: &Document) -> Node<'_> {
        Node::new(self, document.root)
    }

    fn steps(&self) -> &[Step] {
        self.steps.get_or_init(|| steps::steps(self.text))
    }

    fn node(&self, id: NodeId) -> &NodeData {
        &self.nodes[id as usize]
    }

    /// Whether a key has this name in JSON. Most keys that are asked have another length or another first letter.
    fn is_named(&self, key: NodeId, name: &str) -> bool {
        match self.node(key).content {
            Content::Scalar(data) if data.kind == ScalarKind::Str => match data.value {
                ScalarText::InText(span) => {
                    let (start, text, name) = (span.start as usize, self.text.as_bytes(), name.as_bytes());
                    (span.end - span.start) as usize == name.len()
                        && (name.is_empty() || text.get(start) == Some(&name[0]))
                        && text.get(start..span.end as usize) == Some(name)
                }
                ScalarText::Own(_) => self.text_of(data.value) == name,
            },
            Content::Missing | Content::Sequence(_) | Content::Mapping(..) | Content::Open => false,
            Content::Scalar(_) | Content::Alias(_) => Node::new(self, key).key_name() == name,
        }
    }

    fn text_of(&self, value: ScalarText) -> &str {
        match value {
            ScalarText::InText(span) => span.of(self.text),
            ScalarText::Own(index) => self.strings.get(index as usize).map_or("", |string| string),
        }
    }

    fn children(&self, children: Children) -> &[NodeId] {
        &self.children[children.first as usize..(children.first + children.length) as usize]
    }
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    root: NodeId,
    /// Where it starts: at its `---`, or at its first line.
    start: u32,
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

#[derive(Clone, Copy, Debug)]
enum Content {
    Scalar(ScalarData),
    Sequence(Children),
    /// Keys and values by turns, and the marks of the keys.
    Mapping(Children, Marks),
    /// Another node, always an earlier one and never an alias itself.
    Alias(NodeId),
    /// Something that could not be read.
    Missing,
    /// A list or mapping whose end has not come yet. None is left when reading is done.
    Open,
}

/// A range of [`Tree::children`].
#[derive(Clone, Copy, Debug)]
struct Children {
    first: u32,
    length: u32,
}

/// What is known of a mapping's keys without looking at them. Most fields that are asked for are not there, and this
/// answers so at once.
#[derive(Clone, Copy, Debug, Default)]
struct Marks(u32);

impl Marks {
    /// A key that may have any name.
    const fn add_any(&mut self) {
        self.0 = u32::MAX;
    }

    fn add(&mut self, name: &str) {
        self.0 |= Self::mark(name);
    }

    /// Whether some key may have this name.
    fn may_have(self, name: &str) -> bool {
        self.0 & Self::mark(name) != 0
    }

    /// A bit that two different names seldom share: they differ in their length, their first or their last letter.
    fn mark(name: &str) -> u32 {
        let bytes = name.as_bytes();
        let letter = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(*byte));
        let length = u32::try_from(bytes.len() % 32).unwrap_or(0);
        let sum = letter(bytes.first()) * 7 + letter(bytes.last()) * 7 + length * 19;
        1 << (sum % 32)
    }
}

#[derive(Clone, Copy, Debug)]
struct ScalarData {
    value: ScalarText,
    kind: ScalarKind,
    /// Without quotes and no block: such a scalar may mean a number, a boolean or null.
    plain: bool,
}

/// The value of a scalar: a piece of the text where it stands there as it is, else one of [`Tree::strings`].
#[derive(Clone, Copy, Debug)]
enum ScalarText {
    InText(Span),
    Own(u32),
}

#[cfg(test)]
mod tests;
