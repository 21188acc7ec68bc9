//! Rules about words that a file must have, or must not.

use crate::sources::Source;

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
pub(super) fn connections(sources: &[Source]) -> Vec<String> {
    let app = sources.iter().filter(|source| source.path.starts_with("app/"));
    app.flat_map(|source| CONNECTING.iter().flat_map(|word| source.places(word))).collect()
}

/// The pages' security policy refuses inline styles, so they would silently do nothing.
pub(super) fn inline_styles(sources: &[Source]) -> Vec<String> {
    let folders = ["analyzer/src", "app/src", "server/src"];
    let writers =
        sources.iter().filter(|source| folders.iter().any(|folder| source.is_rust_in(folder)) && !source.is_test());
    let lines = writers.flat_map(|source| source.untested_code().map(move |(number, line)| (source, number, line)));
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
    [("rs", &["//!", "// "]), ("css", &["/*"]), ("mjs", &["//", "/*"]), ("js", &["//", "/*"]), ("ts", &["//", "/*"])];

pub(super) fn without_header(sources: &[Source]) -> Vec<String> {
    let headless = sources.iter().filter(|source| {
        let wanted = HEADERS.iter().find(|(extension, _)| source.is(extension));
        wanted.is_some_and(|(_, starts)| !starts.iter().any(|start| source.text.starts_with(start)))
    });
    headless.map(|source| source.path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::file;

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
