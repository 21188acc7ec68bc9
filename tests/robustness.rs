//! Any text gives an analysis: half of one, one with a line missing, one with a piece cut out, one that is something else
//! altogether. Nothing panics, every place lies inside the text, and the same text gives the same analysis.

use analyzer::{Analysis, Finding, Options, Severity, Source, Span, analyze, analyze_bytes};
use std::fs;
use std::path::Path;

/// A manifest with a bit of everything: several documents, anchors, flow style, block scalars, characters of four bytes.
const MIXED: &str = r#"# two objects
apiVersion: apps/v1
kind: Deployment
metadata: {name: "grüße-😀", labels: &labels {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: *labels}
  template:
    metadata:
      labels: *labels
      annotations: {'sidecar.istio.io/inject': "true"}
    spec:
      hostNetwork: true # peapod: ignore host-namespaces (wanted)
      initContainers:
      - name: sync
        image: registry.example.com:5000/team/sync@sha256:abc
        restartPolicy: Always
        volumeMounts: [{name: data, mountPath: /out, subPathExpr: $(POD)/x}]
      containers:
      - &web
        name: web
        image: nginx
        command: ["/bin/sh", "-c", "while true; do cp /in/* /out/; sleep 5; done"]
        ports: [{name: http, containerPort: 80}, {containerPort: "443"}]
        livenessProbe: &probe {httpGet: {path: /, port: http}}
        readinessProbe: *probe
        env:
        - {name: BACKEND_URL, value: "http://localhost:9999/"}
        - {name: BACKEND_URL, valueFrom: {secretKeyRef: {name: s, key: k}}}
        volumeMounts:
        - {name: data, mountPath: /in}
        - {name: data, mountPath: /in/deep/, subPath: out}
        - {name: host, mountPath: /host}
      - <<: *web
        name: copy
        args:
        - |
          # peapod: ignore nothing
          echo "ä" > /out/file
      volumes:
      - name: data
        emptyDir: {medium: memory}
      - name: host
        hostPath: {path: /}
      - name: conf
        configMap: {name: c, defaultMode: 440}
---
apiVersion: batch/v1
kind: CronJob
metadata:
	name: tab
spec:
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: 'b:1'}, {name: log, image: fluent/fluent-bit:3.1}]}}}}
"#;

fn case_study() -> String {
    fs::read_to_string(tests::here("content/examples/case-study.yaml")).unwrap()
}

/// What must hold of any analysis.
fn check(text: &str, analysis: &Analysis) {
    let inside = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    let mut spans: Vec<Span> = Vec::new();
    for finding in &analysis.findings {
        assert!(inside(finding.span), "{finding:?} in {text:?}");
        assert!(!finding.message.trim().is_empty() && !finding.rule.is_empty(), "{finding:?}");
        assert_ne!(finding.source, Source::Internal, "{finding:?} in {text:?}");
        assert!(finding.pod.is_none_or(|pod| pod < analysis.pods.len()), "{finding:?}");
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(inside(Span::new(edit.start, edit.end)), "{finding:?} in {text:?}");
        }
    }
    for pod in &analysis.pods {
        spans.push(pod.span);
        let evidence = pod.verdict.iter().flat_map(|verdict| &verdict.evidence);
        spans.extend(
            evidence.chain(pod.containers.iter().flat_map(|container| &container.evidence)).map(|one| one.span),
        );
        spans.extend(pod.containers.iter().map(|container| container.span));
        spans.extend(pod.table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.spans.iter().copied()));
        spans.extend(pod.flow.nodes.iter().filter_map(|node| node.span));
        spans.extend(pod.flow.edges.iter().filter_map(|edge| edge.span));
        let ends = pod.flow.edges.iter().flat_map(|edge| [edge.from, edge.to]);
        assert!(ends.into_iter().all(|node| node < pod.flow.nodes.len()), "an edge without a node in {text:?}");
    }
    for span in spans {
        assert!(inside(span), "{span:?} in {text:?}");
    }
}

