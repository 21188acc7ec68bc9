//! From roles to the pattern of the pod, how sure that is, and what else it could be.
//!
//! Sureness is the smallest change of points after which the pattern would be another. The runner-up is that other one.

use super::evidence::{Note, Notes, Toward, never_ends};
use super::facts::Facts;
use super::roles::Roles;
use super::shape;
use crate::analysis::{Confidence, Evidence, Pattern, Role, Strength};
use crate::arrange::Arrange;
use std::cmp::Reverse;

/// From this margin on a verdict has high confidence, in tenths of a point …
pub const SURE: i32 = 25;
/// … and from this one on medium confidence.
pub const FAIR: i32 = 12;
/// The most evidence that a verdict shows.
const SHOWN: usize = 14;

/// What is decided about the pod as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decision {
    /// The pattern.
    pub(super) pattern: Pattern,
    /// How sure.
    pub(super) confidence: Confidence,
    /// The next best reading.
    pub(super) runner_up: Option<Pattern>,
    /// Why it is less sure than its points say.
    pub(super) doubt: Option<Doubt>,
}

/// Reasons to be less sure than the points say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Nothing in the text joins the core containers.
    NoLink,
    /// One container's name is all that speaks for its role.
    OneName,
    /// An init container holds a program that never ends.
    NeverEnds,
    /// There is no container beside the init containers.
    NoApp,
}

/// The pattern that a role stands for.
pub(super) const fn pattern_of(role: Role) -> Pattern {
    match role {
        Role::Ambassador => Pattern::Ambassador,
        Role::Adapter => Pattern::Adapter,
        Role::Sidecar => Pattern::Sidecar,
        Role::Main => Pattern::Single,
        Role::BusinessPeer => Pattern::SharedPodMicroservices,
        Role::Init => Pattern::InitPipeline,
    }
}

/// Decides.
pub(super) fn decide(facts: &Facts<'_, '_>, roles: &Roles) -> Option<Decision> {
    let pattern = pattern(facts, roles)?;
    let (runner_up, margin) = nearest(facts, roles, pattern);
    let doubt = doubt(facts, roles, pattern);
    let by_points = match margin {
        SURE.. => Confidence::High,
        FAIR.. => Confidence::Medium,
        _ => Confidence::Low,
    };
    let confidence = match doubt {
        Some(Doubt::NeverEnds) => Confidence::Medium,
        Some(_) => Confidence::Low,
        None => by_points,
    };
    Some(Decision { pattern, confidence, runner_up, doubt })
}

/// The pattern that follows from the roles.
fn pattern(facts: &Facts<'_, '_>, roles: &Roles) -> Option<Pattern> {
    let has_init = facts.init().next().is_some();
    let count = |role: Role| facts.running().filter(|(at, _)| roles.roles[*at] == role).count();
    let kinds = [Role::Sidecar, Role::Ambassador, Role::Adapter];
    // Of equally many the first wins: the more general reading.
    let helpers = kinds.into_iter().map(|role| (count(role), role)).rev().max_by_key(|(count, _)| *count);
    match (helpers, count(Role::Main) + count(Role::BusinessPeer)) {
        (Some((1.., role)), _) => Some(pattern_of(role)),
        (_, 2..) => Some(Pattern::SharedPodMicroservices),
        (_, 0) if !has_init => None,
        _ if has_init => Some(Pattern::InitPipeline),
        _ => Some(Pattern::Single),
    }
}

/// The other pattern that needs the smallest change of points, and that change.
fn nearest(facts: &Facts<'_, '_>, roles: &Roles, now: Pattern) -> (Option<Pattern>, i32) {
    let mut best: Option<(i32, Pattern)> = None;
    let mut consider = |cost: i32, other: &Roles| {
        let other = pattern(facts, other).filter(|pattern| *pattern != now);
        if let Some(pattern) = other.filter(|_| best.is_none_or(|(least, _)| cost < least)) {
            best = Some((cost, pattern));
        }
    };
    let several = roles.cores(facts).nth(1).is_some();
    for at in roles.cores(facts).filter(|_| several) {
        let sum = roles.sums[at];
        consider(sum.balance() + 1, &roles.with(at, sum.helper_role()));
    }
    let mut all = roles.clone();
    let mut total = 0;
    for at in roles.helpers(facts) {
        let sum = roles.sums[at];
        let role = roles.roles[at];
        total += -sum.balance();
        all.roles[at] = Role::BusinessPeer;
        consider(total, &all);
        consider(-sum.balance(), &roles.with(at, Role::BusinessPeer));
        for other in [Role::Sidecar, Role::Ambassador, Role::Adapter] {
            if other != role && (other == Role::Sidecar || sum.points(other) > 0) {
                consider(sum.points(role) - sum.points(other), &roles.with(at, other));
            }
        }
    }
    match best {
        Some((margin, pattern)) => (Some(pattern), margin),
        None => (by_structure(facts, now), i32::MAX),
    }
}

