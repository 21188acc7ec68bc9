//! `native-sidecar-min-version`: native sidecars in a cluster that may not have them everywhere.

use super::{Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "native-sidecar-min-version",
    severity: Severity::Info,
    summary: "Native sidecars need Kubernetes 1.29 on every node, and are sure to be there from 1.33 on.",
    source: "https://kubernetes.io/docs/tutorials/configuration/pod-sidecar-containers/",
    check,
};

/// From here on the feature cannot be switched off, and the oldest node that is allowed has it.
const CERTAIN: u8 = 33;

fn check(subject: &Subject<'_>, report: &mut Report) {
    let version = subject.options.kubernetes;
    let Some((_, sidecar)) = subject.of(Lifecycle::NativeSidecar).next() else { return };
    if version.minor() >= CERTAIN {
        return;
    }
    report.say(
        subject.in_container(sidecar, "restartPolicy"),
        format!(
            "`{}` is a native sidecar: on a node older than 1.29, or with the feature switched off as {version} still allows, the \
             pod is rejected, or waits for it to end and never starts",
            called(sidecar)
        ),
        "Make sure that all nodes run 1.29 or later and that nothing switches `SidecarContainers` off.",
    );
}
