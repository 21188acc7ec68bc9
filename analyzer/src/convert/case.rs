//! The pod that is to be converted, with all that is known about it.

use crate::analysis::{Direction, Lifecycle, Role};
use crate::edit::Change;
use crate::finding::Fix;
use crate::flow::{self, Trace};
use crate::manifest::{self, Found, Manifest, Template};
use crate::patterns::{self, Judgement};
use crate::pod::{self, Container, Pod};
use crate::yaml::{self, Tree};

/// A pod and what is known about it.
pub(super) struct Case<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) text: &'a str,
    pub(super) manifests: &'a [Manifest<'a>],
    pub(super) manifest: &'a Manifest<'a>,
    pub(super) template: &'a Template<'a>,
    pub(super) pod: &'a Pod<'a>,
    pub(super) trace: &'a Trace,
    pub(super) judgement: &'a Judgement,
}

/// Does something with the pod of this index; none where there is no such pod.
pub(super) fn with<T>(text: &str, index: usize, work: impl FnOnce(Case<'_>) -> T) -> Option<T> {
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    let places =
        manifests.iter().flat_map(|manifest| manifest.templates.iter().map(move |template| (manifest, template)));
    let (manifest, template) = places.into_iter().nth(index)?;
    let pod = pod::lower(manifest, template);
    let trace = flow::trace(&pod);
    let judgement = patterns::judge(&pod, &trace, &patterns::Services::of(&manifests));
    Some(work(Case {
        tree: &tree,
        text,
        manifests: &manifests,
        manifest,
        template,
        pod: &pod,
        trace: &trace,
        judgement: &judgement,
    }))
}

impl<'a> Case<'a> {
    /// The containers of a lifecycle with their indices.
    pub(super) fn of(&self, lifecycle: Lifecycle) -> impl Iterator<Item = (usize, &'a Container<'a>)> + use<'a> {
        self.pod.containers.iter().enumerate().filter(move |(_, container)| container.lifecycle == lifecycle)
    }

    /// Whether a container does core work.
    pub(super) fn is_core(&self, index: usize) -> bool {
        self.judgement.containers.get(index).is_some_and(|report| report.role.is_core())
    }

    /// Whether a container runs beside others to help them.
    pub(super) fn is_helper(&self, index: usize) -> bool {
        let role = self.judgement.containers.get(index).map(|report| report.role);
        matches!(role, Some(Role::Sidecar | Role::Ambassador | Role::Adapter))
    }

    /// The regular containers that do core work.
    pub(super) fn core(&self) -> Vec<(usize, &'a Container<'a>)> {
        self.of(Lifecycle::Regular).filter(|(index, _)| self.is_core(*index)).collect()
    }

    /// Whether one container writes what another one reads.
    pub(super) fn feeds(&self, producer: usize, consumer: usize) -> bool {
        let uses = |container: usize| self.trace.mounts.iter().filter(move |used| used.container == container);
        uses(producer).filter(|used| used.direction.writes() && used.volume.is_some()).any(|written| {
            uses(consumer).any(|read| {
                read.volume == written.volume
                    && flow::overlap(&read.directory, &written.directory)
                    && read.direction == Direction::Read
            })
        })
    }

    /// Whether one container calls another over localhost.
    pub(super) fn calls(&self, from: usize, to: usize) -> bool {
        self.trace.connections.iter().any(|known| known.from == from && known.to == to)
    }

    /// Whether a change touches what an alias names too.
    pub(super) fn is_shared(&self, fix: &Fix) -> bool {
        is_shared(self.tree, fix)
    }

    /// Whether the pod stands where its kind says, in an object of its own document.
    pub(super) fn is_plain_object(&self) -> bool {
        self.template.found == Found::ByKind && self.manifest.path.is_empty() && self.pod.is_pod_spec
    }
}

/// The text with a change made; none where its edits meet, or where it touches what an alias names too.
pub(super) fn changed(text: &str, tree: &Tree<'_>, change: Option<Change>) -> Option<String> {
    let fix = change?.into_fix("", false)?;
    (!is_shared(tree, &fix)).then(|| fix.apply(text))
}

fn is_shared(tree: &Tree<'_>, fix: &Fix) -> bool {
    let shared = tree.aliased();
    fix.edits.iter().any(|edit| shared.iter().any(|span| edit.start <= span.end && span.start <= edit.end))
}

/// The text after a change of its first pod, or of the one with this index.
pub(super) fn step(text: &str, index: usize, change: impl FnOnce(&Pod<'_>) -> Option<Change>) -> Option<String> {
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    let places =
        manifests.iter().flat_map(|manifest| manifest.templates.iter().map(move |template| (manifest, template)));
    let (manifest, template) = places.into_iter().nth(index)?;
    let pod = pod::lower(manifest, template);
    changed(text, &tree, change(&pod))
}
