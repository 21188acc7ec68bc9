//! The rules of the house that a tool can prove without running the program: one line of the table each.
//!
//! The others (any text gives an analysis, spans lie inside the text, the same bytes everywhere, pages without scripts, no
//! request with the manifest) need the program, and are tests. ARCHITECTURE.md lists them all.

mod calls;
mod tree;
mod views;
mod words;

use crate::place::Place;
use crate::sources::{self, Source};

/// A rule, and what breaks it.
struct Rule {
    says: &'static str,
    breaches: fn(&House<'_>) -> Result<Vec<String>, String>,
}

/// What rules are checked on.
struct House<'a> {
    place: &'a Place,
    sources: Vec<Source>,
}

const RULES: &[Rule] = &[
    Rule { says: "the analyzer is pure", breaches: |house| tree::breaches(house.place, &tree::ANALYZER) },
    Rule {
        says: "the bundle brings no server and no second YAML reader",
        breaches: |house| tree::breaches(house.place, &tree::BUNDLE),
    },
    Rule { says: "the server has one renderer", breaches: |house| tree::breaches(house.place, &tree::SERVER) },
    Rule { says: "only app and server use leptos", breaches: |house| Ok(calls::leptos_elsewhere(&house.sources)) },
    Rule { says: "one YAML parser, named in one file", breaches: |house| Ok(calls::parser_named(&house.sources)) },
    Rule { says: "the app analyses in one place", breaches: |house| Ok(calls::analyses(&house.sources)) },
    Rule { says: "the analyzer never fails", breaches: |house| Ok(calls::fallible(&house.sources)) },
    Rule { says: "no type mirrors one of the analyzer's", breaches: |house| Ok(calls::mirrors(&house.sources)) },
    Rule { says: "no view depends on another", breaches: |house| Ok(views::entangled_views(&house.sources)) },
    Rule { says: "the app opens no connection", breaches: |house| Ok(words::connections(&house.sources)) },
    Rule { says: "no inline styles", breaches: |house| Ok(words::inline_styles(&house.sources)) },
    Rule { says: "every file says what it is for", breaches: |house| Ok(words::without_header(&house.sources)) },
];

/// Checks every rule; the error lists all that is broken.
pub(crate) fn prove(place: &Place) -> Result<(), String> {
    let sources = sources::read(&place.root).map_err(|error| format!("the sources could not be read: {error}"))?;
    let house = House { place, sources };
    let mut broken = Vec::new();
    for rule in RULES {
        let breaches = (rule.breaches)(&house)?;
        println!("  {} {}", if breaches.is_empty() { "holds: " } else { "BROKEN:" }, rule.says);
        broken.extend(breaches.into_iter().map(|breach| format!("{}: {breach}", rule.says)));
    }
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n       ")) }
}
