//! `duplicate-port-name`: one name for the ports of two containers.

use super::{Report, Rule, Subject, called, short};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::{Container, Port};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-port-name",
    severity: Severity::Warning,
    summary: "A Service that names a port gets the first container that has the name.",
    source: "https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let mut seen: Vec<(&Container<'_>, Port<'_>, &str)> = Vec::new();
    // A Service looks through the regular containers first, and at native sidecars only then.
    for (_, container) in subject.of(Lifecycle::Regular).chain(subject.of(Lifecycle::NativeSidecar)) {
        for (index, port) in container.ports.iter().enumerate().take(100) {
            let Some(name) = port.name else { continue };
            let twin = seen.iter().find(|(owner, other, known)| {
                *known == name && other.protocol == port.protocol && owner.path != container.path
            });
            // The same port twice is worse, and another rule's.
            if let Some((owner, _, _)) = twin.filter(|(_, known, _)| known.container_port != port.container_port) {
                report.say(
                    subject.in_container(container, &format!("ports[{index}].name")),
                    format!(
                        "`{}` and `{}` both call a port `{}`: a Service that asks for the name gets that of `{}`",
                        called(owner),
                        called(container),
                        short(name),
                        called(owner)
                    ),
                    "Give each port of the pod a name of its own.",
                );
            }
            seen.push((container, *port, name));
        }
    }
}
