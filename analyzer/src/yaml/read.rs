//! The one file that names the YAML parser: its events become our tree, its errors our problems.
//!
//! A document that cannot be read to its end keeps what stood before the error. Then the line of the error is blanked
//! and the text is read again, so that one bad line costs one line and a text can have several errors.

use super::{
    Content, Document, MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, NodeData, NodeId, Problem, ProblemKind, ScalarData,
    ScalarText, Tree,
};
use crate::span::{Span, offset};
use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle, options};
use std::borrow::Cow;

/// How often a text is read again after blanking a line, and how long it may be for that.
const MAX_RECOVERIES: usize = 8;
const MAX_RECOVERED_TEXT: usize = 256 * 1024;

/// Reads a text, and again without the lines that stop the parser.
pub(super) fn read(text: &str) -> Tree<'_> {
    let mut tree = read_once(text, text);
    if tree.problems.is_empty() || text.len() > MAX_RECOVERED_TEXT {
        return tree;
    }
    let mut patched = text.to_owned();
    let mut problems = tree.problems.clone();
    for _ in 0..MAX_RECOVERIES {
        let stops: Vec<Span> = tree.problems.iter().filter(|problem| problem.kind.stops()).map(|p| p.span).collect();
        if stops.is_empty() || !blank_lines(&mut patched, &stops) {
            break;
        }
        let next = read_once(text, &patched);
        let known = |problem: &&Problem| !problems.iter().any(|known| known.span.start == problem.span.start);
        let new: Vec<Problem> = next.problems.iter().filter(known).cloned().collect();
        problems.extend(new);
        // The damage must shrink: a blanked line that opened a block can leave less than before.
        if next.nodes.len() >= tree.nodes.len() {
            tree = next;
        } else {
            break;
        }
    }
    // A document with a problem is not complete, whatever the last reading says.
    for document in &mut tree.documents {
        let end = document.span.end;
        document.complete &= !problems.iter().any(|problem| (document.span.start..=end).contains(&problem.span.start));
    }
    problems.sort_by_key(|problem| problem.span);
    problems.truncate(MAX_PROBLEMS);
    tree.problems = problems;
    tree
}

/// Overwrites the lines that the spans start on with spaces; false where all of them were blank already.
fn blank_lines(text: &mut String, spans: &[Span]) -> bool {
    let mut changed = false;
    for span in spans {
        let at = (span.start as usize).min(text.len());
        let start = text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
        let end = text[at..].find('\n').map_or(text.len(), |line_break| at + line_break);
        if !text[start..end].trim().is_empty() {
            text.replace_range(start..end, &" ".repeat(end - start));
            changed = true;
        }
    }
    changed
}

/// One reading of `source`, which is `text` with some lines blanked.
fn read_once<'t>(text: &'t str, source: &str) -> Tree<'t> {
    let mut parser = Parser::new_from_str_with_options(
        source,
        options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            bom_inside_document_as_content: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        },
    );
    let mut builder = Builder { source, tree: Tree { text, ..Tree::default() }, ..Builder::default() };
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => builder.event(event, builder.span(&span)),
            Err(error) => {
                builder.problem(&error);
                if builder.tree.problems.len() >= MAX_PROBLEMS || parser.proceed_next_document() != Ok(true) {
                    break;
                }
            }
        }
        if builder.tree.nodes.len() > MAX_NODES {
            builder.stop(ProblemKind::TooManyNodes);
            break;
        }
    }
    builder.tree
}

/// An open list or mapping, with the key that waits for its value.
struct Open {
    id: NodeId,
    key: Option<NodeId>,
    /// Block collections end with their last child; the parser says where the next token starts.
    block: bool,
}

#[derive(Default)]
struct Builder<'s, 't> {
    source: &'s str,
    tree: Tree<'t>,
    open: Vec<Open>,
    /// The nodes of the current document's anchors, by the parser's running number.
    anchors: std::collections::BTreeMap<usize, NodeId>,
    root: Option<NodeId>,
}

