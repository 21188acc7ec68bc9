//! `pull-policy-mismatch`: a pull policy that does not go with the image's tag.

use crate::edit::pods::pin;
use super::{New, Report, Rule, Subject, called, put};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "pull-policy-mismatch",
    severity: Severity::Info,
    summary: "A pull policy should go with how firmly the image is pinned.",
    source: "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.containers() {
        let policy = container.node.get("imagePullPolicy").and_then(|policy| policy.raw());
        let (Some(policy), Some(image)) = (policy, container.image_ref()) else { continue };
        let (consequence, help) = match policy {
            "IfNotPresent" if image.is_unpinned() => {
                ("each node keeps whatever `latest` was when it first ran the pod", "Name a version as the tag of the image.")
            }
            "Never" if image.is_unpinned() => {
                ("it runs whatever somebody put on the node under that name", "Name a version as the tag of the image.")
            }
            "Always" if image.digest.is_some() => (
                "every start asks the registry for an image that cannot have changed, and fails when it does not answer",
                "Set `imagePullPolicy: IfNotPresent`, or leave it out.",
            ),
            _ => continue,
        };
        report.say(
            subject.in_container(container, "imagePullPolicy"),
            format!("`{}` has the pull policy `{policy}`: {consequence}", called(container)),
            help,
        );
        if policy == "Always" {
            report.mend("Set `IfNotPresent`", || put(container.node, &["imagePullPolicy"], New::text("IfNotPresent")));
        } else {
            report.suggest("Name a version", || pin(container));
        }
    }
}
