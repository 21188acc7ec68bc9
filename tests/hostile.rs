//! No text is too strange: each gives a report in bounded time and memory, on a small stack.
//!
//! The texts are made here, after the ways in which readers of YAML have been broken; more are read from `../shared`
//! where that is. Bounds are counted (nodes, depth, aliased values, findings); seconds are only printed.

#![expect(clippy::print_stdout, reason = "the seconds are printed, not judged")]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "bombs are built once, plainly")]

use analyzer::yaml::{self, ProblemKind};
use analyzer::{Analysis, Options, Source, Span, analyze, analyze_bytes};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// As much as a browser gives to wasm, and half of what Rust gives to a thread.
const STACK: usize = 1024 * 1024;

/// Analyses a text on a small stack, and looks at everything that must hold for every text.
fn report(name: &str, text: &str) -> Analysis {
    let analysis = on_small_stack(name, text.as_bytes().to_vec());
    assert!(analysis.findings.iter().all(|finding| finding.source != Source::Internal), "{name}");
    analysis
}

fn on_small_stack(name: &str, bytes: Vec<u8>) -> Analysis {
    let start = Instant::now();
    let size = bytes.len();
    let work = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let (text, analysis) = analyze_bytes(&bytes, &Options::default());
        check(&text, &analysis);
        analysis
    });
    let analysis = work.unwrap().join().unwrap_or_else(|_| panic!("{name} panicked"));
    println!("{name}: {size} bytes, {} findings, {:.2?}", analysis.findings.len(), start.elapsed());
    analysis
}

/// Every place that is spoken of lies in the text, and every fix can be applied.
fn check(text: &str, analysis: &Analysis) {
    for finding in &analysis.findings {
        assert_eq!(finding.span, finding.span.clamped(text), "{}", finding.message);
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let span = Span::new(edit.start, edit.end);
            assert_eq!(span, span.clamped(text), "{}", finding.message);
        }
    }
    for pod in &analysis.pods {
        assert_eq!(pod.span, pod.span.clamped(text));
    }
}

/// The problems that reading finds.
fn problems(text: &str) -> Vec<ProblemKind> {
    yaml::read(text).problems.into_iter().map(|problem| problem.kind).collect()
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("{? ", "}"), ("[{\"a\":", "}]")] {
        let text = format!("---\n{}1{}", open.repeat(100_000), close.repeat(100_000));
        report(&format!("100,000 times `{open}`"), &text);
        assert!(problems(&text).contains(&ProblemKind::TooDeep), "{open}");
        report(&format!("9,000 times `{open}`"), &format!("---\n{}1{}", open.repeat(9_000), close.repeat(9_000)));
    }
    let json = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    report("100,000 JSON objects in one another", &json);
    let block: String = (0..2_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    report("2,000 mappings in one another", &block);
    assert_eq!(problems(&block), []);
}

#[test]
fn a_pod_full_of_nesting_is_checked_on_a_small_stack() {
    for deep in ["[".repeat(9_000) + &"]".repeat(9_000), "{a: ".repeat(9_000) + &"}".repeat(9_000)] {
        for place in
            ["metadata: {managedFields: [{fieldsV1: X}]}", "spec: {containers: [{name: a, image: X}]}", "spec: X"]
        {
            let text = format!("apiVersion: v1\nkind: Pod\n{}\n", place.replace('X', &deep));
            report(place, &text);
            report(place, &text.replace("kind: Pod", "kind: Thing"));
        }
    }
}

#[test]
fn aliases_are_bounded() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    let mut merges = String::from("m0: &m0 {k: v}\n");
    for level in 1..30 {
        let row = |name: char| vec![format!("*{name}{}", level - 1); 9].join(", ");
        bomb += &format!("a{level}: &a{level} [{}]\n", row('a'));
        merges += &format!("m{level}: &m{level} {{<<: [{}], k{level}: v}}\n", row('m'));
    }
    let quadratic = format!("a: &a [{}]\nb: [{}]\n", "1,".repeat(5_000), "*a,".repeat(5_000));
    for (name, text) in [("nine to the thirtieth", &bomb), ("merges of merges", &merges), ("a square", &quadratic)] {
        report(name, text);
        assert!(problems(text).contains(&ProblemKind::ExcessiveAliasing), "{name}");
        report(name, &format!("apiVersion: v1\nkind: Pod\nspec:\n  {}", text.replace('\n', "\n  ")));
    }
    // Each document is within kubectl's bounds; all together are not within ours.
    let document = format!("a: &a [{}]\nb: [{}]\n---\n", "1,".repeat(50), "*a,".repeat(50));
    let many = document.repeat(1_000);
    assert!(problems(&many).contains(&ProblemKind::TooManyAliased));
    let analysis = on_small_stack("a thousand documents of aliases", many.into_bytes());
    assert!(analysis.findings.iter().any(|finding| finding.source == Source::Internal));
    for self_made in ["a: &a [*a]\n", "a: &a {b: *a}\n", "&a : *a\n", "a: *a\n", "a: &a\n  <<: *a\n"] {
        report("an alias of itself", self_made);
        assert!(!problems(self_made).is_empty(), "{self_made}");
    }
}

