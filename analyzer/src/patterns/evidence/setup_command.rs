//! E13: the command fetches, copies or prepares files.
//!
//! In an init container that is its purpose; beside the app it is the work of a helper that keeps files the same.

use super::{Kind, Notes, Shell, Toward};
use crate::analysis::Lifecycle;
use crate::patterns::facts::Facts;
use crate::patterns::weights::SETUP_COMMAND;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "setup-command", looks_for: "a command that fetches, copies or prepares files.", observe };

/// Commands of helpers that keep files the same in two places.
const SYNC: [&str; 14] = [
    "git clone",
    "git pull",
    "git fetch",
    "aws s3 sync",
    "aws s3 cp",
    "s3 sync",
    "gsutil cp",
    "gsutil rsync",
    "gcloud storage",
    "rclone sync",
    "rclone copy",
    "mc mirror",
    "mc cp",
    "rsync",
];
/// Commands that prepare something once.
const PREPARE: [&str; 12] =
    ["chown", "chmod", "sysctl", "migrate", "cp", "mkdir", "tar", "wget", "curl", "mount", "ln -s", "iptables"];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.pod.containers.iter().enumerate() {
        let shell = Shell(container);
        if let Some((word, span)) = shell.says(&SYNC) {
            let toward = if container.lifecycle == Lifecycle::Init { Toward::Init } else { Toward::Sidecar };
            notes.add(
                at,
                toward,
                SETUP_COMMAND,
                span,
                format_args!("It runs `{word}` to bring files here or elsewhere."),
            );
        } else if let (Lifecycle::Init, Some((word, span))) = (container.lifecycle, shell.says(&PREPARE)) {
            notes.add(at, Toward::Init, SETUP_COMMAND, span, format_args!("It runs `{word}` to prepare something."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &["{name: a, command: [sh, -c, 'while true; do aws s3 sync /data s3://b; sleep 60; done']}"]
            ),
            ["a"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a, command: [cp, a, b]}", "{name: b, args: [serve]}"]).is_empty());
    }
}
