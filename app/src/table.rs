//! The comparison table, filled in for the pod on show.
//!
//! One table for every width: on narrow screens the style sheet turns rows into cards, and the explicit roles keep the
//! table a table for screen readers.

use analyzer::LineIndex;
use analyzer::analysis::{Cell, Pattern, Row};
use analyzer::table::with_patterns;
use leptos::either::Either;
use leptos::prelude::*;
use std::borrow::Cow;

use crate::columns::{self, Columns};
use crate::place::place;
use crate::session::Session;
use crate::views::{Of, View};
use crate::{text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "table", title: "Table", of: Of::Shown, draw: |session| table(session).into_any() };

/// The table of the pod on show, and the choice of what stands beside it.
pub(crate) fn table(session: Session) -> impl IntoView {
    let columns = Columns::new();
    // The choice stays in place while the table changes, or the reader would lose the place in it.
    let has_pod = Memo::new(move |_| session.shown_pod().is_some());
    move || {
        has_pod.get().then(|| {
            view! {
                <section class="panel comparison">
                    <h3>"Compared with the patterns"</h3>
                    {columns::choice(columns)}
                    {move || filled(session, columns).into_any()}
                </section>
            }
        })
    }
}

fn filled(session: Session, columns: Columns) -> Option<impl IntoView + use<>> {
    let pod = session.shown_pod()?;
    let lines = pod.reading.lines();
    let table = with_patterns(&pod.table, &columns.chosen());
    let headings: Vec<_> = table.columns.iter().map(|column| heading(column)).collect();
    let rows: Vec<_> = table.rows.iter().map(|row| self::row(session, &lines, &table.columns, row)).collect();
    Some(view! {
        <table role="table">
            <caption>{format!("{}, aspect by aspect. A tick marks the pattern that it matches.", words::pod(&pod))}</caption>
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">"Aspect"</th>{headings}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    })
}

/// A column's heading, linked where it is a pattern's.
fn heading(column: &str) -> impl IntoView + use<> {
    let words = match pattern_of(column) {
        Some(pattern) => Either::Left(words::pattern_link(pattern)),
        None => Either::Right(column.to_owned()),
    };
    view! { <th role="columnheader" scope="col">{words}</th> }
}

fn pattern_of(column: &str) -> Option<Pattern> {
    Pattern::ALL.into_iter().find(|pattern| pattern.title() == column)
}

fn row(session: Session, lines: &LineIndex<'_>, columns: &[Cow<'static, str>], row: &Row) -> impl IntoView + use<> {
    let matches = row.cells.first().map(|cell| cell.matches.clone()).unwrap_or_default();
    let cells: Vec<_> = row
        .cells
        .iter()
        .enumerate()
        .map(|(index, cell)| {
            let column = columns.get(index).map_or_else(String::new, ToString::to_string);
            let ticked = pattern_of(&column).is_some_and(|pattern| matches.contains(&pattern));
            let like = elsewhere(columns, &cell.matches);
            self::cell(session, lines, column, cell, like, ticked)
        })
        .collect();
    view! { <tr role="row"><th role="rowheader" scope="row">{words::heading(row.aspect)}</th>{cells}</tr> }
}

/// The patterns that a cell matches and that have no column to be ticked in.
fn elsewhere(columns: &[Cow<'static, str>], matches: &[Pattern]) -> Option<String> {
    let titles =
        matches.iter().map(|pattern| pattern.title()).filter(|title| !columns.iter().any(|name| name == title));
    let titles: Vec<_> = titles.map(str::to_lowercase).collect();
    (!titles.is_empty()).then(|| format!("Also like {}", titles.join(", ")))
}

fn cell(
    session: Session,
    lines: &LineIndex<'_>,
    column: String,
    cell: &Cell,
    like: Option<String>,
    ticked: bool,
) -> impl IntoView + use<> {
    let places: Vec<_> = cell.spans.iter().map(|span| place(session, lines, *span)).collect();
    view! {
        <td role="cell" data-label=column class:matched=ticked>
            {ticked.then(|| view! { <span class="tick">"matches"</span> })}
            <p>{text::prose(&cell.text)}</p>
            {like.map(|like| view! { <p class="quiet">{like}</p> })}
            {(!places.is_empty()).then(|| view! { <p class="places">{places}</p> })}
        </td>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_table_has_caption_scopes_and_marks() {
        let html = sample::render(sample::reading(), table);
        for part in ["<caption>", "scope=\"col\"", "scope=\"row\"", "Also like adapter", "matches", "data-span="] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn hostile_cells_stay_text() {
        assert!(!sample::render(sample::hostile(), table).contains("<script"));
    }
}
