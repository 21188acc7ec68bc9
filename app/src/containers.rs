//! What each container of the pod on show is, how Kubernetes runs it, and what it is for.

use analyzer::LineIndex;
use analyzer::analysis::ContainerReport;
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::Session;
use crate::views::{Of, View};
use crate::{evidence, text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "containers", title: "Containers", of: Of::Shown, draw: |session| containers(session).into_any() };

/// The containers of the pod on show.
pub(crate) fn containers(session: Session) -> impl IntoView {
    move || {
        let pod = session.shown_pod()?;
        let lines = pod.reading.lines();
        let cards: Vec<_> = pod.containers.iter().map(|container| card(session, &lines, container)).collect();
        (!cards.is_empty()).then(|| {
            view! {
                <section class="panel">
                    <h3 id=session.id("containers")>"The containers"</h3>
                    <ul class="containers">{cards}</ul>
                </section>
            }
        })
    }
}

fn card(session: Session, lines: &LineIndex<'_>, container: &ContainerReport) -> impl IntoView + use<> {
    let name = words::named(&container.name);
    let why = (!container.evidence.is_empty())
        .then(|| evidence::list(session, lines, None, &container.evidence.iter().collect::<Vec<_>>()));
    view! {
        <li class="container" data-role=container.role.id() data-span=data(container.span)>
            <h4>{name} " " {place(session, lines, container.span)}</h4>
            <p class="chips">
                <span class="chip" data-role=container.role.id()>{words::role(container.role)}</span>
                <span class="chip">{words::lifecycle(container.lifecycle)}</span>
                <span class="chip">{words::heading(container.function)}</span>
            </p>
            {container.image.clone().map(|image| view! { <p class="image"><code>{image}</code></p> })}
            <p>{text::prose(&container.explanation)}</p>
            {why.map(|why| view! { <details><summary>"Why this role"</summary>{why}</details> })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_card_names_role_lifecycle_and_function() {
        let html = sample::render(sample::reading(), containers);
        for part in ["web", "nginx:1.27", "Main", "Regular container", "Web server", "Why this role"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), containers).contains("<script"));
    }
}
