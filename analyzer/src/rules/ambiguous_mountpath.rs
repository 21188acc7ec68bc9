//! `ambiguous-mountpath`: a mount path that the API server takes as it is, and the node reads otherwise.

use super::support::path::clean;
use super::{New, Report, Rule, Subject, called, put, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "ambiguous-mountpath",
    severity: Severity::Warning,
    summary: "The API server compares mount paths as they are written; the node cleans them first.",
    source: "https://kubernetes.io/docs/reference/kubernetes-api/core/pod-v1/#VolumeMount",
    check,
};

const HELP: &str = "Write an absolute path without `..`, doubled slashes, or a slash at its end.";

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.containers() {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for (index, mount) in container.mounts.iter().enumerate().take(MOST) {
            let written = mount.mount_path.value;
            // A path that is empty or written twice is the API server's to refuse; `C:\data` is Windows' way.
            if written.is_empty() || written.contains('\\') {
                continue;
            }
            let path = clean(written);
            let twin = seen.iter().find(|(known, text)| *known == path && *text != written);
            if let Some((severity, trouble)) = trouble(written, twin.map(|(_, text)| *text)) {
                report.say_as(
                    severity,
                    subject.in_mount(container, index, "mountPath"),
                    format!("`{}` mounts `{}`, {trouble}", called(container), short(written)),
                    HELP,
                );
                let is_free = twin.is_none()
                    && !written.contains(':')
                    && container.mounts.iter().filter(|other| clean(other.mount_path.value) == path).count() == 1;
                let change = || put(mount.node, &["mountPath"], New::text(path.as_str())).filter(|_| is_free);
                let title = format!("Write `{}`", short(&path));
                if severity == Severity::Info { report.mend(title, change) } else { report.suggest(title, change) }
            }
            seen.push((path, written));
        }
    }
}

/// The most mounts of a container that are compared.
const MOST: usize = 100;

fn trouble(path: &str, twin: Option<&str>) -> Option<(Severity, String)> {
    let warning = |text: &str| Some((Severity::Warning, text.to_owned()));
    if let Some(twin) = twin {
        return Some((Severity::Warning, format!("which is the same place as `{}`: one of the two hides the other", short(twin))));
    }
    match path {
        _ if !path.starts_with('/') => warning("which is not absolute: the kubelet puts a slash in front of it"),
        _ if path.contains(':') => warning("which has a colon in it: that is not allowed, nobody checks it, and some runtimes split paths there"),
        _ if path.split('/').any(|part| part == "..") => warning("which leads somewhere else than it seems"),
        _ if path.contains("//") => Some((Severity::Info, "which the node cleans of its doubled slash".to_owned())),
        _ if path.len() > 1 && path.ends_with('/') => {
            Some((Severity::Info, "which the node cleans of the slash at its end".to_owned()))
        }
        _ => None,
    }
}
