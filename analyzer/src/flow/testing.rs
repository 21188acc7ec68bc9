//! Helpers for the tests of this folder.

use crate::analysis::{FlowGraph, PodReport};
use crate::patterns::Judgement;
use crate::pod::Pod;
use crate::{Options, analyze, manifest, pod, yaml};

/// The first pod of a text, shown to `look`.
pub(super) fn with_pod<T>(text: &str, look: impl FnOnce(&Pod<'_>) -> T) -> T {
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    look(&pod::lower(&manifests[0], &manifests[0].templates[0]))
}

/// A pod of this spec, without its first line's `spec:`.
pub(super) fn spec(spec: &str) -> String {
    let mut text = String::from("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n");
    for line in spec.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The report of the first pod.
pub(super) fn report(text: &str) -> PodReport {
    analyze(text, &Options::default()).pods.remove(0)
}

/// The flow of the first pod, without any judgement about it.
pub(super) fn flow(text: &str) -> FlowGraph {
    with_pod(text, |pod| super::graph(pod, &super::trace(pod), &Judgement::default()))
}

/// The manifest of the case study, written out again.
pub(super) const CASE_STUDY: &str = "apiVersion: v1
kind: Pod
metadata:
  name: shared-storage-example
spec:
  containers:
  - name: file-processor
    image: my-company/processor:latest
    volumeMounts:
    - name: shared-data
      mountPath: /data/input
    - name: shared-data
      mountPath: /data/output
      subPath: processed
  - name: file-uploader
    image: my-company/uploader:latest
    volumeMounts:
    - name: shared-data
      mountPath: /upload
      subPath: processed
    env:
    - name: S3_BUCKET
      value: my-processed-files
  volumes:
  - name: shared-data
    emptyDir:
      sizeLimit: 1Gi
";

/// The texts of a folder outside of this repository; none, with a message, where it is missing.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files that cannot be part of the project"
)]
pub(super) fn corpus(folder: &str) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("skipped: there is no folder {folder}");
        return Vec::new();
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
        .into_iter()
        .filter_map(|path| Some((path.display().to_string(), std::fs::read_to_string(&path).ok()?)))
        .collect()
}
