//! `localhost-target-missing`: a container that calls a port of its pod on which nobody listens.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;
use crate::pod::Container;
use crate::span::Spanned;
use crate::word_list::Pieces;

pub(super) const RULE: Rule = Rule {
    id: "localhost-target-missing",
    severity: Severity::Warning,
    summary: "An address on localhost is reached only if a container of the same pod listens there.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.pod.host_network || subject.predicted().next().is_some() {
        return;
    }
    for (index, container) in subject.running() {
        for variable in &container.env {
            let Some(port) = variable.value.and_then(|value| localhost_port(value.value)) else { continue };
            if !means_a_target(variable.name.value) || listens_somewhere(subject, index, port) {
                continue;
            }
            let place = subject.in_container(container, &env_path(container, variable.name));
            report.say(
                place,
                format!(
                    "`{}` of `{}` points to port {port} of the pod, and no container of the pod has that port",
                    short(variable.name.value),
                    called(container)
                ),
                "Add the helper that listens there, list its port in `ports`, or name a Service instead of localhost.",
            );
        }
    }
}

/// Whether the name of a variable speaks of something to call, not of where to listen or how to be called.
fn means_a_target(name: &str) -> bool {
    const TARGETS: Pieces<'_> = Pieces::of(&[
        "URL", "URI", "ENDPOINT", "UPSTREAM", "BACKEND", "TARGET", "DSN", "DATABASE", "REDIS", "MONGO", "POSTGRES", "MYSQL", "BROKER", "PROXY",
    ]);
    const OWN: Pieces<'_> = Pieces::of(&[
        "LISTEN", "BIND", "EXTERNAL", "PUBLIC", "REDIRECT", "CALLBACK", "ORIGIN", "CORS", "ROOT", "BASE", "SITE", "ADVERTISE",
    ]);
    let name = name.to_ascii_uppercase();
    TARGETS.any_in(&name) && !OWN.any_in(&name)
}

/// The port of an address on localhost.
fn localhost_port(value: &str) -> Option<u16> {
    const HOSTS: [&str; 3] = ["localhost:", "127.0.0.1:", "[::1]:"];
    const ANY: Pieces<'_> = Pieces::of(&HOSTS);
    let (_, rest) = HOSTS.iter().filter(|_| ANY.any_in(value)).find_map(|host| value.split_once(host))?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok().filter(|port| *port > 0)
}

/// Whether some container may listen: it lists the port, or another one lists none and nobody knows its ports.
fn listens_somewhere(subject: &Subject<'_>, caller: usize, port: u16) -> bool {
    subject.running().any(|(index, container)| {
        let listed = container.ports.iter().any(|known| known.container_port == Some(port));
        listed || index != caller && container.ports.is_empty()
    })
}

/// Where a variable's value stands in its container.
fn env_path(container: &Container<'_>, name: Spanned<&str>) -> String {
    let entries = container.node.get("env").into_iter().flat_map(|list| list.items());
    let index = entries.into_iter().position(|entry| entry.get("name").is_some_and(|node| node.span() == name.span));
    index.map_or_else(|| "env".to_owned(), |index| format!("env[{index}].value"))
}
