//! What the YAML reader objects to, in words that say what to do.
//!
//! The reader's own error kinds are turned into these few; nothing here decides how severe they are.

use crate::span::Span;

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// The kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A tab where spaces belong.
    Tab,
    /// A tab at the start of a line inside brackets. kubectl allows it, so it is read again with a space.
    TabInBrackets,
    /// A quoted string that is never closed.
    UnclosedQuote,
    /// A `[` or `{` that is never closed.
    UnclosedBracket(char),
    /// A `]` or `}` that closes nothing, or the wrong thing.
    StrayBracket,
    /// A line that is neither `key: value` nor `- item`.
    NotAKey,
    /// A second `key: value` on a line that has a value already.
    ValueNotAllowed,
    /// A line that is indented to no level above it.
    Indentation,
    /// A character that YAML reserves or forbids.
    Character(char),
    /// An escape in a double-quoted string that YAML does not know.
    Escape,
    /// An escape that JSON knows and YAML 1.1 does not.
    JsonEscape,
    /// An alias to an anchor that does not exist before it.
    UnknownAnchor(String),
    /// An anchor whose value contains itself.
    SelfReference,
    /// Aliases that stand for far more than the text says.
    ExcessiveAliasing,
    /// A list or mapping as a key, which JSON has no room for.
    ComplexKey,
    /// A key that JSON has no spelling for: null or a number above 64 bits.
    NoKey,
    /// A `<<` whose value is not a mapping or a list of mappings.
    Merge,
    /// A tag on a scalar that does not mean what the tag says.
    WrongTag(&'static str),
    /// A `%` directive, which kubectl cuts off from its document.
    Directive,
    /// Text behind a `---` on the same line.
    Separator,
    /// A document behind `...`, which kubectl passes over.
    PassedOver,
    /// A byte-order mark that becomes part of a key.
    ByteOrderMark,
    /// Template text that was never rendered.
    Template,
    /// Nested deeper than [`super::MAX_DEPTH`].
    TooDeep,
    /// More than [`super::MAX_NODES`] values.
    TooManyNodes,
    /// Aliases that stand for more than [`super::MAX_ALIASED`] values in all documents together.
    TooManyAliased,
    /// Anything else, in the reader's words.
    Other(&'static str),
}

impl ProblemKind {
    /// What is wrong.
    pub fn message(&self) -> String {
        match self {
            Self::Tab | Self::TabInBrackets => "a tab is used where YAML wants spaces".into(),
            Self::UnclosedQuote => "this quoted string is never closed".into(),
            Self::UnclosedBracket(open) => format!("this `{open}` is never closed"),
            Self::StrayBracket => "this bracket closes nothing that is open".into(),
            Self::NotAKey => "this line is neither `key: value` nor a list item".into(),
            Self::ValueNotAllowed => "a second `key: value` stands where only one fits".into(),
            Self::Indentation => "this line is indented to no level that is open above it".into(),
            Self::Character(character) if character.is_control() => {
                format!("the control character U+{:04X} is not allowed in YAML", u32::from(*character))
            }
            Self::Character(character) => format!("a value cannot start with `{character}` unless it is quoted"),
            Self::Escape => "this escape is unknown in a double-quoted string".into(),
            Self::JsonEscape => "this escape works in JSON, but not in YAML as Kubernetes reads it".into(),
            Self::UnknownAnchor(name) => format!("there is no anchor `&{name}` before this alias"),
            Self::SelfReference => "this alias stands inside the value that it names".into(),
            Self::ExcessiveAliasing => "the aliases of this document stand for far more than it says".into(),
            Self::ComplexKey => "a list or mapping stands where a key belongs".into(),
            Self::NoKey => "this cannot be a key: Kubernetes wants text here".into(),
            Self::Merge => "`<<` merges a mapping or a list of mappings, and this is neither".into(),
            Self::WrongTag(tag) => format!("the value does not fit its tag `{tag}`"),
            Self::Directive => "kubectl does not read `%` directives".into(),
            Self::Separator => "kubectl allows nothing but a comment behind `---`".into(),
            Self::PassedOver => "kubectl passes over what stands between `...` and the next `---`".into(),
            Self::ByteOrderMark => "an invisible byte-order mark (U+FEFF) becomes part of this line's text".into(),
            Self::Template => "this is a template that was never rendered".into(),
            Self::TooDeep => format!("values are nested more than {} levels deep", super::MAX_DEPTH),
            Self::TooManyNodes => format!("the text holds more than {} values", super::MAX_NODES),
            Self::TooManyAliased => {
                format!("the aliases of this text stand for more than {} values", super::MAX_ALIASED)
            }
            Self::Other(message) => (*message).into(),
        }
    }

    /// Whether it is a limit of ours, and kubectl might read the text.
    pub const fn is_ours(&self) -> bool {
        matches!(self, Self::TooManyNodes | Self::TooManyAliased)
    }

    /// Whether kubectl reads the text all the same, and not as its author means it.
    pub const fn is_accepted(&self) -> bool {
        matches!(self, Self::PassedOver | Self::ByteOrderMark)
    }

    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Tab | Self::TabInBrackets => "Replace the tab with spaces; two a level is usual.",
            Self::UnclosedQuote => "Close the string with the same quote.",
            Self::UnclosedBracket(_) => "Close the bracket, or quote the text if it is not meant as a list or mapping.",
            Self::StrayBracket => "Remove the bracket, or open it before.",
            Self::NotAKey => "Add a colon and a space after the key, or indent the line under the key it belongs to.",
            Self::ValueNotAllowed => {
                "Put each `key: value` on a line of its own, and quote a value that contains `: `."
            }
            Self::Indentation => "Give the line the same indentation as its neighbours.",
            Self::Character(_) | Self::Escape => "Put the value in single quotes.",
            Self::JsonEscape => "Write the character itself.",
            Self::UnknownAnchor(_) => {
                "Define the anchor earlier in the same document, or quote the text if it is no alias."
            }
            Self::SelfReference => "Write the value out.",
            Self::ExcessiveAliasing => "Write the values out; kubectl refuses such a document too.",
            Self::ComplexKey => "Use a string as the key, or quote the text if no list or mapping is meant.",
            Self::NoKey => "Quote the key.",
            Self::Merge => "Point `<<` at an anchor on a mapping, as in `<<: *defaults`.",
            Self::WrongTag(_) => "Remove the tag, or correct the value.",
            Self::Directive => "Remove the line; nothing in a manifest needs it.",
            Self::Separator => "Put `---` on a line of its own, and the rest on the next line.",
            Self::PassedOver => "Put a line with `---` before this document, or remove it.",
            Self::ByteOrderMark => {
                "Delete the character; it often comes from joining files that were saved on Windows."
            }
            Self::Template => {
                "Render it first (`helm template`, `kustomize build`) and paste the result; Peapod reads what Kubernetes reads."
            }
            Self::TooDeep | Self::TooManyNodes | Self::TooManyAliased => "Analyse a smaller part of the text.",
            Self::Other(_) => "Look at this line and the one above it.",
        }
    }
}
