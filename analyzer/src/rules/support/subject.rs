//! What rules ask about their pod: places in it, roles, volumes and their users.

use super::place::{Place, head, nearest};
use crate::analysis::{Lifecycle, Role};
use crate::flow::MountUse;
use crate::manifest::{Found, Manifest, join};
use crate::patterns::{Injection, injections};
use crate::pod::{Container, Volume, VolumeMount};
use crate::rules::Subject;
use crate::span::Span;

/// The most containers, volumes or mounts of one pod that are looked at: rules compare them in pairs, and no real pod comes
/// near.
const MOST_PARTS: usize = 300;
/// Annotations that injectors leave behind, and the containers that they add.
const INJECTED: [(&str, &str); 10] = [
    ("sidecar.istio.io/status", "istio-"),
    ("linkerd.io/proxy-version", "linkerd-"),
    ("vault.hashicorp.com/agent-inject-status", "vault-agent"),
    ("consul.hashicorp.com/connect-inject-status", "consul-"),
    ("kuma.io/sidecar-injected", "kuma-"),
    ("dapr.io/enabled", "daprd"),
    ("kruise.io/sidecarset-injected-list", ""),
    ("sidecar.opentelemetry.io/injected", "otc-container"),
    ("kubernetes.azure.com/injected", "azwi-"),
    ("gke-gcsfuse/injected", "gke-gcsfuse-"),
];
/// The most objects that a rule looks at beside its own: a text of tens of thousands must not take their square.
const MOST_OBJECTS: usize = 2_000;

impl<'a> Subject<'a> {
    /// A field of the pod spec.
    pub(in crate::rules) fn at(&self, path: &str) -> Place {
        Place { span: nearest(self.pod.node, path, self.spec_key()), field: self.pod.field(path) }
    }

    /// A field of the pod's metadata.
    pub(in crate::rules) fn in_metadata(&self, path: &str) -> Place {
        let field = join(&self.template.metadata_path, path);
        let key = self.object_path(&self.template.metadata_path);
        let otherwise = nearest(self.pod.object, key, self.spec_key());
        Place { span: self.template.metadata.map_or(otherwise, |node| nearest(node, path, otherwise)), field }
    }

    /// A field of the object that holds the pod.
    pub(in crate::rules) fn in_object(&self, path: &str) -> Place {
        Place { span: nearest(self.pod.object, path, head(self.pod.object)), field: join(&self.manifest.path, path) }
    }

    /// A field of a container; its name where nothing nearer is written.
    pub(in crate::rules) fn in_container(&self, container: &Container<'_>, path: &str) -> Place {
        let name = nearest(container.node, "name", head(container.node));
        let span = nearest(container.node, path, name);
        Place { span, field: self.pod.field(&join(&container.path, path)) }
    }

    /// A field of a mount; the mount itself where that is missing.
    pub(in crate::rules) fn in_mount(&self, container: &Container<'_>, index: usize, key: &str) -> Place {
        let path = join(&format!("{}.volumeMounts[{index}]", container.path), key);
        let mount = container.mounts.get(index).map(|mount| nearest(mount.node, key, head(mount.node)));
        Place { span: mount.unwrap_or(container.span), field: self.pod.field(&path) }
    }

    /// A field of a volume; its name where nothing nearer is written.
    pub(in crate::rules) fn in_volume(&self, volume: &Volume<'_>, path: &str) -> Place {
        let field = match volume.index {
            Some(index) => self.pod.field(&join(&format!("{}[{index}]", self.template.layout.volumes), path)),
            None => join(&self.manifest.path, "spec.volumeClaimTemplates"),
        };
        let name = nearest(volume.node, "name", head(volume.node));
        Place { span: nearest(volume.node, path, name), field }
    }

    /// The key that holds the pod spec, or the start of the spec where it stands alone.
    fn spec_key(&self) -> Span {
        nearest(self.pod.object, self.object_path(&self.pod.path), head(self.pod.node))
    }

