//! Manifests that lost their indentation get it back.
//!
//! Real ones are read from `../shared`, flattened, repaired and compared by meaning; without that folder only the case
//! study is tried. Indentation inside blocks of text is lost for good, so manifests with such blocks are left out.

#![expect(clippy::print_stdout, reason = "the share of restored texts is printed")]

use analyzer::yaml::{self, Node, Shape};
use analyzer::{Options, analyze};
use std::path::Path;

/// The repaired text, where a repair is offered, and whether it asks to be checked at a certain line.
fn repaired(text: &str) -> Option<(String, bool)> {
    let analysis = analyze(text, &Options::default());
    let finding = analysis.findings.into_iter().find(|finding| finding.rule == "lost-indentation")?;
    let (mut out, mut at) = (String::new(), 0);
    for edit in finding.fix?.edits {
        out.push_str(&text[at..edit.start as usize]);
        out.push_str(&edit.text);
        at = edit.end as usize;
    }
    Some((out + &text[at..], finding.help.is_some_and(|help| help.contains("line "))))
}

fn flat(text: &str) -> String {
    text.lines().map(|line| [line.trim_start(), "\n"].concat()).collect::<String>()
}

/// What a text means; none where it cannot be read.
fn meaning(text: &str) -> Option<String> {
    let tree = yaml::read(text);
    let all = tree.documents.iter().map(|document| said(tree.root(document))).collect();
    tree.problems.is_empty().then_some(all)
}

fn said(node: Node<'_>) -> String {
    match node.shape() {
        Shape::Mapping => {
            let entries = node.entries().into_iter();
            let mut entries: Vec<String> = entries.map(|e| format!("{:?}: {}", e.name(), said(e.value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        Shape::Sequence => format!("[{}]", node.items().map(said).collect::<Vec<_>>().join(", ")),
        _ => format!("{:?}", node.scalar()),
    }
}

#[test]
fn the_case_study_comes_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("content/examples/case-study.yaml")).unwrap();
    let (back, _) = repaired(&flat(&text)).unwrap();
    assert_eq!(meaning(&back), meaning(&text));
    let circulating = root.join("../shared/corpus/case-study-flattened.yaml");
    if let Ok(flattened) = std::fs::read_to_string(circulating) {
        let original = std::fs::read_to_string(root.join("../shared/corpus/case-study.yaml")).unwrap();
        assert_eq!(meaning(&repaired(&flattened).unwrap().0), meaning(&original));
    }
}

#[test]
fn real_manifests_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/dev");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("{} is not here: skipped", folder.display());
        return;
    };
    let (mut tried, mut right, mut unwarned) = (0, 0, Vec::new());
    for file in files {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        let has_block = text.lines().any(|line| line.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>']));
        let Some(want) = meaning(&text).filter(|_| !has_block) else { continue };
        let Some((back, warned)) = repaired(&flat(&text)) else { continue };
        tried += 1;
        if meaning(&back).as_ref() == Some(&want) {
            right += 1;
        } else if !warned {
            unwarned.push(file);
        }
    }
    println!("{right} of {tried} come back exactly");
    assert!(right * 100 >= tried * 92, "{right} of {tried}");
    assert!(unwarned.is_empty(), "wrong without a warning: {unwarned:?}");
}
