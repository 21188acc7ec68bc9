//! The task of a lesson: what the manifest must show, each line marked as soon as it does. Nothing where there is no task.
//!
//! The section says `data-passed` when all is done; keeping a record of that is the page's business.

use leptos::prelude::*;

use crate::check::Check;
use crate::session::Session;
use crate::text;

/// The list of checks.
pub(crate) fn task(session: Session) -> Option<impl IntoView> {
    let checks = session.setup.with_value(|setup| setup.checks.clone());
    if checks.is_empty() {
        return None;
    }
    let all = checks.clone();
    let passed = Memo::new(move |_| {
        let reading = session.analysis.read();
        all.iter().all(|check| check.holds(&reading.analysis))
    });
    let rows: Vec<_> = checks.into_iter().map(|check| row(session, check)).collect();
    Some(view! {
        <section class="panel task" data-passed=move || passed.get().to_string()>
            <h3 id=session.id("task")>"Your task"</h3>
            <ul class="checks">{rows}</ul>
            <p role="status">{move || if passed.get() { "All done." } else { "Not there yet." }}</p>
        </section>
    })
}

fn row(session: Session, check: Check) -> impl IntoView {
    let sentence = text::prose(&check.sentence());
    let holds = Memo::new(move |_| check.holds(&session.analysis.read().analysis));
    view! {
        <li class:done=move || holds.get()>
            <span class="check-sign">{move || if holds.get() { "Done: " } else { "To do: " }}</span>
            <span>{sentence}</span>
        </li>
    }
}