fn survives(text: &str) {
    check(text, &analyze(text, &Options::default()));
}

fn every_prefix(text: &str) {
    for (at, _) in text.char_indices() {
        survives(&text[..at]);
    }
    survives(text);
}

fn every_line_deleted(text: &str) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for skipped in 0..lines.len() {
        let rest: String = lines.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, line)| *line).collect();
        survives(&rest);
    }
}

/// Pieces of several lengths cut out at every place; the longer ones at fewer places.
fn every_cut(text: &str, lengths: &[usize]) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for &length in lengths {
        for from in (0..places.len()).step_by(length) {
            let end = places.get(from + length).copied().unwrap_or(text.len());
            survives(&[&text[..places[from]], &text[end..]].concat());
        }
    }
}

#[test]
fn half_a_manifest_gives_an_analysis() {
    every_prefix(&case_study());
    every_prefix(MIXED);
}

#[test]
fn a_manifest_with_something_missing_gives_an_analysis() {
    every_line_deleted(&case_study());
    every_cut(&case_study(), &[1, 7, 40]);
    every_line_deleted(MIXED);
    every_cut(MIXED, &[2, 40]);
}

#[test]
fn real_manifests_give_an_analysis_whatever_is_missing() {
    let Some(folder) = tests::shared("corpus/dev") else { return };
    let mut texts = texts(&folder);
    texts.sort_by_key(String::len);
    for text in texts.iter().take(50) {
        every_line_deleted(text);
        // Every prefix of a long text takes minutes; the places where it stops are spread evenly instead.
        let step = (text.len() / 100).max(1);
        for (at, _) in text.char_indices().step_by(step) {
            survives(&text[..at]);
        }
    }
}

#[test]
fn whole_collections_give_the_same_analysis_twice() {
    let Some(folder) = tests::shared("corpus/bulk") else { return };
    for text in texts(&folder).iter().chain([&MIXED.to_owned()]) {
        let first = analyze(text, &Options::default());
        check(text, &first);
        assert_eq!(first, analyze(text, &Options::default()));
    }
}

fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|one| one == "yaml"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// The one finding of a rule in a text that is no manifest.
fn only<'a>(analysis: &'a Analysis, rule: &str) -> &'a Finding {
    let all: Vec<_> = analysis.findings.iter().filter(|finding| finding.rule == rule).collect();
    assert_eq!(all.len(), 1, "{rule} in {:?}", analysis.findings);
    assert!(all[0].help.as_ref().is_some_and(|help| help.ends_with('.')), "{:?}", all[0]);
    all[0]
}

#[test]
fn bad_input_gets_a_finding_at_its_place() {
    let cases = [
        ("", "empty-text", Severity::Info, ""),
        ("\n  \n", "empty-text", Severity::Info, ""),
        ("# a\n# b\n", "empty-text", Severity::Info, "# a"),
        ("---\n", "empty-text", Severity::Info, "---"),
        ("just some words\n", "no-pod", Severity::Warning, "just some words"),
        ("FROM nginx:1.27\nCOPY . /app\n", "no-pod", Severity::Warning, ""),
        ("{\"a\": 1}", "no-pod", Severity::Warning, "{\"a\": 1}"),
        ("kind: Pod\nmetadata:\n\tname: web\n", "invalid-yaml", Severity::Error, "\t"),
        ("kind: Pod\nname: 'web\n", "invalid-yaml", Severity::Error, ""),
        (
            "apiVersion: v1\nkind: Pod\nspec:\n  x: {{ .Values.x }}\n",
            "unrendered-template",
            Severity::Error,
            "{{ .Values.x }}",
        ),
        (
            "apiVersion: v1\nkind: Pod\n{{- if .Values.x }}\nspec: {}\n{{- end }}\n",
            "unrendered-template",
            Severity::Error,
            "",
        ),
        (
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: YQ==}\n",
            "no-pod",
            Severity::Warning,
            "kind: Secret",
        ),
        ("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\n", "no-pod", Severity::Warning, "kind: ConfigMap"),
        ("apiVersion: v1\nkind: List\nitems: []\n", "no-pod", Severity::Warning, "kind: List"),
        ("[]\n", "no-pod", Severity::Warning, "[]"),
    ];
    for (text, rule, severity, place) in cases {
        let analysis = analyze(text, &Options::default());
        check(text, &analysis);
        let Some(finding) = analysis.findings.iter().find(|finding| finding.rule == rule) else {
            panic!("no {rule} in {text:?}: {:?}", analysis.findings);
        };
        assert_eq!(finding.severity, severity, "{text:?}");
        assert!(finding.help.is_some(), "{text:?}");
        let start = if place.is_empty() { finding.span.start as usize } else { text.find(place).unwrap() };
        assert_eq!(finding.span.start as usize, start, "{text:?}: {finding:?}");
    }
}