impl<'s> Builder<'s, '_> {
    fn span(&self, span: &granit_parser::Span) -> Span {
        Span::new(self.place(span.start), self.place(span.end))
    }

    fn place(&self, marker: Marker) -> u32 {
        offset(marker.byte_offset().unwrap_or(0).min(self.source.len()))
    }

    fn event(&mut self, event: Event<'s>, span: Span) {
        match event {
            Event::DocumentStart(..) => self.root = None,
            Event::DocumentEnd => self.finish_document(true),
            Event::Scalar(value, style, anchor, tag) => {
                let tag = tag.map(|tag| tag.core_suffix().unwrap_or(tag.suffix()).into());
                let id = self.scalar(value, style, tag, span);
                self.name_anchor(anchor, id);
            }
            Event::SequenceStart(style, anchor, _) => self.start(Content::Sequence(Vec::new()), style, anchor, span),
            Event::MappingStart(style, anchor, _) => self.start(Content::Mapping(Vec::new()), style, anchor, span),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(Some(span.end));
                self.check_key();
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                self.object(ProblemKind::UnknownAnchor(name.into_owned()), span);
                self.add(Content::Missing, span);
            }
            _ => {}
        }
    }

    /// Adds a node to the collection that is open, or as the document's root.
    fn add(&mut self, content: Content, span: Span) -> NodeId {
        let id = offset(self.tree.nodes.len());
        self.tree.nodes.push(NodeData { content, span });
        let Some(open) = self.open.last_mut() else {
            self.root = Some(id);
            return id;
        };
        match &mut self.tree.nodes[open.id as usize].content {
            Content::Sequence(items) => items.push(id),
            Content::Mapping(entries) => match open.key.take() {
                Some(key) => entries.push((key, id)),
                None => open.key = Some(id),
            },
            _ => {}
        }
        id
    }

    fn scalar(&mut self, value: Cow<'s, str>, style: ScalarStyle, tag: Option<Box<str>>, span: Span) -> NodeId {
        let plain = style == ScalarStyle::Plain;
        // Nothing where a value may stand is null; the parser calls it `~`.
        let (value, span) = if plain && span.start == span.end {
            (ScalarText::Own("".into()), self.after_indicator(span))
        } else {
            (self.scalar_text(value), span)
        };
        self.add(Content::Scalar(ScalarData { value, plain, tag }), span)
    }

    /// The place of an empty value: behind the `:` or `-` that asks for it.
    fn after_indicator(&self, span: Span) -> Span {
        let skip = u32::from(matches!(self.source.as_bytes().get(span.start as usize), Some(b':' | b'-')));
        Span::new(span.start + skip, span.start + skip)
    }

    /// A value that stands in the text as it is needs no copy.
    fn scalar_text(&self, value: Cow<'s, str>) -> ScalarText {
        match value {
            Cow::Borrowed(piece) => {
                let start = (piece.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
                match self.source.get(start..start + piece.len()) {
                    Some(same) if same == piece => {
                        ScalarText::InText(Span::new(offset(start), offset(start + piece.len())))
                    }
                    _ => ScalarText::Own(piece.into()),
                }
            }
            Cow::Owned(value) => ScalarText::Own(value.into()),
        }
    }

    fn start(&mut self, content: Content, style: StructureStyle, anchor: usize, span: Span) {
        let id = self.add(content, span);
        self.name_anchor(anchor, id);
        self.open.push(Open { id, key: None, block: style == StructureStyle::Block });
    }

    /// Objects to the list or mapping that just ended where it stands as a key.
    fn check_key(&mut self) {
        let Some(key) = self.open.last().and_then(|open| open.key) else { return };
        let Content::Mapping(_) = self.tree.nodes[self.open[self.open.len() - 1].id as usize].content else { return };
        let span = self.tree.nodes[key as usize].span;
        // `{{ .Values.x }}` is a mapping whose key is a mapping.
        let braces = (span.start as usize).checked_sub(1).and_then(|before| self.source.get(before..before + 2));
        if braces == Some("{{") {
            self.object(ProblemKind::Template, Span::new(span.start - 1, span.end));
        } else {
            self.object(ProblemKind::ComplexKey, span);
        }
    }

    /// Closes the innermost collection. A key without a value gets a missing one.
    fn end(&mut self, closed_at: Option<u32>) {
        let Some(open) = self.open.pop() else { return };
        if let Some(key) = open.key {
            let end = self.tree.nodes[key as usize].span.end;
            let missing = offset(self.tree.nodes.len());
            self.tree.nodes.push(NodeData { content: Content::Missing, span: Span::new(end, end) });
            if let Content::Mapping(entries) = &mut self.tree.nodes[open.id as usize].content {
                entries.push((key, missing));
            }
        }
        let node = &self.tree.nodes[open.id as usize];
        let last = match &node.content {
            Content::Sequence(items) => items.last().copied(),
            Content::Mapping(entries) => entries.last().map(|(_, value)| *value),
            _ => None,
        };
        let last_end = last.map_or(node.span.end, |last| self.tree.nodes[last as usize].span.end);
        let end = match closed_at {
            Some(end) if !open.block => end,
            _ => last_end,
        };
        let span = &mut self.tree.nodes[open.id as usize].span;
        span.end = end.max(span.start);
    }

    fn alias(&mut self, anchor: usize, span: Span) {
        match self.anchors.get(&anchor).copied() {
            Some(target) if !self.open.iter().any(|open| open.id == target) => {
                self.add(Content::Alias(target), span);
            }
            _ => {
                self.object(ProblemKind::SelfReference, span);
                self.add(Content::Missing, span);
            }
        }
    }

    fn name_anchor(&mut self, anchor: usize, id: NodeId) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn finish_document(&mut self, complete: bool) {
        while !self.open.is_empty() {
            self.end(None);
        }
        self.anchors.clear();
        if let Some(root) = self.root.take() {
            let span = self.tree.nodes[root as usize].span;
            let empty = span.start == span.end && matches!(self.tree.nodes[root as usize].content, Content::Scalar(_));
            if !empty {
                self.tree.documents.push(Document { root, span, complete, excessive_aliasing: false });
            }
        }
    }

    fn problem(&mut self, error: &ScanError) {
        let at = self.place(*error.marker());
        let (kind, at) = classify(error.kind(), self.source, at);
        self.object(kind, span_at(self.source, at));
        self.finish_document(false);
    }

    fn stop(&mut self, kind: ProblemKind) {
        let end = offset(self.source.len());
        self.object(kind, Span::new(end, end));
        self.finish_document(false);
    }

    fn object(&mut self, kind: ProblemKind, span: Span) {
        if self.tree.problems.len() < MAX_PROBLEMS {
            self.tree.problems.push(Problem { kind, span });
        }
    }
}

