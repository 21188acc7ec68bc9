//! The rules of the house that a tool can prove without running the program: one line of the table each.
//!
//! The others (any text gives an analysis, spans lie inside the text, the same bytes everywhere, pages without scripts, no
//! request with the manifest) need the program, and are tests. ARCHITECTURE.md lists them all.

use crate::place::Place;
use crate::sources::{self, Source};
use crate::tree;

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
    Rule { says: "only app and server use leptos", breaches: |house| Ok(leptos_elsewhere(&house.sources)) },
    Rule { says: "one YAML parser, named in one file", breaches: |house| Ok(parser_named(&house.sources)) },
    Rule { says: "the app analyses in one place", breaches: |house| Ok(analyses(&house.sources)) },
    Rule { says: "the analyzer never fails", breaches: |house| Ok(fallible(&house.sources)) },
    Rule { says: "no type mirrors one of the analyzer's", breaches: |house| Ok(mirrors(&house.sources)) },
    Rule { says: "the app opens no connection", breaches: |house| Ok(connections(&house.sources)) },
    Rule { says: "no inline styles", breaches: |house| Ok(inline_styles(&house.sources)) },
    Rule { says: "every file says what it is for", breaches: |house| Ok(without_header(&house.sources)) },
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

fn leptos_elsewhere(sources: &[Source]) -> Vec<String> {
    let manifests = sources.iter().filter(|source| source.path.ends_with("/Cargo.toml"));
    let others =
        manifests.filter(|manifest| !["app/Cargo.toml", "server/Cargo.toml"].contains(&manifest.path.as_str()));
    let named = others.filter(|manifest| manifest.text.lines().any(|line| line.starts_with("leptos")));
    named.map(|manifest| manifest.path.clone()).collect()
}

const PARSER: &str = "granit_parser";

fn parser_named(sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.is("rs") && !source.is_rust_in("xtask"));
    let naming: Vec<_> = rust.map(|source| source.places(PARSER)).filter(|places| !places.is_empty()).collect();
    match naming.len() {
        0 => vec![format!("no file names {PARSER}")],
        1 => Vec::new(),
        _ => naming.into_iter().flatten().collect(),
    }
}

/// The components get their analysis from one memo; only that memo calls the analyzer.
fn analyses(sources: &[Source]) -> Vec<String> {
    let calls: Vec<_> =
        sources.iter().filter(|source| source.is_rust_in("app/src")).flat_map(calls_of_analyze).collect();
    match calls.len() {
        0 => vec!["no file in app/src calls `analyze`".to_owned()],
        1 => Vec::new(),
        _ => calls,
    }
}

fn calls_of_analyze(source: &Source) -> Vec<String> {
    let code = source.code().take_while(|(_, line)| !line.contains("#[cfg(test)]"));
    let calls = code.filter(|(_, line)| ["analyze(", "analyze_bytes("].iter().any(|call| calls_function(line, call)));
    calls.map(|(number, _)| format!("{}:{number}", source.path)).collect()
}

fn calls_function(line: &str, call: &str) -> bool {
    line.match_indices(call).any(|(at, _)| {
        let before = &line[..at];
        !before.ends_with("fn ") && !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
    })
}

