//! `injector-annotation-at-wrong-level`: a wish to an injector in a place where it does not look.

use super::support::place::of_entry;
use super::{New, Report, Rule, Subject, remove, short};
use crate::finding::Severity;
use crate::manifest::join;
use crate::catalogue::glob;
use crate::patterns::{INJECTORS, Injector, KeyPlace};

pub(super) const RULE: Rule = Rule {
    id: "injector-annotation-at-wrong-level",
    severity: Severity::Warning,
    summary: "Injectors look at pods, so their keys belong into the pod template.",
    source: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    // Where the pod has metadata of its own, the object's are another's.
    if subject.template.metadata_path == join(&subject.manifest.path, "metadata") {
        return;
    }
    for (list, place) in [("annotations", KeyPlace::Annotation), ("labels", KeyPlace::Label)] {
        let entries = subject.pod.object.at("metadata").and_then(|metadata| metadata.get(list));
        for entry in entries.map(|node| node.entries()).unwrap_or_default() {
            let Some(key) = entry.key.raw() else { continue };
            let Some(injector) = injector_of(key, place) else { continue };
            if subject.pod.annotation(key).or(subject.pod.label(key)).is_some() {
                continue;
            }
            let mut place = subject.in_object(&format!("metadata.{list}"));
            place.span = of_entry(&entry);
            report.say(
                place,
                format!(
                    "`{}` stands on the {} and not on its pods: {} does not see it",
                    short(key),
                    short(subject.manifest.kind_or_object()),
                    injector.who
                ),
                format!("Move it to `{}`.", join(&subject.template.metadata_path, list)),
            );
            report.suggest("Move it to the pods", || {
                let gone = remove(subject.pod.object.at("metadata")?.get(list)?, key)?;
                let value = entry.value.raw().filter(|_| !entry.value.is_alias())?;
                Some(gone.and(subject.put_in_metadata(&[list, key], New::text(value))?))
            });
        }
    }
}

/// Keys that mean something on a workload too: Jaeger's injector reads Deployments, and Istio's own parts name their
/// revision.
const ALSO_ON_WORKLOADS: [&str; 2] = ["sidecar.jaegertracing.io/inject", "istio.io/rev"];

/// The injector that reads a key on pods.
fn injector_of(key: &str, place: KeyPlace) -> Option<&'static Injector> {
    INJECTORS.iter().find(|injector| {
        let read_here = injector.place == place || injector.place == KeyPlace::Either;
        read_here && glob(injector.key, key) && !ALSO_ON_WORKLOADS.contains(&key)
    })
}