/// Another reading where no points separate the two: a program that never ends, a container that will be injected.
fn by_structure(facts: &Facts<'_, '_>, now: Pattern) -> Option<Pattern> {
    match now {
        Pattern::InitPipeline => {
            let (at, _) = facts.init().find(|(at, _)| never_ends(facts, *at))?;
            facts.entry(at).and_then(|found| found.entry.role).map(pattern_of)
        }
        Pattern::Single => {
            let predicted = super::injections(facts.pod).any(|injection| injection.is_predicted(facts.pod));
            predicted.then_some(Pattern::Sidecar)
        }
        _ => None,
    }
}

fn doubt(facts: &Facts<'_, '_>, roles: &Roles, pattern: Pattern) -> Option<Doubt> {
    let name_alone = |at: usize| {
        let sum = roles.sums[at];
        sum.helper_kinds == 1 && !sum.beyond_names
    };
    match pattern {
        Pattern::SharedPodMicroservices if !shape::linked(facts, roles) => Some(Doubt::NoLink),
        Pattern::InitPipeline if facts.running().next().is_none() => Some(Doubt::NoApp),
        Pattern::InitPipeline if facts.init().any(|(at, _)| never_ends(facts, at)) => Some(Doubt::NeverEnds),
        Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter if roles.helpers(facts).all(name_alone) => {
            Some(Doubt::OneName)
        }
        _ => None,
    }
}

/// What speaks for and against the verdict, the strongest first.
pub(super) fn evidence(
    facts: &Facts<'_, '_>,
    notes: &Notes,
    roles: &Roles,
    decision: Decision,
    functions: &[&str],
) -> Vec<Evidence> {
    let mut evidence = shape::evidence(facts, roles, decision, functions);
    let relevant = notes.all().iter().filter_map(|note| {
        let (speaks_for, against) = bearing(note, roles.roles[note.container], decision)?;
        let reason = about(facts, note);
        Some(Evidence { speaks_for, against, reason, ..plain(note) })
    });
    evidence.extend(relevant);
    evidence.arrange_by_key(|item| Reverse((item.strength, item.speaks_for == Some(decision.pattern))));
    keep_some_against(evidence, decision.pattern)
}

/// The strongest, and of those against the verdict at least the strongest two.
fn keep_some_against(mut evidence: Vec<Evidence>, pattern: Pattern) -> Vec<Evidence> {
    let rest = evidence.split_off(evidence.len().min(SHOWN));
    let missing = 2_usize.saturating_sub(evidence.iter().filter(|item| item.against == Some(pattern)).count());
    evidence.extend(rest.into_iter().filter(|item| item.against == Some(pattern)).take(missing));
    evidence
}

/// For and against what pattern an observation speaks, given the role of its container.
fn bearing(note: &Note, role: Role, decision: Decision) -> Option<(Option<Pattern>, Option<Pattern>)> {
    let shared = Pattern::SharedPodMicroservices;
    let now = decision.pattern;
    let helper = match note.toward {
        Toward::Ambassador => Pattern::Ambassador,
        Toward::Adapter => Pattern::Adapter,
        _ => Pattern::Sidecar,
    };
    match (note.toward, role) {
        (Toward::Nothing, _) => Some((None, None)),
        (Toward::Init, _) => (now == Pattern::InitPipeline).then_some((Some(now), None)),
        (Toward::Core, Role::BusinessPeer) if now == shared => {
            Some((Some(shared), Some(decision.runner_up.unwrap_or(Pattern::Sidecar))))
        }
        (Toward::Core, Role::Main | Role::BusinessPeer) if matches!(now, Pattern::Single | Pattern::InitPipeline) => {
            None
        }
        (Toward::Core, Role::Main) => Some((Some(now), None)),
        (Toward::Core, Role::BusinessPeer | Role::Sidecar | Role::Ambassador | Role::Adapter) => {
            Some((Some(shared), Some(now)))
        }
        (_, Role::Main | Role::BusinessPeer) if now == shared => Some((Some(helper), Some(now))),
        // What changed nothing, and what only describes an init container.
        (_, Role::Main | Role::BusinessPeer | Role::Init) => None,
        (Toward::Helper, _) => Some((Some(pattern_of(role)), Some(shared))),
        _ => Some((Some(helper), Some(if helper == now { shared } else { now }))),
    }
}

/// The reason with the container's name in front.
fn about(facts: &Facts<'_, '_>, note: &Note) -> String {
    let name = super::words::code(facts.container(note.container).label());
    format!("{name}: {}", note.reason)
}

/// An observation as plain evidence for the container's role.
pub(super) fn plain(note: &Note) -> Evidence {
    Evidence {
        kind: note.weight.kind,
        speaks_for: None,
        against: None,
        strength: note.weight.strength(),
        reason: note.reason.clone(),
        span: note.span,
    }
}

/// A piece of evidence about the pod as a whole.
pub(super) fn about_pod(
    kind: &'static str,
    speaks_for: Option<Pattern>,
    against: Option<Pattern>,
    strength: Strength,
    reason: String,
    span: crate::span::Span,
) -> Evidence {
    Evidence { kind, speaks_for, against, strength, reason, span }
}
