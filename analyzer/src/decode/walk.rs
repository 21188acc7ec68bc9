//! Walks an object beside its type.
//!
//! It goes no deeper than the types do, and through free-form mappings no deeper than a limit, so that no text
//! overflows the stack.

use super::path::Path;
use super::report::Report;
use super::schema::{Form, Leaf, Type, type_of};
use crate::span::Span;
use crate::yaml::{Entry, Node, Shape};

/// How deep free-form mappings are searched for duplicate keys.
const MAX_DEPTH: usize = 64;
/// So few keys are compared with one another; more are sorted.
const FEW: usize = 12;

pub(super) struct Walk<'a> {
    minor: u8,
    pub(super) report: Report<'a>,
    /// Whether a controller may know more fields of the pod spec than Kubernetes.
    pub(super) extensible: bool,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(minor: u8, report: Report<'a>) -> Self {
        Self { minor, report, extensible: false, depth: 0 }
    }

    /// A value at a place, against the form that it must have.
    pub(super) fn value(&mut self, node: Node<'_>, form: Form, at: &Path<'_>) {
        self.value_of(node, form, None, at);
    }

    fn value_of(&mut self, node: Node<'_>, form: Form, key: Option<Span>, at: &Path<'_>) {
        // Null is nothing: Go's decoder leaves the field as it is.
        let shape = node.shape();
        if matches!(shape, Shape::Null | Shape::Missing) {
            return;
        }
        match (form, shape) {
            (Form::One(leaf), _) => self.leaf(node, leaf, key, at),
            (Form::List(leaf), Shape::Sequence) => {
                for (index, item) in node.items().enumerate() {
                    self.value_of(item, Form::One(leaf), None, &at.index(index));
                }
            }
            (Form::List(_), Shape::Mapping) => {
                self.report.wrong(node, key, "a list", "Start each item of the list with `- `.", at);
            }
            (Form::List(_), _) => {
                self.report.wrong(
                    node,
                    key,
                    "a list",
                    "Write each item on a line of its own that starts with `- `.",
                    at,
                );
            }
            (Form::Map(leaf), Shape::Mapping) => self.map(node, leaf, at),
            (Form::Map(_), Shape::Sequence) => {
                self.report.wrong(node, key, "a mapping", "Remove the `- ` and write `key: value` pairs.", at);
            }
            (Form::Map(_), _) => {
                self.report.wrong(node, key, "a mapping", "Write `key: value` pairs below it, indented.", at);
            }
        }
    }

    fn leaf(&mut self, node: Node<'_>, leaf: Leaf, key: Option<Span>, at: &Path<'_>) {
        match (leaf, node.shape()) {
            (Leaf::Object(number), Shape::Mapping) => self.object(node, type_of(number), &at.of(number)),
            (Leaf::Object(_), Shape::Sequence) => {
                self.report.wrong(node, key, "a mapping", "Remove the `- `: there is only one of it.", at);
            }
            (Leaf::Object(_), _) => {
                self.report.wrong(node, key, "a mapping", "Write its fields below it, indented.", at);
            }
            (Leaf::Any, _) => self.untyped(node, at),
            (_, shape) => {
                if matches!(shape, Shape::Sequence | Shape::Mapping) {
                    self.report.wrong(node, key, leaf.wanted(), "Write the value behind the colon.", at);
                } else {
                    super::leaf::check(&mut self.report, node, leaf, at);
                }
            }
        }
    }

    /// A mapping whose keys are fields.
    fn object(&mut self, node: Node<'_>, of: &'static Type, at: &Path<'_>) {
        if node.has_merge() {
            // What a merge brings and the mapping overrides is no duplicate.
            for entry in node.entries() {
                self.field(node, entry, of, at);
            }
            return;
        }
        let mut seen = 0_u128;
        let mut unknown: Vec<Entry<'_>> = Vec::new();
        for entry in node.written_entries() {
            match self.field(node, entry, of, at) {
                Some(place) => {
                    let bit = 1_u128.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or(0);
                    if seen & bit != 0 {
                        let before = node.written_entries().find(|before| before.key.same_name(&entry.key));
                        self.report.duplicate(&entry, before.as_ref(), &entry.name(), at);
                    }
                    seen |= bit;
                }
                None => unknown.push(entry),
            }
        }
        self.duplicates(&unknown, at);
    }

    /// One key of an object; gives the field's place in its type.
    fn field(&mut self, mapping: Node<'_>, entry: Entry<'_>, of: &'static Type, at: &Path<'_>) -> Option<usize> {
        let name = entry.name();
        match of.field(&name) {
            Some((place, field)) if field.is_in(self.minor) => {
                self.value_of(entry.value, field.form, Some(entry.key.span()), &at.key(&name));
                Some(place)
            }
            known => {
                // A controller may extend the pod spec; it does not rename what Kubernetes has.
                let foreign = self.extensible && of.name == "PodSpec" && known.is_none();
                if !foreign {
                    self.report.unknown(mapping, entry.key, &name, of, self.minor, at);
                }
                None
            }
        }
    }

    /// A mapping whose keys are free.
    fn map(&mut self, node: Node<'_>, leaf: Leaf, at: &Path<'_>) {
        if node.has_merge() {
            for entry in node.entries() {
                self.value_of(entry.value, Form::One(leaf), Some(entry.key.span()), &at.key(&entry.name()));
            }
            return;
        }
        for entry in node.written_entries() {
            self.value_of(entry.value, Form::One(leaf), Some(entry.key.span()), &at.key(&entry.name()));
        }
        self.duplicate_keys(node, at);
    }

    /// Anything: only its duplicate keys are wrong.
    pub(super) fn untyped(&mut self, node: Node<'_>, at: &Path<'_>) {
        if self.depth >= MAX_DEPTH {
            return;
        }
        self.depth += 1;
        for (index, item) in node.items().enumerate() {
            if is_collection(item) {
                self.untyped(item, &at.index(index));
            }
        }
        if node.shape() == Shape::Mapping {
            for entry in node.written_entries().filter(|entry| is_collection(entry.value)) {
                self.untyped(entry.value, &at.key(&entry.name()));
            }
            self.duplicate_keys(node, at);
        }
        self.depth -= 1;
    }

    fn duplicate_keys(&mut self, node: Node<'_>, at: &Path<'_>) {
        let entries: Vec<Entry<'_>> = node.written_entries().filter(|entry| !entry.key.is_merge_key()).collect();
        self.duplicates(&entries, at);
    }

    fn duplicates(&mut self, entries: &[Entry<'_>], at_path: &Path<'_>) {
        if entries.len() <= FEW {
            for (at, entry) in entries.iter().enumerate() {
                if let Some(before) = entries[..at].iter().find(|known| known.key.same_name(&entry.key)) {
                    self.report.duplicate(entry, Some(before), &entry.name(), at_path);
                }
            }
            return;
        }
        let mut known = std::collections::BTreeSet::new();
        for entry in entries {
            let name = entry.name();
            if !known.insert(name.clone()) {
                self.report.duplicate(entry, None, &name, at_path);
            }
        }
    }
}

fn is_collection(node: Node<'_>) -> bool {
    matches!(node.shape(), Shape::Sequence | Shape::Mapping)
}
