//! Every example of the playground says what it is, and is judged as it announces.

use analyzer::{Options, Severity, analyze};

#[test]
fn examples_are_what_they_announce() {
    for example in app::EXAMPLES {
        let path = tests::here("content/examples").join(format!("{}.yaml", example.id));
        let text = std::fs::read_to_string(&path).unwrap();
        let announced: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("#! verdict: ")).collect();
        let analysis = analyze(&text, &Options::default());
        let found: Vec<&str> =
            analysis.pods.iter().map(|pod| pod.verdict.as_ref().map_or("", |verdict| verdict.pattern.id())).collect();
        assert_eq!(found, announced, "{}", example.id);
        assert_eq!(example.pattern, announced[0], "{}", example.id);
        let refused = analysis.findings.iter().find(|finding| finding.severity == Severity::Error);
        assert!(refused.is_none(), "{}: {refused:?}", example.id);
    }
}
