//! Which pattern a pod follows and what each container is for, with the evidence.
//!
//! Roles come first: every kind of evidence in `evidence` says what it sees, `weights` says how much that counts,
//! and the sums decide. The pattern follows from the roles. Nothing is learned and nothing is random; no sum rests on
//! one name alone.

mod counterfactual;
mod evidence;
mod explain;
mod facts;
mod function;
mod injection;
mod names;
mod roles;
mod services;
mod shape;
mod summary;
mod verdict;
mod weights;
pub(crate) mod words;

use crate::analysis::{ContainerReport, Verdict};
use crate::flow::Trace;
use crate::pod::Pod;
use evidence::Notes;
pub use evidence::kinds as evidence_kinds;
use facts::Facts;
pub use injection::{INJECTORS, Injection, Injector, KeyPlace, injections};
use roles::Roles;
pub use services::Services;
pub use verdict::{FAIR, SURE};
pub use weights::{ALL as WEIGHTS, Weight};

/// What is decided about a pod.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// The pattern; none where there is no container.
    pub verdict: Option<Verdict>,
    /// One report a container, in the order of [`Pod::containers`].
    pub containers: Vec<ContainerReport>,
}

/// Judges a pod. `services` are those of the text: one of them may name a container's port.
pub fn judge<'a>(pod: &Pod<'a>, trace: &Trace, services: &Services<'a>) -> Judgement {
    let services = services.selecting(pod);
    let facts = Facts::new(pod, trace, &services);
    let notes = Notes::explained(&facts);
    let roles = Roles::decide(&facts, &notes);
    let functions = function::of_all(&facts, &roles);
    let containers = explain::containers(&facts, &notes, &roles, &functions);
    let verdict = verdict::decide(&facts, &roles).map(|decision| {
        let counterfactuals = counterfactual::search(&facts, decision, &roles);
        Verdict {
            pattern: decision.pattern,
            confidence: decision.confidence,
            runner_up: decision.runner_up,
            summary: summary::of(&facts, &roles, decision, &functions),
            evidence: verdict::evidence(&facts, &notes, &roles, decision, &functions),
            counterfactuals,
        }
    });
    Judgement { verdict, containers }
}

/// Asks again about a changed pod, without putting anything into words.
fn ask<'a>(before: &Facts<'_, 'a>, pod: &Pod<'a>) -> Option<verdict::Decision> {
    let trace = before.trace.after(before.pod, pod);
    let facts = before.after(pod, &trace);
    let notes = Notes::silent(&facts);
    verdict::decide(&facts, &Roles::decide(&facts, &notes))
}

#[cfg(test)]
mod tests;
