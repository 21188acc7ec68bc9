//! Builds the tree: knows which lists and mappings are open, and what the anchors name.
//!
//! Spans come in offsets of the source that is read and are stored in offsets of the user's text. Nothing here knows
//! the parser.

use super::scalar::{self, Scalar, ScalarKind, Tag};
use super::{
    Children, Content, Document, MAX_PROBLEMS, Marks, NodeData, NodeId, Problem, ProblemKind, ScalarData, ScalarText,
    Tree, binary,
};
use crate::span::{Span, offset};
use std::borrow::Cow;

/// The form of a list or mapping.
#[derive(Clone, Copy)]
pub(super) struct Style {
    mapping: bool,
    /// Block collections end with their last child; the parser says where the next token starts.
    block: bool,
}

impl Style {
    pub(super) const fn sequence(block: bool) -> Self {
        Self { mapping: false, block }
    }

    pub(super) const fn mapping(block: bool) -> Self {
        Self { mapping: true, block }
    }
}

/// An open list or mapping.
struct Open {
    id: NodeId,
    /// Its first child in [`Builder::pending`].
    first: usize,
    style: Style,
}

/// A tree that is being built.
pub(super) struct Builder<'s, 't> {
    pub(super) tree: Tree<'t>,
    source: &'s str,
    marks: &'s [u32],
    open: Vec<Open>,
    /// The children of everything open, innermost last.
    pending: Vec<NodeId>,
    /// The nodes of the current document's anchors, by the parser's running number.
    anchors: std::collections::BTreeMap<usize, NodeId>,
    root: Option<NodeId>,
    document_start: u32,
}

/// A span of the source in offsets of the text, which has a three-byte mark before each of `marks`.
pub(super) fn map(marks: &[u32], span: Span) -> Span {
    if marks.is_empty() {
        return span;
    }
    let shift = |at: u32| at + 3 * offset(marks.partition_point(|mark| *mark <= at));
    Span::new(shift(span.start), shift(span.end))
}

impl<'s, 't> Builder<'s, 't> {
    pub(super) fn new(text: &'t str, source: &'s str, marks: &'s [u32]) -> Self {
        let mut tree = Tree { text, ..Tree::default() };
        // A manifest has a node for each dozen bytes or so.
        tree.nodes.reserve(source.len() / 12);
        tree.children.reserve(source.len() / 12);
        Self {
            tree,
            source,
            marks,
            open: Vec::new(),
            pending: Vec::new(),
            anchors: std::collections::BTreeMap::new(),
            root: None,
            document_start: 0,
        }
    }

    /// Whether brackets are open: there, indentation means nothing.
    pub(super) fn in_flow(&self) -> bool {
        self.open.last().is_some_and(|open| !open.style.block)
    }

    pub(super) fn map(&self, span: Span) -> Span {
        map(self.marks, span)
    }

    pub(super) fn start_document(&mut self, at: u32) {
        self.root = None;
        self.document_start = self.map(Span::new(at, at)).start;
    }

    /// Adds a node to the collection that is open, or as the document's root.
    pub(super) fn add(&mut self, content: Content, span: Span) -> NodeId {
        let id = offset(self.tree.nodes.len());
        self.tree.nodes.push(NodeData { content, span });
        if self.open.is_empty() {
            self.root = Some(id);
        } else {
            self.pending.push(id);
        }
        id
    }

    pub(super) fn scalar(&mut self, value: Cow<'s, str>, plain: bool, tag: Tag, span: Span) -> NodeId {
        // Nothing where a value may stand is null; the parser calls it `~`.
        if plain && span.start == span.end {
            let span = self.map(self.after_indicator(span));
            let is_text = matches!(tag, Tag::Str | Tag::Binary | Tag::Other);
            let kind = if is_text { ScalarKind::Str } else { ScalarKind::Null };
            let data = ScalarData { value: ScalarText::InText(Span::new(0, 0)), kind, plain };
            return self.add(Content::Scalar(data), span);
        }
        let span = self.map(span);
        let value = if tag == Tag::Binary { self.binary(&value, span) } else { value };
        let kind = scalar::classify(&value, plain, tag).unwrap_or_else(|| {
            self.object(ProblemKind::WrongTag(tag.name()), span);
            ScalarKind::Str
        });
        let value = self.scalar_text(value);
        self.add(Content::Scalar(ScalarData { value, kind, plain }), span)
    }