#[test]
fn aliases_of_a_pod_do_not_multiply_its_findings() {
    let wrong = "{name: a, imagge: x, stdin: 1}";
    let text = format!("apiVersion: v1\nkind: Pod\nspec:\n  containers: [&c {wrong}{}]\n", ", *c".repeat(900));
    assert!(report("900 aliases of a container", &text).findings.len() < 10_000);
}

#[test]
fn long_things_are_read() {
    let many = 200_000;
    let keys: String = (0..many).map(|number| format!("k{number}: v\n")).collect();
    report("200,000 keys", &keys);
    report("200,000 keys in a pod", &format!("apiVersion: v1\nkind: Pod\nspec:\n  {}", keys.replace('\n', "\n  ")));
    report("200,000 labels", &format!("kind: Pod\nmetadata:\n  labels:\n    {}", keys.replace('\n', "\n    ")));
    let anchors: String = (0..many).map(|number| format!("- &a{number} x\n")).collect();
    report("200,000 anchors", &anchors);
    report("a long word", &format!("a: {}", "x".repeat(5_000_000)));
    report("a long key", &format!("{}: a", "x".repeat(1_000_000)));
    report("a long quote that never ends", &format!("a: \"{}", "x\n".repeat(1_000_000)));
    report("many colons", &format!("a{}", ": ".repeat(500_000)));
    report("many commas", &format!("a: [{}]", ",".repeat(300_000)));
    report("many questions", &format!("a: {{{}}}", "? a, ".repeat(100_000)));
    report("many tags", &"%TAG !a! b\n".repeat(50_000));
    report("many comments inside", &format!("a:\n{}  b: 1\n", "  # why\n".repeat(250_000)));
    report("many blank lines", &format!("a:\n{}  b: 1\n", "\n".repeat(2_000_000)));
    report("a long block", &format!("a: |\n{}", "  x\n".repeat(500_000)));
    report("a long folded block", &format!("a: >\n{}", "  x\n".repeat(500_000)));
    report("a long tag", &format!("a: !{} b", "t".repeat(1_000_000)));
}

/// Lost indentation is looked for line by line, among many readings; no text may make that a square.
#[test]
fn flat_and_crooked_texts_are_put_in_order_or_refused() {
    let head = "apiVersion: v1\nkind: Pod\nmetadata:\nname: a\nspec:\n";
    for (name, line) in [
        ("keys without values", "a:\n"),
        ("dashes", "- a\n"),
        ("containers", "- name: a\nimage: b\n"),
        ("a block that never ends", "- |\nx\n"),
        ("text", "x\n"),
        ("brackets", "a: [\n"),
        ("objects", "kind: Pod\n"),
        ("volumes", "volumes:\n- name: a\nemptyDir:\n"),
    ] {
        let lines = line.lines().count();
        report(&format!("9,900 flat lines of {name}"), &(head.to_owned() + &line.repeat(9_900 / lines)));
        report(&format!("20,000 flat lines of {name}"), &(head.to_owned() + &line.repeat(20_000 / lines)));
        let crooked = head.replace("name", "  name") + "  containers:\n   - x: {}\n" + &line.repeat(380 / lines);
        report(&format!("380 crooked lines of {name}"), &crooked);
    }
    let keys: String = (0..9_900).map(|number| format!("k{number}: v\n")).collect();
    report("9,900 different keys", &format!("{head}labels:\n{keys}"));
    let deep: String = (0..380).map(|level| format!("{}a:\n", " ".repeat(level % 17))).collect();
    report("steps", &format!("kind: Pod\n{deep}"));
}

#[test]
fn many_documents_are_read() {
    report("a million empty documents", &"---\n".repeat(1_000_000));
    report("a million small documents", &"--- \na\n".repeat(1_000_000));
    report("a million bad documents", &"---\n]\n".repeat(1_000_000));
    report("100,000 objects", &"kind: ConfigMap\n---\n".repeat(100_000));
    report("2,000 pods", &"kind: Pod\nspec: {containers: [{name: a, image: b}]}\n---\n".repeat(2_000));
    report("10,000 pods in a List", &format!("kind: List\nitems:\n{}", "- kind: Pod\n  spec: {}\n".repeat(10_000)));
}

