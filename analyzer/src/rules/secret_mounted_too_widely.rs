//! `secret-mounted-too-widely`: a secret in a container that has no use for it.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "secret-mounted-too-widely",
    severity: Severity::Info,
    summary: "Each container that has a secret is one more that can lose it.",
    source: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/#restrict-secret-access-to-specific-containers",
    check,
};

/// What is done without the app's secrets. An exporter may need the password of its database.
const WITHOUT: [&str; 6] = ["logging", "monitoring", "debug", "health", "status-reporting", "placeholder"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for used in subject.uses().filter(|used| WITHOUT.contains(&subject.function(used.at.container))) {
        let Some(index) = used.at.volume else { continue };
        let is_secret = subject.pod.volumes.get(index).is_some_and(|volume| volume.source.kind == "secret");
        let owner = subject.uses_of(index).find(|other| subject.is_core(other.at.container));
        let Some(owner) = owner.filter(|_| is_secret && subject.is_helper(used.at.container)) else { continue };
        report.say(
            subject.in_mount(used.container, used.at.mount, "name"),
            format!(
                "`{}` has the secret volume `{}` of `{}`, and does not seem to need it",
                called(used.container),
                short(used.mount.volume.value),
                called(owner.container)
            ),
            "Mount the secret only in the container that uses it.",
        );
        report.suggest("Remove the mount", || Subject::remove_mount(&used));
    }
}
