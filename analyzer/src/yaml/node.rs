//! A look at one node: what it holds, what it means and where it stands.
//!
//! Aliases are followed and merge keys (`<<`) resolved here, so that no caller sees them. Nothing here copies text.

use super::scalar::{self, Scalar, ScalarKind};
use super::{Content, NodeData, NodeId, ScalarData, Step, Tree};
use crate::span::Span;
use std::borrow::Cow;

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree<'a>,
    /// Where it stands; an alias stands elsewhere than what it means.
    at: NodeId,
    /// What it means.
    target: NodeId,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    String,
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// `null`, `~` or nothing.
    Null,
    /// A list.
    Sequence,
    /// A mapping.
    Mapping,
    /// Something that could not be read; a problem says why.
    Missing,
}

impl Shape {
    /// The name in a sentence: `a list`.
    pub const fn article(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::Null => "null",
            Self::Sequence => "a list",
            Self::Mapping => "a mapping",
            Self::Missing => "nothing readable",
        }
    }
}

/// One key of a mapping and its value.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The key as a node.
    pub key: Node<'a>,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Entry<'a> {
    /// The key as JSON spells it: `true` for `yes`.
    pub fn name(&self) -> Cow<'a, str> {
        self.key.key_name()
    }

    /// From the key to the end of the value.
    pub fn span(&self) -> Span {
        self.key.span().to(self.value.span())
    }
}

