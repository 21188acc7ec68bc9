//! `unused-volume`: a volume that no container mounts.

use crate::edit::pods::remove_from;
use super::{Report, Rule, Subject, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "unused-volume",
    severity: Severity::Info,
    summary: "A volume that no container uses does nothing, and a claim in it can still keep the pod from starting.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() {
        return;
    }
    for (_, volume) in subject.volumes().filter(|(_, volume)| !volume.name.value.is_empty()) {
        let name = volume.name.value;
        // Injectors take the names of volumes from annotations.
        let named_in_annotation = subject.pod.annotations.iter().any(|pair| pair.value.contains(name));
        if named_in_annotation || is_used(subject, name) {
            continue;
        }
        // The kubelet skips what nobody mounts; the scheduler looks at every claim.
        let consequence = match volume.source.kind {
            "persistentVolumeClaim" | "ephemeral" => "the scheduler still waits for its claim",
            _ => "it does nothing",
        };
        report.say(
            subject.in_volume(volume, "name"),
            format!("no container mounts the volume `{}`: {consequence}", short(name)),
            "Remove it, or add the `volumeMounts` entry that is missing.",
        );
        report.suggest("Remove the volume", || {
            remove_from(subject.pod.node, subject.template.layout.volumes, volume.index?)
        });
    }
}

fn is_used(subject: &Subject<'_>, name: &str) -> bool {
    subject.pod.containers.iter().any(|container| {
        let devices = container.node.get("volumeDevices").into_iter().flat_map(|list| list.items());
        let files = container.node.get("env").into_iter().flat_map(|list| list.items());
        container.mounts.iter().any(|mount| mount.volume.value == name)
            || devices.filter_map(|device| device.get("name")?.raw()).any(|device| device == name)
            || files.filter_map(|env| env.at("valueFrom.fileKeyRef.volumeName")?.raw()).any(|volume| volume == name)
    })
}
