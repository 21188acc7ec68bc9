//! What the tests of several modules need: a pod from text, its report, and the case study's manifest.

use crate::analysis::PodReport;
use crate::pod::Pod;
use crate::{Options, analyze, manifest, pod, yaml};

/// The first pod of a text, shown to `look`.
pub(crate) fn with_pod<T>(text: &str, look: impl FnOnce(&Pod<'_>) -> T) -> T {
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    look(&pod::lower(&manifests[0], &manifests[0].templates[0]))
}

/// The report of the first pod of a text.
pub(crate) fn report(text: &str) -> PodReport {
    let mut pods = analyze(text, &Options::default()).pods;
    assert!(!pods.is_empty(), "no pod in {text}");
    pods.remove(0)
}

/// The manifest of the case study, written out again.
pub(crate) const CASE_STUDY: &str = "apiVersion: v1
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
