//! Helpers for the tests of the kinds: a pod in, the observations of one kind out.

use super::{Kind, Notes};
use crate::patterns::Services;
use crate::patterns::facts::Facts;
use crate::{flow, manifest, yaml};

/// A container that writes a volume, and one that mounts it read-only.
pub(super) const HAND_OVER: [&str; 2] = [
    "{name: a, volumeMounts: [{name: data, mountPath: /out}]}",
    "{name: b, volumeMounts: [{name: data, mountPath: /in, readOnly: true}]}",
];

/// The containers for which a kind notes something, in the order of its notes. `text` is the whole text.
pub(super) fn noted_in(kind: &Kind, text: &str) -> Vec<String> {
    let tree = yaml::read(text);
    assert!(tree.problems.is_empty(), "{text}");
    let manifests = manifest::manifests(&tree);
    let template = &manifests[0].templates[0];
    let pod = crate::pod::lower(&manifests[0], template);
    let (trace, services) = (flow::trace(&pod), Services::of(&manifests).selecting(&pod));
    let facts = Facts::new(&pod, &trace, &services);
    let mut notes = Notes::none(&facts, true);
    (kind.observe)(&facts, &mut notes);
    for note in &notes.list {
        assert_eq!(note.weight.kind, kind.slug);
        assert!(note.reason.ends_with('.') && !note.span.of(text).is_empty(), "{note:?}");
    }
    notes.list.iter().map(|note| pod.containers[note.container].name.value.to_owned()).collect()
}

/// The same for a pod `web` of regular containers, one a line, with a volume `data` and a volume `logs`.
pub(super) fn noted(kind: &Kind, containers: &[&str]) -> Vec<String> {
    noted_in(kind, &pod("containers", containers))
}

/// A pod `web` with containers under a key, and an `app` container besides where the key is another one.
pub(super) fn pod(key: &str, containers: &[&str]) -> String {
    let list = containers.join("\n  - ");
    let app = if key.ends_with("containers") { "" } else { "  containers: [{name: app, image: my-company/app}]\n" };
    format!(
        "kind: Pod\nmetadata: {{name: web}}\nspec:\n  {key}:\n  - {list}\n{app}  volumes:\n  - {{name: data, emptyDir: {{}}}}\n  - {{name: logs, emptyDir: {{}}}}\n"
    )
}
