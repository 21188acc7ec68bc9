//! Manifests that lost their indentation get it back.
//!
//! Real ones are read from `../shared`, flattened, repaired and compared by meaning; without that folder only the case
//! study is tried. Indentation inside blocks of text is lost for good, so it is left out of the comparison.

#![expect(clippy::print_stdout, reason = "the share of restored texts is printed")]

use analyzer::yaml::{self, Node, Shape};
use analyzer::{Options, analyze};
use std::path::{Path, PathBuf};

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

/// The labelled manifests; none where that folder is missing.
fn manifests() -> Vec<(PathBuf, String)> {
    let Some(folder) = tests::shared("corpus/dev") else { return Vec::new() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), std::fs::read_to_string(file).unwrap())).collect()
}

fn has_block(text: &str) -> bool {
    text.lines().any(|line| line.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>']))
}

/// A meaning without the spaces that start the lines of its texts.
fn without_inner_spaces(meaning: &str) -> String {
    let mut out = String::new();
    for line in meaning.split_inclusive("\\n") {
        out.push_str(line.trim_start_matches(' '));
    }
    // A block that is only folded differently, or ends in other line breaks, is the same text.
    out.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ").replace(" \"", "\"")
}

/// How many of the damaged texts come back as they were.
struct Score {
    what: &'static str,
    tried: usize,
    right: usize,
    unwarned: Vec<PathBuf>,
}

impl Score {
    const fn new(what: &'static str) -> Self {
        Self { what, tried: 0, right: 0, unwarned: Vec::new() }
    }

    fn add(&mut self, file: &Path, is_right: bool, warned: bool) {
        self.tried += 1;
        self.right += usize::from(is_right);
        if !is_right && !warned {
            self.unwarned.push(file.to_owned());
        }
    }

    fn at_least(&self, percent: usize) {
        println!("{}: {} of {} come back exactly", self.what, self.right, self.tried);
        println!("  wrong without a warning: {:?}", self.unwarned);
        assert!(self.right * 100 >= self.tried * percent, "{}: {} of {}", self.what, self.right, self.tried);
    }
}

#[test]
fn real_manifests_come_back() {
    let (mut plain, mut blocks) =
        (Score::new("without blocks of text"), Score::new("with blocks, their inner spaces aside"));
    for (file, text) in manifests() {
        let Some(want) = meaning(&text) else { continue };
        let Some((back, warned)) = repaired(&flat(&text)) else { continue };
        let got = meaning(&back);
        if has_block(&text) {
            let same = got.is_some_and(|got| without_inner_spaces(&got) == without_inner_spaces(&want));
            blocks.add(&file, same, warned);
        } else {
            plain.add(&file, got.as_ref() == Some(&want), warned);
        }
    }
    plain.at_least(93);
    blocks.at_least(88);
    for score in [plain, blocks] {
        assert!(score.unwarned.is_empty(), "wrong without a warning: {:?}", score.unwarned);
    }
}

/// The text after the repair of its first objection that has one for the indentation.
fn put_right(text: &str) -> Option<String> {
    let analysis = analyze(text, &Options::default());
    let fixes = analysis.findings.into_iter().filter_map(|finding| finding.fix);
    let fix = fixes.into_iter().find(|fix| fix.title.starts_with("Put the indentation"))?;
    let mut out = text.to_owned();
    for edit in fix.edits.iter().rev() {
        out.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    Some(out)
}

/// Parts of the indentation are lost: some lines flush left, all lines no further in than a few spaces, the first line
/// cut from a piece that stood further in.
#[test]
fn what_is_partly_lost_comes_back_or_is_left_alone() {
    let mut scores = [
        Score::new("four lines flush left"),
        Score::new("at most two spaces kept"),
        Score::new("the first line alone flush left"),
    ];
    let mut refused = [0; 3];
    for (file, text) in manifests() {
        let Some(want) = meaning(&text).filter(|_| text.lines().count() < 120 && !has_block(&text)) else { continue };
        let lines: Vec<&str> = text.lines().collect();
        let some = |from: usize| {
            let cut = |(at, line): (usize, &&str)| {
                if (from..from + 4).contains(&at) { line.trim_start().to_owned() } else { (*line).to_owned() }
            };
            lines.iter().enumerate().map(cut).collect::<Vec<_>>().join("\n") + "\n"
        };
        let capped = |line: &&str| {
            let spaces = line.len() - line.trim_start().len();
            " ".repeat(spaces.min(2)) + line.trim_start()
        };
        let two = lines.iter().map(capped).collect::<Vec<_>>().join("\n") + "\n";
        let shifted = lines.join("\n    ") + "\n";
        let damaged = [some(lines.len() / 3), two, shifted];
        for (kind, damaged) in damaged.iter().enumerate().filter(|(_, damaged)| **damaged != text) {
            match put_right(damaged) {
                Some(back) => scores[kind].add(&file, meaning(&back).as_ref() == Some(&want), false),
                None => refused[kind] += usize::from(meaning(damaged).as_ref() != Some(&want)),
            }
        }
    }
    println!("no repair offered: {refused:?}");
    for score in &scores {
        score.at_least(90);
    }
}