impl<'a> Node<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, at: NodeId) -> Self {
        let target = match tree.node(at).content {
            Content::Alias(target) => target,
            _ => at,
        };
        Self { tree, at, target }
    }

    fn data(&self) -> &'a NodeData {
        self.tree.node(self.target)
    }

    fn node(&self, id: NodeId) -> Node<'a> {
        Self::new(self.tree, id)
    }

    /// The text that the whole tree was read from.
    pub fn text(&self) -> &'a str {
        self.tree.text
    }

    /// How the lines of that text are indented.
    pub(crate) fn steps(&self) -> &'a [Step] {
        self.tree.steps()
    }

    /// Where it stands. For an alias that is the alias, not what it names.
    pub fn span(&self) -> Span {
        self.tree.node(self.at).span
    }

    /// Where the value itself stands, behind any alias.
    pub fn value_span(&self) -> Span {
        self.data().span
    }

    /// Whether it is an alias.
    pub fn is_alias(&self) -> bool {
        self.at != self.target
    }

    fn scalar_data(&self) -> Option<ScalarData> {
        match self.data().content {
            Content::Scalar(data) => Some(data),
            _ => None,
        }
    }

    /// The scalar as its characters, unresolved; none for a list or mapping.
    pub fn raw(&self) -> Option<&'a str> {
        self.scalar_data().map(|data| self.tree.text_of(data.value))
    }

    /// Whether it is a scalar without quotes or block style.
    pub fn is_plain(&self) -> bool {
        self.scalar_data().is_some_and(|data| data.plain)
    }

    /// The scalar's meaning; none for a list, a mapping or what could not be read.
    pub fn scalar(&self) -> Option<Scalar<'a>> {
        self.scalar_data().map(|data| scalar::value(self.tree.text_of(data.value), data.kind))
    }

    /// What it is.
    pub fn shape(&self) -> Shape {
        match self.data().content {
            Content::Sequence(_) => Shape::Sequence,
            Content::Mapping(..) => Shape::Mapping,
            Content::Missing | Content::Alias(_) | Content::Open => Shape::Missing,
            Content::Scalar(data) => match data.kind {
                ScalarKind::True | ScalarKind::False => Shape::Bool,
                ScalarKind::Int | ScalarKind::Float => Shape::Number,
                ScalarKind::Str => Shape::String,
                ScalarKind::Null => Shape::Null,
            },
        }
    }

    /// Whether it is null or could not be read.
    pub fn is_null(&self) -> bool {
        matches!(self.shape(), Shape::Null | Shape::Missing)
    }

    /// The string that it is.
    pub fn str(&self) -> Option<&'a str> {
        match self.scalar()? {
            Scalar::Str(value) => Some(value),
            _ => None,
        }
    }

    /// The boolean that it is.
    pub fn bool(&self) -> Option<bool> {
        match self.scalar()? {
            Scalar::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The whole number that it is; `80.0` counts.
    pub fn int(&self) -> Option<i64> {
        match self.scalar()? {
            Scalar::Int(value) => Some(value),
            #[expect(clippy::cast_possible_truncation, reason = "only whole numbers far inside the range of i64")]
            Scalar::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 => Some(value as i64),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = Node<'a>> + ExactSizeIterator + use<'a> {
        let items: &'a [NodeId] = match self.data().content {
            Content::Sequence(items) => self.tree.children(items),
            _ => &[],
        };
        let node = *self;
        items.iter().map(move |id| node.node(*id))
    }

    /// The entries of a mapping exactly as written: duplicates and `<<` included.
    pub fn written_entries(&self) -> impl DoubleEndedIterator<Item = Entry<'a>> + ExactSizeIterator + use<'a> {
        let entries: &'a [NodeId] = match self.data().content {
            Content::Mapping(entries, _) => self.tree.children(entries),
            _ => &[],
        };
        let node = *self;
        entries.as_chunks().0.iter().map(move |[key, value]| Entry { key: node.node(*key), value: node.node(*value) })
    }

    /// The entries of a mapping as Kubernetes sees them: merge keys resolved, of duplicate keys the last.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<Entry<'a>> = Vec::with_capacity(self.written_entries().len());
        self.collect_entries(&mut entries, MERGE_DEPTH);
        keep_last(entries)
    }

    fn collect_entries(&self, entries: &mut Vec<Entry<'a>>, depth: usize) {
        for entry in self.written_entries() {
            if self.tree.has_merges && depth > 0 && entry.key.is_merge_key() {
                for source in entry.value.merge_sources() {
                    source.collect_entries(entries, depth - 1);
                }
            } else {
                entries.push(entry);
            }
        }
    }

    /// The mappings that a `<<` value names, in the order in which later ones win.
    fn merge_sources(self) -> Vec<Node<'a>> {
        match self.shape() {
            Shape::Mapping => vec![self],
            // The first of several wins.
            Shape::Sequence => self.items().filter(|item| item.shape() == Shape::Mapping).rev().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a mapping takes entries from others.
    pub(crate) fn has_merge(&self) -> bool {
        self.tree.has_merges && self.written_entries().any(|entry| entry.key.is_merge_key())
    }

    /// Whether it is the key `<<`.
    pub fn is_merge_key(&self) -> bool {
        self.is_plain() && self.raw() == Some("<<")
    }

    /// The value of a key, merge keys resolved; of duplicate keys the last.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        self.entry(name).map(|entry| entry.value)
    }

    /// The entry of a key, merge keys resolved; of duplicate keys the last.
    pub fn entry(&self, name: &str) -> Option<Entry<'a>> {
        self.find(name, MERGE_DEPTH)
    }

    fn find(&self, name: &str, depth: usize) -> Option<Entry<'a>> {
        let Content::Mapping(entries, marks) = self.data().content else { return None };
        let entries: &'a [[NodeId; 2]] = self.tree.children(entries).as_chunks().0;
        if !self.tree.has_merges {
            if !marks.may_have(name) {
                return None;
            }
            let [key, value] = entries.iter().rev().find(|[key, _]| self.tree.is_named(*key, name))?;
            return Some(Entry { key: self.node(*key), value: self.node(*value) });
        }
        for [key, value] in entries.iter().rev() {
            if depth > 0 && self.node(*key).is_merge_key() {
                let sources = self.node(*value).merge_sources();
                let found = sources.into_iter().rev().find_map(|source| source.find(name, depth - 1));
                if found.is_some() {
                    return found;
                }
            } else if self.tree.is_named(*key, name) {
                return Some(Entry { key: self.node(*key), value: self.node(*value) });
            }
        }
        None
    }

    /// The node at a dotted path of keys.
    pub fn at(&self, path: &str) -> Option<Node<'a>> {
        path.split('.').try_fold(*self, |node, key| node.get(key))
    }

    /// Whether two keys are one in JSON.
    pub(crate) fn same_name(&self, other: &Self) -> bool {
        match (self.scalar_data(), other.scalar_data()) {
            (Some(one), Some(two)) if one.kind == ScalarKind::Str && two.kind == ScalarKind::Str => {
                self.tree.text_of(one.value) == self.tree.text_of(two.value)
            }
            _ => self.key_name() == other.key_name(),
        }
    }

    /// This node as a mapping key, as JSON spells it: `true` for `yes`, `8` for `08`.
    pub fn key_name(&self) -> Cow<'a, str> {
        match self.scalar() {
            Some(Scalar::Str(value)) => Cow::Borrowed(value),
            Some(Scalar::Bool(value)) => Cow::Borrowed(if value { "true" } else { "false" }),
            Some(Scalar::Int(value)) => Cow::Owned(value.to_string()),
            Some(Scalar::Uint(value)) => Cow::Owned(value.to_string()),
            Some(Scalar::Float(value)) => Cow::Owned(scalar::float_key(value)),
            Some(Scalar::Null) | None => Cow::Borrowed(self.raw().unwrap_or("?")),
        }
    }
}

/// How many `<<` are followed inside one another.
const MERGE_DEPTH: usize = 32;

/// So few entries are compared with one another; more are sorted.
const FEW: usize = 16;

/// Of entries with one name the last, in the order of first appearance.
fn keep_last(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    if entries.len() <= FEW {
        return keep_last_of_few(entries);
    }
    let mut places: std::collections::BTreeMap<Cow<'_, str>, usize> = std::collections::BTreeMap::new();
    let mut kept: Vec<Entry<'_>> = Vec::with_capacity(entries.len());
    for entry in entries {
        match places.entry(entry.name()) {
            std::collections::btree_map::Entry::Occupied(place) => kept[*place.get()] = entry,
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(entry);
            }
        }
    }
    kept
}

fn keep_last_of_few(mut entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let mut kept = 0;
    for next in 0..entries.len() {
        let entry = entries[next];
        let place = entries[..kept].iter().position(|known| known.key.same_name(&entry.key));
        entries[place.unwrap_or(kept)] = entry;
        kept += usize::from(place.is_none());
    }
    entries.truncate(kept);
    entries
}
