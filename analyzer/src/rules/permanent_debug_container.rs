//! `permanent-debug-container`: a container that only waits for somebody to look around.

use crate::lifecycle::command::{Course, course};
use super::{Report, Rule, Subject, called, remove_item};
use crate::analysis::Lifecycle;
use crate::edit::pods::place_of;
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "permanent-debug-container",
    severity: Severity::Info,
    summary: "A container that only idles for debugging can be added when it is needed.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.running().count() < 2 {
        return;
    }
    for (_, container) in subject.of(Lifecycle::Regular).filter(|(_, container)| is_for_looking(container)) {
        report.say(
            subject.in_container(container, "command"),
            format!(
                "`{}` does nothing but wait in every copy of the pod: a shell for attackers too, and one more image to keep current",
                called(container)
            ),
            "Remove it, and run `kubectl debug` when there is something to look at.",
        );
        report.suggest("Remove the container", || {
            let (list, index) = place_of(container)?;
            remove_item(subject.pod.node.get(list)?, index)
        });
    }
}

fn is_for_looking(container: &Container<'_>) -> bool {
    let flag = |key: &str| container.node.get(key).and_then(|value| value.bool()) == Some(true);
    let keeps_terminal = flag("stdin") && flag("tty");
    let toolbox = container.image_ref().is_some_and(|image| TOOLBOXES.contains(&image.name()));
    let idles = course(container) == Course::Idles;
    container.ports.is_empty() && (idles && (toolbox || keeps_terminal) || toolbox && keeps_terminal)
}

const TOOLBOXES: [&str; 14] = [
    "busybox", "alpine", "ubuntu", "debian", "centos", "fedora", "netshoot", "curl", "toolbox", "network-multitool", "dnsutils",
    "jessie-dnsutils", "ubi-minimal", "kubectl",
];
