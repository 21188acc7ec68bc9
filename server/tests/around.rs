//! What stands around `peapod`: kubectl that runs it as a plugin, shells that complete it, man(1), folders and whole
//! clusters as input.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_peapod");
const POD: &str =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n";

fn run(command: &mut Command, stdin: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it starts");
    let _ = child.stdin.take().expect("it has a standard input").write_all(stdin);
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// An empty folder of a test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// As `kubectl get pods -A -o yaml` prints them.
fn cluster(pods: usize) -> String {
    let mut list = String::from("apiVersion: v1\nkind: List\nitems:\n");
    for number in 0..pods {
        let indented = POD.replace("name: web\n", &format!("name: web-{number}\n")).replace('\n', "\n  ");
        let _ = writeln!(list, "- {}", indented.trim_end());
    }
    list
}

#[test]
fn kubectl_runs_it_as_a_plugin() {
    let folder = folder("plugin");
    std::os::unix::fs::symlink(PROGRAM, folder.join("kubectl-peapod")).expect("a link");
    // By its other name it speaks of itself as the reader called it.
    let help = text(&run(Command::new(folder.join("kubectl-peapod")).args(["analyze", "--help"]), b""));
    assert!(help.contains("Usage: kubectl peapod analyze"), "{help}");
    let plain = text(&run(Command::new(PROGRAM).args(["analyze", "--help"]), b""));
    assert!(plain.contains("Usage: peapod analyze"), "{plain}");

    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    if Command::new("kubectl").args(["version", "--client"]).output().is_err() {
        eprintln!("skipped: kubectl is not installed here, so only the link was tried");
        return;
    }
    let mut kubectl = Command::new("kubectl");
    let answer =
        run(kubectl.args(["peapod", "analyze", "--fail-on", "never"]).env("PATH", path), cluster(3).as_bytes());
    let answer = text(&answer);
    assert!(["web-0", "web-1", "web-2"].iter().all(|name| answer.contains(name)), "{answer}");
}

#[test]
fn a_cluster_is_told_in_short_and_in_full() {
    let brief = text(&run(Command::new(PROGRAM).args(["analyze", "--fail-on", "never"]), cluster(40).as_bytes()));
    let full =
        text(&run(Command::new(PROGRAM).args(["analyze", "--fail-on", "never", "--full"]), cluster(40).as_bytes()));
    for number in 0..40 {
        let name = format!("web-{number}");
        assert!(brief.contains(&name) && full.contains(&name), "{name}");
    }
    assert!(
        brief.lines().count() * 3 < full.lines().count(),
        "{} and {} lines",
        brief.lines().count(),
        full.lines().count()
    );
}

#[test]
fn a_folder_is_every_manifest_below_it() {
    let folder = folder("tree");
    fs::create_dir_all(folder.join("deep/er")).expect("a folder");
    for (name, content) in
        [("a.yaml", POD), ("deep/b.yml", POD), ("deep/er/c.json", "{}"), ("deep/notes.txt", "not me")]
    {
        fs::write(folder.join(name), content).expect("a file");
    }
    let command = &mut Command::new(PROGRAM);
    let command = command.args(["analyze", "--format", "ndjson", "--fail-on", "never"]).arg(&folder);
    let told: Vec<String> = text(&run(command, b""))
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["file"].as_str().expect("a name").to_owned()
        })
        .collect();
    let ends: Vec<&str> = ["a.yaml", "deep/b.yml", "deep/er/c.json"].to_vec();
    assert_eq!(told.len(), ends.len(), "{told:?}");
    assert!(told.iter().zip(ends).all(|(name, end)| name.ends_with(end)), "{told:?}");
}

#[test]
fn nothing_but_a_terminal_gets_colours_or_progress() {
    let output = run(Command::new(PROGRAM).args(["analyze", "--fail-on", "never", "-"]), cluster(5).as_bytes());
    assert!(!output.stdout.contains(&0x1b) && output.stderr.is_empty(), "{output:?}");
    // With util-linux' script, the same on a terminal.
    let Ok(version) = Command::new("script").arg("--version").output() else {
        eprintln!("skipped: script(1) is not installed here, so there is no terminal to try");
        return;
    };
    if !String::from_utf8_lossy(&version.stdout).contains("util-linux") {
        eprintln!("skipped: script(1) here is not util-linux'");
        return;
    }
    let file = folder("terminal").join("web.yaml");
    fs::write(&file, POD).expect("a file");
    let line = format!("'{PROGRAM}' analyze --fail-on never '{}'", file.display());
    let mut script = Command::new("script");
    let script = script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm-256color").env_remove("NO_COLOR");
    assert!(run(script, b"").stdout.contains(&0x1b), "a terminal gets colours");
}

#[test]
fn shells_can_complete_it_and_man_can_show_it() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = text(&run(Command::new(PROGRAM).args(["completions", shell]), b""));
        for word in ["analyze", "convert", "serve", "fail-on", "frame-ancestor"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let page = text(&run(Command::new(PROGRAM).arg("man"), b""));
    assert!(page.starts_with(".ie") || page.contains(".TH peapod"), "{page:.200}");
    for word in ["fail\\-on", "frame\\-ancestor", "PEAPOD_LISTEN", "Exit status"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn the_hook_of_pre_commit_names_what_there_is() {
    let hook = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.pre-commit-hooks.yaml"))
        .expect("it is there");
    let hooks: serde_yaml::Value = serde_yaml::from_str(&hook).expect("YAML");
    let entry = hooks[0]["entry"].as_str().expect("an entry");
    let mut words = entry.split(' ');
    assert_eq!(words.next(), Some("peapod"));
    let bad = folder("hook").join("bad.yaml");
    fs::write(&bad, POD.replace("image", "imago")).expect("a file");
    // pre-commit appends the names of the files that are committed.
    let output = run(Command::new(PROGRAM).args(words).arg(&bad), b"");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}
