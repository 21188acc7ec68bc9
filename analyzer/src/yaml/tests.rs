//! How texts are read.

use super::*;

fn first(text: &str) -> (Tree<'_>, usize) {
    let tree = read(text);
    let documents = tree.documents.len();
    (tree, documents)
}

#[test]
fn every_node_has_its_place() {
    let text = "a:\n  b: # why\n  c: [1, 'x']\n\n# end\nd: 1\n";
    let (tree, _) = first(text);
    let root = tree.root(&tree.documents[0]);
    let a = root.get("a").unwrap();
    assert_eq!(a.span().of(text), "b: # why\n  c: [1, 'x']");
    assert_eq!(a.get("c").unwrap().span().of(text), "[1, 'x']");
    assert_eq!(a.get("b").unwrap().span(), Span::new(7, 7));
    assert_eq!(root.at("a.c").unwrap().items().len(), 2);
}

#[test]
fn merge_keys_and_aliases_are_followed() {
    let text = "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nagain: *b\n";
    let (tree, _) = first(text);
    let root = tree.root(&tree.documents[0]);
    assert_eq!(root.at("use.x").unwrap().int(), Some(1));
    assert_eq!(root.at("use.y").unwrap().int(), Some(3));
    assert_eq!(root.at("use").unwrap().entries().len(), 2);
    assert_eq!(root.get("again").unwrap().span().of(text), "*b");
}

#[test]
fn one_bad_line_costs_one_line() {
    let text = "a: 1\nb:\n  c: 2\n  d\n  e: 3\nf: x: y\ng: 4\n";
    let (tree, documents) = first(text);
    assert_eq!(documents, 1);
    let root = tree.root(&tree.documents[0]);
    assert_eq!(root.at("b.e").unwrap().int(), Some(3));
    assert_eq!(root.get("g").unwrap().int(), Some(4));
    let kinds: Vec<_> = tree.problems.iter().map(|problem| problem.kind.clone()).collect();
    assert_eq!(kinds, [ProblemKind::NotAKey, ProblemKind::ValueNotAllowed]);
    assert!(!tree.documents[0].complete);
}

#[test]
fn an_error_spares_the_other_documents() {
    let (tree, documents) = first("a: 'x\n---\nb: 2\n---\n---\n# nothing\n");
    assert_eq!(tree.problems.len(), 1);
    assert_eq!(tree.problems[0].kind, ProblemKind::UnclosedQuote);
    assert_eq!(tree.root(&tree.documents[documents - 1]).get("b").unwrap().int(), Some(2));
}

#[test]
fn aliases_that_explode_are_refused() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let row = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&["a", &level.to_string(), ": &a", &level.to_string(), " [", &row, "]\n"].concat());
    }
    let (tree, _) = first(&text);
    assert!(tree.documents[0].excessive_aliasing);
}

#[test]
fn templates_and_tabs_are_named() {
    assert_eq!(read("name: {{ .Values.x }}\nb: 1\n").problems[0].kind, ProblemKind::Template);
    assert_eq!(read("a:\n\tb: 1\n").problems[0].kind, ProblemKind::Tab);
}

#[test]
fn scalars_mean_what_kubectl_says() {
    let is = |text: &str, meaning: Scalar<'_>| {
        let source = format!("a: {text}\n");
        let tree = read(&source);
        assert_eq!(tree.root(&tree.documents[0]).get("a").unwrap().scalar(), Some(meaning), "{text}");
    };
    is("yes", Scalar::Bool(true));
    is("oN", Scalar::Str("oN"));
    is("0644", Scalar::Int(420));
    is("0o644", Scalar::Int(420));
    is("0899", Scalar::Float(899.0));
    is("1_000", Scalar::Int(1000));
    is("0b11", Scalar::Int(3));
    is("12:30", Scalar::Str("12:30"));
    is("1e3", Scalar::Float(1000.0));
    is("!!int \"5\"", Scalar::Int(5));
    is("!!bool yes", Scalar::Bool(true));
    is("!!str 5", Scalar::Str("5"));
    is("'5'", Scalar::Str("5"));
    is("", Scalar::Null);
}
