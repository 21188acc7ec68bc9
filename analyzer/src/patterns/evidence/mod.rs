//! The kinds of evidence: one file each, all in [`KINDS`].
//!
//! A kind looks at the facts and notes what it sees, for which container, and what that speaks for. How much it counts
//! stands in [`super::weights`]; what follows from the sums is decided elsewhere.

mod bare_container;
mod called_over_localhost;
mod command;
mod core_name;
mod coupled_hooks;
mod csi_socket;
mod declared_helper;
mod default_container;
mod env_vocabulary;
mod feeds_a_reader;
mod first_in_list;
mod first_party_images;
mod helper_name;
mod idle_command;
mod image_name;
mod init_container;
mod injection;
mod known_image;
mod known_name;
mod metrics_port;
mod native_sidecar;
mod network_setup;
mod own_probes;
mod points_at_main;
mod processing_stage;
mod program_name;
mod reads_logs;
mod regular_container;
mod relative_resources;
mod same_image;
mod service_port;
mod setup_command;
mod shared_processes;
mod tails_a_file;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod wait_loop;
mod workload_name;

use super::facts::Facts;
use super::weights::Weight;
use crate::span::Span;
pub(super) use called_over_localhost::passes_on;
pub(super) use command::Shell;
pub(super) use idle_command::{idles, only_sleepers};
pub(super) use init_container::never_ends;

/// One kind of evidence.
#[derive(Debug)]
pub struct Kind {
    /// Its id, which is the name of its file with hyphens.
    pub slug: &'static str,
    /// What it looks for, in one sentence.
    pub looks_for: &'static str,
    /// Looks.
    pub(super) observe: fn(&Facts<'_, '_>, &mut Notes),
}

/// All kinds, in the order in which a reader would look.
pub(super) static KINDS: [&Kind; 35] = [
    &known_image::EVIDENCE,
    &known_name::EVIDENCE,
    &native_sidecar::EVIDENCE,
    &init_container::EVIDENCE,
    &declared_helper::EVIDENCE,
    &regular_container::EVIDENCE,
    &helper_name::EVIDENCE,
    &core_name::EVIDENCE,
    &image_name::EVIDENCE,
    &program_name::EVIDENCE,
    &workload_name::EVIDENCE,
    &default_container::EVIDENCE,
    &service_port::EVIDENCE,
    &metrics_port::EVIDENCE,
    &tails_a_file::EVIDENCE,
    &idle_command::EVIDENCE,
    &wait_loop::EVIDENCE,
    &setup_command::EVIDENCE,
    &called_over_localhost::EVIDENCE,
    &points_at_main::EVIDENCE,
    &reads_logs::EVIDENCE,
    &feeds_a_reader::EVIDENCE,
    &processing_stage::EVIDENCE,
    &own_probes::EVIDENCE,
    &bare_container::EVIDENCE,
    &relative_resources::EVIDENCE,
    &network_setup::EVIDENCE,
    &shared_processes::EVIDENCE,
    &coupled_hooks::EVIDENCE,
    &first_party_images::EVIDENCE,
    &same_image::EVIDENCE,
    &env_vocabulary::EVIDENCE,
    &first_in_list::EVIDENCE,
    &injection::EVIDENCE,
    &csi_socket::EVIDENCE,
];

/// All kinds.
pub fn kinds() -> &'static [&'static Kind] {
    &KINDS
}

/// What an observation speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// Core work.
    Core,
    /// A helper of whatever kind.
    Helper,
    /// A helper that is neither of the next two.
    Sidecar,
    /// A helper that carries outbound traffic.
    Ambassador,
    /// A helper that shows the main container's state in another form.
    Adapter,
    /// An ordinary init container.
    Init,
    /// Nothing; only said.
    Nothing,
}

/// One observation.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The container it is about.
    pub(super) container: usize,
    /// What it speaks for.
    pub(super) toward: Toward,
    /// How much it counts, and its kind.
    pub(super) weight: Weight,
    /// Where the text shows it.
    pub(super) span: Span,
    /// The reason in words; empty where nobody will read it.
    pub(super) reason: String,
}

/// All observations about a pod.
#[derive(Debug)]
pub(super) struct Notes {
    explain: bool,
    list: Vec<Note>,
    /// The places of the notes about each container.
    places: Vec<Vec<usize>>,
}

impl Notes {
    /// All observations about each of several pods, with reasons.
    pub(super) fn explained(facts: &[Facts<'_, '_>]) -> Vec<Self> {
        Self::collect(facts, true)
    }

    /// All observations about each of several pods, for the sums alone.
    pub(super) fn silent(facts: &[Facts<'_, '_>]) -> Vec<Self> {
        Self::collect(facts, false)
    }

    fn none(facts: &Facts<'_, '_>, explain: bool) -> Self {
        Self { explain, list: Vec::with_capacity(8), places: vec![Vec::new(); facts.pod.containers.len()] }
    }

    /// Each kind looks at all pods before the next one does.
    fn collect(facts: &[Facts<'_, '_>], explain: bool) -> Vec<Self> {
        let mut all: Vec<Self> = facts.iter().map(|facts| Self::none(facts, explain)).collect();
        for kind in KINDS {
            for (facts, notes) in facts.iter().zip(&mut all) {
                (kind.observe)(facts, notes);
            }
        }
        all
    }

    /// Adds an observation; a container gets the points of one line of the table once.
    pub(super) fn add(
        &mut self,
        container: usize,
        toward: Toward,
        weight: Weight,
        span: Span,
        reason: std::fmt::Arguments<'_>,
    ) {
        let Some(places) = self.places.get_mut(container) else { return };
        let seen = |place: &usize| self.list[*place].weight == weight && self.list[*place].toward == toward;
        if !places.iter().any(seen) {
            let reason = if self.explain { reason.to_string() } else { String::new() };
            places.push(self.list.len());
            self.list.push(Note { container, toward, weight, span, reason });
        }
    }

    /// The observations about a container.
    pub(super) fn about(&self, container: usize) -> impl Iterator<Item = &Note> {
        self.places.get(container).into_iter().flatten().map(|place| &self.list[*place])
    }

    /// All observations.
    pub(super) fn all(&self) -> &[Note] {
        &self.list
    }
}
