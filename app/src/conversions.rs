//! Another form of the pod: what it would become, what changes line by line, and what its owner then has to do.
//!
//! The analyzer converts; this view asks for one form at a time, and only once the text rests. Without scripts the first
//! form that is possible is shown whole, or what is in the way of all of them.

use std::sync::Arc;
use std::time::Duration;

use analyzer::Options;
use analyzer::convert::{Conversion, Side, Target, convert};
use leptos::either::Either;
use leptos::prelude::*;

use crate::glyph::glyph;
use crate::line_diff::line_diff;
use crate::put::put;
use crate::rest::when_rested;
use crate::session::{Reading, Session};
use crate::views::{Of, View};
use crate::{keep, text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "convert", title: "Convert", of: Of::Shown, draw: |session| conversions(session).into_any() };

/// How long the text rests before it is converted: converting costs several analyses.
const REST: Duration = Duration::from_millis(300);

/// A pod of a reading, to be converted.
#[derive(Clone, PartialEq)]
struct Original {
    reading: Arc<Reading>,
    pod: usize,
}

/// The other forms of the pod on show.
pub(crate) fn conversions(session: Session) -> impl IntoView {
    let asked = RwSignal::new(None::<Target>);
    let original = rested(session);
    let conversion = Memo::new(move |_| original.get().map(|original| Arc::new(chosen(&original, asked.get()))));
    let there = Memo::new(move |_| conversion.read().is_some());
    move || {
        there.get().then(|| {
            view! {
                <section class="panel conversions">
                    <h3 id=session.id("convert")>"Another form of this pod"</h3>
                    {targets(session, asked, conversion)}
                    {move || conversion.get().map(|conversion| form(session, original, &conversion))}
                    <p class="visually-hidden" role="status">
                        {move || conversion.get().filter(|_| asked.read().is_some()).map(|conversion| spoken(&conversion))}
                    </p>
                </section>
            }
        })
    }
}

/// The pod on show, once the text has rested.
fn rested(session: Session) -> RwSignal<Option<Original>> {
    let now = move || session.shown_pod().map(|pod| Original { pod: pod.index(), reading: pod.reading });
    let rested = RwSignal::new(untrack(now));
    when_rested(REST, move || Some(now()).filter(|now| *now != *rested.read_untracked()), move |now| rested.set(now));
    rested
}

/// The form that was asked for, or the first that is possible.
fn chosen(original: &Original, asked: Option<Target>) -> Conversion {
    let options = Options { kubernetes: original.reading.analysis.kubernetes };
    let into = |target| convert(&original.reading.text, &options, original.pod, target);
    let Some(target) = asked else {
        let mut all = Target::ALL.into_iter().map(into);
        return all.find(|one| one.text.is_some()).unwrap_or_else(|| into(Target::ALL[0]));
    };
    into(target)
}

