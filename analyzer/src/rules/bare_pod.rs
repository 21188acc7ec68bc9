//! `bare-pod`: a pod that nothing makes again.

use super::{Report, Rule, Subject, short};
use crate::analysis::Lifecycle;
use crate::convert::wrap;
use crate::finding::Severity;
use crate::manifest::Found;

pub(super) const RULE: Rule = Rule {
    id: "bare-pod",
    severity: Severity::Info,
    summary: "A pod without a controller is gone after an eviction or the loss of its node.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let is_hook = subject.pod.annotations.iter().any(|pair| pair.key.starts_with("helm.sh/hook"));
    let is_static = subject.pod.annotation("kubernetes.io/config.source").is_some();
    if !subject.is_bare_pod() || subject.template.found != Found::ByKind || is_hook || is_static {
        return;
    }
    let kind = if subject.pod.runs_to_completion() { "Job" } else { "Deployment" };
    report.say(
        subject.in_object("kind"),
        format!(
            "nothing makes the pod `{}` again: after an eviction or the loss of its node it is gone",
            short(subject.pod.name.unwrap_or_default())
        ),
        format!("Put it into the template of a {kind}, unless it is only for trying something out."),
    );
    // What a template cannot have stands in the way: a container for debugging, and a deadline that only a Job knows.
    let has_debugger = subject.pod.containers.iter().any(|one| one.lifecycle == Lifecycle::Ephemeral);
    let has_deadline = kind == "Deployment" && subject.pod.node.get("activeDeadlineSeconds").is_some();
    if !has_debugger && !has_deadline {
        report.suggest(format!("Put it into a {kind}"), || wrap(subject.pod, kind));
    }
}
