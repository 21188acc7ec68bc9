//! The pod's own column, one file an aspect.
//!
//! What the cells have in common stands here: which containers are core, which help, and how the pod's parts are named.

mod communication;
mod examples;
mod lifecycle;
mod purpose;
mod responsibility;
mod reusability;

use super::Subject;
use crate::analysis::{Cell, ContainerReport, Lifecycle, Pattern, Role};
use crate::catalogue::{self, Entry, function};
use crate::flow::MountUse;
use crate::patterns::words::{code, list};
use crate::span::Span;

/// The pod's own cell for an aspect.
pub(super) fn cell(aspect: &str, subject: &Subject<'_, '_>) -> Cell {
    let Some(verdict) = &subject.judgement.verdict else {
        return Cell { text: "There is no container to look at yet.".into(), matches: Vec::new(), spans: Vec::new() };
    };
    let look = Look { subject, pattern: verdict.pattern };
    match aspect {
        "purpose" => purpose::cell(&look),
        "responsibility" => responsibility::cell(&look),
        "reusability" => reusability::cell(&look),
        "lifecycle" => lifecycle::cell(&look),
        "communication" => communication::cell(&look),
        _ => examples::cell(&look),
    }
}

/// A judged pod, as the cells see it.
struct Look<'l, 's, 'a> {
    subject: &'l Subject<'s, 'a>,
    pattern: Pattern,
}

impl<'l> Look<'l, '_, '_> {
    /// The containers whose report a condition picks, with their places.
    fn pick(&self, picks: impl Fn(&ContainerReport) -> bool) -> Vec<usize> {
        let containers = &self.subject.judgement.containers;
        (0..containers.len()).filter(|at| picks(&containers[*at])).collect()
    }

    fn report(&self, at: usize) -> &'l ContainerReport {
        &self.subject.judgement.containers[at]
    }

    fn cores(&self) -> Vec<usize> {
        self.pick(|container| container.role.is_core())
    }

    fn helpers(&self) -> Vec<usize> {
        self.pick(|container| container.lifecycle.runs_beside() && !container.role.is_core())
    }

    fn init(&self) -> Vec<usize> {
        self.pick(|container| container.role == Role::Init)
    }

    fn of(&self, lifecycle: Lifecycle) -> Vec<usize> {
        self.pick(|container| container.lifecycle == lifecycle)
    }

    fn name(&self, at: usize) -> String {
        code(self.subject.pod.containers[at].label())
    }

    fn names(&self, places: &[usize]) -> String {
        list(&places.iter().map(|at| self.name(*at)).collect::<Vec<_>>())
    }

    /// What the catalogue knows of a container, tool boxes left out.
    fn entry(&self, at: usize) -> Option<&'static Entry> {
        self.report(at).catalogue.and_then(catalogue::entry).filter(|entry| entry.role.is_some())
    }

    /// What a container does, as the end of a sentence.
    fn does(&self, at: usize) -> &'static str {
        self.entry(at)
            .map(|entry| entry.does)
            .or_else(|| function(self.report(at).function).map(|function| function.does))
            .unwrap_or("does its work")
    }

    /// What a container is about, as a noun.
    fn noun(&self, at: usize) -> &'static str {
        function(self.report(at).function).map_or("a task", |function| function.noun)
    }

    /// The nouns of several containers, each once.
    fn nouns(&self, places: &[usize]) -> String {
        let mut nouns: Vec<String> = Vec::new();
        for at in places {
            let noun = self.noun(*at).to_owned();
            if !nouns.contains(&noun) {
                nouns.push(noun);
            }
        }
        list(&nouns)
    }

    fn spans(&self, places: &[usize]) -> Vec<Span> {
        places.iter().map(|at| self.report(*at).span).collect()
    }

    /// The patterns that a helper's cell fits: its own kind, and sidecar, of which the others are special cases.
    fn helper_patterns(&self) -> Vec<Pattern> {
        match self.pattern {
            Pattern::Ambassador | Pattern::Adapter => vec![self.pattern, Pattern::Sidecar],
            pattern => vec![pattern],
        }
    }

    /// Where a mount stands.
    fn mount_span(&self, mount: &MountUse) -> Span {
        let container = &self.subject.pod.containers[mount.container];
        container.mounts.get(mount.mount).map_or(container.span, |mount| mount.span)
    }

    /// A directory of a volume: `` `processed` of `shared-data` ``, or the volume.
    fn place(&self, mount: &MountUse) -> String {
        let volume = mount.volume.and_then(|volume| self.subject.pod.volumes.get(volume));
        let volume = volume.map_or_else(|| "a volume".to_owned(), |volume| code(volume.name.value));
        if mount.directory.is_empty() {
            volume
        } else {
            format!("the directory {} of {volume}", code(&mount.directory))
        }
    }

    /// Pairs of running containers that see the same files: the one that writes first where that is known.
    fn hand_overs(&self) -> Vec<(&'l MountUse, &'l MountUse)> {
        let runs = |mount: &MountUse| self.subject.pod.containers[mount.container].lifecycle.runs_beside();
        let pairs = self.subject.trace.pairs();
        let hands_over = |(one, other): &(&MountUse, &MountUse)| {
            runs(one) && runs(other) && one.direction.writes() && !other.direction.writes()
        };
        pairs.filter(hands_over).collect()
    }

    /// A volume that two running containers mount and both may write, or nobody knows.
    fn joint_volume(&self) -> Option<(&'l MountUse, &'l MountUse)> {
        let writable = |mount: &MountUse| {
            let volume = mount.volume.and_then(|volume| self.subject.pod.volumes.get(volume));
            volume.is_some_and(|volume| !volume.source.is_read_only())
                && self.subject.pod.containers[mount.container].lifecycle.runs_beside()
        };
        let mut pairs = self.subject.trace.pairs();
        pairs.find(|(one, other)| other.container > one.container && writable(one) && writable(other))
    }
}