/// The choice of a form.
fn targets(session: Session, asked: RwSignal<Option<Target>>, now: Memo<Option<Arc<Conversion>>>) -> impl IntoView {
    let is_now = move |target| now.read().as_ref().is_some_and(|now| now.target == target);
    let choices: Vec<_> = Target::ALL
        .into_iter()
        .map(|target| {
            view! {
                <label class="target">
                    <input
                        type="radio"
                        name=session.id("target")
                        value=target.id()
                        autocomplete="off"
                        checked=move || is_now(target)
                        prop:checked=move || is_now(target)
                        on:change=move |_| asked.set(Some(target))
                    />
                    <span>{target.title()}</span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class="targets"><legend>"Turn it into"</legend>{choices}</fieldset> }
}

/// What a screen reader is told when a form was chosen.
fn spoken(conversion: &Conversion) -> String {
    let title = conversion.target.title();
    match (&conversion.text, conversion.after.len()) {
        (None, _) => format!("{title}: this cannot be converted as it stands."),
        (Some(_), pods) => format!("{title}: {}.", words::count(pods, "pod", "pods")),
    }
}

/// The form, or what is in its way.
fn form(session: Session, original: RwSignal<Option<Original>>, conversion: &Conversion) -> impl IntoView + use<> {
    let title = conversion.target.title();
    match &conversion.text {
        None => Either::Left(view! {
            <h4>{title}</h4>
            <p>"This cannot be converted without"</p>
            {sentences("obstacles", &conversion.obstacles)}
        }),
        Some(new) => Either::Right(view! {
            <h4>{title}</h4>
            <div class="sides">
                <div class="before"><h5>"Now"</h5>{conversion.before.iter().map(side).collect::<Vec<_>>()}</div>
                <div class="after"><h5>"Then"</h5>{conversion.after.iter().map(side).collect::<Vec<_>>()}</div>
            </div>
            <h5>"What to know and to do"</h5>
            {sentences("notes", &conversion.notes)}
            {blanks(conversion.blanks.len())}
            {button(session, original, conversion, new)}
            <h5>"What changes"</h5>
            {line_diff(&conversion.diff)}
            <details class="more">
                <summary>"The whole new manifest"</summary>
                <pre class="manifest" tabindex="0" role="group" aria-label="The whole new manifest">{new.clone()}</pre>
            </details>
        }),
    }
}

fn sentences(class: &'static str, sentences: &[String]) -> impl IntoView + use<> {
    let rows: Vec<_> = sentences.iter().map(|sentence| view! { <li>{text::prose(sentence)}</li> }).collect();
    view! { <ul class=class>{rows}</ul> }
}

/// One verdict.
fn side(side: &Side) -> impl IntoView + use<> {
    let kind = side.kind.as_deref().unwrap_or("Pod");
    let name = side.name.clone().map_or_else(|| format!("{kind} without a name"), |name| format!("{kind} {name}"));
    view! {
        <div class="side-verdict">
            {side.pattern.map(glyph)}
            <p class="eyebrow">{name}</p>
            <p class="form-pattern">{side.pattern.map(words::pattern_link)}</p>
            <p>{side.confidence.map(|grade| view! { <span class="grade" data-grade=grade.id()>{words::confidence(grade)}</span> })}</p>
            <p>{text::prose(&side.summary)}</p>
        </div>
    }
}

/// That the new text asks for something.
fn blanks(count: usize) -> Option<impl IntoView> {
    (count > 0).then(|| {
        let values = words::count(count, "value that only you know is", "values that only you know are");
        view! { <p class="blanks">{values} " marked with " <code>"# peapod: fill in"</code> "."</p> }
    })
}

/// Puts the new text into the editor, with the first value to fill in selected.
fn button(
    session: Session,
    original: RwSignal<Option<Original>>,
    conversion: &Conversion,
    new: &str,
) -> Option<impl IntoView + use<>> {
    let (new, blank, title) = (new.to_owned(), conversion.blanks.first().copied(), conversion.target.title());
    session.shows(View::YAML).then(|| {
        view! {
            <p class="apply">
                <button
                    class="button"
                    type="button"
                    on:click=move |_| {
                        let before = session.text.get_untracked();
                        if original.read_untracked().as_ref().is_some_and(|original| original.reading.text == before) {
                            put(session, &new, blank, format!("Turned into: {title}."));
                            if blank.is_none() {
                                keep::to_editor(session);
                            }
                        } else {
                            session.notice.set(Some(("The manifest has changed, and what is shown here is older.".to_owned(), None)));
                        }
                    }
                >"Put this into the editor"</button>
            </p>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGS: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: nginx\n    image: nginx:1.27\n    volumeMounts:\n    - {name: logs, mountPath: /var/log/nginx}\n  - name: fluent-bit\n    image: fluent/fluent-bit:3.1\n    volumeMounts:\n    - {name: logs, mountPath: /logs, readOnly: true}\n  volumes:\n  - name: logs\n    emptyDir: {}\n";

    fn html(text: &str) -> String {
        let owner = Owner::new_root(None);
        let session = || Session::new(text.to_owned(), crate::Setup::default());
        owner.with(|| conversions(session()).into_view().to_html()).replace("<!>", "")
    }

    #[test]
    fn the_first_possible_form_is_shown_with_both_verdicts_notes_and_changes() {
        let html = html(LOGS);
        for part in [
            "<h4>App with native sidecars</h4>",
            "<h5>Now</h5>",
            "<h5>Then</h5>",
            "href=\"/patterns/sidecar\"",
            "1.29",
            "<ins>+ ",
            "<del>- ",
            "initContainers:",
            "Put this into the editor",
        ] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn what_is_in_the_way_is_said() {
        let html = html(
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {containers: [{name: a, image: 'a:1'}]}\n",
        );
        assert!(html.contains("cannot be converted without") && html.contains("class=\"obstacles\"><li>"), "{html}");
        assert!(!html.contains("Put this into the editor"), "{html}");
    }

    #[test]
    fn hostile_names_stay_text() {
        let hostile = LOGS.replace("/var/log/nginx", "\"/x</pre><script>alert(1)</script>\"");
        let html = html(&hostile.replace("name: web", "name: web # </pre><script>"));
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    }
}
