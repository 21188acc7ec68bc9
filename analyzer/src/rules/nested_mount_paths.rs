//! `nested-mount-paths`: a mount inside another mount.

use super::support::path::{clean, is_below};
use super::{Report, Rule, Subject, Use, called, short};
use crate::arrange::Arrange;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "nested-mount-paths",
    severity: Severity::Warning,
    summary: "A volume mounted inside another volume hides a directory of it.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for uses in subject.uses_by_container() {
        let mut mounts: Vec<(String, &Use<'_>)> =
            uses.iter().map(|used| (clean(used.mount.mount_path.value), used)).collect();
        // With a slash at the end a path comes right before the paths below it.
        mounts.arrange_by(|(one, a), (other, b)| {
            let paths = one.bytes().chain([b'/']).cmp(other.bytes().chain([b'/']));
            paths.then(a.at.mount.cmp(&b.at.mount))
        });
        let mut around: Vec<&(String, &Use<'_>)> = Vec::new();
        for mount in &mounts {
            around.retain(|outer| is_below(&mount.0, &outer.0));
            if let Some(outer) = around.last() {
                nested(subject, report, outer, mount);
            }
            around.push(mount);
        }
    }
}

fn nested(subject: &Subject<'_>, report: &mut Report, outer: &(String, &Use<'_>), inner: &(String, &Use<'_>)) {
    let volume = |used: &Use<'_>| used.at.volume.and_then(|index| subject.pod.volumes.get(index));
    let kind = |used: &Use<'_>| volume(used).map_or("", |volume| volume.source.kind);
    let is_config = |kind: &str| matches!(kind, "configMap" | "secret" | "projected" | "downwardAPI");
    // The kubelet prepares the mount points inside volumes that it fills itself, and one volume twice is another rule's.
    if outer.0 == "/" || outer.1.at.volume == inner.1.at.volume || is_config(kind(outer.1)) {
        return;
    }
    let read_only = outer.1.mount.is_read_only() || volume(outer.1).is_some_and(|volume| volume.source.is_read_only());
    let (severity, consequence) = if read_only {
        (Severity::Warning, "if that directory does not exist in the read-only volume, the container cannot start")
    } else if is_config(kind(inner.1)) {
        (Severity::Info, "an empty directory of that name appears in the volume around it")
    } else {
        (Severity::Warning, "what the volume around it has there is hidden")
    };
    report.say_as(
        severity,
        subject.in_mount(inner.1.container, inner.1.at.mount, "mountPath"),
        format!(
            "`{}` mounts `{}` at `{}`, inside the mount of `{}` at `{}`: {consequence}",
            called(inner.1.container),
            short(inner.1.mount.volume.value),
            inner.0,
            short(outer.1.mount.volume.value),
            outer.0,
        ),
        "Mount the two volumes beside each other.",
    );
}
