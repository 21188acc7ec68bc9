//! A value of an object together with the path that the API server prints for it.
//!
//! A path is a chain of borrowed steps and becomes text only when something is reported. Absent and `null` are the
//! same here, as they are to the API server; a value of a wrong type reads as absent, because the decoder objects to it.

use crate::span::Span;
use crate::yaml::{Entry, Node, Shape};

/// A place in an object: what stands there, if anything, and its path.
#[derive(Clone, Copy)]
pub(super) struct Field<'a, 'p> {
    node: Option<Node<'a>>,
    near: Span,
    parent: Option<&'p Field<'a, 'p>>,
    step: Step<'p>,
    subject: Option<(&'static str, &'p str)>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root(&'p str),
    Child(&'p str),
    Index(usize),
    Key(&'p str),
}

impl<'a, 'p> Field<'a, 'p> {
    /// The start of a chain, with a path of its own; empty for a whole object.
    pub(super) fn root(node: Node<'a>, path: &'p str) -> Self {
        Self { node: Some(node), near: node.span(), parent: None, step: Step::Root(path), subject: None }
    }

    /// A value that the API server reports without any path.
    pub(super) const fn nowhere(value: &Field<'a, '_>) -> Self {
        Self { node: value.node, near: value.near, parent: None, step: Step::Root(""), subject: None }
    }

    /// The same place as something with a name: `container`, `web`.
    pub(super) fn named(self, kind: &'static str, name: &'p str) -> Self {
        Self { subject: Some((kind, name)), ..self }
    }

    /// The field of a name.
    pub(super) fn child<'c>(&'c self, name: &'c str) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        let entry = self.node.and_then(|node| node.entry(name));
        let (node, near) = entry.map_or((None, self.near), |entry| value_of(&entry));
        self.step(Step::Child(name), node, near)
    }

    /// An item of a list, with the index that the API server counts.
    pub(super) fn item<'c>(&'c self, index: usize, node: Node<'a>) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        self.step(Step::Index(index), Some(node), node.span())
    }

    /// A value of a mapping whose keys are data: labels, resources.
    pub(super) fn value<'c>(&'c self, entry: &Entry<'a>, name: &'c str) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        let (node, near) = value_of(entry);
        self.step(Step::Key(name), node, near)
    }

    /// This path plus a name, for a value that stands elsewhere: some of the API server's paths leave out a step.
    pub(super) fn quirk<'c>(&'c self, name: &'c str, value: &Field<'a, '_>) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        self.step(Step::Child(name), value.node, value.near)
    }

    /// This path plus a key, for a value that stands elsewhere.
    pub(super) fn quirk_key<'c>(&'c self, key: &'c str, value: &Field<'a, '_>) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        self.step(Step::Key(key), value.node, value.near)
    }

    /// This path plus an index, for a value that stands elsewhere.
    pub(super) fn quirk_index<'c>(&'c self, index: usize, value: &Field<'a, '_>) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        self.step(Step::Index(index), value.node, value.near)
    }

    /// This path, for a value that stands elsewhere.
    pub(super) fn about(&self, value: &Field<'a, '_>) -> Self {
        Self { node: value.node, near: value.near, ..*self }
    }

    fn step<'c>(&'c self, step: Step<'c>, node: Option<Node<'a>>, near: Span) -> Field<'a, 'c>
    where
        'p: 'c,
    {
        Field { node, near, parent: Some(self), step, subject: None }
    }

    /// Whether a value stands here.
    pub(super) const fn is_set(&self) -> bool {
        self.node.is_some()
    }

    /// The node that stands here.
    pub(super) const fn node(&self) -> Option<Node<'a>> {
        self.node
    }

    /// Whether it is a list or a mapping.
    pub(super) fn is_collection(&self) -> bool {
        self.node.is_some_and(|node| matches!(node.shape(), Shape::Sequence | Shape::Mapping))
    }

    /// The string; empty where there is none.
    pub(super) fn str(&self) -> &'a str {
        self.opt_str().unwrap_or("")
    }

    /// The string, where one is set, even an empty one.
    pub(super) fn opt_str(&self) -> Option<&'a str> {
        self.node?.str()
    }

    /// The whole number; 0 where there is none.
    pub(super) fn int(&self) -> i64 {
        self.opt_int().unwrap_or(0)
    }

    /// The whole number, where one is set.
    pub(super) fn opt_int(&self) -> Option<i64> {
        self.node?.int()
    }

    /// The boolean; false where there is none.
    pub(super) fn bool(&self) -> bool {
        self.opt_bool().unwrap_or(false)
    }

    /// The boolean, where one is set.
    pub(super) fn opt_bool(&self) -> Option<bool> {
        self.node?.bool()
    }

    /// How many items the list has.
    pub(super) fn len(&self) -> usize {
        self.node.map_or(0, |node| node.items().len())
    }

    /// The items of the list.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.node.into_iter().flat_map(|node| node.items())
    }

    /// The items of the list, each with its path.
    pub(super) fn items<'c>(&'c self) -> impl Iterator<Item = Field<'a, 'c>>
    where
        'p: 'c,
    {
        self.nodes().enumerate().map(|(index, node)| self.item(index, node))
    }

    /// The strings of the list.
    pub(super) fn strings(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.nodes().map(|node| node.str().unwrap_or(""))
    }

    /// The entries of the mapping, as the API server sees them.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        self.node.map_or_else(Vec::new, |node| node.entries())
    }

    /// Where to point; one line at most, once `text` has been asked.
    pub(super) fn span(&self, text: &str) -> Span {
        let length = self.near.of(text).lines().next().map_or(0, str::len);
        Span::new(self.near.start, self.near.start + crate::span::offset(length))
    }

    /// The last step, as a reader looks for it: `image`, `options[0]`, `cpu`.
    pub(super) fn label(&self) -> String {
        match (self.step, self.parent) {
            (Step::Child(name) | Step::Key(name), _) => name.to_owned(),
            (Step::Index(index), Some(parent)) => format!("{}[{index}]", parent.label()),
            (Step::Index(index), None) => index.to_string(),
            (Step::Root(path), _) => path.rsplit('.').next().unwrap_or(path).to_owned(),
        }
    }

    /// The things with names that this belongs to: ``container `web`, variable `PORT` ``. What has no name is called by
    /// its place.
    pub(super) fn subject(&self) -> Option<String> {
        let outer = self.parent.and_then(Field::subject);
        let Some((kind, name)) = self.subject else { return outer };
        let name = if name.is_empty() { self.label() } else { super::report::shorten(name) };
        let outer = outer.map_or_else(String::new, |outer| outer + ", ");
        Some(format!("{outer}{kind} `{name}`"))
    }

    /// The path as the API server prints it.
    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map_or_else(String::new, Field::path);
        match self.step {
            Step::Root(root) => path.push_str(root),
            Step::Child(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
            Step::Key(key) => {
                path.push('[');
                path.push_str(key);
                path.push(']');
            }
        }
        path
    }
}

/// The value of an entry and the place to point at: the value where it is short, else its key.
fn value_of<'a>(entry: &Entry<'a>) -> (Option<Node<'a>>, Span) {
    match entry.value.shape() {
        Shape::Null | Shape::Missing => (None, entry.key.span()),
        Shape::Mapping | Shape::Sequence => (Some(entry.value), entry.key.span()),
        _ => (Some(entry.value), entry.value.span()),
    }
}
