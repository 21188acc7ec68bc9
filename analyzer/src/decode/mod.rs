//! What the API server refuses to decode: unknown fields, duplicate keys, wrong types.
//!
//! Objects are compared with a table of Kubernetes' own types (`analyzer/schema/table.rs`). Values are not judged here:
//! that a number is out of a field's sense, or a required field missing, is validation's.

mod identity;
mod leaf;
mod path;
mod report;
pub(crate) mod schema;
mod time;
mod unit;
mod walk;
mod words;

use crate::Options;
use crate::finding::Finding;
use crate::manifest::{Found, Manifest, Template};
use crate::yaml::Shape;
use path::Path;
use report::{Judge, Report};
use walk::Walk;

/// The slugs of the findings of this module.
pub const RULES: [&str; 5] =
    ["unknown-field", "duplicate-key", "wrong-type", "unknown-api-version", "missing-api-version"];
/// The most findings that decoding gives for one object.
pub const MAX_FINDINGS: usize = 50;

/// The answer of the decoder.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// What it objects to.
    pub findings: Vec<Finding>,
    /// Whether a type is wrong, so that the API server validates nothing of the object.
    pub fatal: bool,
}

/// Decodes an object as strictly as kubectl asks for.
pub fn check(manifest: &Manifest<'_>, options: &Options) -> Decoded {
    let mut walk = Walk::new(options.kubernetes.minor(), Report::new(manifest.node.text()));
    let (root, objection) = identity::check(manifest);
    if let Some(root) = root {
        walk.value(manifest.node, schema::one(schema::object(root)), &Path::ROOT);
    } else {
        walk.untyped(manifest.node, &Path::ROOT);
        // What stands in a custom resource was just walked: its duplicate keys are known.
        walk.report.knows_duplicates = true;
        for template in &manifest.templates {
            self::template(&mut walk, template);
        }
    }
    let mut decoded = walk.report.into_decoded();
    decoded.findings.extend(objection);
    decoded
}

/// A pod template in an object of another kind. The API server knows nothing of it before pods are made from it.
fn template(walk: &mut Walk<'_>, template: &Template<'_>) {
    if !template.layout.is_pod_spec {
        return;
    }
    let pasted = template.found == Found::Unwrapped;
    walk.report.judge = if pasted { Judge::ApiServer } else { Judge::Later };
    let path = Path::ROOT;
    if let (Some(metadata), Some(number)) = (template.metadata, schema::by_name("ObjectMeta")) {
        let at = path.key(&template.metadata_path);
        walk.value(metadata, schema::one(schema::object(number)), &at);
    }
    let at = if template.path.is_empty() { path } else { path.key(&template.path) };
    let is_list = template.spec.shape() == Shape::Sequence;
    let name = if is_list { "Container" } else { "PodSpec" };
    if let Some(number) = schema::by_name(name) {
        let form = if is_list { schema::list(schema::object(number)) } else { schema::one(schema::object(number)) };
        walk.extensible = !pasted;
        walk.value(template.spec, form, &at);
    }
}

#[cfg(test)]
mod tests;
