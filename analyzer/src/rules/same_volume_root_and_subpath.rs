//! `same-volume-root-and-subpath`: one container sees the same directory under two paths.

use super::support::path::{clean, is_below};
use super::{Report, Rule, Subject, Use, called, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "same-volume-root-and-subpath",
    severity: Severity::Warning,
    summary: "Two mounts of one volume in one container show the same files under two paths.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for uses in subject.uses_by_container() {
        for (outer, inner) in pairs(&uses) {
            let below = inner.at.directory[outer.at.directory.len()..].trim_start_matches('/');
            let alias = clean(&format!("{}/{below}", outer.mount.mount_path.value));
            let path = clean(inner.mount.mount_path.value);
            // Mounted where it shows up anyway: the same directory, once.
            if alias == path {
                continue;
            }
            let shown = clean(outer.mount.mount_path.value);
            report.say(
                subject.in_mount(outer.container, outer.at.mount, "mountPath"),
                format!(
                    "`{}` sees one directory of `{}` twice: `{alias}` is `{path}`, so whatever goes through `{shown}` also \
                     meets what is written to `{path}`",
                    called(outer.container),
                    short(outer.mount.volume.value),
                ),
                "Give each of the two mounts a `subPath` of its own, or use two volumes.",
            );
            report.suggest(format!("Give `{}` a volume of its own", short(&inner.at.directory)), || {
                subject.split_volume(inner.at.volume?, &inner.at.directory)
            });
        }
    }
}

/// Mounts of one volume of which the second shows a part of the first.
fn pairs<'a, 'u>(uses: &'u [Use<'a>]) -> impl Iterator<Item = (&'u Use<'a>, &'u Use<'a>)> {
    let with_parts = uses.iter().filter(|inner| !inner.at.directory.is_empty() && inner.at.volume.is_some());
    with_parts.filter_map(|inner| {
        let holds = |outer: &&Use<'_>| {
            outer.at.volume == inner.at.volume && is_below(&inner.at.directory, &outer.at.directory)
        };
        Some((uses.iter().find(holds)?, inner))
    })
}
