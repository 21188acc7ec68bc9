//! The repair of a finding as a button; where it needs values that only the owner knows, it asks for them first.
//!
//! No value is guessed: what stays empty keeps its mark in the text. The analyzer says what is wanted and what can stand
//! there; the editor makes the change, so that undo takes it back.

use std::borrow::Cow;
use std::sync::Arc;

use analyzer::Finding;
use analyzer::finding::Fix;
use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement, SubmitEvent};

use crate::attributes::attributes;
use crate::elements::all;
use crate::keep::{self, Place, html};
use crate::session::{Reading, Session};
use crate::shift::Shift;
use crate::views::View;

/// What each button of a repair has.
const CLASS: (&str, Cow<'static, str>) = ("class", Cow::Borrowed("button outline fix"));
const TYPE: (&str, Cow<'static, str>) = ("type", Cow::Borrowed("button"));
/// What is said of an answer that cannot stand in the text.
const REFUSED: &str = "This cannot stand there: write one plain value, without quotes, brackets and commas.";
/// What is said where nothing was answered.
const EMPTY: &str = "Write a value, or leave it marked.";

/// The id of the questions about the finding of a number.
fn id(session: Session, number: usize) -> String {
    session.id(&format!("fill-{number}"))
}

/// What the button of a repair says. Three dots: it asks first.
pub(crate) fn label(fix: &Fix) -> String {
    if fix.placeholders.is_empty() { fix.title.to_string() } else { format!("{}…", fix.title) }
}

/// Whose questions are asked: the rule and the message of a finding. Its number changes with the text, and so do its places.
pub(crate) type Asked = RwSignal<Option<(&'static str, String)>>;

/// A finding in the list, which offers its repair where it has one.
pub(crate) struct Offer<'r> {
    pub(crate) session: Session,
    pub(crate) reading: &'r Arc<Reading>,
    /// Which of the reading's findings it is.
    pub(crate) number: usize,
    pub(crate) finding: &'r Finding,
    pub(crate) asked: Asked,
}

impl Offer<'_> {
    /// The button of the repair.
    pub(crate) fn button(&self) -> Option<impl IntoView + use<>> {
        let Self { session, asked, .. } = *self;
        let fix = self.finding.fix.clone()?;
        let label = label(&fix);
        if fix.placeholders.is_empty() {
            let reading = self.reading.clone();
            return Some(Either::Left(
                view! { <button {..attributes([CLASS, TYPE])} on:click=move |_| make(session, &reading, fix.clone(), Place::Findings)>{label}</button> },
            ));
        }
        let open = self.is_asked();
        let whose = (self.finding.rule, self.finding.message.clone());
        let id = id(session, self.number);
        let first = format!("{id}-0");
        let expanded = ("aria-expanded", if open { "true" } else { "false" }.into());
        Some(Either::Right(view! {
            <button
                {..attributes([CLASS, TYPE, ("id", format!("{id}-ask").into()), expanded])}
                on:click=move |_| {
                    asked.set((!open).then(|| whose.clone()));
                    if !open {
                        let first = first.clone();
                        request_animation_frame(move || drop(html(&first).map(|field| field.focus())));
                    }
                }
            >{label}</button>
        }))
    }

    /// The questions of the repair, where they are asked. The answers stay in the fields alone: a list that is made anew
    /// leaves them there.
    pub(crate) fn questions(&self) -> Option<impl IntoView + use<>> {
        let fix = self.finding.fix.clone().filter(|fix| !fix.placeholders.is_empty() && self.is_asked())?;
        Some(form(self.session, self.reading, fix, self.asked, &id(self.session, self.number)))
    }

    fn is_asked(&self) -> bool {
        let Self { finding, asked, .. } = self;
        asked.read().as_ref().is_some_and(|(rule, message)| *rule == finding.rule && *message == finding.message)
    }
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

fn form(session: Session, reading: &Arc<Reading>, fix: Fix, asked: Asked, id: &str) -> impl IntoView + use<> {
    let trouble = RwSignal::new("");
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
                    id=id.clone()
                    type="text"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    placeholder=proposal
                    aria-describedby=said.clone()
                />
            };
            view! { <label for=id.clone()>{place.asks}</label> {input} }
        })
        .collect();
    let marked = fix.clone();
    let of_marked = reading.clone();
    let of_filled = reading.clone();
    let finish = move |reading: &Reading, fix: Fix| {
        asked.set(None);
        make(session, reading, fix, Place::Findings);
    };
    view! {
        <form
            class="fill"
            on:submit=move |event| {
                event.prevent_default();
                match filled(&fix, &answers(&event)) {
                    Ok(filled) => finish(&of_filled, filled),
                    Err(why) => trouble.set(why),
                }
            }
        >
            {fields}
            <p class="trouble" id=said role="alert">{trouble}</p>
            <p class="fill-buttons">
                <button class="button" type="submit">"Fill in"</button>
                <button class="button outline" type="button" on:click=move |_| finish(&of_marked, marked.clone())>"Leave it marked"</button>
            </p>
        </form>
    }
}

/// What stands in the fields of a form.
fn answers(event: &SubmitEvent) -> Vec<String> {
    let form = event.target().and_then(|form| form.dyn_into::<Element>().ok());
    let fields = form.map(|form| all::<HtmlInputElement>(&form, "input")).unwrap_or_default();
    fields.iter().map(HtmlInputElement::value).collect()
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
            form(session, &reading, asking(), RwSignal::new(None), "ask").into_view().to_html()
        });
        for part in ["for=\"ask-0\"", "id=\"ask-0\"", "Fill in", "Leave it marked"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }
}
