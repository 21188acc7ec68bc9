//! The repair of a finding as a button; where it needs values that only the owner knows, it asks for them first.
//!
//! No value is guessed: what stays empty keeps its mark in the text. The analyzer says what is wanted and what can stand
//! there; the editor makes the change, so that undo takes it back.

use std::sync::Arc;

use analyzer::finding::Fix;
use leptos::either::Either;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use crate::keep::{self, Place, html};
use crate::session::{Reading, Session};
use crate::shift::Shift;
use crate::views::View;

/// What is said of an answer that cannot stand in the text.
const REFUSED: &str = "This cannot stand there: write one plain value, without quotes, brackets and commas.";
/// What is said where nothing was answered.
const EMPTY: &str = "Write a value, or leave it marked.";

/// The id of the questions about the finding of a number.
pub(crate) fn id(session: Session, number: usize) -> String {
    session.id(&format!("fill-{number}"))
}

/// What the button of a repair says. Three dots: it asks first.
pub(crate) fn label(fix: &Fix) -> String {
    if fix.placeholders.is_empty() { fix.title.to_string() } else { format!("{}…", fix.title) }
}

/// The button of a repair of `reading`, beside its finding.
pub(crate) fn button(
    session: Session,
    reading: &Arc<Reading>,
    fix: Fix,
    open: RwSignal<bool>,
    id: &str,
) -> impl IntoView + use<> {
    let label = label(&fix);
    if fix.placeholders.is_empty() {
        let reading = reading.clone();
        return Either::Left(
            view! { <button class="button outline fix" type="button" on:click=move |_| make(session, &reading, fix.clone(), Place::Findings)>{label}</button> },
        );
    }
    Either::Right(view! {
        <button
            class="button outline fix"
            type="button"
            id=format!("{id}-ask")
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >{label}</button>
    })
}

/// Makes the repair of a finding that was chosen elsewhere than beside it. Where it asks, the reader is led to its questions.
pub(crate) fn begin(session: Session, reading: &Arc<Reading>, number: usize) {
    let Some(fix) = reading.analysis.findings.get(number).and_then(|finding| finding.fix.clone()) else { return };
    let questions = View::list("findings").first().copied().filter(|view| session.shows(*view));
    let (false, Some(view)) = (fix.placeholders.is_empty(), questions) else {
        return make(session, reading, fix, Place::Editor);
    };
    session.view.set(view);
    let (id, reading) = (id(session, number), reading.clone());
    // The list is drawn anew before the next frame.
    request_animation_frame(move || {
        let Some(ask) = html(&format!("{id}-ask")) else { return repair(session, &reading, fix) };
        if let Some(folded) = ask.closest("details").ok().flatten().and_then(|one| one.dyn_into().ok()) {
            HtmlDetailsElement::set_open(&folded, true);
        }
        match html(&format!("{id}-0")) {
            Some(field) => drop(field.focus()),
            None => ask.click(),
        }
    });
}

/// Makes a repair of `reading`, and keeps the keyboard's place where its button goes away with its finding.
pub(crate) fn make(session: Session, reading: &Reading, fix: Fix, place: Place) {
    repair(session, reading, fix);
    keep::focus(session, place);
}

/// Makes a repair of `reading` in the text as it is by now.
fn repair(session: Session, reading: &Reading, fix: Fix) {
    let fix = Shift::between(&reading.text, &session.text.read_untracked()).fix(fix);
    if fix.is_some() {
        session.repair.set(fix);
    }
}

/// The questions of a repair of `reading`, while it is `open`.
pub(crate) fn questions(
    session: Session,
    reading: Arc<Reading>,
    fix: Fix,
    open: RwSignal<bool>,
    id: String,
) -> impl IntoView {
    move || open.get().then(|| form(session, &reading, fix.clone(), &id))
}

