//! `token-automounted-everywhere`: a key to the API server in containers that do not use it.

use super::{New, Report, Rule, Subject, put};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "token-automounted-everywhere",
    severity: Severity::Info,
    summary: "Unless told otherwise, every container of a pod gets a token for the API server.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let count = subject.running().count();
    let says = subject.pod.node.get("automountServiceAccountToken").is_some();
    // Who names an account has a use for its token.
    let account = ["serviceAccountName", "serviceAccount"].iter().find_map(|key| subject.pod.node.get(key)?.raw());
    if !subject.is_whole() || count < 2 || says || account.is_some_and(|account| account != "default") {
        return;
    }
    report.say(
        subject.at("automountServiceAccountToken"),
        format!("each of the {count} containers gets a token for the API server, and none seems to use it"),
        "Set `automountServiceAccountToken: false`, or name the service account that is needed.",
    );
    report.suggest("Keep the token out", || {
        put(subject.pod.node, &["automountServiceAccountToken"], New::plain("false"))
    });
}