    /// A path in the document as a path in the object.
    pub(in crate::rules) fn object_path<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.manifest.path.as_str()).map_or(path, |rest| rest.trim_start_matches('.'))
    }

    /// What a container is for.
    pub(in crate::rules) fn role(&self, index: usize) -> Option<Role> {
        self.judgement.containers.get(index).map(|report| report.role)
    }

    /// Whether a container does core work.
    pub(in crate::rules) fn is_core(&self, index: usize) -> bool {
        self.role(index).is_some_and(Role::is_core)
    }

    /// Whether a container runs beside others to help them.
    pub(in crate::rules) fn is_helper(&self, index: usize) -> bool {
        matches!(self.role(index), Some(Role::Sidecar | Role::Ambassador | Role::Adapter))
    }

    /// What a container does: an id of the catalogue's list of functions; empty where nobody knows.
    pub(in crate::rules) fn function(&self, index: usize) -> &'static str {
        self.judgement.containers.get(index).map_or("", |report| report.function)
    }

    /// The containers with their indices.
    pub(in crate::rules) fn containers(&self) -> impl Iterator<Item = (usize, &'a Container<'a>)> {
        self.pod.containers.iter().enumerate().take(MOST_PARTS)
    }

    /// The containers of a lifecycle with their indices.
    pub(in crate::rules) fn of(&self, lifecycle: Lifecycle) -> impl Iterator<Item = (usize, &'a Container<'a>)> {
        self.containers().filter(move |(_, container)| container.lifecycle == lifecycle)
    }

    /// The containers that run beside each other, with their indices.
    pub(in crate::rules) fn running(&self) -> impl Iterator<Item = (usize, &'a Container<'a>)> {
        self.containers().filter(|(_, container)| container.lifecycle.runs_beside())
    }

    /// The containers that run beside each other and were written by a person, with their indices.
    pub(in crate::rules) fn written_here(&self) -> impl Iterator<Item = (usize, &'a Container<'a>)> {
        self.running().filter(|(_, container)| !self.is_injected(container))
    }

    /// Whether an injector added a container: this is a copy of a live object, and nobody can change that container here.
    pub(in crate::rules) fn is_injected(&self, container: &Container<'_>) -> bool {
        INJECTED.iter().any(|(status, name)| {
            container.name.value.starts_with(name) && self.pod.annotations.iter().any(|pair| pair.key == *status)
        })
    }

    /// What labels and annotations ask injectors for, and the text does not show.
    pub(in crate::rules) fn predicted(&self) -> impl Iterator<Item = Injection<'a>> {
        self.asked_for().filter(|injection| injection.is_predicted(self.pod))
    }

    /// What labels and annotations ask injectors for, and no other key forbids.
    pub(in crate::rules) fn asked_for(&self) -> impl Iterator<Item = Injection<'a>> {
        let forbidden = |who| injections(self.pod).any(|other| other.injector.who == who && !other.asks);
        injections(self.pod).filter(move |injection| injection.asks && !forbidden(injection.injector.who))
    }

    /// How long the pod may take to stop, in seconds.
    pub(in crate::rules) fn grace_period(&self) -> i64 {
        self.pod.termination_grace_period_seconds.map_or(30, |grace| grace.value)
    }

    /// Whether the pod stands alone: nothing makes it again.
    pub(in crate::rules) fn is_bare_pod(&self) -> bool {
        self.pod.kind == Some("Pod") && self.pod.object.at("metadata.ownerReferences").is_none()
    }

    /// Whether what is written is the whole pod, so that what is missing in it is missing.
    pub(in crate::rules) fn is_whole(&self) -> bool {
        self.pod.is_pod_spec && self.template.found == Found::ByKind && self.is_built_in()
    }

    /// Whether Kubernetes itself knows the kind, and no controller of its own adds to the template.
    fn is_built_in(&self) -> bool {
        self.manifest.entry.is_some_and(|entry| matches!(entry.group, "" | "apps" | "batch"))
    }

    /// A resource of the whole pod: `resources` of the pod spec.
    pub(in crate::rules) fn pod_resource(&self, list: &str, name: &str) -> Option<&'a str> {
        self.pod.node.get("resources")?.get(list)?.get(name)?.raw()
    }

    /// All mounts that the trace knows, with their containers.
    pub(in crate::rules) fn uses(&self) -> impl Iterator<Item = Use<'a>> {
        self.trace.mounts.iter().take(MOST_PARTS).filter_map(|mount| {
            let container = self.pod.containers.get(mount.container)?;
            let written = container.mounts.get(mount.mount)?;
            Some(Use { at: mount, container, mount: written })
        })
    }

    /// The mounts of a volume.
    pub(in crate::rules) fn uses_of(&self, volume: usize) -> impl Iterator<Item = Use<'a>> {
        self.uses().filter(move |used| used.at.volume == Some(volume))
    }

    /// The mounts of each container that has any.
    pub(in crate::rules) fn uses_by_container(&self) -> Vec<Vec<Use<'a>>> {
        let uses: Vec<Use<'a>> = self.uses().collect();
        uses.chunk_by(|a, b| a.at.container == b.at.container).map(<[Use<'a>]>::to_vec).collect()
    }

    /// The volumes with their indices.
    pub(in crate::rules) fn volumes(&self) -> impl Iterator<Item = (usize, &'a Volume<'a>)> {
        self.pod.volumes.iter().enumerate().take(MOST_PARTS)
    }

    /// The `emptyDir` volumes with their indices.
    pub(in crate::rules) fn empty_dirs(&self) -> impl Iterator<Item = (usize, &'a Volume<'a>)> {
        self.volumes().filter(|(_, volume)| volume.source.kind == "emptyDir")
    }

    /// Other objects of the text that have this kind and may be meant by this pod: the same namespace, or none said.
    pub(in crate::rules) fn objects(&self, kind: &str) -> impl Iterator<Item = &'a Manifest<'a>> {
        let namespace = self.pod.namespace;
        self.manifests.iter().take(MOST_OBJECTS).filter(move |manifest| {
            manifest.kind == Some(kind)
                && (manifest.namespace == namespace || manifest.namespace.is_none() || namespace.is_none())
        })
    }
}

/// One mount as the trace and as the text have it.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Use<'a> {
    /// What the trace knows.
    pub(in crate::rules) at: &'a MountUse,
    /// The container.
    pub(in crate::rules) container: &'a Container<'a>,
    /// The mount as written.
    pub(in crate::rules) mount: &'a VolumeMount<'a>,
}
