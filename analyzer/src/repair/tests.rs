//! How indentation is put back.

use super::*;

/// A text without its indentation.
fn flat(text: &str) -> String {
    text.lines().map(|line| [line.trim_start(), "\n"].concat()).collect::<String>()
}

fn repaired(text: &str) -> Option<String> {
    let finding = check(text)?;
    Some(finding.fix?.apply(text))
}

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  # The site.
  - name: web
    image: nginx
    ports:
    - containerPort: 80
    args: [a,
      b]
    volumeMounts:
    - name: logs
      mountPath: /var/log
  - name: shipper
    image: shipper
    env:
    - name: LEVEL
      value: info
  volumes:
  - name: logs
    emptyDir:
      sizeLimit: 1Gi
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: site
data:
  site.conf: |
    listen 80
    root: /srv
";

#[test]
fn what_was_flattened_comes_back() {
    assert_eq!(repaired(&flat(POD)).unwrap(), POD);
}

#[test]
fn lists_and_custom_resources_come_back() {
    let list = "\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: a
  spec:
    ports:
    - port: 80
- apiVersion: v1
  kind: Secret
  metadata:
    name: b
";
    assert_eq!(repaired(&flat(list)).unwrap(), list);
    let rollout = "\
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: a
spec:
  replicas: 2
  template:
    metadata:
      labels:
        app: a
    spec:
      containers:
      - name: a
        image: b
";
    assert_eq!(repaired(&flat(rollout)).unwrap(), rollout);
}

#[test]
fn what_is_not_flat_is_left_alone() {
    for text in [
        POD,
        "",
        "kind: Pod\n",
        "a: 1\nb: 2\nc: 3\nd: 4\ne:\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {}\n\n",
    ] {
        assert_eq!(check(text), None, "{text}");
    }
}

#[test]
fn a_reading_that_is_hardly_better_is_to_be_checked() {
    let text = "apiVersion: x.io/v1\nkind: Thing\nmetadata:\nname: a\nspec:\none:\ntwo:\nthree: 3\n";
    let help = check(text).unwrap().help.unwrap();
    assert!(help.contains("line 8 can stand 6 or 4 spaces in"), "{help}");
}

#[test]
fn two_equal_readings_are_no_repair() {
    let finding = Finding::new("lost-indentation", Source::Yaml, Severity::Error, Span::new(0, 0), MESSAGE);
    let text = "a:\nb: 1\n";
    let reading = |lead| Reading {
        depths: vec![0, 1],
        texts: vec![false, false],
        lead,
        doubt: Some(search::Doubt { line: 1, depth: 0 }),
    };
    let lines = line::lines(text);
    let equal = judged(finding.clone(), text, &lines, &reading(0));
    assert_eq!(equal.fix, None);
    assert!(equal.help.unwrap().contains("line 2 can stand 2 or 0 spaces in, and both make sense"));
    assert!(judged(finding, text, &lines, &reading(CLOSE)).fix.is_some());
}

#[test]
fn a_long_text_is_not_searched() {
    let text = format!("kind: Pod\nmetadata:\nspec:\n{}", "- name: a\n".repeat(MAX_LINES));
    assert_eq!(check(&text).unwrap().fix, None);
}

fn mended(text: &str) -> Option<String> {
    let analysis = crate::analyze(text, &Options::default());
    let fixes = analysis.findings.into_iter().filter_map(|finding| finding.fix);
    Some(fixes.into_iter().find(|fix| fix.title == "Put the indentation right")?.apply(text))
}

#[test]
fn lines_at_the_wrong_depth_are_put_right() {
    let pod = POD.split("---").next().unwrap();
    let two_lines =
        pod.replace("      mountPath: /var/log", "mountPath: /var/log").replace("    image: shipper", "image: shipper");
    assert_eq!(mended(&two_lines).unwrap(), pod);
    let shifted = pod.replace('\n', "\n    ");
    assert_eq!(mended(&shifted).unwrap().trim_end(), pod.trim_end());
    let level =
        pod.replace("    volumeMounts:\n    - name: logs\n      mount", "  volumeMounts:\n  - name: logs\n    mount");
    assert_eq!(mended(&level).unwrap(), pod);
}

#[test]
fn what_no_depth_explains_gets_no_repair() {
    for text in [
        POD.replace("image: nginx", "imagee: nginx"),
        POD.replace("image: nginx", "image: nginx\n    image: nginx"),
        POD.replace("image: nginx", "image nginx"),
        "a:\n b: 1\n  c: 2\n".to_owned(),
    ] {
        assert_eq!(mended(&text), None, "{text}");
    }
}

#[test]
fn blocks_of_text_come_back_at_one_depth_and_that_is_said() {
    let script = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: b\n    command: [sh, -c]\n    args:\n    - |\n      if true; then\n      echo yes\n      fi\n    tty: true\n";
    assert_eq!(repaired(&flat(script)).unwrap(), script);
    assert!(check(&flat(script)).unwrap().help.unwrap().contains("from line 12 on"));
}
