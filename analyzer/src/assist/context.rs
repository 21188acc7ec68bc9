//! Where a place of the text stands: the keys above it and beside it, read off the indentation alone.
//!
//! Half-typed text often cannot be parsed; its indentation still says where it belongs. Flow style (`{a: 1}`) and block
//! scalars are left alone: there is no context in them.

use crate::decode::schema::{self, Form, Leaf};
use crate::span::Span;

/// One step from the document's root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Key(&'t str),
    Item(usize),
}

/// What surrounds a place.
#[derive(Debug)]
pub(super) struct Context<'t> {
    /// The way to the mapping or list that the place stands in.
    pub(super) path: Vec<Step<'t>>,
    /// The keys of that mapping on other lines.
    pub(super) siblings: Vec<&'t str>,
    /// The column at which the key starts, or would start.
    pub(super) column: usize,
    /// The key on the line and its place, where there is one.
    pub(super) key: Option<(&'t str, Span)>,
    /// What stands behind the key, or as an item of a list, and its place.
    pub(super) value: Option<(&'t str, Span)>,
    /// Where the word starts that is being typed.
    pub(super) word: usize,
    /// Whether the caret stands behind the key.
    pub(super) in_value: bool,
    /// The kind and the apiVersion of the document.
    pub(super) kind: Option<&'t str>,
    pub(super) api_version: Option<&'t str>,
}

/// A line taken apart: the columns of its dashes, then a key with its value, or a bare value.
struct Line<'t> {
    /// Byte offset of the line.
    start: usize,
    dashes: Vec<usize>,
    /// Column of what follows the dashes.
    column: usize,
    key: Option<&'t str>,
    /// What follows the key, or the bare value.
    rest: &'t str,
    /// Column of `rest`.
    rest_column: usize,
}

/// The context of byte `at`; none inside comments, block scalars and flow style.
pub(super) fn context(text: &str, at: usize) -> Option<Context<'_>> {
    let at = Span::new(crate::span::offset(at), 0).clamped(text).start as usize;
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = take_apart(line_start, &text[line_start..line_end], Some(at - line_start))?;
    let first = document_start(text, line_start);
    let mut context = Context {
        path: Vec::new(),
        siblings: Vec::new(),
        column: line.column,
        key: None,
        value: None,
        word: at,
        in_value: false,
        kind: None,
        api_version: None,
    };
    locate(&mut context, &line, at);
    climb(&mut context, &line, &text[first..line_start], first)?;
    below(&mut context, &text[line_end..]);
    context.path.reverse();
    let document = &text[first..document_end(text, line_end)];
    (context.kind, context.api_version) = (top_level(document, "kind"), top_level(document, "apiVersion"));
    Some(context)
}

/// What stands on the line itself.
fn locate<'t>(context: &mut Context<'t>, line: &Line<'t>, at: usize) {
    let span = |column: usize, part: &str| {
        let start = line.start + column;
        Span::new(crate::span::offset(start), crate::span::offset(start + part.len()))
    };
    let value_at = line.start + line.rest_column;
    context.key = line.key.map(|key| (key, span(line.column, key)));
    context.value = (!line.rest.is_empty()).then(|| (line.rest, span(line.rest_column, line.rest)));
    context.in_value = line.key.is_some_and(|key| at > line.start + line.column + key.len());
    context.word = if context.in_value { value_at.min(at) } else { (line.start + line.column).min(at) };
}

/// Follows the indentation upwards. None where the way leads into a block scalar.
fn climb<'t>(context: &mut Context<'t>, line: &Line<'t>, above: &'t str, first: usize) -> Option<()> {
    // The level that looks for its parent: the column of a key, or of a dash.
    let (mut column, mut is_item, mut index) = (line.column, false, 0);
    for dash in line.dashes.iter().rev() {
        if is_item || *dash < column {
            if is_item {
                context.path.push(Step::Item(0));
            }
            (column, is_item) = (*dash, true);
        }
    }
    let own = context.path.len() + usize::from(is_item);
    let mut end = above.len();
    while end > 0 && (is_item || column != 0) {
        let text = above[..end].strip_suffix('\n').unwrap_or(&above[..end]);
        let start = text.rfind('\n').map_or(0, |at| at + 1);
        end = start;
        let Some(other) = take_apart(first + start, &text[start..], None) else { continue };
        if let Some(key) = other.key {
            let is_parent = if is_item { other.column <= column } else { other.column < column };
            if is_parent {
                if other.rest.starts_with(['|', '>']) {
                    return None;
                }
                if is_item {
                    context.path.push(Step::Item(index));
                }
                context.path.push(Step::Key(key));
                (column, is_item, index) = (other.column, false, 0);
            } else if !is_item && other.column == column && context.path.len() < own.max(1) && own == context.path.len()
            {
                context.siblings.push(key);
            }
        }
        for dash in other.dashes.iter().rev() {
            if *dash < column {
                if is_item {
                    context.path.push(Step::Item(index));
                }
                (column, is_item, index) = (*dash, true, 0);
            } else if is_item && *dash == column {
                index += 1;
            }
        }
    }
    if is_item {
        context.path.push(Step::Item(index));
    }
    Some(())
}

