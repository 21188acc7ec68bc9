//! Which pattern a pod follows and what each container is for, with the evidence.

use crate::analysis::{ContainerReport, Verdict};
use crate::flow::Trace;
use crate::manifest::Manifest;
use crate::pod::Pod;

/// What is decided about a pod.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The pattern; none where there is no container.
    pub verdict: Option<Verdict>,
    /// One report a container, in the order of [`Pod::containers`].
    pub containers: Vec<ContainerReport>,
}

/// Judges a pod. `manifests` are all objects of the text: a Service among them may name a container's port.
pub fn judge(pod: &Pod<'_>, trace: &Trace, manifests: &[Manifest<'_>]) -> Judgement {
    let _ = (pod, trace, manifests);
    Judgement::default()
}
