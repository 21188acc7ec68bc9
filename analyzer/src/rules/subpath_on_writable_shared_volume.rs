//! `subpath-on-writable-shared-volume`: a `subPath` in a volume of which another container can write the parts above it.

use super::support::path::is_below;
use super::{Report, Rule, Subject, Use, called, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "subpath-on-writable-shared-volume",
    severity: Severity::Info,
    summary: "A container that can write above a subPath can swap the directory for a link.",
    source: "https://kubernetes.io/blog/2018/04/04/fixing-subpath-volume-vulnerability/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| !volume.source.is_read_only()) {
        let writers: Vec<_> = subject.uses_of(index).filter(|used| !used.mount.is_read_only()).collect();
        let Some(highest) = writers.iter().min_by_key(|used| used.at.directory.len()) else { continue };
        for used in subject.uses_of(index).filter(|used| used.mount.sub_path.is_some()) {
            let above = |other: &&Use<'_>| {
                other.at.container != used.at.container && is_below(&used.at.directory, &other.at.directory)
            };
            let Some(writer) = Some(highest).filter(above).or_else(|| writers.iter().find(above)) else { continue };
            let key = if used.mount.is_expression { "subPathExpr" } else { "subPath" };
            report.say(
                subject.in_mount(used.container, used.at.mount, key),
                format!(
                    "`{}` mounts `{}` of `{}`, and `{}` can write above it: it can replace that directory with a link",
                    called(used.container),
                    used.at.directory,
                    short(volume.name.value),
                    called(writer.container)
                ),
                "Give each directory a volume of its own, and mount it read-only where it is only read.",
            );
            report.suggest(format!("Give `{}` a volume of its own", short(&used.at.directory)), || {
                subject.split_volume(index, &used.at.directory)
            });
        }
    }
}
