//! The one file that names the YAML parser: its events become our tree, its errors our problems.
//!
//! A document that cannot be read to its end keeps what stood before the error, and the next document is read.

use super::build::{Builder, Style};
use super::classify::{Complaint, span_at};
use super::scalar::Tag;
use super::{Content, MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, ProblemKind, Tree};
use crate::span::{Span, offset};
use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle, options};
use std::borrow::Cow;

/// One reading of `source`, which is `text` without its byte-order marks and perhaps with some lines blanked.
pub(super) fn read_once<'t>(text: &'t str, source: &str, marks: &[u32]) -> Tree<'t> {
    let mut parser = Parser::new_from_str_with_options(
        source,
        options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            // kubectl cuts the text at each `---`, and a directive without its document is an error.
            disallow_directives: true,
            bom_inside_document_as_content: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        },
    );
    let mut reader = Reader { source, marks, builder: Builder::new(text, source, marks) };
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => reader.event(event, &span),
            Err(error) => {
                reader.problem(&error);
                if reader.builder.tree.problems.len() >= MAX_PROBLEMS || parser.proceed_next_document() != Ok(true) {
                    break;
                }
            }
        }
        if reader.builder.tree.nodes.len() > MAX_NODES {
            let end = offset(text.len());
            reader.builder.object(ProblemKind::TooManyNodes, Span::new(end, end));
            break;
        }
    }
    reader.builder.finish_document(false);
    reader.builder.tree
}

/// Turns the parser's words into the builder's.
struct Reader<'s, 't> {
    source: &'s str,
    marks: &'s [u32],
    builder: Builder<'s, 't>,
}

impl<'s> Reader<'s, '_> {
    fn event(&mut self, event: Event<'s>, span: &granit_parser::Span) {
        let span = Span::new(place(self.source, span.start), place(self.source, span.end));
        match event {
            Event::DocumentStart(..) => self.builder.start_document(span.start),
            Event::DocumentEnd => self.builder.finish_document(true),
            Event::Scalar(value, style, anchor, tag) => {
                let tag = tag.map_or(Tag::None, |tag| scalar_tag(&tag));
                if style == ScalarStyle::DoubleQuoted && matches!(value, Cow::Owned(_)) {
                    self.check_escapes(span);
                }
                let id = self.builder.scalar(value, style == ScalarStyle::Plain, tag, span);
                self.builder.name_anchor(anchor, id);
            }
            Event::SequenceStart(style, anchor, _) => {
                self.builder.start(Style::sequence(is_block(style)), anchor, span);
            }
            Event::MappingStart(style, anchor, _) => self.builder.start(Style::mapping(is_block(style)), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.builder.end(Some(span.end)),
            Event::Alias(anchor) => self.builder.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                let place = self.builder.map(span);
                self.builder.object(ProblemKind::UnknownAnchor(name.into_owned()), place);
                self.builder.add(Content::Missing, place);
            }
            _ => {}
        }
    }

    /// Objects to the escapes that JSON knows and Kubernetes' YAML reader does not.
    fn check_escapes(&mut self, span: Span) {
        let text = span.of(self.source);
        let mut escapes = text.match_indices('\\').map(|(at, _)| at);
        while let Some(at) = escapes.next() {
            let rest = text.get(at + 1..).unwrap_or("");
            if rest.starts_with('\\') {
                escapes.next();
            }
            let half_of_pair = || {
                let unit = rest.strip_prefix('u').and_then(|digits| u32::from_str_radix(digits.get(..4)?, 16).ok());
                unit.is_some_and(|unit| (0xd800..0xe000).contains(&unit))
            };
            if rest.starts_with('/') || half_of_pair() {
                let start = span.start + offset(at);
                let end = start + if rest.starts_with('/') { 2 } else { 6 };
                let place = self.builder.map(Span::new(start, end));
                self.builder.object(ProblemKind::JsonEscape, place);
            }
        }
    }

    fn problem(&mut self, error: &ScanError) {
        let at = place(self.source, *error.marker());
        let (mut kind, at) = complaint(error.kind()).at(self.source, at);
        if kind == ProblemKind::Tab && self.builder.in_flow() {
            kind = ProblemKind::TabInBrackets;
        }
        let span = super::build::map(self.marks, span_at(self.source, at));
        self.builder.object(kind, span);
        self.builder.finish_document(false);
    }
}

fn place(source: &str, marker: Marker) -> u32 {
    offset(marker.byte_offset().unwrap_or(0).min(source.len()))
}

fn is_block(style: StructureStyle) -> bool {
    style == StructureStyle::Block
}

fn scalar_tag(tag: &granit_parser::Tag) -> Tag {
    match tag.suffix_in_namespace("tag:yaml.org,2002:").as_deref() {
        Some("str") => Tag::Str,
        Some("int") => Tag::Int,
        Some("float") => Tag::Float,
        Some("bool") => Tag::Bool,
        Some("null") => Tag::Null,
        Some("binary") => Tag::Binary,
        Some("merge") => Tag::Merge,
        _ => Tag::Other,
    }
}

/// What the parser's error means to a reader.
fn complaint(kind: &ErrorKind) -> Complaint {
    use ErrorKind as E;
    use ProblemKind as P;
    let kind = match kind {
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => P::Tab,
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => P::UnclosedQuote,
        E::UnclosedFlowCollection { open } => P::UnclosedBracket(*open),
        E::UnexpectedEofFlowSequence | E::ExpectedFlowSequenceSeparator => P::UnclosedBracket('['),
        E::UnexpectedEofFlowMapping | E::ExpectedFlowMappingSeparator => P::UnclosedBracket('{'),
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => P::StrayBracket,
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => P::NotAKey,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed => P::ValueNotAllowed,
        E::InvalidIndentation
        | E::BlockSequenceEntryNotAllowed
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => P::Indentation,
        E::UnexpectedCharacter { character } => P::Character(*character),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => P::Escape,
        E::RecursionLimitExceeded => P::TooDeep,
        E::DirectiveDisallowed => P::Directive,
        E::InvalidDocumentEnd => P::Other("text stands behind the `...` that ends the document"),
        E::ExpectedDocumentStart => P::Other("text stands where a new document should start with `---`"),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            P::Other("text stands behind the closing quote")
        }
        E::BlockEntryInFlowCollection => P::Other("a `- item` stands inside brackets"),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => {
            P::Other("nothing but an indentation number and `+` or `-` may follow `|` or `>`")
        }
        E::CommentNotSeparated => P::Other("a comment needs a space before its `#`"),
        E::MissingAnchorOrAliasName => P::Other("`&` and `*` need a name, or quotes around the text"),
        E::UndeclaredTagHandle | E::InvalidTagEscape | E::InvalidTagTerminator | E::MissingTagUri => {
            P::Other("this tag is not valid; quote the text if no tag is meant")
        }
        _ => P::Other("this is not valid YAML"),
    };
    Complaint(kind)
}