#[test]
fn bytes_that_are_no_utf8_are_read_as_far_as_they_go() {
    let bytes =
        b"apiVersion: v1\nkind: Pod\nmetadata: {name: w\xffeb}\nspec: {containers: [{name: a, image: 'b:1'}]}\n";
    let (text, analysis) = analyze_bytes(bytes, &Options::default());
    check(&text, &analysis);
    let finding = only(&analysis, "invalid-utf-8");
    assert_eq!(finding.span.of(&text), "\u{fffd}");
    assert_eq!(analysis.pods.len(), 1);
    // UTF-16, as some editors save.
    let (text, analysis) = analyze_bytes(&[0xff, 0xfe, b'a', 0, b':', 0], &Options::default());
    check(&text, &analysis);
    only(&analysis, "invalid-utf-8");
}

#[test]
fn a_text_that_is_too_large_is_refused_with_a_reason() {
    let text = format!("{}# {}\n", case_study(), "x".repeat(10 * 1024 * 1024));
    let analysis = analyze(&text, &Options::default());
    let finding = only(&analysis, "text-too-large");
    assert_eq!((finding.source, finding.severity), (Source::Internal, Severity::Error));
    assert!((finding.span.end as usize) <= text.len() && analysis.pods.is_empty());
}

#[test]
fn advice_is_silenced_by_a_comment_and_nothing_else_is() {
    let pod = |comment: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - name: web\n{comment}    image: nginx\n"
        )
    };
    let silenced = |comment: &str| {
        let text = pod(comment);
        let analysis = analyze(&text, &Options::default());
        check(&text, &analysis);
        let found = analysis.findings.iter().any(|finding| finding.rule == "image-latest-or-untagged");
        assert_eq!(found, analysis.silenced == 0, "{comment}");
        analysis.silenced == 1
    };
    assert!(!silenced(""));
    assert!(silenced("    # peapod: ignore image-latest-or-untagged (a demo)\n"));
    assert!(silenced("# peapod: ignore hostpath, image-latest-or-untagged\n    # and another remark\n\n"));
    assert!(silenced("    image: nginx # peapod: ignore image-latest-or-untagged\n    #"));
    assert!(!silenced("    # peapod: ignore hostpath (image-latest-or-untagged)\n"));
    assert!(!silenced("    args: ['# peapod: ignore image-latest-or-untagged']\n"));
    assert!(!silenced("    args:\n    - |\n      # peapod: ignore image-latest-or-untagged\n"));
    assert!(!silenced("    args: [a#peapod: ignore image-latest-or-untagged]\n"));
    // What is refused stays refused.
    let refused = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n# peapod: ignore unknown-field\nnonsense: 1\nspec: {containers: [{name: a, image: 'b:1'}]}\n";
    let plain = refused.replace("# peapod: ignore unknown-field\n", "");
    let api = |text: &str| {
        analyze(text, &Options::default()).findings.iter().filter(|one| one.source != Source::Rule).count()
    };
    assert_eq!(api(refused), api(&plain));
}
