//! E10: the command follows a file on a volume, which is how a streaming log sidecar works.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::TAILS_FILE;
use crate::patterns::words::Code;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "tails-a-file", looks_for: "`tail -f` of a file on a mounted volume.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let shell = Shell(container);
        if let Some(file) =
            followed(&shell).filter(|file| facts.mounts(at).any(|mount| file.starts_with(facts.mount_path(mount))))
        {
            notes.add(
                at,
                Toward::Sidecar,
                TAILS_FILE,
                shell.span(),
                format_args!("Its command follows the file {} on a volume, as a log sidecar does.", Code(file)),
            );
        }
    }
}

/// The file behind `tail -f`.
fn followed<'a>(shell: &Shell<'_, 'a>) -> Option<&'a str> {
    let mut words = shell.words().skip_while(|word| word.rsplit('/').next() != Some("tail")).skip(1);
    let mut follows = false;
    words
        .find(|word| {
            follows |= word.starts_with("--follow")
                || word.starts_with('-') && !word.starts_with("--") && word.contains(['f', 'F']);
            word.starts_with('/')
        })
        .filter(|_| follows)
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
                &[
                    "{name: a, command: [sh, -c, 'tail -n+1 -F /logs/app.log'], volumeMounts: [{name: logs, mountPath: /logs}]}"
                ]
            ),
            ["a"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, command: [tail, -f, /dev/null], volumeMounts: [{name: logs, mountPath: /logs}]}",
                    "{name: b, command: [tail, -n, '5', /logs/a], volumeMounts: [{name: logs, mountPath: /logs}]}"
                ]
            )
            .is_empty()
        );
    }
}
