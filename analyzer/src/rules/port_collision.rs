//! `port-collision`: two programs of a pod that want the same port.

use super::{Report, Rule, Subject, called};
use crate::finding::Severity;
use crate::pod::{Container, Port};

pub(super) const RULE: Rule = Rule {
    id: "port-collision",
    severity: Severity::Error,
    summary: "All containers of a pod share one network, so each port can be used once.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let mut seen: Vec<(&Container<'_>, Port<'_>)> = Vec::new();
    for (_, container) in subject.running() {
        for (index, port) in container.ports.iter().enumerate().take(MOST_PORTS) {
            let Some(number) = port.container_port else { continue };
            let place = || subject.in_container(container, &format!("ports[{index}].containerPort"));
            let twin = seen.iter().find(|(owner, known)| owner.path != container.path && collide(known, port));
            if let Some((owner, _)) = twin {
                report.say(
                    place(),
                    format!(
                        "`{}` and `{}` both want port {number} of the pod: the second to start cannot have it",
                        called(owner),
                        called(container)
                    ),
                    "Let one of the two listen on another port, and change its configuration too.",
                );
            } else if let Some(injection) = subject.predicted().find(|one| taken(one.injector.container).contains(&number)) {
                report.say(
                    place(),
                    format!(
                        "`{}` wants port {number}, and {} will add a container that has it already",
                        called(container),
                        injection.injector.who
                    ),
                    "Let the container listen on another port.",
                );
            }
            seen.push((container, *port));
        }
    }
}

/// The most ports of a container that are looked at.
const MOST_PORTS: usize = 100;

fn collide(one: &Port<'_>, other: &Port<'_>) -> bool {
    one.container_port == other.container_port && one.protocol == other.protocol
}

/// The ports of a container that an injector adds.
fn taken(container: &str) -> &'static [u16] {
    match container {
        "istio-proxy" => &[15001, 15006, 15020, 15021, 15090],
        "linkerd-proxy" => &[4140, 4143, 4190, 4191],
        "daprd" => &[3500, 50001, 50002, 9090],
        _ => &[],
    }
}
