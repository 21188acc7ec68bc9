//! The pod as the analyzer thinks of it: what Kubernetes would run, with the place of everything in the text.
//!
//! Plain data in Kubernetes' words, lowered from the tree by `lower`. Nothing is defaulted or judged here; what is
//! not modelled can be read from each part's `node`.

mod image;
mod lower;
mod volume;

use crate::analysis::Lifecycle;
use crate::manifest::Found;
use crate::span::{Span, Spanned};
use crate::yaml::Node;
pub use image::ImageRef;
pub use lower::lower;
pub use volume::{Volume, VolumeSource};

/// One pod or pod template.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the pod spec or a fact about it")]
#[derive(Clone)]
pub struct Pod<'a> {
    /// Index of its document.
    pub document: usize,
    /// Whether that document could be read to its end.
    pub complete: bool,
    /// Kind of the object that holds it.
    pub kind: Option<&'a str>,
    /// `apiVersion` of that object.
    pub api_version: Option<&'a str>,
    /// Name of that object.
    pub name: Option<&'a str>,
    /// Namespace of that object.
    pub namespace: Option<&'a str>,
    /// Where the pod spec stands in its document.
    pub path: String,
    /// How it was found.
    pub found: Found,
    /// Whether `node` is a whole pod spec rather than parts that a controller completes.
    pub is_pod_spec: bool,
    /// Labels of the pod.
    pub labels: Vec<Pair<'a>>,
    /// Annotations of the pod.
    pub annotations: Vec<Pair<'a>>,
    /// All containers: init (native sidecars included), regular, ephemeral.
    pub containers: Vec<Container<'a>>,
    /// The volumes, claim templates of a `StatefulSet` included.
    pub volumes: Vec<Volume<'a>>,
    /// `restartPolicy`, where said.
    pub restart_policy: Option<Spanned<&'a str>>,
    /// `terminationGracePeriodSeconds`, where said.
    pub termination_grace_period_seconds: Option<Spanned<i64>>,
    /// `shareProcessNamespace: true`.
    pub share_process_namespace: bool,
    /// `hostNetwork: true`.
    pub host_network: bool,
    /// `replicas` of the object that holds it, where said.
    pub replicas: Option<Spanned<i64>>,
    /// The pod spec.
    pub node: Node<'a>,
    /// The object that holds the pod; for a bare pod the pod itself.
    pub object: Node<'a>,
}

/// A label or an annotation.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The key.
    pub key: &'a str,
    /// The value as text.
    pub value: &'a str,
    /// Key and value.
    pub span: Span,
}

/// One container.
#[derive(Clone)]
pub struct Container<'a> {
    /// Its name; empty where the text does not say one.
    pub name: Spanned<&'a str>,
    /// How Kubernetes runs it.
    pub lifecycle: Lifecycle,
    /// Whether its controller runs it as a helper, as Tekton and Argo do with their `sidecars`.
    pub declared_helper: bool,
    /// The image as written.
    pub image: Option<Spanned<&'a str>>,
    /// `command`.
    pub command: Vec<Spanned<&'a str>>,
    /// `args`.
    pub args: Vec<Spanned<&'a str>>,
    /// `env`.
    pub env: Vec<EnvVar<'a>>,
    /// Whether `envFrom` brings in names that the text does not show.
    pub has_env_from: bool,
    /// `ports`.
    pub ports: Vec<Port<'a>>,
    /// `volumeMounts`.
    pub mounts: Vec<VolumeMount<'a>>,
    /// The probes that are set.
    pub probes: Vec<Probe<'a>>,
    /// `lifecycle.postStart` and `lifecycle.preStop`, where set.
    pub hooks: Vec<Hook<'a>>,
    /// `resources.requests` and `resources.limits`.
    pub resources: Resources<'a>,
    /// `restartPolicy` of the container, where said.
    pub restart_policy: Option<Spanned<&'a str>>,
    /// Where it stands below the pod spec: `initContainers[0]`.
    pub path: String,
    /// The container's mapping.
    pub node: Node<'a>,
    /// The whole entry.
    pub span: Span,
}

/// One environment variable.
#[derive(Clone, Copy)]
pub struct EnvVar<'a> {
    /// Its name.
    pub name: Spanned<&'a str>,
    /// Its literal value, where it has one.
    pub value: Option<Spanned<&'a str>>,
    /// The source of its value, as in `secretKeyRef`.
    pub from: Option<&'a str>,
    /// The whole entry.
    pub span: Span,
}

/// One port.
#[derive(Clone, Copy)]
pub struct Port<'a> {
    /// Its name, where said.
    pub name: Option<&'a str>,
    /// `containerPort`, where it is a port number.
    pub container_port: Option<u16>,
    /// `hostPort`, where it is a port number.
    pub host_port: Option<u16>,
    /// `protocol`, `TCP` where not said.
    pub protocol: &'a str,
    /// The whole entry.
    pub span: Span,
}

/// One volume mount.
#[derive(Clone, Copy)]
pub struct VolumeMount<'a> {
    /// The name of the volume.
    pub volume: Spanned<&'a str>,
    /// `mountPath`; empty where the text does not say one.
    pub mount_path: Spanned<&'a str>,
    /// `subPath` or `subPathExpr`, where said.
    pub sub_path: Option<Spanned<&'a str>>,
    /// Whether that is `subPathExpr`, which the kubelet expands.
    pub is_expression: bool,
    /// `readOnly`, where said.
    pub read_only: Option<Spanned<bool>>,
    /// The mount's mapping.
    pub node: Node<'a>,
    /// The whole entry.
    pub span: Span,
}

