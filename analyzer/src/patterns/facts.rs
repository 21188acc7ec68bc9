//! What the evidence looks at: the pod, its traced flow, and a few things worked out once for all kinds.
//!
//! Facts only; nothing here speaks for or against anything.

use super::names::{Word, telling};
use super::services::Service;
use crate::analysis::Lifecycle;
use crate::catalogue::{self, Entry, Match};
use crate::flow::{Connection, MountUse, Trace};
use crate::pod::{Container, ImageRef, Pod, Volume};
use crate::span::Span;

/// The most containers of a pod that are judged: they are compared in pairs, and no pod that a person wrote has as many.
const MOST_CONTAINERS: usize = 300;

/// Everything that a kind of evidence may look at.
pub(crate) struct Facts<'p, 'a> {
    /// The pod.
    pub(crate) pod: &'p Pod<'a>,
    /// Who uses what.
    pub(crate) trace: &'p Trace,
    /// The Services of the text that select this pod.
    pub(crate) services: &'p [Service<'a>],
    /// What was worked out for each container, in the pod's order.
    known: Vec<Known<'a>>,
}

/// What was worked out for one container.
#[derive(Clone, Copy)]
struct Known<'a> {
    image: Option<ImageRef<'a>>,
    entry: Option<Match>,
    namesake: Option<&'static Entry>,
    name_word: Option<Word>,
    image_word: Option<Word>,
}

impl<'a> Known<'a> {
    fn of(container: &Container<'a>, entry: Option<Match>) -> Self {
        let image = container.image_ref();
        Self {
            image,
            entry,
            namesake: if entry.is_none() { catalogue::helper_named(container.name.value) } else { None },
            name_word: telling(container.name.value),
            image_word: image.and_then(|image| telling(image.name())),
        }
    }
}

impl<'p, 'a> Facts<'p, 'a> {
    pub(crate) fn new(pod: &'p Pod<'a>, trace: &'p Trace, services: &'p [Service<'a>]) -> Self {
        let known = |(at, container)| Known::of(container, trace.entry(at));
        Self { pod, trace, services, known: pod.containers.iter().enumerate().map(known).collect() }
    }

    /// The facts of a changed pod, with what is known from before of the containers that are as they were.
    pub(crate) fn after<'q>(&self, pod: &'q Pod<'a>, trace: &'q Trace) -> Facts<'q, 'a>
    where
        'p: 'q,
    {
        let known = |(at, container): (usize, &Container<'a>)| {
            let same = self.pod.unchanged(at, container).and_then(|old| self.known.get(old));
            same.copied().unwrap_or_else(|| Known::of(container, trace.entry(at)))
        };
        Facts { pod, trace, services: self.services, known: pod.containers.iter().enumerate().map(known).collect() }
    }

    /// The containers that run beside each other, with their places.
    pub(crate) fn running(&self) -> impl Iterator<Item = (usize, &'p Container<'a>)> + use<'p, 'a> {
        let containers = self.pod.containers.iter().enumerate().take(MOST_CONTAINERS);
        containers.filter(|(_, container)| container.lifecycle.runs_beside())
    }

    /// The ordinary init containers, with their places.
    pub(crate) fn init(&self) -> impl Iterator<Item = (usize, &'p Container<'a>)> + use<'p, 'a> {
        let containers = self.pod.containers.iter().enumerate().take(MOST_CONTAINERS);
        containers.filter(|(_, container)| container.lifecycle == Lifecycle::Init)
    }

    /// The containers that run beside a container.
    pub(crate) fn neighbours(&self, of: usize) -> impl Iterator<Item = (usize, &'p Container<'a>)> + use<'p, 'a> {
        self.running().filter(move |(at, _)| *at != of)
    }

    /// Whether more than one container runs.
    pub(crate) fn is_shared(&self) -> bool {
        self.running().nth(1).is_some()
    }

    /// The container at a place.
    pub(crate) fn container(&self, at: usize) -> &'p Container<'a> {
        &self.pod.containers[at]
    }

