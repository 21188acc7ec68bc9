//! `subpath-config-never-updates`: configuration mounted with `subPath`, which stays as it was at the start.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "subpath-config-never-updates",
    severity: Severity::Warning,
    summary: "A ConfigMap or Secret mounted with subPath is never updated in a running container.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for used in subject.uses().filter(|used| used.mount.sub_path.is_some() && used.container.lifecycle.runs_beside()) {
        let Some(volume) = used.at.volume.and_then(|index| subject.pod.volumes.get(index)) else { continue };
        if !matches!(volume.source.kind, "configMap" | "secret" | "downwardAPI" | "projected") {
            continue;
        }
        let key = if used.mount.is_expression { "subPathExpr" } else { "subPath" };
        let reloader = subject.uses_of(used.at.volume.unwrap_or_default()).find(|other| {
            other.at.container != used.at.container && subject.function(other.at.container) == "config-reload"
        });
        let (severity, why) = match reloader {
            Some(other) => (Severity::Error, format!("`{}` watches it for changes that never arrive", called(other.container))),
            None => (Severity::Warning, "a change needs a restart of the container".to_owned()),
        };
        report.say_as(
            severity,
            subject.in_mount(used.container, used.at.mount, key),
            format!(
                "`{}` mounts a part of the {} `{}` with `{key}`, which is never updated: {why}",
                called(used.container),
                volume.source.kind,
                short(volume.name.value)
            ),
            "Mount the volume as a directory without `subPath`, and choose files with `items`.",
        );
    }
}
