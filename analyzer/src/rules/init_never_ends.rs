//! `init-never-ends`: an init container that keeps the app from ever starting.

use crate::lifecycle::command::{Course, course};
use super::{New, Report, Rule, Subject, called, put};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "init-never-ends",
    severity: Severity::Error,
    summary: "The app starts only when every init container has ended.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/init-containers/",
    check,
};

/// What serves for as long as it runs, where nothing tells it otherwise.
const SERVERS: [&str; 12] = [
    "web-server", "database", "cache", "db-proxy", "mesh-proxy", "message-broker", "search-engine", "logging", "metrics", "gateway",
    "proxy", "monitoring",
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, container) in subject.of(Lifecycle::Init) {
        let as_built = container.command.is_empty() && container.args.is_empty();
        let is_server = as_built && SERVERS.contains(&known_function(subject, index));
        let (field, why) = match course(container) {
            Course::Idles => ("command", "waits for ever"),
            Course::Endless => ("command", "runs a command that never ends"),
            _ if is_server => ("image", "runs a server, which never ends"),
            _ => continue,
        };
        report.say(
            subject.in_container(container, field),
            format!("the init container `{}` {why}: the containers after it never start", called(container)),
            "Add `restartPolicy: Always` to it if it is a sidecar; else let its command end.",
        );
        report.suggest("Make it a native sidecar", || put(container.node, &["restartPolicy"], New::text("Always")));
    }
}

/// What the image does; a guess from names is not enough here.
fn known_function(subject: &Subject<'_>, index: usize) -> &'static str {
    let report = subject.judgement.containers.get(index);
    report.filter(|report| report.catalogue.is_some()).map_or("", |report| report.function)
}
