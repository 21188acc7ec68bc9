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
    let text = "base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\nagain: *b\n";
    let (tree, _) = first(text);
    let root = tree.root(&tree.documents[0]);
    assert_eq!(root.at("use.x").unwrap().int(), Some(1));
    assert_eq!(root.at("use.z").unwrap().int(), Some(3));
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

/// Reads a text and gives what objects to it.
fn problems(text: &str) -> Vec<ProblemKind> {
    read(text).problems.into_iter().map(|problem| problem.kind).collect()
}

#[test]
fn a_key_is_what_json_makes_of_it() {
    let text = "yes: 1\n1e6: 2\n1.5: 3\n0x10: 4\n08: 5\n'1': 6\n";
    let (tree, _) = first(text);
    let names: Vec<String> = tree.root(&tree.documents[0]).entries().iter().map(|e| e.name().into_owned()).collect();
    assert_eq!(names, ["true", "1e+06", "1.5", "16", "8", "1"]);
    assert_eq!(problems("~: 1\n18446744073709551615: 2\n"), [ProblemKind::NoKey, ProblemKind::NoKey]);
    assert_eq!(problems("? [a]\n: 1\n"), [ProblemKind::ComplexKey]);
}

#[test]
fn merges_apply_where_they_stand() {
    let (tree, _) = first("a: {x: 1, z: 2}\nb: {z: 3, <<: {z: 4}}\nc: {<<: [{z: 5}, {z: 6, w: 7}]}\n");
    let root = tree.root(&tree.documents[0]);
    assert_eq!(root.at("b.z").unwrap().int(), Some(4));
    assert_eq!((root.at("c.z").unwrap().int(), root.at("c.w").unwrap().int()), (Some(5), Some(7)));
    assert_eq!(root.get("c").unwrap().entries().len(), 2);
    for wrong in ["a: {<<: 1}\n", "a: {<<: }\n", "a: {<<: [1]}\n", "l: &l [{a: 1}]\nb: {<<: *l}\n"] {
        assert_eq!(problems(wrong), [ProblemKind::Merge], "{wrong}");
    }
    assert_eq!(problems("a: {'<<': 1}\n"), []);
}

#[test]
fn a_text_that_starts_with_a_brace_is_json_first() {
    let (tree, documents) = first(" {\"a\":\t\"\\ud83d\\ude00\\/\", \"b\": [1, {}, []]}\n{\"c\": null}");
    assert_eq!((documents, tree.problems.len(), tree.not_json), (2, 0, None));
    let root = tree.root(&tree.documents[0]);
    assert_eq!(root.get("a").unwrap().str(), Some("😀/"));
    assert_eq!(root.get("b").unwrap().span().of(tree.text()), "[1, {}, []]");
    for no_json in
        ["{a: 1}", "{\"a\": 1,}", "{\"a\": 01}", "{\"a\": yes}", "{\"a\": 1} # c", "{\"a\": 1}\n---\n{\"b\": 2}"]
    {
        let tree = read(no_json);
        assert!(tree.not_json.is_some() && !tree.documents.is_empty(), "{no_json}");
    }
    assert_eq!(read("# c\n{a: 1}").not_json, None);
}

#[test]
fn a_text_is_cut_as_kubectl_cuts_it() {
    let (tree, documents) = first("a: 1\n...\nb: 2\n---\nc: 3\n--- # why\nd: 4\n");
    assert_eq!(
        (documents, &tree.problems[..]),
        (3, &[Problem { kind: ProblemKind::PassedOver, span: Span::new(9, 13) }][..])
    );
    assert_eq!(problems("a: 1\n--- {b: 2}\n"), [ProblemKind::Separator]);
    assert_eq!(problems("%YAML 1.1\n---\na: 1\n"), [ProblemKind::Directive]);
    assert_eq!(problems("a: 1\n...\n---\nb: 2\n"), []);
}

#[test]
fn byte_order_marks_do_not_hide_keys() {
    let text = "\u{feff}a: é\n---\n\u{feff}b: 'x'\nc: y\n";
    let (tree, documents) = first(text);
    assert_eq!((documents, tree.problems.len()), (2, 0));
    let root = tree.root(&tree.documents[1]);
    assert_eq!(root.entry("b").unwrap().span().of(text), "b: 'x'");
    assert_eq!(root.get("c").unwrap().span().of(text), "y");
    assert_eq!(problems("a: 1\n\u{feff}b: 2\n"), [ProblemKind::ByteOrderMark]);
}

#[test]
fn tabs_inside_brackets_are_allowed() {
    let (tree, _) = first("---\n{\n\t\"a\": [\n\t\t1\n\t],\n\t\"b\": 2\n}\n");
    assert_eq!(tree.problems, []);
    assert_eq!(tree.root(&tree.documents[0]).get("b").unwrap().int(), Some(2));
}

#[test]
fn tags_must_fit() {
    assert_eq!(problems("a: !!int x\n"), [ProblemKind::WrongTag("!!int")]);
    assert_eq!(problems("a: !!binary x\n"), [ProblemKind::WrongTag("!!binary")]);
    let (tree, _) = first("a: !!binary aGk=\nb: !int 5\nc: !!float 5\nd: !x\n");
    let root = tree.root(&tree.documents[0]);
    let is = |key: &str| root.get(key).unwrap().scalar().unwrap();
    assert_eq!((is("a"), is("b")), (Scalar::Str("hi"), Scalar::Str("5")));
    assert_eq!((is("c"), is("d")), (Scalar::Float(5.0), Scalar::Str("")));
}

#[test]
fn a_document_with_a_bad_first_or_last_line_is_not_complete() {
    for text in ["'x\na: 1\n", "a: 1\nb\n", "x: 1\n---\na: 1\nb: [\n"] {
        let (tree, documents) = first(text);
        assert!(!tree.documents[documents - 1].complete, "{text}");
    }
    let (tree, _) = first("a: [\n---\nb: 1\n");
    assert!(tree.documents.last().unwrap().complete);
}

#[test]
fn every_span_lies_inside_the_text() {
    let text = "\u{feff}a: &x {é: '😀', b: [1, ~]}\nc: *x\nd: |\n  ü\n  {{ y }}\n---\n\u{feff}e: \"\\u00e9\"\n- f\n";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let tree = read(&text[..end]);
        let spans = tree.nodes.iter().map(|node| node.span).chain(tree.problems.iter().map(|problem| problem.span));
        for span in spans {
            assert_eq!(span, span.clamped(tree.text()), "{:?}", tree.text());
        }
    }
}
