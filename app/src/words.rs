//! The words for the analyzer's ids and for what the text leaves unnamed, as a reader sees them.
//!
//! Ids come from the analyzer and mean the same everywhere; only their spelling on the page is decided here.

use analyzer::analysis::{Confidence, Lifecycle, Lifetime, NodeKind, Pattern, Role, Strength};
use analyzer::{PodReport, Severity};
use leptos::prelude::*;

/// How sure the verdict is.
pub(crate) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "Low confidence",
        Confidence::Medium => "Medium confidence",
        Confidence::High => "High confidence",
    }
}

/// How much a piece of evidence weighs.
pub(crate) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Weak => "Weak",
        Strength::Medium => "Medium",
        Strength::Strong => "Strong",
        Strength::Conclusive => "Conclusive",
    }
}

/// How bad a finding is.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Advice",
    }
}

/// How Kubernetes runs a container.
pub(crate) const fn lifecycle(lifecycle: Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Init => "Init container",
        Lifecycle::NativeSidecar => "Native sidecar",
        Lifecycle::Regular => "Regular container",
        Lifecycle::Ephemeral => "Ephemeral container",
    }
}

/// What a container is for.
pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Main => "Main",
        Role::BusinessPeer => "Business peer",
        Role::Sidecar => "Sidecar",
        Role::Ambassador => "Ambassador",
        Role::Adapter => "Adapter",
        Role::Init => "Init",
    }
}

/// How long data live.
pub(crate) const fn lifetime(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::Container => "gone when its container restarts",
        Lifetime::Pod => "lives as long as the pod",
        Lifetime::Claim => "lives as long as its claim",
        Lifetime::Node => "lives as long as the node",
        Lifetime::Source => "kept by its source",
    }
}

/// What the ids of boxes in the diagram begin with.
pub(crate) const fn node_kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Container => "container",
        NodeKind::Volume => "volume",
        NodeKind::External => "external",
    }
}

/// A pattern's name, linked to its page.
pub(crate) fn pattern_link(pattern: Pattern) -> impl IntoView {
    view! { <a href=format!("/patterns/{}", pattern.id())>{pattern.title()}</a> }
}

/// A pod by its object: `Deployment web`, as far as the text says it.
pub(crate) fn pod(pod: &PodReport) -> String {
    let kind = pod.kind.as_deref().unwrap_or("Pod");
    match &pod.name {
        Some(name) => format!("{kind} {name}"),
        None => format!("{kind} without a name"),
    }
}

/// A name, or the remark that there is none.
pub(crate) fn named(name: &str) -> String {
    if name.is_empty() { "(without a name)".to_owned() } else { name.to_owned() }
}

/// An id such as `db-proxy` as words: `db proxy`.
pub(crate) fn id(id: &str) -> String {
    id.replace('-', " ")
}

/// The same, starting with a capital.
pub(crate) fn heading(id: &str) -> String {
    let mut words = self::id(id);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A count with its noun: `1 problem`, `3 problems`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_become_words() {
        assert_eq!(super::heading("db-proxy"), "Db proxy");
        assert_eq!(super::heading(""), "");
        assert_eq!(super::heading("ö"), "ö");
        assert_eq!(super::count(1, "problem", "problems"), "1 problem");
    }
}
