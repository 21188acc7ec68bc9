//! `job-classic-sidecar`: a helper that keeps a Job from ever completing.

use super::{Report, Rule, Subject, called};
use crate::edit::pods::make_native;
use crate::finding::Severity;
use crate::lifecycle::lingering;

pub(super) const RULE: Rule = Rule {
    id: "job-classic-sidecar",
    severity: Severity::Error,
    summary: "A Job completes only when all its regular containers end, and a helper never does.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let Some(lingering) = lingering(subject.pod, subject.judgement) else { return };
    let what = if subject.pod.kind == Some("Pod") { "the pod" } else { "the Job" };
    for helper in lingering.helpers {
        report.say(
            subject.in_container(helper, "name"),
            format!(
                "`{}` runs on when `{}` has finished: {what} never completes",
                called(helper),
                called(lingering.worker)
            ),
            format!(
                "Move `{}` to `initContainers` with `restartPolicy: Always`: then it is stopped when the work is done.",
                called(helper)
            ),
        );
        report.suggest(format!("Make `{}` a native sidecar", called(helper)), || make_native(subject.pod, helper));
    }
}