impl ProblemKind {
    /// Whether the parser stopped here, so that the rest of the document is unread.
    fn stops(&self) -> bool {
        !matches!(
            self,
            Self::ComplexKey
                | Self::UnknownAnchor(_)
                | Self::SelfReference
                | Self::ExcessiveAliasing
                | Self::TooManyNodes
                | Self::TooDeep
        )
    }
}

/// From a place to the end of its word, at least one character.
fn span_at(text: &str, at: u32) -> Span {
    let rest = text.get(at as usize..).unwrap_or("");
    let line = rest.split(['\n', '\r']).next().unwrap_or("");
    let length = line.find([' ', '\t']).filter(|length| *length > 0).unwrap_or(line.len());
    Span::new(at, at + offset(length))
}

/// What the parser's error means to a reader, and where it should look.
fn classify(kind: &ErrorKind, text: &str, at: u32) -> (ProblemKind, u32) {
    let line_start = text.get(..at as usize).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1);
    let line = text.get(line_start..).unwrap_or("").lines().next().unwrap_or("");
    let indentation = &line[..line.len() - line.trim_start().len()];
    if let Some(braces) = line.find("{{") {
        return (ProblemKind::Template, offset(line_start + braces));
    }
    if let Some(tab) = indentation.find('\t') {
        return (ProblemKind::Tab, offset(line_start + tab));
    }
    let problem = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => ProblemKind::Tab,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => ProblemKind::UnclosedQuote,
        ErrorKind::UnclosedFlowCollection { open } => ProblemKind::UnclosedBracket(*open),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            ProblemKind::UnclosedBracket('[')
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => {
            ProblemKind::UnclosedBracket('{')
        }
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ProblemKind::StrayBracket
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => {
            ProblemKind::NotAKey
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement | ErrorKind::MappingKeyNotAllowed => {
            ProblemKind::ValueNotAllowed
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => ProblemKind::Indentation,
        ErrorKind::UnexpectedCharacter { character } => ProblemKind::Character(*character),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => ProblemKind::Escape,
        ErrorKind::RecursionLimitExceeded => ProblemKind::TooDeep,
        ErrorKind::InvalidDocumentEnd => ProblemKind::Other("text stands behind the `...` that ends the document"),
        ErrorKind::ExpectedDocumentStart => {
            ProblemKind::Other("text stands where a new document should start with `---`")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ProblemKind::Other("text stands behind the closing quote")
        }
        _ => ProblemKind::Other("this is not valid YAML"),
    };
    (problem, at)
}
