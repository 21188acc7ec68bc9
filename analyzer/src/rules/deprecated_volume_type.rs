//! `deprecated-volume-type`: a kind of volume that clusters no longer have.

use super::{Report, Rule, Subject, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "deprecated-volume-type",
    severity: Severity::Warning,
    summary: "Some kinds of volumes are accepted by the API server and no longer work.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#volume-types",
    check,
};

/// Kinds, and what became of them.
const GONE: [(&str, &str); 9] = [
    ("gitRepo", "is switched off by default since 1.33 and does nothing since 1.36"),
    ("glusterfs", "does nothing since 1.26"),
    ("cephfs", "does nothing since 1.31"),
    ("rbd", "does nothing since 1.31"),
    ("flocker", "does nothing since 1.25"),
    ("quobyte", "does nothing since 1.25"),
    ("storageos", "does nothing since 1.25"),
    ("scaleIO", "does nothing since 1.22"),
    ("photonPersistentDisk", "does nothing since 1.16"),
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, volume) in subject.volumes() {
        let Some((kind, fate)) = GONE.iter().find(|(kind, _)| *kind == volume.source.kind) else { continue };
        let help = if *kind == "gitRepo" {
            "Clone the repository in an init container, into an emptyDir."
        } else {
            "Use a CSI driver through a PersistentVolumeClaim."
        };
        report.say(
            subject.in_volume(volume, kind),
            format!("`{}` is a `{kind}` volume, which {fate}: the pod may never start", short(volume.name.value)),
            help,
        );
    }
}
