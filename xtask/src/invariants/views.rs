//! The rule that no view depends on another: what two of them need is a module of its own.

use crate::sources::Source;

/// The folders with views, each with the modules there that show an analysis. What two of them need is a module of its own.
const VIEWS: [(&str, &[&str]); 2] = [
    ("analyzer/src/flow", &["svg", "mermaid", "dot", "whereabouts"]),
    (
        "app/src",
        &[
            "banner",
            "containers",
            "diagram",
            "findings",
            "picker",
            "simulator",
            "status",
            "table",
            "timeline",
            "verdict",
            "whereabouts",
        ],
    ),
];

pub(super) fn entangled_views(sources: &[Source]) -> Vec<String> {
    VIEWS
        .iter()
        .flat_map(|(folder, views)| {
            views.iter().flat_map(move |view| uses_of_other_views(sources, folder, views, view))
        })
        .collect()
}

fn uses_of_other_views(sources: &[Source], folder: &str, views: &[&str], view: &str) -> Vec<String> {
    let module = format!("{folder}/{view}");
    let files: Vec<_> =
        sources.iter().filter(|source| source.path == format!("{module}.rs") || source.is_rust_in(&module)).collect();
    if files.is_empty() {
        return vec![format!("there is no {module} any more: mend the list in xtask/src/invariants.rs")];
    }
    let others: Vec<_> = views.iter().filter(|other| **other != view).collect();
    let lines = files.into_iter().flat_map(|file| file.untested_code().map(move |(number, line)| (file, number, line)));
    lines
        .flat_map(|(file, number, line)| {
            others
                .iter()
                .filter(move |other| names_module(line, other))
                .map(move |other| format!("{}:{number}: `{other}`", file.path))
        })
        .collect()
}

/// `table::row`, but neither `analyzer::table::Row` nor `timetable::row`.
fn names_module(line: &str, module: &str) -> bool {
    line.match_indices(&format!("{module}::")).any(|(at, _)| {
        let before = &line[..at];
        !before.ends_with("analyzer::") && !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::file;

    #[test]
    fn a_view_that_uses_another_is_found() {
        let mut files: Vec<_> = VIEWS
            .iter()
            .flat_map(|(folder, views)| {
                views.iter().map(move |view| file(&format!("{folder}/{view}.rs"), "//! A view."))
            })
            .collect();
        assert!(entangled_views(&files).is_empty());
        files.push(file(
            "app/src/table/row.rs",
            "use analyzer::verdict::Verdict;\nlet a = verdict::row();\n#[cfg(test)]\nuse crate::verdict::sample;",
        ));
        assert_eq!(entangled_views(&files), ["app/src/table/row.rs:2: `verdict`"]);
        files.remove(0);
        assert!(entangled_views(&files)[0].starts_with("there is no analyzer/src/flow/svg"));
    }
}
