//! `rwo-pvc-with-replicas`: a claim for one node, and pods that may run on several.

use super::{New, Report, Rule, Subject, put, short};
use crate::finding::Severity;
use crate::manifest::Manifest;
use crate::pod::Volume;

pub(super) const RULE: Rule = Rule {
    id: "rwo-pvc-with-replicas",
    severity: Severity::Warning,
    summary: "All replicas share one claim, and most claims can be used on one node only.",
    source: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let shares = matches!(subject.pod.kind, Some("Deployment" | "ReplicaSet" | "ReplicationController"));
    for (_, volume) in subject.volumes().filter(|(_, volume)| shares && volume.source.kind == "persistentVolumeClaim") {
        let Some(name) = volume.source.field("claimName") else { continue };
        let claim = subject.objects("PersistentVolumeClaim").find(|claim| claim.name == Some(name));
        let on_one_node = claim.map(is_for_one_node);
        if on_one_node == Some(false) {
            continue;
        }
        let replicas = subject.pod.replicas.map_or(1, |replicas| replicas.value);
        if replicas > 1 || is_scaled(subject) {
            many(subject, report, volume, name, on_one_node.is_some());
        } else if replicas == 1 && on_one_node.is_some() && rolls(subject) {
            rolling(subject, report, volume, name);
        }
    }
}

fn many(subject: &Subject<'_>, report: &mut Report, volume: &Volume<'_>, name: &str, known: bool) {
    let name = short(name);
    let (severity, message) = if known {
        let message = format!("all replicas use the claim `{name}`, which one node may mount: a pod on another node never starts");
        (Severity::Error, message)
    } else {
        let message = format!("all replicas use the claim `{name}`: unless several nodes may mount it, a pod on another node never starts");
        (Severity::Warning, message)
    };
    report.say_as(
        severity,
        subject.in_volume(volume, "persistentVolumeClaim.claimName"),
        message,
        "Use a StatefulSet with `volumeClaimTemplates`, so that each replica gets its own, or storage with `ReadWriteMany`.",
    );
}

fn rolling(subject: &Subject<'_>, report: &mut Report, volume: &Volume<'_>, name: &str) {
    report.say(
        subject.in_volume(volume, "persistentVolumeClaim.claimName"),
        format!(
            "a rolling update starts the new pod while the old one holds the claim `{}`, which one node may mount: the update can hang",
            short(name)
        ),
        "Set `strategy.type: Recreate`, so that the old pod stops first.",
    );
    report.suggest("Stop the old pod first", || {
        let rolls = subject.pod.object.at("spec.strategy.rollingUpdate").is_some();
        put(subject.pod.object, &["spec", "strategy", "type"], New::text("Recreate")).filter(|_| !rolls)
    });
}

/// Whether a claim's access modes keep it on one node.
fn is_for_one_node(claim: &Manifest<'_>) -> bool {
    let modes = claim.node.at("spec.accessModes");
    let mut modes = modes.into_iter().flat_map(|modes| modes.items()).filter_map(|mode| mode.raw()).peekable();
    modes.peek().is_some() && modes.all(|mode| matches!(mode, "ReadWriteOnce" | "ReadWriteOncePod"))
}

/// Whether an autoscaler of the text may add replicas.
fn is_scaled(subject: &Subject<'_>) -> bool {
    subject.objects("HorizontalPodAutoscaler").any(|scaler| {
        let target = |key: &str| scaler.node.at("spec.scaleTargetRef").and_then(|target| target.get(key)?.raw());
        target("name") == subject.pod.name && target("kind") == subject.pod.kind
    })
}

fn rolls(subject: &Subject<'_>) -> bool {
    let strategy = subject.pod.object.at("spec.strategy.type").and_then(|strategy| strategy.raw());
    subject.pod.kind == Some("Deployment") && strategy != Some("Recreate")
}
