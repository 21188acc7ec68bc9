//! From observations to roles: the sums, and what follows from them.
//!
//! A running container is a helper where more points speak for helper than for core work. One container is always
//! core, and an ordinary init container is always that. No observation is weighed a second time here.

use super::evidence::{Notes, Toward};
use super::facts::Facts;
use crate::analysis::{Lifecycle, Role};

/// The points of one container, in tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// For core work.
    pub(super) core: i32,
    /// For any kind of helper.
    pub(super) helper: i32,
    /// Of these, for carrying outbound traffic.
    pub(super) ambassador: i32,
    /// Of these, for showing another's state.
    pub(super) adapter: i32,
    /// Of these, for any other kind of helper.
    pub(super) sidecar: i32,
    /// How many kinds of evidence speak for helper.
    pub(super) helper_kinds: u8,
    /// Of these, whether one looks at more than a name.
    pub(super) beyond_names: bool,
}

impl Sum {
    fn of(notes: &Notes, container: usize) -> Self {
        let mut sum = Self::default();
        for note in notes.about(container) {
            let points = i32::from(note.weight.tenths);
            match note.toward {
                Toward::Core => sum.core += points,
                Toward::Helper => sum.helper += points,
                Toward::Sidecar => sum.sidecar += points,
                Toward::Ambassador => sum.ambassador += points,
                Toward::Adapter => sum.adapter += points,
                Toward::Init | Toward::Nothing => continue,
            }
            if note.toward != Toward::Core {
                sum.helper_kinds += 1;
                sum.beyond_names |= note.weight.kind != "helper-name";
            }
        }
        sum.helper += sum.sidecar + sum.ambassador + sum.adapter;
        sum
    }

    /// How much more speaks for core work than for a helper.
    pub(super) const fn balance(&self) -> i32 {
        self.core - self.helper
    }

    /// The kind of helper that most speaks for; a plain sidecar where nothing tells.
    pub(super) fn helper_role(&self) -> Role {
        if self.ambassador > self.sidecar && self.ambassador >= self.adapter {
            Role::Ambassador
        } else if self.adapter > self.sidecar {
            Role::Adapter
        } else {
            Role::Sidecar
        }
    }

    /// The points for one kind of helper.
    pub(super) const fn points(&self, role: Role) -> i32 {
        match role {
            Role::Ambassador => self.ambassador,
            Role::Adapter => self.adapter,
            _ => self.sidecar,
        }
    }
}

/// The role of each container, and its points.
#[derive(Clone, Debug)]
pub(super) struct Roles {
    /// In the order of the pod's containers.
    pub(super) roles: Vec<Role>,
    /// In the same order.
    pub(super) sums: Vec<Sum>,
}

impl Roles {
    /// Decides the roles of a pod.
    pub(super) fn decide(facts: &Facts<'_, '_>, notes: &Notes) -> Self {
        let containers = &facts.pod.containers;
        let sums: Vec<Sum> = (0..containers.len()).map(|at| Sum::of(notes, at)).collect();
        let first_guess = |at: usize| match containers[at].lifecycle {
            Lifecycle::Init => Role::Init,
            Lifecycle::Ephemeral => Role::Sidecar,
            _ if !facts.is_shared() || sums[at].balance() >= 0 => Role::Main,
            _ => sums[at].helper_role(),
        };
        let roles = (0..containers.len()).map(first_guess).collect();
        let mut decided = Self { roles, sums };
        decided.ensure_core(facts);
        decided.name_peers(facts);
        decided
    }

    /// Some container must be the one that the others help: the one with the most points for it.
    fn ensure_core(&mut self, facts: &Facts<'_, '_>) {
        if facts.running().any(|(at, _)| self.roles[at].is_core()) {
            return;
        }
        let best = facts.running().max_by_key(|(at, _)| (self.sums[*at].balance(), std::cmp::Reverse(*at)));
        if let Some((at, _)) = best {
            self.roles[at] = Role::Main;
        }
    }

    /// Several core containers are peers; beside helpers the one that a sidecar calls stays the main one, else the
    /// strongest of them.
    fn name_peers(&mut self, facts: &Facts<'_, '_>) {
        let cores: Vec<usize> = facts.running().map(|(at, _)| at).filter(|at| self.roles[*at].is_core()).collect();
        if cores.len() < 2 {
            return;
        }
        let helped = self.helpers(facts).next().is_some();
        let served =
            |at: usize| facts.connections().any(|(call, _)| call.to == at && self.roles[call.from] == Role::Sidecar);
        let rank = |at: &usize| (served(*at), self.sums[*at].balance(), std::cmp::Reverse(*at));
        let main = cores.iter().copied().max_by_key(rank);
        for at in cores {
            self.roles[at] = if helped && Some(at) == main { Role::Main } else { Role::BusinessPeer };
        }
    }

    /// The running containers that do core work.
    pub(super) fn cores<'r>(&'r self, facts: &'r Facts<'_, '_>) -> impl Iterator<Item = usize> + use<'r> {
        let running: Vec<usize> = facts.running().map(|(at, _)| at).collect();
        running.into_iter().filter(|at| self.roles[*at].is_core())
    }

    /// The running containers that help.
    pub(super) fn helpers<'r>(&'r self, facts: &'r Facts<'_, '_>) -> impl Iterator<Item = usize> + use<'r> {
        let running: Vec<usize> = facts.running().map(|(at, _)| at).collect();
        running.into_iter().filter(|at| !self.roles[*at].is_core())
    }

    /// The same with another role for one container.
    pub(super) fn with(&self, at: usize, role: Role) -> Self {
        let mut other = self.clone();
        other.roles[at] = role;
        other
    }
}