/// Trouble is a finding: no public function of the analyzer returns a `Result`.
fn fallible(sources: &[Source]) -> Vec<String> {
    let files = sources.iter().filter(|source| source.is_rust_in("analyzer/src"));
    files
        .flat_map(|source| {
            public_signatures(source)
                .into_iter()
                .filter(|(_, signature)| returns_result(signature))
                .map(|(number, _)| format!("{}:{number}", source.path))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn returns_result(signature: &str) -> bool {
    signature.rsplit_once("->").is_some_and(|(_, returned)| returned.contains("Result"))
}

/// Each `pub fn`, from its line up to the brace that opens its body.
fn public_signatures(source: &Source) -> Vec<(usize, String)> {
    let lines: Vec<_> = source.code().collect();
    let starts = lines.iter().enumerate().filter(|(_, (_, line))| is_public_function(line));
    starts.map(|(index, (number, _))| (*number, signature(&lines[index..]))).collect()
}

fn is_public_function(line: &str) -> bool {
    let line = line.trim_start();
    ["pub fn ", "pub const fn "].iter().any(|start| line.starts_with(start))
}

fn signature(lines: &[(usize, &str)]) -> String {
    let mut signature = String::new();
    for (_, line) in lines {
        let (part, ended) = line.split_once('{').map_or((*line, false), |(part, _)| (part, true));
        signature.push_str(part);
        if ended {
            break;
        }
    }
    signature
}

/// The front end, the API and the tests use the analyzer's own types.
fn mirrors(sources: &[Source]) -> Vec<String> {
    let own = |folder: &str| {
        sources.iter().filter(|source| source.is_rust_in(folder)).flat_map(public_types).collect::<Vec<_>>()
    };
    let originals = own("analyzer/src");
    let copies = ["app/src", "server/src"].into_iter().flat_map(own);
    copies
        .filter(|(name, _)| originals.iter().any(|(original, _)| original == name))
        .map(|(name, place)| format!("{place}: `{name}`"))
        .collect()
}

fn public_types(source: &Source) -> Vec<(String, String)> {
    let declared =
        source.code().filter_map(|(number, line)| Some((declared_type(line)?, format!("{}:{number}", source.path))));
    declared.collect()
}

fn declared_type(line: &str) -> Option<String> {
    let rest = line.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("struct ").or_else(|| rest.strip_prefix("enum "))?;
    let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    (!name.is_empty()).then_some(name)
}

const CONNECTING: [&str; 9] = [
    "fetch_with",
    "XmlHttpRequest",
    "WebSocket",
    "EventSource",
    "send_beacon",
    "sendBeacon",
    "gloo_net",
    "reqwest",
    "#[server",
];

/// The manifest never leaves the browser: nothing in the app can send it.
fn connections(sources: &[Source]) -> Vec<String> {
    let app = sources.iter().filter(|source| source.path.starts_with("app/"));
    app.flat_map(|source| CONNECTING.iter().flat_map(|word| source.places(word))).collect()
}

/// The pages' security policy refuses inline styles, so they would silently do nothing.
fn inline_styles(sources: &[Source]) -> Vec<String> {
    let folders = ["analyzer/src", "app/src", "server/src"];
    let writers = sources.iter().filter(|source| folders.iter().any(|folder| source.is_rust_in(folder)));
    let lines = writers.flat_map(|source| source.code().map(move |(number, line)| (source, number, line)));
    lines
        .filter(|(_, _, line)| has_inline_style(line))
        .map(|(source, number, _)| format!("{}:{number}", source.path))
        .collect()
}

/// `style="…"`, or leptos' `style:width=`; but not a field of a struct, which has a space after its colon.
fn has_inline_style(line: &str) -> bool {
    line.match_indices(" style").any(|(at, word)| {
        let rest = line[at + word.len()..].trim_start_matches('\\');
        rest.starts_with("=\"")
            || rest.starts_with("=\\\"")
            || rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    })
}

const HEADERS: [(&str, &[&str]); 5] =
    [("rs", &["//!"]), ("css", &["/*"]), ("mjs", &["//", "/*"]), ("js", &["//", "/*"]), ("ts", &["//", "/*"])];

fn without_header(sources: &[Source]) -> Vec<String> {
    let headless = sources.iter().filter(|source| {
        let wanted = HEADERS.iter().find(|(extension, _)| source.is(extension));
        wanted.is_some_and(|(_, starts)| !starts.iter().any(|start| source.text.starts_with(start)))
    });
    headless.map(|source| source.path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn leptos_belongs_to_app_and_server() {
        let manifest = |path| file(path, "[dependencies]\nleptos.workspace = true");
        assert_eq!(
            leptos_elsewhere(&[manifest("app/Cargo.toml"), manifest("analyzer/Cargo.toml")]),
            ["analyzer/Cargo.toml"]
        );
    }

    #[test]
    fn the_parser_is_named_once() {
        let yaml = || file("analyzer/src/yaml.rs", "use granit_parser::Parser;\nfn a() -> granit_parser::Event {}");
        assert!(parser_named(&[yaml(), file("analyzer/src/pod.rs", "//! Not about granit_parser.")]).is_empty());
        assert_eq!(parser_named(&[yaml(), file("app/src/a.rs", "use granit_parser::Event;")]).len(), 3);
        assert_eq!(parser_named(&[]).len(), 1);
    }

    #[test]
    fn the_app_calls_the_analyzer_once() {
        let memo = || file("app/src/play.rs", "Memo::new(move |_| analyzer::analyze(&text.get(), &options))");
        let not_calls =
            "fn analyze(a: &str) {}\nlet b = reanalyze(a);\n#[cfg(test)]\nmod tests { fn a() { analyze(\"\"); } }";
        assert!(analyses(&[memo(), file("app/src/b.rs", not_calls), file("server/src/a.rs", "analyze(a)")]).is_empty());
        assert_eq!(analyses(&[memo(), file("app/src/c.rs", "let a = analyze(&b, &c);")]).len(), 2);
        assert_eq!(analyses(&[]).len(), 1);
    }

    #[test]
    fn a_public_result_is_found_over_several_lines() {
        let text = "pub fn hidden() -> Option<Result<(), ()>> {\npub(crate) fn own() -> Result<(), ()> {\n";
        assert_eq!(fallible(&[file("analyzer/src/a.rs", text)]), ["analyzer/src/a.rs:1"], "even inside an Option");
        let text = "/// Reads.\npub fn bad(\n    text: &str,\n) -> Result<Pod, Error>\n{\n}\npub fn good() -> Pod {\n    Result::ok()\n}";
        assert_eq!(fallible(&[file("analyzer/src/a.rs", text)]), ["analyzer/src/a.rs:2"]);
        assert!(fallible(&[file("server/src/a.rs", text)]).is_empty());
    }

    #[test]
    fn a_mirrored_type_is_found() {
        let original = file("analyzer/src/a.rs", "pub struct Verdict {\npub enum Role {\npub(crate) struct Draft;");
        let copy = file("server/src/api.rs", "pub struct Verdict<'a> {\npub struct Draft;\npub struct RoleOf;");
        assert_eq!(mirrors(&[original, copy]), ["server/src/api.rs:1: `Verdict`"]);
    }

    #[test]
    fn a_connection_is_found() {
        assert_eq!(connections(&[file("app/src/a.rs", "window().fetch_with_str(\"/\")")]).len(), 1);
        assert!(connections(&[file("app/src/a.rs", "// No WebSocket here.\nlet fetched = 1;")]).is_empty());
    }

    #[test]
    fn an_inline_style_is_found() {
        for bad in ["<p style=\"a\">", "write(\"<p style=\\\"a\\\">\")", "<p style:width=move || w>"] {
            assert!(has_inline_style(bad), "{bad}");
        }
        for good in ["Look { style: Style::Plain }", "let style = 1;", "<p class=\"style\">", "font-style=\"italic\""] {
            assert!(!has_inline_style(good), "{good}");
        }
    }

    #[test]
    fn a_file_without_a_header_is_found() {
        let files =
            [file("a.rs", "//! Good."), file("b.rs", "use std;"), file("c.css", "a {}"), file("d.toml", "a = 1")];
        assert_eq!(without_header(&files), ["b.rs", "c.css"]);
    }
}
