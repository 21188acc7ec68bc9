//! `peapod analyze` as a shell sees it: what it prints, and with which status it ends.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n";

/// Runs `peapod` with `stdin` on its standard input.
fn peapod(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_peapod"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let _ = child.stdin.take().expect("it has a standard input").write_all(stdin);
    child.wait_with_output().expect("it ends")
}

/// A folder of this test's own with one file a pair.
fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("the file can be written");
    }
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().expect("test paths are UTF-8").to_owned()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn ndjson_is_one_line_a_file_in_the_order_asked_for() {
    let folder =
        folder("ndjson", &[("b.yaml", POD.as_bytes()), ("a.yaml", b"\xff\xfe not: text"), ("c.yaml", b"a: [")]);
    let files = ["b.yaml", "a.yaml", "c.yaml"].map(|name| path(&folder, name));
    let [b, a, c] = &files;
    let output = peapod(&["analyze", "--format", "ndjson", "--fail-on", "never", b, a, c], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines = lines(&output);
    let names: Vec<&str> = lines.iter().map(|line| line["file"].as_str().expect("a name")).collect();
    assert_eq!(names, [b, a, c]);
    assert!(lines.iter().all(|line| line["analysis"]["version"] == 1));
}

#[test]
fn an_unreadable_file_is_named_and_the_others_are_told_about() {
    let folder = folder("unreadable", &[("good.yaml", POD.as_bytes())]);
    let (good, missing) = (path(&folder, "good.yaml"), path(&folder, "missing.yaml"));
    let output = peapod(&["analyze", "--format", "ndjson", "--fail-on", "never", &missing, &good], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("missing.yaml"));
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn no_file_and_a_dash_are_standard_input() {
    for arguments in [&["analyze", "--format", "json"][..], &["analyze", "--format", "json", "-"][..]] {
        let output = peapod(&[arguments, &["--kubernetes", "1.31"]].concat(), POD.as_bytes());
        let analysis: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!((&analysis["version"], &analysis["kubernetes"]), (&1.into(), &"1.31".into()));
    }
}

#[test]
fn json_and_pictures_are_for_one_file() {
    for format in ["json", "svg", "mermaid", "dot"] {
        let output = peapod(&["analyze", "--format", format, "a.yaml", "b.yaml"], b"");
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(output.stdout.is_empty(), "{format}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(format), "{format}");
    }
}

#[test]
fn wrong_arguments_end_with_status_2() {
    for arguments in [&["analyze", "--kubernetes", "1.3"][..], &["analyze", "--format", "xml"], &["analyse"], &[]] {
        assert_eq!(peapod(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_stops_listening_ends_the_run_quietly() {
    let folder = folder("pipe", &[("pod.yaml", POD.as_bytes())]);
    let script = "\"$0\" analyze --format ndjson $(yes pod.yaml | head -n 3000) | head -n 1";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_peapod")])
        .current_dir(folder)
        .output()
        .expect("a shell");
    assert_eq!(lines(&output).len(), 1);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

const BROKEN: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"wéb\n";

#[test]
fn the_status_says_whether_there_are_findings_that_matter() {
    let status = |fail_on: &str, text: &str| {
        peapod(&["analyze", "--fail-on", fail_on], text.as_bytes()).status.code().expect("no signal")
    };
    assert_eq!(status("error", BROKEN), 1);
    assert_eq!(status("never", BROKEN), 0);
    assert_eq!(status("error", "# nothing but a comment\n"), 0);
    assert_eq!(status("info", "# nothing but a comment\n"), 1);
}

#[test]
fn files_that_are_no_manifests_get_a_line_with_a_finding() {
    let large = "a: b\n".repeat(2_000_000);
    let folder = folder(
        "odd",
        &[
            ("utf8.yaml", b"kind: \xff\n"),
            ("broken.yaml", b"a: ["),
            ("empty.yaml", b""),
            ("large.yaml", large.as_bytes()),
        ],
    );
    let files: Vec<String> =
        ["utf8.yaml", "broken.yaml", "empty.yaml", "large.yaml"].map(|name| path(&folder, name)).into();
    let mut arguments = vec!["analyze", "--format", "ndjson", "--fail-on", "never"];
    arguments.extend(files.iter().map(String::as_str));
    let output = peapod(&arguments, b"");
    assert_eq!(output.status.code(), Some(0));
    for line in lines(&output) {
        assert!(
            line["analysis"]["findings"].as_array().is_some_and(|findings| !findings.is_empty()),
            "{}",
            line["file"]
        );
    }
}

#[test]
fn text_shows_the_line_and_marks_the_place() {
    let output = peapod(&["analyze"], BROKEN.as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("error[invalid-yaml]: "), "{text}");
    assert!(text.contains("--> standard input:4:9"), "{text}");
    assert!(text.contains("4 |   name: \"wéb\n  |         ^^^^"), "{text}");
    assert!(!text.contains('\x1b'), "no colours where there is no terminal");
}

#[test]
fn nothing_in_a_manifest_steers_the_terminal() {
    let text = "apiVersion: v1\nkind: \"Po\\e[2Jd\"\nmetadata:\n  name: \"\\e]0;title\\a\\u202Eabc\\u009B\"\nspec:\n  containers:\n  - name: \"\\e[31m\"\n    image: \"a\\r\\nb\\u2028\"\n";
    for format in ["text", "json", "ndjson", "markdown", "sarif", "svg", "mermaid", "dot"] {
        let output = peapod(&["analyze", "--format", format], text.as_bytes());
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!printed.is_empty(), "{format}");
        let odd = printed.chars().find(|character| {
            (character.is_control() && !matches!(character, '\n' | '\t'))
                || matches!(character, '\u{202e}' | '\u{2028}')
        });
        assert_eq!(odd, None, "{format}: {printed}");
    }
    let output = peapod(&["analyze", "\x1b[31mmissing"], b"");
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn sarif_names_rules_and_places() {
    let output = peapod(&["analyze", "--format", "sarif"], BROKEN.as_bytes());
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"utf16CodeUnits".into()));
    let results = run["results"].as_array().expect("a list");
    let result = results.iter().find(|result| result["ruleId"] == "invalid-yaml").expect("the quote is not closed");
    assert_eq!(result["level"], "error");
    let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small one");
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "invalid-yaml");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["byteOffset"]),
        (&4.into(), &9.into(), &43.into())
    );
}

#[test]
fn a_picture_of_a_pod_that_is_not_there_is_an_error() {
    for (pod, text) in [("1", POD), ("0", "kind: Service\n")] {
        let output = peapod(&["analyze", "--format", "svg", "--pod", pod], text.as_bytes());
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
}

#[test]
fn two_files_are_compared() {
    let after = POD.replace("name: web\n    image: nginx:1.27", "name: web\n    image: nginx:1.28");
    let folder = folder("compare", &[("old.yaml", POD.as_bytes()), ("new.yaml", after.as_bytes())]);
    let (old, new) = (path(&folder, "old.yaml"), path(&folder, "new.yaml"));
    let output = peapod(&["analyze", "--compare", "--format", "json", &old, &new], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let compared = &lines(&output)[0];
    assert_eq!(compared["containers"][0]["after"]["image"], "nginx:1.28");
    let span = &compared["table"]["rows"][0]["cells"][1]["spans"][0];
    assert_eq!(span["from"]["line"], 7, "{span}");
    let text = peapod(&["analyze", "--compare", &old, &new], b"");
    assert!(String::from_utf8_lossy(&text.stdout).contains("its image changes from"), "{text:?}");
    assert_eq!(peapod(&["analyze", "--compare", &old], b"").status.code(), Some(2));
}
