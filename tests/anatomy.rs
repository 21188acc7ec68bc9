//! The page "anatomy of a verdict" against the code: its table is the table, and its worked example adds up.

use analyzer::patterns::{FAIR, SURE, WEIGHTS};
use analyzer::{Options, analyze};

/// The page.
fn page() -> String {
    std::fs::read_to_string(tests::here("content/docs/anatomy-of-a-verdict.md")).expect("the page")
}

/// The rows of the table under a heading, cell by cell.
fn table(page: &str, heading: &str) -> Vec<Vec<String>> {
    let from = page.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let rows = page[from..].lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2).map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn points(tenths: i32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn tenths(points: &str) -> i32 {
    points.replace('.', "").parse().unwrap_or_else(|_| panic!("no points: {points}"))
}

#[test]
fn the_page_shows_the_real_table_of_weights() {
    let shown = table(&page(), "## The table of weights");
    let row = |kind: &str, case: &str, tenths: i16| vec![format!("`{kind}`"), case.to_owned(), points(tenths.into())];
    let real: Vec<Vec<String>> = WEIGHTS.iter().map(|weight| row(weight.kind, weight.case, weight.tenths)).collect();
    let as_text = || real.iter().map(|row| format!("| {} |", row.join(" | "))).collect::<Vec<_>>().join("\n");
    assert_eq!(shown, real, "the table should be\n{}", as_text());
}

#[test]
fn the_page_names_the_real_thresholds() {
    for threshold in [SURE, FAIR] {
        assert!(page().contains(&format!("{} points", points(threshold))), "{threshold}");
    }
}

#[test]
fn the_worked_example_is_what_the_analyzer_sees_and_adds_up() {
    let text = std::fs::read_to_string(tests::here("content/examples/case-study.yaml")).expect("the case study");
    let pod = &analyze(&text, &Options::default()).pods[0];
    for container in &pod.containers {
        let mut rows = table(&page(), &format!("### `{}`", container.name));
        let sum = rows.pop().expect("a sum");
        let kinds: Vec<String> = container.evidence.iter().map(|evidence| format!("`{}`", evidence.kind)).collect();
        let shown: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(shown, kinds, "{}: {:#?}", container.name, container.evidence);
        for row in &rows {
            let is_real = |weight: &&analyzer::patterns::Weight| {
                row[0] == format!("`{}`", weight.kind) && row[2] == points(weight.tenths.into())
            };
            assert!(WEIGHTS.iter().any(|weight| is_real(&weight)), "{row:?}");
        }
        assert_eq!(tenths(&sum[2]), rows.iter().map(|row| tenths(&row[2])).sum::<i32>(), "{}", container.name);
    }
}
