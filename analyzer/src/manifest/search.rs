//! Finds the pods of an object: by the table, else by shape, else as a piece without its wrapping.

use super::kinds::{Form, Layout, Place};
use super::{Found, Manifest, Template, join};
use crate::yaml::{Node, Shape};

/// How deep an unknown kind is searched, and how many nodes are looked at.
const MAX_DEPTH: usize = 12;
const MAX_VISITS: usize = 5_000;

/// The pods of an object.
pub(super) fn templates<'a>(manifest: &Manifest<'a>) -> Vec<Template<'a>> {
    if let Some(entry) = manifest.entry {
        return entry.places.iter().flat_map(|place| at_place(manifest, place)).collect();
    }
    if manifest.kind.is_none() {
        let unwrapped = unwrapped(manifest);
        if !unwrapped.is_empty() {
            return unwrapped;
        }
    }
    let mut found = Vec::new();
    let mut visits = MAX_VISITS;
    by_shape(manifest.node, &manifest.path, MAX_DEPTH, &mut visits, &mut found);
    found
}

/// The pods at one place of the table.
fn at_place<'a>(manifest: &Manifest<'a>, place: &Place) -> Vec<Template<'a>> {
    expand(manifest.node, manifest.path.clone(), place.path)
        .into_iter()
        .filter_map(|(node, path)| match place.form {
            Form::Template => template(node, &path, Found::ByKind),
            Form::Spec => Some(Template {
                metadata: manifest.node.get("metadata"),
                metadata_path: join(&manifest.path, "metadata"),
                spec: node,
                path,
                layout: Layout::POD_SPEC,
                found: Found::ByKind,
            }),
            Form::Parts(layout) => has_parts(node, layout).then(|| Template {
                metadata: node.get("metadata"),
                metadata_path: join(&path, "metadata"),
                spec: node,
                path,
                layout,
                found: Found::ByKind,
            }),
        })
        .collect()
}

/// A template at a node that has a `spec` mapping, or a null one while it is being typed.
fn template<'a>(node: Node<'a>, path: &str, found: Found) -> Option<Template<'a>> {
    Some(Template {
        metadata: node.get("metadata"),
        metadata_path: join(path, "metadata"),
        spec: node.get("spec")?,
        path: join(path, "spec"),
        layout: Layout::POD_SPEC,
        found,
    })
}

fn has_parts(node: Node<'_>, layout: Layout) -> bool {
    layout
        .containers
        .iter()
        .chain([&layout.sidecars, &layout.init_containers])
        .any(|key| !key.is_empty() && node.at(key).is_some_and(|value| !value.is_null()))
}

/// The nodes at a path of the table.
fn expand<'a>(node: Node<'a>, at: String, path: &str) -> Vec<(Node<'a>, String)> {
    let mut places = vec![(node, at)];
    for step in path.split('.') {
        let (key, each) = step.strip_suffix("[]").map_or((step, false), |key| (key, true));
        places = places.into_iter().flat_map(|(node, at)| expand_step(node, &at, key, each)).collect();
    }
    places
}

fn expand_step<'a>(node: Node<'a>, at: &str, key: &str, each: bool) -> Vec<(Node<'a>, String)> {
    if key == "*" {
        return node.entries().iter().map(|entry| (entry.value, join(at, &entry.name()))).collect();
    }
    let Some(value) = node.get(key) else { return Vec::new() };
    let at = join(at, key);
    if each {
        value.items().enumerate().map(|(index, item)| (item, format!("{at}[{index}]"))).collect()
    } else {
        vec![(value, at)]
    }
}

/// A pod spec, a template or a list of containers pasted alone.
fn unwrapped<'a>(manifest: &Manifest<'a>) -> Vec<Template<'a>> {
    let node = manifest.node;
    if node.get("spec").is_some_and(is_pod_spec) {
        return template(node, &manifest.path, Found::Unwrapped).into_iter().collect();
    }
    let loose = is_pod_spec(node) || is_container_list(node);
    if !loose {
        return Vec::new();
    }
    vec![Template {
        metadata: None,
        metadata_path: String::new(),
        spec: node,
        path: manifest.path.clone(),
        layout: Layout::POD_SPEC,
        found: Found::Unwrapped,
    }]
}

/// Collects everything that looks like a pod template below a node of unknown kind.
fn by_shape<'a>(node: Node<'a>, path: &str, depth: usize, visits: &mut usize, found: &mut Vec<Template<'a>>) {
    if depth == 0 || *visits == 0 {
        return;
    }
    *visits -= 1;
    let may_be_template = node.get("metadata").is_some() || path.ends_with("emplate");
    let as_template = if may_be_template { template(node, path, Found::ByShape) } else { None };
    if let Some(template) = as_template.filter(|template| is_pod_spec(template.spec)) {
        found.push(template);
        return;
    }
    match node.shape() {
        Shape::Mapping => {
            for entry in node.entries() {
                by_shape(entry.value, &join(path, &entry.name()), depth - 1, visits, found);
            }
        }
        Shape::Sequence => {
            for (index, item) in node.items().enumerate() {
                by_shape(item, &format!("{path}[{index}]"), depth - 1, visits, found);
            }
        }
        _ => {}
    }
}

/// A mapping whose `containers` are containers.
fn is_pod_spec(node: Node<'_>) -> bool {
    ["containers", "initContainers"].iter().any(|key| node.get(key).is_some_and(is_container_list))
}

/// A list whose items have a name and an image or command. `containers` of other kinds have neither.
fn is_container_list(node: Node<'_>) -> bool {
    node.items().len() > 0
        && node.items().all(|item| {
            item.shape() == Shape::Mapping
                && item.get("name").is_some()
                && (item.get("image").is_some() || item.get("command").is_some())
        })
}
