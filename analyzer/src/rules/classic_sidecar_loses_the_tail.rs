//! `classic-sidecar-loses-the-tail`: a helper that stops together with the app, and misses its last words.

use super::{Report, Rule, Subject, Use, called};
use crate::analysis::Lifecycle;
use crate::edit::pods::make_native;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "classic-sidecar-loses-the-tail",
    severity: Severity::Info,
    summary: "Regular containers are stopped together, so what the app writes last is not passed on.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let mut said = Vec::new();
    for reader in subject.uses().filter(|used| is_regular(used) && used.at.direction.reads()) {
        let index = reader.at.container;
        let passes_on = subject.function(index) == "logging"
            || subject.trace.externals.iter().any(|external| external.container == index && external.direction.writes());
        if !passes_on || said.contains(&index) || reader.container.hook("preStop").is_some() {
            continue;
        }
        let volume = reader.at.volume;
        let writer = subject.uses().find(|used| {
            used.at.volume == volume && volume.is_some() && is_regular(used) && used.at.container != index && used.at.direction.writes()
        });
        let Some(writer) = writer else { continue };
        said.push(index);
        report.say(
            subject.in_container(reader.container, "lifecycle.preStop"),
            format!(
                "`{}` is told to stop at the same moment as `{}`: what that writes last may never be passed on",
                called(reader.container),
                called(writer.container)
            ),
            format!(
                "Move `{}` to `initContainers` with `restartPolicy: Always`: it then stops after the app. Or give it a `preStop` \
                 hook that waits.",
                called(reader.container)
            ),
        );
        report.suggest(format!("Make `{}` a native sidecar", called(reader.container)), || {
            make_native(subject.pod, reader.container)
        });
    }
}

fn is_regular(used: &Use<'_>) -> bool {
    used.container.lifecycle == Lifecycle::Regular
}
