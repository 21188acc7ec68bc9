//! Shared by the tests of this folder: manifests in, `field Type` lines out.

use crate::analysis::KubernetesVersion;
use crate::arrange::Arrange;
use crate::finding::{Finding, Source};
use crate::{Options, manifest, yaml};

/// What is found in the first object of a text.
pub(super) fn findings(text: &str, version: &str) -> Vec<Finding> {
    let tree = yaml::read(text);
    assert!(tree.problems.is_empty(), "{:?}\n{text}", tree.problems);
    let options = Options { kubernetes: KubernetesVersion::parse(version).unwrap() };
    manifest::manifests(&tree).iter().flat_map(|manifest| super::check(manifest, &options)).collect()
}

/// What the API server of a version objects to, sorted.
pub(super) fn errors_in(text: &str, version: &str) -> Vec<String> {
    let api = findings(text, version).into_iter().filter(|finding| finding.source == Source::Api);
    let mut lines: Vec<String> =
        api.map(|finding| format!("{} {:?}", finding.field.unwrap(), finding.error_type.unwrap())).collect();
    lines.arrange();
    lines
}

/// What the API server of the newest version objects to, sorted.
pub(super) fn errors(text: &str) -> Vec<String> {
    errors_in(text, "1.36")
}

/// A pod with this line of metadata and these lines of spec besides a container.
pub(super) fn pod_with(metadata: &str, spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\n{metadata}\nspec:\n{}  containers: [{{name: a, image: i}}]\n",
        indented(spec, 2)
    )
}

/// A pod with these lines of spec, containers included.
pub(super) fn pod(spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n{}", indented(spec, 2))
}

/// A pod whose only container has these further fields, in flow style.
pub(super) fn container(fields: &str) -> String {
    pod(&format!("containers: [{{name: a, image: i, {fields}}}]"))
}

/// Lines, each with blanks before it.
pub(super) fn indented(lines: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    lines.lines().flat_map(|line| [&blanks, line, "\n"]).collect()
}