    /// The bytes that base64 stands for, as text.
    fn binary(&mut self, value: &str, span: Span) -> Cow<'s, str> {
        if let Some(bytes) = binary::decode(value) {
            return String::from_utf8_lossy(&bytes).into_owned().into();
        }
        self.object(ProblemKind::WrongTag(Tag::Binary.name()), span);
        Cow::Owned(value.to_owned())
    }

    /// The place of an empty value: behind the `:` or `-` that asks for it.
    fn after_indicator(&self, span: Span) -> Span {
        let skip = u32::from(matches!(self.source.as_bytes().get(span.start as usize), Some(b':' | b'-' | b'?')));
        Span::new(span.start + skip, span.start + skip)
    }

    /// A value that stands in the text as it is needs no copy.
    fn scalar_text(&mut self, value: Cow<'s, str>) -> ScalarText {
        if let Cow::Borrowed(piece) = value {
            let start = (piece.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
            if start.checked_add(piece.len()).is_some_and(|end| end <= self.source.len()) {
                let span = self.map(Span::new(offset(start), offset(start + piece.len())));
                if span.of(self.tree.text).len() == piece.len() {
                    return ScalarText::InText(span);
                }
            }
        }
        self.tree.strings.push(value.into());
        ScalarText::Own(offset(self.tree.strings.len() - 1))
    }

    pub(super) fn start(&mut self, style: Style, anchor: usize, span: Span) {
        let span = self.map(span);
        let id = self.add(Content::Open, span);
        self.name_anchor(anchor, id);
        self.open.push(Open { id, first: self.pending.len(), style });
    }

    /// Closes the innermost collection. A key without a value gets a missing one.
    pub(super) fn end(&mut self, closed_at: Option<u32>) {
        let Some(open) = self.open.pop() else { return };
        if open.style.mapping && (self.pending.len() - open.first) % 2 == 1 {
            let end = self.pending.last().map_or(0, |key| self.tree.node(*key).span.end);
            let missing = offset(self.tree.nodes.len());
            self.tree.nodes.push(NodeData { content: Content::Missing, span: Span::new(end, end) });
            self.pending.push(missing);
        }
        let start = self.tree.node(open.id).span.start;
        let end = match (closed_at, self.pending.get(open.first..).and_then(<[NodeId]>::last)) {
            (Some(end), _) if !open.style.block => self.map(Span::new(end, end)).end,
            (_, Some(last)) => self.tree.node(*last).span.end,
            (_, None) => self.tree.node(open.id).span.end,
        };
        let children = self.close(open.first);
        let content = if open.style.mapping {
            Content::Mapping(children, self.check_keys(children))
        } else {
            Content::Sequence(children)
        };
        let node = &mut self.tree.nodes[open.id as usize];
        node.span.end = end.max(start);
        node.content = content;
    }

    /// Moves the children from `first` on to their place in the tree.
    fn close(&mut self, first: usize) -> Children {
        let at = self.tree.children.len();
        self.tree.children.extend_from_slice(&self.pending[first..]);
        self.pending.truncate(first);
        Children { first: offset(at), length: offset(self.tree.children.len() - at) }
    }

    /// Objects to the keys and merges of a mapping that Kubernetes' reader refuses. Gives the marks of the keys.
    fn check_keys(&mut self, children: Children) -> Marks {
        let mut marks = Marks::default();
        let all = children.first as usize..(children.first + children.length) as usize;
        for at in all.step_by(2) {
            let (key, value) = (self.tree.children[at], self.tree.children[at + 1]);
            let span = self.tree.node(key).span;
            match self.tree.node(key).content {
                Content::Scalar(data) if data.kind == ScalarKind::Str => marks.add(self.tree.text_of(data.value)),
                _ => marks.add_any(),
            }
            let problem = match self.target(key) {
                Content::Scalar(data) if data.kind == ScalarKind::Null => Some(ProblemKind::NoKey),
                Content::Scalar(data) if data.kind == ScalarKind::Int => {
                    let value = scalar::value(self.tree.text_of(data.value), data.kind);
                    matches!(value, Scalar::Uint(_)).then_some(ProblemKind::NoKey)
                }
                Content::Scalar(data) if data.plain && self.tree.is_named(key, "<<") => {
                    self.tree.has_merges = true;
                    (!self.can_merge(value)).then_some(ProblemKind::Merge)
                }
                Content::Sequence(_) | Content::Mapping(..) => Some(self.complex_key(span)),
                _ => None,
            };
            match problem {
                // `{{ .Values.x }}` is a mapping whose key is a mapping.
                Some(ProblemKind::Template) => self.object(ProblemKind::Template, Span::new(span.start - 1, span.end)),
                Some(kind) => self.object(kind, span),
                None => {}
            }
        }
        marks
    }

    fn complex_key(&self, span: Span) -> ProblemKind {
        let braces = (span.start as usize).checked_sub(1).and_then(|before| self.tree.text.get(before..before + 2));
        if braces == Some("{{") { ProblemKind::Template } else { ProblemKind::ComplexKey }
    }

    /// What a node holds, behind its alias.
    fn target(&self, id: NodeId) -> Content {
        match self.tree.node(id).content {
            Content::Alias(target) => self.tree.node(target).content,
            content => content,
        }
    }

    /// Whether `<<` may have this value: a mapping, an alias of one, or a list of these.
    fn can_merge(&self, value: NodeId) -> bool {
        let is_mapping = |id: NodeId| matches!(self.target(id), Content::Mapping(..) | Content::Missing);
        match self.tree.node(value).content {
            Content::Sequence(items) => self.tree.children(items).iter().all(|item| is_mapping(*item)),
            _ => is_mapping(value),
        }
    }

    pub(super) fn alias(&mut self, anchor: usize, span: Span) {
        let span = self.map(span);
        match self.anchors.get(&anchor).copied() {
            Some(target) if !matches!(self.tree.node(target).content, Content::Open) => {
                self.tree.has_aliases = true;
                self.add(Content::Alias(target), span);
            }
            _ => {
                self.object(ProblemKind::SelfReference, span);
                self.add(Content::Missing, span);
            }
        }
    }

    pub(super) fn name_anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }

    pub(super) fn finish_document(&mut self, complete: bool) {
        while !self.open.is_empty() {
            self.end(None);
        }
        self.anchors.clear();
        if let Some(root) = self.root.take() {
            let node = self.tree.node(root);
            let span = node.span;
            if span.start < span.end || !matches!(node.content, Content::Scalar(_)) {
                let start = self.document_start;
                self.tree.documents.push(Document { root, start, span, complete, excessive_aliasing: false });
            }
        }
    }

    pub(super) fn object(&mut self, kind: ProblemKind, span: Span) {
        if self.tree.problems.len() < MAX_PROBLEMS {
            self.tree.problems.push(Problem { kind, span });
        }
    }
}
