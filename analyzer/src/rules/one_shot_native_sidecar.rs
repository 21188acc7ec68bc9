//! `one-shot-native-sidecar`: a native sidecar whose command ends.

use crate::lifecycle::command::{Course, course};
use super::{Report, Rule, Subject, called, remove};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "one-shot-native-sidecar",
    severity: Severity::Warning,
    summary: "A native sidecar that ends is started again for as long as the pod lives.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.of(Lifecycle::NativeSidecar).filter(|(_, container)| course(container) == Course::Ends) {
        report.say(
            subject.in_container(container, "restartPolicy"),
            format!(
                "the command of `{}` ends, and `restartPolicy: Always` starts it again for as long as the pod lives",
                called(container)
            ),
            "Remove `restartPolicy`, so that it runs once before the app starts.",
        );
        // An init container that runs once may have neither.
        if container.probes.is_empty() && container.hooks.is_empty() {
            report.suggest("Let it run once", || remove(container.node, "restartPolicy"));
        }
    }
}