/// The kinds of probes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "Kubernetes' names")]
pub enum ProbeKind {
    Liveness,
    Readiness,
    Startup,
}

/// One probe.
#[derive(Clone, Copy)]
pub struct Probe<'a> {
    /// Which.
    pub kind: ProbeKind,
    /// The probe's mapping.
    pub node: Node<'a>,
    /// The whole entry, key included.
    pub span: Span,
}

/// One lifecycle hook.
#[derive(Clone, Copy)]
pub struct Hook<'a> {
    /// `postStart` or `preStop`.
    pub name: &'static str,
    /// The handler's mapping.
    pub node: Node<'a>,
    /// The whole entry, key included.
    pub span: Span,
}

/// Requests and limits by resource name.
#[derive(Clone, Default)]
pub struct Resources<'a> {
    /// `resources.requests`.
    pub requests: Vec<Pair<'a>>,
    /// `resources.limits`.
    pub limits: Vec<Pair<'a>>,
}

impl<'a> Pod<'a> {
    /// The containers that run beside each other: regular ones and native sidecars.
    pub fn running(&self) -> impl Iterator<Item = &Container<'a>> {
        self.containers.iter().filter(|container| container.lifecycle.runs_beside())
    }

    /// The place of a container in this pod, which stands at `at` in a copy that may lack one of the containers; none where
    /// the copy tells something else about it.
    pub(crate) fn unchanged(&self, at: usize, copy: &Container<'a>) -> Option<usize> {
        let same = |place: &usize| self.containers.get(*place).is_some_and(|old| old.tells_the_same(copy));
        [at, at + 1].into_iter().find(same)
    }

    /// The volume of a name; of several the first, as the API server takes it.
    pub fn volume(&self, name: &str) -> Option<&Volume<'a>> {
        self.volumes.iter().find(|volume| volume.name.value == name)
    }

    /// The value of a label.
    pub fn label(&self, key: &str) -> Option<Pair<'a>> {
        self.labels.iter().copied().find(|pair| pair.key == key)
    }

    /// The value of an annotation.
    pub fn annotation(&self, key: &str) -> Option<Pair<'a>> {
        self.annotations.iter().copied().find(|pair| pair.key == key)
    }

    /// Whether its pods end by themselves: Jobs, and pods that are not restarted.
    pub fn runs_to_completion(&self) -> bool {
        matches!(self.kind, Some("Job" | "CronJob" | "ScaledJob" | "BroadcastJob" | "AdvancedCronJob"))
            || matches!(self.restart_policy, Some(policy) if matches!(policy.value, "Never" | "OnFailure"))
    }
}

impl<'a> Container<'a> {
    /// Whether it is another's copy with the same text, name and image, and with all its parts: how it is run may differ,
    /// and whether its mounts are read-only.
    pub(crate) fn tells_the_same(&self, other: &Self) -> bool {
        self.span == other.span && self.image == other.image && self.name == other.name && self.has_parts_of(other)
    }

    /// Whether it is another's copy that runs the same program with the same settings and mounts; its name may differ, and
    /// its image where a command says what runs.
    pub(crate) fn runs_the_same(&self, other: &Self) -> bool {
        let told_by_image = self.command.is_empty() && !self.args.is_empty();
        self.span == other.span && self.has_parts_of(other) && (!told_by_image || self.image == other.image)
    }

    /// Whether a copy has lost nothing; it gets nothing more.
    fn has_parts_of(&self, other: &Self) -> bool {
        let parts = |one: &Self| [one.command.len(), one.args.len(), one.env.len(), one.mounts.len()];
        parts(self) == parts(other)
    }

    /// The image in its parts.
    pub fn image_ref(&self) -> Option<ImageRef<'a>> {
        self.image.map(|image| ImageRef::parse(image.value))
    }

    /// `command` and `args` one after the other, as the process gets them.
    pub fn argv(&self) -> impl Iterator<Item = &Spanned<&'a str>> {
        self.command.iter().chain(&self.args)
    }

    /// A probe of a kind.
    pub fn probe(&self, kind: ProbeKind) -> Option<&Probe<'a>> {
        self.probes.iter().find(|probe| probe.kind == kind)
    }

    /// A hook: `postStart` or `preStop`.
    pub fn hook(&self, name: &str) -> Option<&Hook<'a>> {
        self.hooks.iter().find(|hook| hook.name == name)
    }

    /// The literal value of an environment variable.
    pub fn env_value(&self, name: &str) -> Option<&'a str> {
        self.env.iter().find(|variable| variable.name.value == name)?.value.map(|value| value.value)
    }

    /// What the container is called in a sentence: its name, or where it stands.
    pub fn label(&self) -> &str {
        if self.name.value.is_empty() { &self.path } else { self.name.value }
    }
}

impl VolumeMount<'_> {
    /// Whether the mount says `readOnly: true`.
    pub fn is_read_only(&self) -> bool {
        self.read_only.is_some_and(|read_only| read_only.value)
    }
}

impl Resources<'_> {
    /// A request, as written.
    pub fn request(&self, name: &str) -> Option<&str> {
        self.requests.iter().find(|pair| pair.key == name).map(|pair| pair.value)
    }

    /// A limit, as written.
    pub fn limit(&self, name: &str) -> Option<&str> {
        self.limits.iter().find(|pair| pair.key == name).map(|pair| pair.value)
    }
}

#[cfg(test)]
mod tests;
