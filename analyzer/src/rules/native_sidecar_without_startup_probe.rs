//! `native-sidecar-without-startup-probe`: a native sidecar that counts as started before it can help.

use crate::edit::pods::startup_checks;
use super::{New, Report, Rule, Subject, called, put};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::ProbeKind;

pub(super) const RULE: Rule = Rule {
    id: "native-sidecar-without-startup-probe",
    severity: Severity::Warning,
    summary: "Without a startup probe a native sidecar counts as started as soon as its process runs.",
    source: "https://kubernetes.io/blog/2025/06/03/start-sidecar-first/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, sidecar) in subject.of(Lifecycle::NativeSidecar).filter(|(_, container)| !subject.is_injected(container)) {
        let is_gated = sidecar.probe(ProbeKind::Startup).is_some() || sidecar.hook("postStart").is_some();
        let caller = subject.trace.connections.iter().find(|connection| connection.to == index);
        let Some(connection) = caller else { continue };
        let Some(caller) = subject.pod.containers.get(connection.from) else { continue };
        if is_gated {
            continue;
        }
        let readiness =
            if sidecar.probe(ProbeKind::Readiness).is_some() { "; its readiness probe does not change that" } else { "" };
        report.say(
            subject.in_container(sidecar, "startupProbe"),
            format!(
                "`{}` calls `{}`, and may start before it listens: it only has to run, not to be ready{readiness}",
                called(caller),
                called(sidecar)
            ),
            "Add a `startupProbe`: the containers after it then wait until it succeeds.",
        );
        report.suggest("Wait until its port answers", || {
            put(sidecar.node, &["startupProbe"], New::Map(startup_checks(connection.port)))
        });
    }
}
