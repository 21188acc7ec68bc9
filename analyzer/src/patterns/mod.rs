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
    judge_all(&[(pod, trace)], services).pop().unwrap_or_default()
}

/// Judges several pods, all of them in one step before any in the next: the code of all steps is long.
pub(crate) fn judge_all<'a>(pods: &[(&Pod<'a>, &Trace)], services: &Services<'a>) -> Vec<Judgement> {
    let services: Vec<_> = pods.iter().map(|(pod, _)| services.selecting(pod)).collect();
    let facts: Vec<Facts<'_, 'a>> =
        pods.iter().zip(&services).map(|((pod, trace), services)| Facts::new(pod, trace, services)).collect();
    let notes = Notes::explained(&facts);
    let roles: Vec<Roles> = facts.iter().zip(&notes).map(|(facts, notes)| Roles::decide(facts, notes)).collect();
    let judged: Vec<Judged<'_, '_, 'a>> = facts
        .iter()
        .zip(&roles)
        .map(|(facts, roles)| Judged { facts, roles, decision: verdict::decide(facts, roles) })
        .collect();
    let functions: Vec<Vec<&str>> = judged.iter().map(|one| function::of_all(one.facts, one.roles)).collect();
    let reports: Vec<Vec<ContainerReport>> = judged
        .iter()
        .zip(notes.iter().zip(&functions))
        .map(|(one, (notes, functions))| explain::containers(one.facts, notes, one.roles, functions))
        .collect();
    let counterfactuals = counterfactual::search(&judged);
    let parts = reports.into_iter().zip(counterfactuals).zip(notes.iter().zip(&functions));
    judged
        .iter()
        .zip(parts)
        .map(|(Judged { facts, roles, decision }, ((containers, counterfactuals), (notes, functions)))| {
            let verdict = decision.map(|decision| Verdict {
                pattern: decision.pattern,
                confidence: decision.confidence,
                runner_up: decision.runner_up,
                summary: summary::of(facts, roles, decision, functions),
                evidence: verdict::evidence(facts, notes, roles, decision, functions),
                counterfactuals,
            });
            Judgement { verdict, containers }
        })
        .collect()
}

/// A pod with its roles and what follows from them; no decision where there is no container.
struct Judged<'j, 'p, 'a> {
    facts: &'j Facts<'p, 'a>,
    roles: &'j Roles,
    decision: Option<verdict::Decision>,
}

/// Asks again about changed pods, each with the facts from before, without putting anything into words.
fn ask<'a>(changed: &[(&Facts<'_, 'a>, &Pod<'a>)]) -> Vec<Option<verdict::Decision>> {
    let traces: Vec<Trace> = changed.iter().map(|(before, pod)| before.trace.after(before.pod, pod)).collect();
    let facts: Vec<Facts<'_, 'a>> =
        changed.iter().zip(&traces).map(|((before, pod), trace)| before.after(pod, trace)).collect();
    let notes = Notes::silent(&facts);
    facts.iter().zip(&notes).map(|(facts, notes)| verdict::decide(facts, &Roles::decide(facts, notes))).collect()
}

#[cfg(test)]
mod tests;
