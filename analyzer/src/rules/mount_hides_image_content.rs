//! `mount-hides-image-content`: an empty volume over a directory that the image fills.

use super::support::path::clean;
use super::{Report, Rule, Subject, Use, called, short};
use crate::analysis::Direction;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "mount-hides-image-content",
    severity: Severity::Info,
    summary: "An empty volume hides what the image has at its mount path.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work",
    check,
};

/// Where images keep what they need.
const FILLED: [&str; 16] = [
    "/", "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/bin", "/sbin", "/lib", "/etc", "/opt", "/app",
    "/usr/src/app", "/usr/share/nginx/html", "/var/www/html", "/srv",
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| volume.source.starts_empty()) {
        for used in subject.uses_of(index).filter(|used| used.container.lifecycle.runs_beside()) {
            let path = clean(used.mount.mount_path.value);
            let writes = |other: &Use<'_>| {
                other.at.container != used.at.container
                    && !other.mount.is_read_only()
                    && other.at.direction != Direction::Read
            };
            if !FILLED.contains(&path.as_str()) || used.at.direction == Direction::Write || subject.uses_of(index).any(|other| writes(&other)) {
                continue;
            }
            report.say(
                subject.in_mount(used.container, used.at.mount, "mountPath"),
                format!(
                    "`{}` mounts the empty volume `{}` over `{path}`: what its image has there is hidden, and nothing fills it",
                    called(used.container),
                    short(volume.name.value)
                ),
                "Mount it at a directory below, or copy the image's files into it with an init container.",
            );
        }
    }
}
