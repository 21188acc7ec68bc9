//! `split-independent-services`: services that share a pod without needing to.

use super::support::milli;
use super::{Report, Rule, Subject, list};
use crate::analysis::{Lifecycle, Pattern};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "split-independent-services",
    severity: Severity::Info,
    summary: "Containers that each do core work belong in one pod only if they cannot do without each other.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#using-pods",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let pattern = subject.judgement.verdict.as_ref().map(|verdict| verdict.pattern);
    let core: Vec<_> = subject.of(Lifecycle::Regular).filter(|(index, _)| subject.is_core(*index)).collect();
    if !subject.pod.is_pod_spec || pattern != Some(Pattern::SharedPodMicroservices) || core.len() < 2 {
        return;
    }
    let reasons: Vec<&str> = [
        (only_over_network(subject, &core), "they share no files"),
        (different_owners(&core), "their images come from different owners"),
        (different_sizes(&core), "they need very different amounts of CPU or memory"),
        (web_and_worker(&core), "one answers requests and the other works in the background"),
        (ports_of_several(&core), "each has ports of its own"),
    ]
    .into_iter()
    .filter_map(|(holds, words)| holds.then_some(words))
    .collect();
    let names = list(core.iter().map(|(_, container)| container.label()));
    let because = if reasons.is_empty() { String::new() } else { format!(", although {}", reasons.join(", and ")) };
    report.say_as(
        if reasons.len() >= 2 { Severity::Warning } else { Severity::Info },
        subject.at("containers"),
        format!("{names} are scaled, placed, updated and evicted together{because}"),
        "Keep them together while they hand over files and live no longer than one piece of work. Split them into workloads of \
         their own when one has to scale, to be updated or to survive without the other.",
    );
}

type Core<'a> = [(usize, &'a Container<'a>)];

fn only_over_network(subject: &Subject<'_>, core: &Core<'_>) -> bool {
    let shares = |volume: usize| {
        let mut users = subject.uses_of(volume).filter(|used| core.iter().any(|(index, _)| *index == used.at.container));
        users.next().is_some_and(|first| users.any(|other| other.at.container != first.at.container))
    };
    let kept = |volume: &crate::pod::Volume<'_>| !matches!(volume.source.kind, "configMap" | "secret" | "projected" | "downwardAPI");
    !subject.volumes().any(|(index, volume)| kept(volume) && shares(index))
}

fn different_owners(core: &Core<'_>) -> bool {
    let mut owners = core.iter().filter_map(|(_, container)| container.image_ref()).map(|image| (image.registry, image.organisation()));
    owners.next().is_some_and(|first| owners.any(|other| other != first))
}

fn different_sizes(core: &Core<'_>) -> bool {
    ["cpu", "memory"].iter().any(|name| {
        let asked: Vec<i128> = core.iter().filter_map(|(_, container)| milli(container.resources.request(name)?)).collect();
        let (least, most) = (asked.iter().min().copied().unwrap_or(0), asked.iter().max().copied().unwrap_or(0));
        asked.len() > 1 && most > least.saturating_mul(5)
    })
}

fn web_and_worker(core: &Core<'_>) -> bool {
    let says = |word: &str| core.iter().any(|(_, container)| container.name.value.split('-').any(|part| part == word));
    ["worker", "consumer", "scheduler"].iter().any(|word| says(word)) && ["web", "api", "frontend", "server"].iter().any(|word| says(word))
}

fn ports_of_several(core: &Core<'_>) -> bool {
    core.iter().filter(|(_, container)| !container.ports.is_empty()).count() > 1
}
