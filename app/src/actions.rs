//! What can be done about the line of the caret, as buttons in its note: the repairs of its findings, and a helper made a
//! native sidecar. The editor's own tooltips need a pointer; these are reached by keyboard.

use std::sync::Arc;

use analyzer::convert::helper_at;
use leptos::prelude::*;

use crate::fill;
use crate::keep::Place;
use crate::session::{Reading, Session};

/// The buttons for the line of byte `at`; none where nothing can be done.
pub(crate) fn actions(session: Session, reading: &Arc<Reading>, at: u32) -> impl IntoView + use<> {
    let lines = reading.lines();
    let number = lines.position(at).line;
    let findings = reading.analysis.findings.iter().enumerate();
    let findings = findings.filter(|(_, finding)| lines.position(finding.span.start).line == number);
    let mut buttons: Vec<AnyView> = Vec::new();
    let mut titles = Vec::new();
    for (number, finding) in findings {
        let Some(fix) = &finding.fix else { continue };
        titles.push(fix.title.clone());
        let reading = reading.clone();
        buttons.push(button(fill::label(fix), move || fill::begin(session, &reading, number)).into_any());
    }
    let native = helper_at(&reading.text, &session.options.read_untracked(), &reading.analysis, at);
    if let Some(fix) = native.filter(|fix| !titles.contains(&fix.title)) {
        let reading = reading.clone();
        let title = fix.title.to_string();
        let act = move || fill::make(session, &reading, fix.clone(), Place::Editor);
        buttons.push(button(title, act).into_any());
    }
    (!buttons.is_empty()).then(|| view! { <p class="line-actions">{buttons}</p> })
}

fn button(label: String, act: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    view! { <button class="button outline fix" type="button" on:click=move |_| act()>{label}</button> }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: registry.example.com/shop/web\n  - name: proxy\n    image: registry.example.com/envoyproxy/envoy:v1.30\n";

    fn of(line: &str) -> String {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let session = Session::new(TEXT.into(), crate::Setup::default());
            let at = u32::try_from(TEXT.find(line).expect("there")).unwrap_or(0);
            actions(session, &session.analysis.get_untracked(), at).into_view().to_html()
        })
    }

    #[test]
    fn a_helper_can_be_made_a_native_sidecar_and_an_app_cannot() {
        assert_eq!(of("image: registry.example.com/envoy").matches("a native sidecar").count(), 1);
        assert!(!of("- name: web").contains("a native sidecar"));
    }

    #[test]
    fn repairs_that_ask_say_so() {
        assert!(of("image: registry.example.com/shop").contains("…</button>"));
    }
}
