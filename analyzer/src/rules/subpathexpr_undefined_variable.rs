//! `subpathexpr-undefined-variable`: a path with a variable that the container does not have.

use super::{New, Report, Rule, Subject, called, put_item, rename, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "subpathexpr-undefined-variable",
    severity: Severity::Error,
    summary: "A subPathExpr with an undefined variable is accepted, and then the container cannot be created.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for used in subject.uses() {
        let Some(path) = used.mount.sub_path else { continue };
        let container = used.container;
        if !used.mount.is_expression {
            if variables(path.value).next().is_some() {
                report.say_as(
                    Severity::Warning,
                    subject.in_mount(container, used.at.mount, "subPath"),
                    format!(
                        "`{}` mounts the `subPath` `{}`, in which variables are not replaced: the directory gets that very name",
                        called(container),
                        short(path.value)
                    ),
                    "Use `subPathExpr` instead of `subPath`.",
                );
                let all_known = variables(path.value).all(|name| container.env.iter().any(|known| known.name.value == name));
                report.suggest("Use `subPathExpr`", || {
                    rename(used.mount.node, "subPath", "subPathExpr").filter(|_| all_known)
                });
            }
            continue;
        }
        let is_defined = |name: &str| container.env.iter().any(|variable| variable.name.value == name);
        let Some(missing) = variables(path.value).find(|name| !is_defined(name)) else { continue };
        let (severity, consequence) = if container.has_env_from {
            (Severity::Warning, "unless its `envFrom` brings it, the container cannot be created")
        } else {
            (Severity::Error, "the container cannot be created")
        };
        report.say_as(
            severity,
            subject.in_mount(container, used.at.mount, "subPathExpr"),
            format!("`{}` has no variable `{}` for its `subPathExpr`: {consequence}", called(container), short(missing)),
            format!("Add `{}` to `env`, for example from `fieldRef`, or correct its name.", short(missing)),
        );
        if let Some((_, field)) = FIELDS.iter().find(|(name, _)| *name == missing) {
            report.suggest(format!("Set `{missing}` from `{field}`"), || {
                let source = New::Map(vec![("fieldRef", New::Map(vec![("fieldPath", New::text(*field))]))]);
                put_item(container.node, "env", New::Map(vec![("name", New::text(missing)), ("valueFrom", source)]))
            });
        }
    }
}

/// Names of variables that say which field of the pod is meant.
const FIELDS: [(&str, &str); 7] = [
    ("POD_NAME", "metadata.name"),
    ("POD_NAMESPACE", "metadata.namespace"),
    ("POD_UID", "metadata.uid"),
    ("NODE_NAME", "spec.nodeName"),
    ("POD_IP", "status.podIP"),
    ("HOSTNAME", "metadata.name"),
    ("NAMESPACE", "metadata.namespace"),
];

/// The names in `$(NAME)`; `$$(NAME)` is no variable.
fn variables(path: &str) -> impl Iterator<Item = &str> {
    let mut pieces = path.split("$(");
    let mut before = pieces.next().unwrap_or("");
    pieces.filter_map(move |piece| {
        let is_escaped = before.ends_with('$');
        before = piece;
        piece.split_once(')').map(|(name, _)| name).filter(|_| !is_escaped)
    })
}
