//! Two manifests side by side: what the change from one to the other does to verdict, containers, findings and table.
//!
//! The other manifest is typed, pasted, or taken from the editor as it stands. The analyzer compares; nothing is judged
//! here. Only with scripts: without them there is nobody to hold a second text.

use analyzer::diff;
use analyzer::table::{Comparison, FindingChange, Judged, Side, side_by_side};
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;

use crate::line_diff::line_diff;
use crate::put::put;
use crate::session::{Reading, Session};
use crate::views::{Of, View};
use crate::{text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "compare", title: "Compare", of: Of::Shown, draw: |session| compare(session).into_any() };

/// The other manifest, and the comparison with it.
pub(crate) fn compare(session: Session) -> impl IntoView {
    let field = session.id("other");
    view! {
        <section class="panel compare">
            <h3 id=session.id("compare")>"Compared with another manifest"</h3>
            <p class="quiet no-scripts">"This view needs scripts. The command line does the same: "<code>"peapod analyze --compare before.yaml after.yaml"</code></p>
            <div class="other">
                <label for=field.clone()>"The manifest before"</label>
                <textarea
                    id=field
                    rows="8"
                    wrap="off"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    prop:value=move || session.other.get()
                    on:input:target=move |event| session.other.set(event.target().value())
                ></textarea>
                <p class="other-buttons">
                    <button class="button outline" type="button" on:click=move |_| session.other.set(session.text.get_untracked())>"Take what the editor holds"</button>
                    <button class="button outline" type="button" on:click=move |_| swap(session)>"Swap the two"</button>
                    <button class="button outline" type="button" on:click=move |_| session.other.set(String::new())>"Clear"</button>
                </p>
            </div>
            {move || outcome(session).into_any()}
        </section>
    }
}

/// The editor gets the other manifest, and the other way round. The editor's undo takes its half back.
fn swap(session: Session) {
    let (now, other) = (session.text.get_untracked(), session.other.get_untracked());
    put(session, &other, None, "The manifests changed places.".to_owned());
    session.other.set(now);
}

/// What the comparison says, or why there is none.
fn outcome(session: Session) -> impl IntoView {
    let before = session.other_analysis.get();
    let after = session.shown.get().reading;
    if before.is_blank() {
        return EitherOf3::A(view! {
            <p class="quiet">"Paste another manifest here, or take the present one and go on editing: this view then says what the change does."</p>
        });
    }
    let index = session.pod.get();
    let (Some(old), Some(new)) = (side(&before, index), side(&after, index)) else {
        return EitherOf3::B(view! { <p class="unreadable">{unreadable(&before)}</p> });
    };
    let comparison = side_by_side(&old, &new);
    let changed = diff::lines(&before.text, &after.text);
    EitherOf3::C(view! {
        {verdicts(&comparison)}
        {sentences(&comparison)}
        {findings("New findings", "introduced", &comparison.introduced)}
        {findings("Findings that are gone", "resolved", &comparison.resolved)}
        {table(&comparison)}
        {line_diff(&changed).map(|lines| view! { <h4>"Changed lines"</h4> {lines} })}
    })
}

/// The pod of a reading that is chosen, or its last one.
fn side(reading: &Reading, index: usize) -> Option<Side<'_>> {
    let last = reading.analysis.pods.len().checked_sub(1)?;
    Side::of(&reading.analysis, index.min(last))
}

fn unreadable(before: &Reading) -> String {
    if !before.analysis.pods.is_empty() {
        return "The editor holds no pod to compare with.".to_owned();
    }
    let finding = before.analysis.findings.first();
    finding.map_or_else(
        || "The manifest before holds no pod.".to_owned(),
        |finding| {
            let line = before.lines().position(finding.span.start).line;
            format!("The manifest before holds no pod that can be read. Line {line}: {}.", finding.message)
        },
    )
}

fn verdicts(comparison: &Comparison) -> impl IntoView + use<> {
    let card = |title: &'static str, judged: Option<Judged>| {
        let said = match judged {
            Some(judged) => Either::Left(view! {
                <span class="verdict-name">{words::pattern_link(judged.pattern)}</span>
                <span class="grade" data-grade=judged.confidence.id()>{words::confidence(judged.confidence)}</span>
            }),
            None => Either::Right(view! { <span>"No pattern"</span> }),
        };
        view! { <li><span class="eyebrow">{title}</span>{said}</li> }
    };
    view! { <ul class="two-verdicts">{card("Before", comparison.before)}{card("Now", comparison.after)}</ul> }
}

fn sentences(comparison: &Comparison) -> impl IntoView + use<> {
    let rows: Vec<_> = comparison.changes.iter().map(|change| view! { <li>{text::prose(change)}</li> }).collect();
    let rows = (!rows.is_empty()).then(|| view! { <ul class="changes">{rows}</ul> });
    let same = rows.is_none().then(|| view! { <p>"Nothing changed that Peapod judges."</p> });
    view! { <h4>"What changed"</h4> {same} {rows} }
}

fn findings(title: &'static str, kind: &'static str, findings: &[FindingChange]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| {
            view! {
                <li>
                    <span class="severity" data-severity=finding.severity.id()>{words::severity(finding.severity)}</span>
                    " "
                    <span>{text::prose(&finding.message)}</span>
                    " "
                    <a href=format!("/rules/{}", finding.rule)>{finding.rule}</a>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <h4>{title}</h4><ul class=format!("changed-findings {kind}")>{rows}</ul> })
}

/// The table with both pods; a row that differs is marked.
fn table(comparison: &Comparison) -> impl IntoView + use<> {
    let columns = comparison.table.columns.clone();
    let headings: Vec<_> =
        columns.iter().map(|column| view! { <th role="columnheader" scope="col">{column.to_string()}</th> }).collect();
    let rows: Vec<_> = comparison
        .table
        .rows
        .iter()
        .map(|row| {
            let differs = row.cells.windows(2).any(|pair| pair[0].text != pair[1].text);
            let cells: Vec<_> = row
                .cells
                .iter()
                .zip(&columns)
                .map(|(cell, column)| view! { <td role="cell" data-label=column.clone()>{text::prose(&cell.text)}</td> })
                .collect();
            view! {
                <tr role="row" class:differs=differs>
                    <th role="rowheader" scope="row">{words::heading(row.aspect)} {differs.then(|| view! { <span class="differs-word">"differs"</span> })}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <div class="comparison two-pods">
            <table role="table">
                <caption>"Both pods, aspect by aspect."</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">"Aspect"</th>{headings}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Setup;

    fn html(before: &str, after: &str) -> String {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let session = Session::new(after.to_owned(), Setup::default());
            session.other.set(before.to_owned());
            compare(session).to_html()
        })
    }

    const ONE: &str =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n";

    #[test]
    fn a_second_container_changes_the_verdict() {
        let two = format!("{ONE}  - name: logs\n    image: fluent/fluent-bit:3.1\n");
        let html = html(ONE, &two);
        for part in ["Single container", "Sidecar", "What changed", "<ins>", "differs", "a, before"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        assert!(html("", ONE).contains("Paste another manifest"));
        assert!(html("kind: Secret\n", ONE).contains("holds no pod that can be read"));
        assert!(
            !html("kind: Pod\nmetadata:\n  name: <script>\nspec:\n  containers:\n  - name: <script>\n", ONE)
                .contains("<script")
        );
    }
}
