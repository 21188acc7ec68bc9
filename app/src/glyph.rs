//! A small drawing of each pattern: the pod as a shell, its containers as peas. Decoration: the name stands beside it.

use analyzer::analysis::Pattern;
use leptos::prelude::*;

/// The drawing of `pattern`.
pub(crate) fn glyph(pattern: Pattern) -> impl IntoView {
    view! { <svg class="glyph" viewBox="0 0 48 32" aria-hidden="true" inner_html=format!("{SHELL}{}", peas(pattern))></svg> }
}

const SHELL: &str = r#"<rect class="shell" x="1" y="5" width="46" height="22" rx="11"/>"#;

/// The peas: a filled circle does core work, an outlined one helps, a dashed one runs first.
const fn peas(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Single => r#"<circle class="main" cx="24" cy="16" r="7"/>"#,
        Pattern::SharedPodMicroservices => {
            r#"<circle class="main" cx="15" cy="16" r="7"/><circle class="main" cx="33" cy="16" r="7"/>"#
        }
        Pattern::Sidecar => {
            r#"<circle class="main" cx="16" cy="16" r="7"/><circle class="help" cx="33" cy="16" r="4"/>"#
        }
        Pattern::Ambassador => {
            r#"<circle class="main" cx="13" cy="16" r="7"/><circle class="help" cx="29" cy="16" r="4"/><path class="way" d="M34 16h13m-4-4 4 4-4 4"/>"#
        }
        Pattern::Adapter => {
            r#"<circle class="main" cx="13" cy="16" r="7"/><path class="help" d="M25 16l5-5 5 5-5 5Z"/><path class="way" d="M36 16h6"/>"#
        }
        Pattern::InitPipeline => {
            r#"<circle class="first" cx="10" cy="16" r="3.5"/><circle class="first" cx="19" cy="16" r="3.5"/><circle class="main" cx="33" cy="16" r="7"/>"#
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_looks_different() {
        let mut drawings: Vec<_> = Pattern::ALL.into_iter().map(peas).collect();
        drawings.sort_unstable();
        drawings.dedup();
        assert_eq!(drawings.len(), Pattern::ALL.len());
    }
}