#[test]
fn strange_characters_are_survived() {
    for text in [
        "\0",
        "a: \0\n",
        "\0".repeat(100_000).as_str(),
        "a: \u{1}\n",
        "\u{feff}",
        "\u{feff}\u{feff}a: 1\n",
        "a: \u{feff}b\n",
        "\u{2028}",
        "a\u{2029}b: c\n",
        "a:\u{a0}b\n",
        "‘a’: ‘b’\n",
        "\r",
        "\r\n\r\n",
        "a: 1\rb: 2\r",
        "\t",
        "a:\n\t- b\n",
        "`",
        "```yaml\na: 1\n```\n",
        "a: \"\\ud800\"\n",
        "{\"a\": \"\\ud800\"}",
        "{",
        "}",
        "{}}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\": \"",
        "{\"a\": \"\\",
        "{\"a\": \"\\u12",
        "{\"é\": 1é}",
        "- - - -",
        ": : :",
        "? ? ?",
        "? - : -",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "|9",
        "'",
        "\"",
        "#",
        "---",
        "...",
        "--- ---",
        "a: &b",
        "a: !!",
    ] {
        report(&format!("{:?}", text.chars().take(20).collect::<String>()), text);
    }
    for bytes in [
        &b"\xff\xfe"[..],
        b"\xff\xfea\0:\0 \x001\0",
        b"\xfe\xff\0a\0:",
        b"\xff",
        b"a: \xc3\n",
        b"\xed\xa0\x80",
        b"\xff\xfe\0",
    ] {
        on_small_stack(&format!("{bytes:?}"), bytes.to_vec());
    }
}

#[test]
fn a_text_beyond_the_limit_is_not_read() {
    let analysis = on_small_stack("too large", vec![b'a'; analyzer::MAX_TEXT + 1]);
    assert_eq!(analysis.findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["text-too-large"]);
}

#[test]
fn time_grows_no_faster_than_the_text() {
    let pods = |count: usize| "kind: Pod\nspec: {containers: [{name: a, image: b, imagge: c}]}\n---\n".repeat(count);
    let errors = |count: usize| "a: [\n---\n".repeat(count);
    for (name, text) in [("pods", &pods as &dyn Fn(usize) -> String), ("errors", &errors)] {
        for count in [100, 1_000] {
            report(&format!("{count} {name}"), &text(count));
        }
    }
}

/// What would take hours if anything looked at every pair: of containers, of mounts, of places in one line.
#[test]
fn no_two_things_of_a_large_pod_are_compared_without_a_bound() {
    let pod = |rest: &str| format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n{rest}");
    let many = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let volume = "  volumes:\n  - {name: v, emptyDir: {}}\n  containers:\n";
    let mounts = many(20_000, &|at| format!("    - {{name: v, mountPath: /d{at}, subPath: s{at}}}\n"));
    let container = |name: &str| format!("  - name: {name}\n    image: i\n    volumeMounts:\n{mounts}");
    report("two containers of 20,000 mounts", &pod(&[volume, &container("a"), &container("b")].concat()));
    let containers = many(20_000, &|at| {
        format!(
            "  - {{name: c{at}, image: i{at}, volumeMounts: [{{name: v, mountPath: /d}}], env: [{{name: A, value: 'http://localhost:80'}}]}}\n"
        )
    });
    let analysis = report("20,000 containers", &pod(&[volume, &containers].concat()));
    assert_eq!(analysis.pods[0].containers.len(), 20_000);
    let item = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [&c {name: a, image: i}]}}, ";
    let line = format!("{{apiVersion: v1, kind: List, items: [{}]}}\n", item.repeat(10_000));
    assert_eq!(report("10,000 pods in one line", &line).pods.len(), 10_000);
    let line = line.replace("&c ", "").replace("{name: a, image: i}", "&c {name: a, image: i}, *c");
    report("10,000 pods with aliases in one line", &line);
    let keys = r#"{"apiVersion": "v1", "kind": "Pod", "kind": "Pod", "metadata": {"name": "p"}}, "#;
    report("10,000 objects with keys written twice", &format!("{{\"items\": [{}1]}}", keys.repeat(10_000)));
}

/// A folder beside the project, where there is one.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(path);
    if !path.exists() {
        println!("{} is not here: skipped", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn the_hostile_files_are_survived() {
    let Some(archive) = shared("hostile.tar.xz") else { return };
    let folder = std::env::temp_dir().join(format!("peapod-hostile-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let unpacked = std::process::Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder).status();
    if unpacked.is_ok_and(|status| status.success()) {
        for file in files(&folder.join("hostile")) {
            let analysis = on_small_stack(&file.display().to_string(), std::fs::read(&file).unwrap());
            assert!(analysis.findings.iter().all(|f| f.source != Source::Internal), "{}", file.display());
        }
    } else {
        println!("tar does not unpack {}: skipped", archive.display());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// While somebody types, the text is cut short; while somebody edits, a line is missing.
#[test]
fn every_prefix_and_every_deleted_line_gives_a_report() {
    let Some(folder) = shared("dev") else { return };
    let mut texts: Vec<String> = files(&folder).iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    texts.sort_by_key(String::len);
    for text in texts.iter().take(50) {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            quiet(&text[..end]);
        }
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for missing in 0..lines.len() {
            quiet(&[&lines[..missing], &lines[missing + 1..]].concat().concat());
        }
    }
}

fn quiet(text: &str) {
    let analysis = analyze(text, &Options::default());
    check(text, &analysis);
    assert!(analysis.findings.iter().all(|finding| finding.source != Source::Internal), "{text}");
}
