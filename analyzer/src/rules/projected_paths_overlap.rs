//! `projected-paths-overlap`: files of one volume that want the same place.

use super::support::path::is_below;
use super::{Report, Rule, Subject, short};
use crate::finding::Severity;
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "projected-paths-overlap",
    severity: Severity::Warning,
    summary: "Two files of a volume that want the same path cannot both be there.",
    source: "https://kubernetes.io/docs/concepts/storage/projected-volumes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, volume) in subject.volumes() {
        let (Some(source), kind) = (volume.source.node, volume.source.kind) else { continue };
        let files = match kind {
            "configMap" | "secret" => paths(source, kind),
            "projected" => projected(source),
            _ => continue,
        };
        for (index, (place, path)) in files.iter().enumerate().take(MOST) {
            let earlier = files[..index].iter().map(|(_, path)| *path);
            // The same path twice in a projected volume is refused by the API server.
            let meets = |other: &&str| (*other == *path && kind != "projected") || is_below(other, path) || is_below(path, other);
            let Some(other) = earlier.into_iter().find(meets) else { continue };
            let consequence =
                if other == *path { "only one of them is seen" } else { "one would have to be a file and a directory at once" };
            report.say(
                subject.in_volume(volume, place),
                format!(
                    "the volume `{}` puts files at `{}` and `{}`: {consequence}",
                    short(volume.name.value),
                    short(other),
                    short(path)
                ),
                "Give one of the two another `path`.",
            );
        }
    }
}

/// The most files of a volume that are compared.
const MOST: usize = 100;

/// The paths that a source names, and where.
fn paths<'a>(source: Node<'a>, place: &str) -> Vec<(String, &'a str)> {
    let items = source.get("items").into_iter().flat_map(|items| items.items()).enumerate().take(MOST);
    items
        .filter_map(|(index, item)| Some((format!("{place}.items[{index}].path"), item.get("path")?.raw()?)))
        .filter(|(_, path)| !path.is_empty())
        .collect()
}

fn projected(source: Node<'_>) -> Vec<(String, &str)> {
    let parts = source.get("sources").into_iter().flat_map(|parts| parts.items()).enumerate().take(MOST);
    parts
        .flat_map(|(index, part)| {
            let of = move |kind: &str| {
                let place = format!("projected.sources[{index}].{kind}");
                part.get(kind).map(|source| paths(source, &place)).unwrap_or_default()
            };
            ["configMap", "secret", "downwardAPI"].into_iter().flat_map(of).collect::<Vec<_>>()
        })
        .collect()
}