/// The keys of the same mapping that follow.
fn below<'t>(context: &mut Context<'t>, rest: &'t str) {
    for line in rest.lines().skip(1) {
        let Some(line) = take_apart(0, line, None) else { continue };
        let leftmost = line.dashes.first().copied().unwrap_or(line.column);
        if leftmost < context.column || line.key.is_none() && line.dashes.is_empty() {
            break;
        }
        if line.dashes.is_empty() && line.column == context.column {
            context.siblings.extend(line.key);
        }
    }
}

/// Takes a line apart; none for empty lines, comments and separators, unless the caret stands on it.
fn take_apart(start: usize, line: &str, caret: Option<usize>) -> Option<Line<'_>> {
    let line = line.trim_end_matches('\r');
    let mut column = line.len() - line.trim_start_matches(' ').len();
    let mut dashes = Vec::new();
    while line[column..].starts_with("- ") || &line[column..] == "-" {
        dashes.push(column);
        let after = &line[(column + 1).min(line.len())..];
        column += 1 + after.len() - after.trim_start_matches(' ').len();
    }
    let content = &line[column..];
    let comment = content.starts_with('#') || line.starts_with("---") || line.starts_with("...");
    if comment || (content.is_empty() && dashes.is_empty() && caret.is_none()) {
        return None;
    }
    if let (Some(caret), true) = (caret, content.is_empty()) {
        column = caret.max(dashes.last().map_or(0, |dash| dash + 2));
    }
    let colon = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len));
    let plain =
        |key: &&str| !key.is_empty() && !key.starts_with(['{', '[', '&', '*', '!', '|', '>']) && !key.contains(" #");
    let key = colon.map(|end| &content[..end]).filter(plain);
    let (rest, rest_column) = match key {
        Some(key) => {
            let after = &content[key.len() + 1..];
            let blank = after.len() - after.trim_start_matches(' ').len();
            (without_comment(&after[blank..]), column + key.len() + 1 + blank)
        }
        None => (without_comment(content), column),
    };
    Some(Line { start, dashes, column, key: key.map(|key| key.trim_matches(['"', '\''])), rest, rest_column })
}

fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    value.split_once(" #").map_or(value, |(value, _)| value).trim_end()
}

fn document_start(text: &str, line: usize) -> usize {
    let before = &text[..line];
    if before.starts_with("---") && !before.contains("\n---") {
        return before.find('\n').map_or(line, |end| end + 1);
    }
    before.rfind("\n---").map_or(0, |at| before[at + 1..].find('\n').map_or(line, |end| at + 2 + end))
}

fn document_end(text: &str, line: usize) -> usize {
    text[line..].find("\n---").map_or(text.len(), |at| line + at + 1)
}

/// The value of a key at the left edge of a document.
fn top_level<'t>(document: &'t str, key: &str) -> Option<&'t str> {
    let value = document.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))?;
    let value = without_comment(value.trim()).trim_matches(['"', '\'']);
    (!value.is_empty()).then_some(value)
}

/// What the schema knows about a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A mapping with the fields of a type.
    Object(u16),
    /// A list or a map of this.
    Many(Form),
    /// A value.
    Value(Leaf),
}

impl Context<'_> {
    /// The type that the document's kind stands for.
    pub(super) fn root(&self) -> Option<u16> {
        schema::root_type(self.kind, self.api_version)
    }

    /// What is expected where the path leads.
    pub(super) fn expected(&self) -> Option<Expected> {
        self.path.iter().try_fold(Expected::Object(self.root()?), |at, step| at.step(*step))
    }

    /// The name of the type that holds the place, and whether `names` are the last keys of the path.
    pub(super) fn is_in(&self, names: &[&str]) -> bool {
        let keys: Vec<&str> =
            self.path.iter().filter_map(|step| if let Step::Key(key) = step { Some(*key) } else { None }).collect();
        keys.ends_with(names)
    }
}

impl Expected {
    /// One step further.
    pub(super) fn step(self, step: Step<'_>) -> Option<Self> {
        match (self, step) {
            (Self::Object(number), Step::Key(key)) => {
                schema::type_of(number).field(key).map(|(_, field)| Self::of(field.form))
            }
            (Self::Many(Form::List(leaf)), Step::Item(_)) | (Self::Many(Form::Map(leaf)), Step::Key(_)) => {
                Some(Self::of(Form::One(leaf)))
            }
            _ => None,
        }
    }

    /// What a field of this form holds.
    pub(super) fn of(form: Form) -> Self {
        match form {
            Form::One(Leaf::Object(number)) => Self::Object(number),
            Form::One(leaf) => Self::Value(leaf),
            many => Self::Many(many),
        }
    }
}
