//! `init-before-its-sidecar`: an init container that runs before the native sidecar that it needs.

use crate::lifecycle::command::text;
use super::{Report, Rule, Subject, called, move_item};
use crate::analysis::Lifecycle;
use crate::edit::pods::place_of;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "init-before-its-sidecar",
    severity: Severity::Warning,
    summary: "An init container that stands before a native sidecar runs without it.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#sidecar-containers-and-pod-lifecycle",
    check,
};

/// What native sidecars give that others need from the start.
const PROVIDES: [&str; 6] = ["mesh-proxy", "db-proxy", "secrets", "egress-proxy", "proxy", "api-proxy"];
/// Signs that a command goes to the network.
const CALLS: [&str; 12] = [
    "curl ", "wget ", "nc -", "psql", "mysql ", "pg_isready", "migrate", "flyway", "git clone", "http://", "https://", "nslookup",
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (late, sidecar) in subject.of(Lifecycle::NativeSidecar) {
        let calls = |from: usize| subject.trace.connections.iter().any(|known| known.from == from && known.to == late);
        let init = subject.of(Lifecycle::Init).take_while(|(index, _)| *index < late).find(|(index, init)| {
            let function = subject.function(*index);
            let needs_network = matches!(function, "migration" | "wait-for-dependency" | "content" | "model")
                || CALLS.iter().any(|sign| text(init).contains(sign));
            calls(*index) || needs_network && PROVIDES.contains(&subject.function(late)) && function != "network-setup"
        });
        let Some((_, init)) = init else { continue };
        report.say(
            subject.in_container(init, "name"),
            format!(
                "`{}` seems to need `{}`, which starts only after it",
                called(init),
                called(sidecar)
            ),
            format!("Move `{}` before `{}` in `initContainers`.", called(sidecar), called(init)),
        );
        report.suggest(format!("Move `{}` before `{}`", called(sidecar), called(init)), || {
            let (("initContainers", from), (_, to)) = (place_of(sidecar)?, place_of(init)?) else { return None };
            move_item(subject.pod.node.get("initContainers")?, from, to)
        });
    }
}
