//! `bucket-without-credentials`: a container that uses a bucket, and nothing that lets it.

use super::{New, Report, Rule, Subject, called, put, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "bucket-without-credentials",
    severity: Severity::Info,
    summary: "Access to a bucket comes from the pod's service account or from a Secret, and should be seen in the manifest.",
    source: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let account = ["serviceAccountName", "serviceAccount"].iter().any(|key| subject.pod.node.get(key).is_some());
    if !subject.is_whole() || account {
        return;
    }
    for external in subject.trace.externals.iter().filter(|external| external.name.starts_with("bucket")) {
        let Some(container) = subject.pod.containers.get(external.container).filter(|one| !has_secret(subject, one)) else { continue };
        let others = subject.running().any(|(index, _)| index != external.container);
        let shared = if others { " A service account is the whole pod's: the other containers get the same rights." } else { "" };
        let mut place = subject.in_container(container, "env");
        place.span = external.span;
        report.say(
            place,
            format!("`{}` uses {}, but nothing in the pod gives it access", called(container), short(&external.name)),
            format!("Name a `serviceAccountName` that has the rights, or give `{}` a Secret.{shared}", called(container)),
        );
        report.suggest("Name a service account", || {
            let account = New::ask("service-account", "the name of a service account that may use the bucket");
            put(subject.pod.node, &["serviceAccountName"], account)
        });
        return;
    }
}

/// Whether a container has anything that may hold credentials.
fn has_secret(subject: &Subject<'_>, container: &Container<'_>) -> bool {
    let in_env = container.env.iter().any(|variable| {
        variable.from == Some("secretKeyRef") || ["KEY", "SECRET", "TOKEN", "CREDENTIAL"].iter().any(|word| variable.name.value.contains(word))
    });
    let in_volume = container.mounts.iter().any(|mount| {
        subject.pod.volume(mount.volume.value).is_some_and(|volume| matches!(volume.source.kind, "secret" | "projected" | "csi"))
    });
    in_env || in_volume || container.has_env_from
}
