//! Rules about who may name what: the YAML parser, the analyzer, leptos, and the types they have.

use crate::sources::Source;

pub(super) fn leptos_elsewhere(sources: &[Source]) -> Vec<String> {
    let manifests = sources.iter().filter(|source| source.path.ends_with("/Cargo.toml"));
    let others =
        manifests.filter(|manifest| !["app/Cargo.toml", "server/Cargo.toml"].contains(&manifest.path.as_str()));
    let named = others.filter(|manifest| manifest.text.lines().any(|line| line.starts_with("leptos")));
    named.map(|manifest| manifest.path.clone()).collect()
}

const PARSER: &str = "granit_parser";

pub(super) fn parser_named(sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.is("rs") && !source.is_rust_in("xtask"));
    let naming: Vec<_> = rust.map(|source| source.places(PARSER)).filter(|places| !places.is_empty()).collect();
    match naming.len() {
        0 => vec![format!("no file names {PARSER}")],
        1 => Vec::new(),
        _ => naming.into_iter().flatten().collect(),
    }
}

/// The components get their analysis from one memo; only that memo calls the analyzer.
pub(super) fn analyses(sources: &[Source]) -> Vec<String> {
    let calls: Vec<_> =
        sources.iter().filter(|source| source.is_rust_in("app/src")).flat_map(calls_of_analyze).collect();
    match calls.len() {
        0 => vec!["no file in app/src calls `analyze`".to_owned()],
        1 => Vec::new(),
        _ => calls,
    }
}

fn calls_of_analyze(source: &Source) -> Vec<String> {
    let calls = source
        .untested_code()
        .filter(|(_, line)| ["analyze(", "analyze_bytes("].iter().any(|call| calls_function(line, call)));
    calls.map(|(number, _)| format!("{}:{number}", source.path)).collect()
}

fn calls_function(line: &str, call: &str) -> bool {
    line.match_indices(call).any(|(at, _)| {
        let before = &line[..at];
        !before.ends_with("fn ") && !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
    })
}

/// Trouble is a finding: no public function of the analyzer returns a `Result`.
pub(super) fn fallible(sources: &[Source]) -> Vec<String> {
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
pub(super) fn mirrors(sources: &[Source]) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::file;

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
}
