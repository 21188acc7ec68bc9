//! Documents into Kubernetes objects, and the places in them where pods stand.
//!
//! A pod may be the object itself, a template inside a workload, or a few loose parts that a controller puts together.
//! Which kind holds what is one table in `kinds`. Nothing here judges what it finds.

mod kinds;
mod search;

use crate::span::Span;
use crate::yaml::{Node, Shape, Tree};
pub use kinds::{KindEntry, Layout, Place, Validated};

/// One Kubernetes object.
#[derive(Clone)]
pub struct Manifest<'a> {
    /// Index of its document.
    pub document: usize,
    /// Whether the document could be read to its end.
    pub complete: bool,
    /// Where it stands in the document: empty, or `items[2]` in a List.
    pub path: String,
    /// The object.
    pub node: Node<'a>,
    /// `kind`, where said.
    pub kind: Option<&'a str>,
    /// `apiVersion`, where said.
    pub api_version: Option<&'a str>,
    /// `metadata.name`, where said.
    pub name: Option<&'a str>,
    /// `metadata.namespace`, where said.
    pub namespace: Option<&'a str>,
    /// The table's entry for its kind.
    pub entry: Option<&'static KindEntry>,
    /// The pods in it.
    pub templates: Vec<Template<'a>>,
}

/// A pod, or what a controller makes one from.
#[derive(Clone)]
pub struct Template<'a> {
    /// Where the pod spec stands in its document: `spec.template.spec`.
    pub path: String,
    /// The metadata that the pods get.
    pub metadata: Option<Node<'a>>,
    /// Where `metadata` stands in the document.
    pub metadata_path: String,
    /// The pod spec, or the mapping that holds the parts.
    pub spec: Node<'a>,
    /// Which keys of `spec` hold containers and volumes.
    pub layout: Layout,
    /// How it was found.
    pub found: Found,
}

/// How a template was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The kind says where it is.
    ByKind,
    /// The kind is unknown, but something in it has the shape of a pod template.
    ByShape,
    /// It stands alone: a pod spec or a list of containers without the object around it.
    Unwrapped,
}

/// All objects of a text: documents, and the items of Lists.
pub fn manifests<'a>(tree: &'a Tree<'a>) -> Vec<Manifest<'a>> {
    let mut manifests = Vec::new();
    for (index, document) in tree.documents.iter().enumerate() {
        if !document.excessive_aliasing {
            collect(tree.root(document), index, document.complete, String::new(), LIST_DEPTH, &mut manifests);
        }
    }
    manifests
}

/// How deep Lists may stand in Lists.
const LIST_DEPTH: usize = 4;

fn collect<'a>(
    node: Node<'a>,
    document: usize,
    complete: bool,
    path: String,
    depth: usize,
    out: &mut Vec<Manifest<'a>>,
) {
    let kind = text(node, "kind");
    let api_version = text(node, "apiVersion");
    let key = kinds::list_key(kind, api_version).filter(|_| depth > 0);
    let list = key.and_then(|key| node.get(key)).filter(|list| list.shape() == Shape::Sequence);
    if let (Some(key), Some(list)) = (key, list) {
        for (index, item) in list.items().enumerate() {
            collect(item, document, complete, join(&path, &format!("{key}[{index}]")), depth - 1, out);
        }
        return;
    }
    let entry = kinds::find(kind, api_version);
    let mut manifest = Manifest {
        document,
        complete,
        path,
        node,
        kind,
        api_version,
        name: node.get("metadata").and_then(|metadata| text(metadata, "name")),
        namespace: node.get("metadata").and_then(|metadata| text(metadata, "namespace")),
        entry,
        templates: Vec::new(),
    };
    manifest.templates = search::templates(&manifest);
    out.push(manifest);
}

/// A scalar field as text, whatever its type: a wrong type is somebody else's finding.
pub(crate) fn text<'a>(node: Node<'a>, key: &str) -> Option<&'a str> {
    let value = node.get(key)?;
    if value.is_null() { None } else { value.raw() }
}

/// Two field paths, one behind the other.
pub(crate) fn join(path: &str, rest: &str) -> String {
    match (path.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (_, true) => path.to_owned(),
        _ if rest.starts_with('[') => [path, rest].concat(),
        _ => [path, ".", rest].concat(),
    }
}

impl Manifest<'_> {
    /// Where the object stands.
    pub fn span(&self) -> Span {
        self.node.span()
    }

    /// The kind for a sentence: `Deployment`, or `object` where none is said.
    pub fn kind_or_object(&self) -> &str {
        self.kind.unwrap_or("object")
    }
}

#[cfg(test)]
mod tests;
