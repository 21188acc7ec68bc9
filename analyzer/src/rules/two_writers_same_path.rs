//! `two-writers-same-path`: containers that run together write to one directory.

use super::support::path::is_below;
use super::{New, Report, Rule, Subject, Use, called, list, put, short};
use crate::analysis::Direction;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "two-writers-same-path",
    severity: Severity::Warning,
    summary: "Two containers that write to the same directory overwrite or half-read each other's files.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| !volume.source.is_read_only()) {
        let writers: Vec<Use<'_>> = subject.uses_of(index).filter(|used| may_write(used)).collect();
        let Some((first, second)) = overlapping(&writers) else { continue };
        // Without any sign of who writes, it may as well be a cache.
        let (one, other) = (first.at.direction.writes(), second.at.direction.writes());
        if !one && !other || is_meeting_place(first) || is_meeting_place(second) {
            continue;
        }
        let mut names: Vec<&str> = writers.iter().map(|used| used.container.label()).collect();
        names.dedup();
        let all = if names.len() == 2 { "both" } else { "all" };
        report.say_as(
            if one && other { Severity::Warning } else { Severity::Info },
            subject.in_mount(second.container, second.at.mount, "mountPath"),
            format!(
                "{} {}{all} write to the same directory of `{}`: nothing keeps them from overwriting each other's files",
                list(names),
                if one && other { "" } else { "may " },
                short(volume.name.value)
            ),
            format!(
                "Give each writer a directory of its own with `subPath`, or mount it read-only in `{}` if it only reads.",
                called(second.container)
            ),
        );
        if !second.at.direction.writes() {
            report.suggest(format!("Mount it read-only in `{}`", called(second.container)), || {
                put(second.mount.node, &["readOnly"], New::plain("true"))
            });
        }
    }
}

fn may_write(used: &Use<'_>) -> bool {
    used.container.lifecycle.runs_beside() && !used.mount.is_read_only() && used.at.direction != Direction::Read
}

/// Two uses by different containers of which one shows what the other writes.
fn overlapping<'a, 'u>(uses: &'u [Use<'a>]) -> Option<(&'u Use<'a>, &'u Use<'a>)> {
    let meet = |a: &Use<'_>, b: &Use<'_>| {
        let (a_dir, b_dir) = (&a.at.directory, &b.at.directory);
        a.at.container != b.at.container && (a_dir == b_dir || is_below(a_dir, b_dir) || is_below(b_dir, a_dir))
    };
    uses.iter().enumerate().find_map(|(at, second)| Some((uses[..at].iter().find(|first| meet(first, second))?, second)))
}

/// Whether the words say that the directory is for sockets, which two sides rightly share.
fn is_meeting_place(used: &Use<'_>) -> bool {
    let words = [used.mount.volume.value, used.mount.mount_path.value];
    words.iter().any(|word| ["sock", "csi", "plugin", "/run", "ipc", "shm", "tmp"].iter().any(|sign| word.contains(sign)))
}