fn form(session: Session, reading: &Arc<Reading>, fix: Fix, id: &str) -> impl IntoView + use<> {
    let answers = RwSignal::new(vec![String::new(); fix.placeholders.len()]);
    let trouble = RwSignal::new("");
    let first = NodeRef::<Input>::new();
    first.on_load(|input| {
        let _ = input.focus();
    });
    let said = format!("{id}-said");
    let fields: Vec<_> = fix
        .placeholders
        .iter()
        .zip(fix.proposals())
        .enumerate()
        .map(|(at, (place, proposal))| {
            let (id, proposal) = (format!("{id}-{at}"), proposal.to_owned());
            let input = view! {
                <input
                    node_ref=if at == 0 { first } else { NodeRef::new() }
                    id=id.clone()
                    type="text"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    placeholder=proposal
                    aria-describedby=said.clone()
                    on:input:target=move |event| answers.update(|answers| answers[at] = event.target().value())
                />
            };
            view! { <label for=id.clone()>{place.asks}</label> {input} }
        })
        .collect();
    let marked = fix.clone();
    let (of_filled, of_marked) = (reading.clone(), reading.clone());
    view! {
        <form
            class="fill"
            on:submit=move |event| {
                event.prevent_default();
                match filled(&fix, &answers.read_untracked()) {
                    Ok(filled) => make(session, &of_filled, filled, Place::Findings),
                    Err(why) => trouble.set(why),
                }
            }
        >
            {fields}
            <p class="trouble" id=said role="alert">{trouble}</p>
            <p class="fill-buttons">
                <button class="button" type="submit">"Fill in"</button>
                <button class="button outline" type="button" on:click=move |_| make(session, &of_marked, marked.clone(), Place::Findings)>"Leave it marked"</button>
            </p>
        </form>
    }
}

/// The repair with the answers in it, or why an answer cannot be taken.
fn filled(fix: &Fix, answers: &[String]) -> Result<Fix, &'static str> {
    let answers: Vec<&str> = answers.iter().map(|answer| answer.trim()).collect();
    let empty = answers.iter().filter(|answer| answer.is_empty()).count();
    if empty == answers.len() {
        return Err(EMPTY);
    }
    let filled = fix.filled(&answers);
    if filled.placeholders.len() > empty { Err(REFUSED) } else { Ok(filled) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: menu}\nspec:\n  containers:\n  - name: menu\n    image: registry.example.com/menu\n";

    fn asking() -> Fix {
        let session = || Session::new(TEXT.into(), crate::Setup::default());
        let reading = Owner::new_root(None).with(|| session().analysis.get_untracked());
        let mut findings = reading.analysis.findings.iter();
        let version = findings.find(|finding| finding.rule == "image-latest-or-untagged");
        version.and_then(|finding| finding.fix.clone()).expect("a version is asked for")
    }

    #[test]
    fn an_answer_takes_the_place_of_its_mark() {
        let filled = filled(&asking(), &["1.4.2 ".to_owned()]).map(|fix| fix.apply(TEXT));
        let text = filled.expect("a version can stand in an image");
        assert!(text.contains("registry.example.com/menu:1.4.2") && !text.contains("fill in"), "{text}");
    }

    #[test]
    fn what_cannot_stand_there_is_not_taken() {
        assert_eq!(filled(&asking(), &["a: b".to_owned()]), Err(REFUSED));
        assert_eq!(filled(&asking(), &[" ".to_owned()]), Err(EMPTY));
        let marked = asking().apply(TEXT);
        assert!(marked.contains("# peapod: fill in "), "{marked}");
    }

    #[test]
    fn questions_have_labels_and_a_way_without_an_answer() {
        let owner = Owner::new_root(None);
        let html = owner.with(|| {
            let session = Session::new(TEXT.into(), crate::Setup::default());
            let reading = session.analysis.get_untracked();
            questions(session, reading, asking(), RwSignal::new(true), "ask".into()).into_view().to_html()
        });
        for part in ["for=\"ask-0\"", "id=\"ask-0\"", "Fill in", "Leave it marked"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }
}
