//! `job-classic-sidecar`: a helper that keeps a Job from ever completing.

use super::support::command::{Course, course, text};
use super::{Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "job-classic-sidecar",
    severity: Severity::Error,
    summary: "A Job completes only when all its regular containers end, and a helper never does.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || !subject.pod.runs_to_completion() {
        return;
    }
    // With nobody at work that ends, nothing is kept from completing.
    let worker = subject.of(Lifecycle::Regular).find(|(index, container)| {
        !subject.is_helper(*index) && !never_ends(container)
    });
    let Some((_, worker)) = worker.filter(|_| !ends_them(subject)) else { return };
    for (index, helper) in subject.of(Lifecycle::Regular) {
        let is_helper = subject.is_helper(index) && course(helper) != Course::Ends || never_ends(helper);
        if !is_helper || helper.path == worker.path {
            continue;
        }
        let what = if subject.pod.kind == Some("Pod") { "the pod" } else { "the Job" };
        report.say(
            subject.in_container(helper, "name"),
            format!(
                "`{}` runs on when `{}` has finished: {what} never completes",
                called(helper),
                called(worker)
            ),
            format!(
                "Move `{}` to `initContainers` with `restartPolicy: Always`: then it is stopped when the work is done.",
                called(helper)
            ),
        );
    }
}

fn never_ends(container: &Container<'_>) -> bool {
    matches!(course(container), Course::Idles | Course::Endless)
}

/// Whether somebody seems to end the helpers: by a call to their quit port, or by a signal.
fn ends_them(subject: &Subject<'_>) -> bool {
    subject.pod.share_process_namespace
        || subject.pod.containers.iter().any(|container| text(container).contains("quitquitquit"))
}