    /// The image of the container at a place, in its parts.
    pub(crate) fn image(&self, at: usize) -> Option<&ImageRef<'a>> {
        self.known[at].image.as_ref()
    }

    /// What the catalogue knows of the container at a place.
    pub(crate) fn entry(&self, at: usize) -> Option<Match> {
        self.known[at].entry
    }

    /// The well-known helper whose usual name the container at a place has, where its image is not a known one.
    pub(crate) fn namesake(&self, at: usize) -> Option<&'static Entry> {
        self.known[at].namesake
    }

    /// The word in the container's name that says helper.
    pub(crate) fn helper_word(&self, at: usize) -> Option<&'static str> {
        self.known[at].name_word.and_then(Word::helper)
    }

    /// The word in the container's name that says core work.
    pub(crate) fn core_word(&self, at: usize) -> Option<&'static str> {
        self.known[at].name_word.and_then(Word::core)
    }

    /// The word in the image's name that says helper.
    pub(crate) fn image_helper_word(&self, at: usize) -> Option<&'static str> {
        self.known[at].image_word.and_then(Word::helper)
    }

    /// The word in the image's name that says core work.
    pub(crate) fn image_core_word(&self, at: usize) -> Option<&'static str> {
        self.known[at].image_word.and_then(Word::core)
    }

    /// Whether the catalogue knows its image as a helper.
    pub(crate) fn is_known_helper(&self, at: usize) -> bool {
        self.entry(at).is_some_and(|found| found.entry.role.is_some_and(|role| !role.is_core()))
    }

    /// Whether its image is one that alone is an application, and it stands beside a container that is no known helper.
    pub(crate) fn helps_beside(&self, at: usize) -> bool {
        let beside = |found: &Match| found.entry.helper_if.is_some_and(|condition| condition.beside);
        self.entry(at).is_some_and(|found| beside(&found))
            && self.neighbours(at).any(|(other, _)| {
                !self.is_known_helper(other) && !self.entry(other).is_some_and(|found| beside(&found))
            })
    }

    /// Whether it is named for a helper and only borrows the image of a neighbour that is not: then the image says what
    /// the neighbour is, and nothing about this one.
    pub(crate) fn borrows_image(&self, at: usize) -> bool {
        self.helper_word(at).is_some()
            && !self.is_known_helper(at)
            && self.neighbours(at).any(|(other, _)| {
                self.helper_word(other).is_none()
                    && self.image(at).zip(self.image(other)).is_some_and(|(own, other)| own.is_same_repository(other))
            })
    }

    /// What the container at a place mounts.
    pub(crate) fn mounts(&self, at: usize) -> impl Iterator<Item = &'p MountUse> + use<'p, 'a> {
        self.trace.of_container(at).iter()
    }

    /// The volume of a mount.
    pub(crate) fn volume(&self, mount: &MountUse) -> Option<&'p Volume<'a>> {
        self.pod.volumes.get(mount.volume?)
    }

    /// The mount path of a mount.
    pub(crate) fn mount_path(&self, mount: &MountUse) -> &'a str {
        self.pod.containers[mount.container].mounts.get(mount.mount).map_or("", |mount| mount.mount_path.value)
    }

    /// Where a mount stands.
    pub(crate) fn mount_span(&self, mount: &MountUse) -> Span {
        let container = self.container(mount.container);
        container.mounts.get(mount.mount).map_or(container.span, |mount| mount.span)
    }

    /// Connections over localhost between two running containers, with the text that says so.
    pub(crate) fn connections(&self) -> impl Iterator<Item = (&'p Connection, &'a str)> + use<'p, 'a> {
        let text = self.pod.node.text();
        let containers = &self.pod.containers;
        let runs = move |at: usize| containers.get(at).is_some_and(|container| container.lifecycle.runs_beside());
        self.trace
            .connections
            .iter()
            .filter(move |connection| connection.from != connection.to && runs(connection.from) && runs(connection.to))
            .map(move |connection| (connection, connection.span.of(text)))
    }

    /// Pairs of mounts of one volume by two running containers that see the same files.
    pub(crate) fn shared_mounts(&self) -> impl Iterator<Item = (&'p MountUse, &'p MountUse)> + use<'p, 'a> {
        let containers = &self.pod.containers;
        let runs = move |mount: &MountUse| containers[mount.container].lifecycle.runs_beside();
        self.trace.pairs().filter(move |(one, other)| runs(one) && runs(other))
    }
}
