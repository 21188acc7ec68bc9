//! The verdict in one or two sentences that a newcomer understands.
//!
//! Says what the pod is, which containers make it so, and what is in doubt. No rule names, no points.

use super::facts::Facts;
use super::injection::injections;
use super::roles::Roles;
use super::shape::{Link, link, place};
use super::verdict::{Decision, Doubt};
use super::words::{code, count, list};
use crate::analysis::{Confidence, Pattern, Role};
use crate::arrange::Arrange;
use crate::catalogue::function;

/// The summary.
pub(super) fn of(facts: &Facts<'_, '_>, roles: &Roles, decision: Decision, functions: &[&'static str]) -> String {
    let teller = Teller { facts, roles, decision, functions };
    let mut sentences = vec![teller.main_sentence()];
    sentences.extend(teller.reservation());
    sentences.extend(teller.injected());
    sentences.join(" ")
}

struct Teller<'t, 'p, 'a> {
    facts: &'t Facts<'p, 'a>,
    roles: &'t Roles,
    decision: Decision,
    functions: &'t [&'static str],
}

impl Teller<'_, '_, '_> {
    fn name(&self, at: usize) -> String {
        code(self.facts.container(at).label())
    }

    fn names(&self, places: impl Iterator<Item = usize>) -> String {
        let names: Vec<String> = places.map(|at| self.name(at)).collect();
        list(&names)
    }

    fn noun(&self, at: usize) -> &'static str {
        function(self.functions[at]).map_or("a supporting task", |function| function.noun)
    }

    fn main_sentence(&self) -> String {
        match self.decision.pattern {
            Pattern::Single => self.single(),
            Pattern::SharedPodMicroservices => self.shared(),
            Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter => self.helped(),
            Pattern::InitPipeline => self.pipeline(),
        }
    }

    fn single(&self) -> String {
        match self.facts.running().next() {
            Some((at, _)) => {
                format!("One container, {}, and nothing beside it: the most common form of a pod.", self.name(at))
            }
            None => "There is no container that keeps running.".to_owned(),
        }
    }

    fn pipeline(&self) -> String {
        let steps = self.names(self.facts.init().map(|(at, _)| at));
        let number = self.facts.init().count();
        let (verb, each) = if number == 1 { ("runs", "to its end") } else { ("run", "one after the other") };
        match self.facts.running().next() {
            Some((at, _)) => format!(
                "{steps} {verb} {each}, then the app {} starts: a pod that prepares and then works.",
                self.name(at)
            ),
            None => format!("{steps} {verb} {each}, and no app container follows yet."),
        }
    }

    fn shared(&self) -> String {
        let cores: Vec<usize> = self.roles.cores(self.facts).collect();
        let number = super::words::capital(&count(cores.len(), "container"));
        let lead = format!("{number}, {}, each do core work of their own", self.names(cores.iter().copied()));
        let core = |at: usize| self.roles.roles[at].is_core();
        match link(self.facts, &core) {
            Some(Link::Files(writer, reader)) => format!(
                "{lead}; {} hands files to {} through {}. That makes shared-pod microservices, not a main container with a helper.",
                self.name(writer.container),
                self.name(reader.container),
                place(self.facts, writer)
            ),
            Some(Link::Volume(mount, _)) => format!(
                "{lead} and share {}. That makes shared-pod microservices, not a main container with a helper.",
                place(self.facts, mount)
            ),
            Some(Link::Call(call)) => format!(
                "{lead}; {} calls {} over localhost. That makes shared-pod microservices, not a main container with a helper.",
                self.name(call.from),
                self.name(call.to)
            ),
            None => format!("{lead}, but nothing in the text joins them: no shared volume and no call over localhost."),
        }
    }

    fn helped(&self) -> String {
        let facts = self.facts;
        let mains = self.names(self.roles.cores(facts));
        let of_kind = |role: Role| self.roles.helpers(facts).filter(move |at| self.roles.roles[*at] == role);
        let say = |role: Role, one: &str, many: &str| {
            let places: Vec<usize> = of_kind(role).collect();
            let mut nouns: Vec<&str> = places.iter().map(|at| self.noun(*at)).collect();
            nouns.dedup();
            let nouns: Vec<String> = nouns.into_iter().map(str::to_owned).collect();
            let names = self.names(places.iter().copied());
            (!places.is_empty())
                .then(|| format!("{names} {} ({})", if places.len() == 1 { one } else { many }, list(&nouns)))
        };
        let mut parts: Vec<(bool, String)> = [
            (
                Role::Ambassador,
                say(Role::Ambassador, "carries its calls to the outside", "carry its calls to the outside"),
            ),
            (Role::Adapter, say(Role::Adapter, "shows its state to others", "show its state to others")),
            (Role::Sidecar, say(Role::Sidecar, "helps it", "help it")),
        ]
        .into_iter()
        .filter_map(|(role, part)| Some((super::verdict::pattern_of(role) != self.decision.pattern, part?)))
        .collect();
        parts.arrange_by_key(|(other, _)| *other);
        let parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
        let verb = if self.roles.cores(facts).nth(1).is_some() { "do" } else { "does" };
        let kind = match self.decision.pattern {
            Pattern::Ambassador => "an ambassador",
            Pattern::Adapter => "an adapter",
            _ => "a sidecar",
        };
        format!("{mains} {verb} the core work; {}. That is a pod with {kind}.", list(&parts))
    }

    /// What is in doubt.
    fn reservation(&self) -> Option<String> {
        let runner_up = self.decision.runner_up.map(Pattern::title).map(str::to_lowercase);
        match (self.decision.doubt, self.decision.confidence, runner_up) {
            (Some(Doubt::NoLink), _, _) => {
                Some("So it is not clear why they share a pod, and this reading has low confidence.".to_owned())
            }
            (Some(Doubt::OneName), _, _) => {
                Some("Little more than a name says so, which makes this reading weak.".to_owned())
            }
            (Some(Doubt::NeverEnds), _, Some(other)) => {
                let (at, _) = self.facts.init().find(|(at, _)| super::evidence::never_ends(self.facts, *at))?;
                Some(format!(
                    "{} usually never ends, so the app may wait for ever; with `restartPolicy: Always` on it the pattern would be {other}.",
                    self.name(at)
                ))
            }
            (_, Confidence::Low | Confidence::Medium, Some(other)) => {
                Some(format!("It could also be read as {other}."))
            }
            _ => None,
        }
    }

    /// What an injector will add.
    fn injected(&self) -> Option<String> {
        let predicted = injections(self.facts.pod).find(|injection| injection.is_predicted(self.facts.pod))?;
        Some(format!(
            "When it is created, {} may add {} (`{}` asks for it), which is not counted here.",
            predicted.injector.who, predicted.injector.adds, predicted.pair.key
        ))
    }
}
