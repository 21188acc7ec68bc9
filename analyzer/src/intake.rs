//! Findings about the text as a whole: what the YAML reader objects to, and a text that holds no pod at all.
//!
//! These come first and stand alone: what a text does not say cannot be judged.

use crate::Options;
use crate::arrange::Arrange;
use crate::finding::{Edit, Finding, Fix, Severity, Source};
use crate::manifest::{Found, Manifest};
use crate::span::Span;
use crate::yaml::{Problem, ProblemKind, Shape, Tree};

/// The most bytes that are analysed.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;

/// A text that is too large to analyse.
pub(crate) fn too_large(text: &str) -> Finding {
    let message = format!("the text has {} bytes; at most {MAX_TEXT} are analysed", text.len());
    Finding::new("text-too-large", Source::Internal, Severity::Error, first_line(text), message)
        .help("Analyse a smaller part of it, for example one object at a time.")
}

/// Bytes as text, with a finding where they are not UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> (String, Option<Finding>) {
    let Err(error) = std::str::from_utf8(bytes) else {
        return (String::from_utf8_lossy(bytes).into_owned(), None);
    };
    if let Some(text) = utf16(bytes) {
        let finding = not_utf8(first_line(&text), "the file is UTF-16; kubectl reads UTF-8")
            .help("Save the file as UTF-8. PowerShell writes UTF-16 unless told otherwise.");
        return (text, Some(finding));
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let at = crate::span::offset(error.valid_up_to());
    let span = Span::new(at, at + crate::span::offset(char::REPLACEMENT_CHARACTER.len_utf8())).clamped(&text);
    let finding = not_utf8(span, "the text is not UTF-8 from here on; what cannot be read is replaced")
        .help("Save the file as UTF-8 without changing its encoding on the way.");
    (text, Some(finding))
}

fn not_utf8(span: Span, message: &str) -> Finding {
    Finding::new("invalid-utf-8", Source::Yaml, Severity::Error, span, message)
}

/// The text of UTF-16 bytes that say so with a byte-order mark.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let units = rest.as_chunks().0.iter().map(|pair| unit(*pair));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// What the YAML reader objects to.
pub(crate) fn problems(tree: &Tree<'_>, options: Options) -> Vec<Finding> {
    let mut findings: Vec<Finding> = tree.problems.iter().map(|problem| said(tree, problem)).collect();
    findings.extend(tree.not_json.map(|span| not_json(tree, span, options)));
    findings
}

fn said(tree: &Tree<'_>, problem: &Problem) -> Finding {
    let rule = if problem.kind == ProblemKind::Template { "unrendered-template" } else { "invalid-yaml" };
    let source = if problem.kind.is_ours() { Source::Internal } else { Source::Yaml };
    let severity = if problem.kind.is_accepted() { Severity::Warning } else { Severity::Error };
    let span = problem.span.clamped(tree.text());
    let finding = Finding::new(rule, source, severity, span, problem.kind.message()).help(problem.kind.help());
    Finding { document: tree.document_at(span.start), ..finding }
}

/// A text that starts with `{` was JSON and nothing else to kubectl before 1.33.
fn not_json(tree: &Tree<'_>, span: Span, options: Options) -> Finding {
    let text = tree.text();
    let old = options.kubernetes.minor() < 33;
    let (severity, message) = if old {
        (Severity::Error, "kubectl reads a text that starts with `{` as JSON, and this is no JSON")
    } else {
        (Severity::Warning, "kubectl before 1.33 reads a text that starts with `{` as JSON, and this is no JSON")
    };
    let start = crate::span::offset(text.len() - text.trim_start().len());
    let edits = vec![Edit { start, end: start, text: "---\n".into() }];
    Finding::new("invalid-yaml", Source::Yaml, severity, span, message)
        .help("Start the text with a line `---`, and it is read as YAML everywhere.")
        .fix(Fix::new("Start the text with `---`", edits))
}

/// What to say about a text without any pod, or with a pod that lacks its wrapping.
pub(crate) fn shape(tree: &Tree<'_>, manifests: &[Manifest<'_>]) -> Vec<Finding> {
    if tree.documents.is_empty() {
        return if tree.problems.is_empty() { vec![empty(tree.text())] } else { Vec::new() };
    }
    if manifests.iter().all(|manifest| manifest.templates.is_empty()) {
        let nothing = || vec![empty_list(tree)];
        return manifests.first().map_or_else(nothing, |first| vec![no_pod(first, manifests)]);
    }
    manifests.iter().filter_map(unwrapped).collect()
}

fn empty(text: &str) -> Finding {
    let message = if text.trim().is_empty() { "there is no text yet" } else { "the text holds nothing but comments" };
    Finding::new("empty-text", Source::Rule, Severity::Info, first_line(text), message)
        .help("Paste a Pod, or a workload such as a Deployment, or start from an example.")
}

fn no_pod(first: &Manifest<'_>, manifests: &[Manifest<'_>]) -> Finding {
    let mut kinds: Vec<&str> = manifests.iter().filter_map(|manifest| manifest.kind).collect();
    kinds.arrange();
    kinds.dedup();
    let span = first.node.entry("kind").map_or_else(|| line_of(first), |entry| entry.span());
    let (message, help) = match kinds.as_slice() {
        [] => (
            "this is YAML, but no Kubernetes object: it has no `kind`".to_owned(),
            "Paste a whole object with `apiVersion`, `kind`, `metadata` and `spec`.",
        ),
        kinds => (
            format!("nothing in this text runs containers: it holds {}", list(kinds)),
            "Add the Pod, Deployment, Job or other workload that uses it.",
        ),
    };
    Finding::new("no-pod", Source::Rule, Severity::Warning, span, message).help(help)
}

/// A text of Lists that hold no object.
fn empty_list(tree: &Tree<'_>) -> Finding {
    let root = tree.documents.first().map(|document| tree.root(document));
    let kind = root.and_then(|root| root.entry("kind")).map(|entry| entry.span());
    let span = kind.unwrap_or_else(|| first_line(tree.text()));
    Finding::new("no-pod", Source::Rule, Severity::Warning, span, "this list holds no objects")
        .help("Add the Pod, Deployment, Job or other workload that is meant to be in it.")
}

/// `a ConfigMap, a Secret and 2 more kinds`.
fn list(kinds: &[&str]) -> String {
    let shown: Vec<String> = kinds.iter().take(4).map(|kind| format!("`{}`", shorten(kind))).collect();
    match kinds.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more kinds", shown.join(", ")),
    }
}

fn shorten(kind: &str) -> String {
    kind.chars().take(60).collect()
}

fn unwrapped(manifest: &Manifest<'_>) -> Option<Finding> {
    let template = manifest.templates.first().filter(|template| template.found == Found::Unwrapped)?;
    let what = if template.path.is_empty() { "a pod spec or a list of containers" } else { "a pod" };
    let message = format!("this is {what} without the object around it; it is read as a Pod");
    let finding = Finding::new("missing-wrapping", Source::Rule, Severity::Info, line_of(manifest), message)
        .help("Add `apiVersion: v1`, `kind: Pod` and `metadata` before applying it.");
    Some(Finding { fix: wrapping(manifest), document: Some(manifest.document), ..finding })
}

/// The lines that make a Pod of a pod spec, of a list of containers, or of a pod without its kind.
fn wrapping(manifest: &Manifest<'_>) -> Option<Fix> {
    const MOST_LINES: usize = 2_000;
    let (text, node) = (manifest.node.text(), manifest.node);
    let (span, template) = (node.span(), manifest.templates.first()?);
    let start = text.get(..span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let margin = text.get(start..span.start as usize)?;
    // Only where the first line starts with the first key or dash is it sure how the others must look.
    let written = span.of(text);
    if !margin.bytes().all(|byte| byte == b' ') || written.starts_with(['{', '[']) || !manifest.path.is_empty() {
        return None;
    }
    let is_list = node.shape() == Shape::Sequence;
    let first = if is_list { node.items().next() } else { template.spec.get("containers")?.items().next() };
    let name = first?.get("name")?.str().filter(|name| is_label(name))?;
    let head = |key: &str| match key {
        "" => String::new(),
        key => format!("{margin}metadata:\n{margin}  name: {name}\n{margin}{key}\n"),
    };
    let (key, by) = match (template.path.is_empty(), is_list) {
        (true, true) => ("spec:\n  containers:", "  "),
        (true, false) => ("spec:", "  "),
        (false, _) if node.get("metadata").is_some() => ("", ""),
        // A template without metadata gets a name; its `spec` is there.
        (false, _) => return None,
    };
    let key = key.replace('\n', &format!("\n{margin}"));
    let at = crate::span::offset(start);
    let mut edits =
        vec![Edit { start: at, end: at, text: format!("{margin}apiVersion: v1\n{margin}kind: Pod\n{}", head(&key)) }];
    let mut line_start = start;
    for line in text.get(start..span.end as usize)?.split_inclusive('\n').filter(|_| !by.is_empty()) {
        let at = crate::span::offset(line_start);
        line_start += line.len();
        if !line.trim().is_empty() {
            edits.push(Edit { start: at, end: at, text: by.to_owned() });
        }
    }
    // The first line gets the head and its own spaces in one go.
    if edits.len() > 1 {
        let spaces = edits.remove(1);
        edits[0].text.push_str(&spaces.text);
    }
    let fix = Fix::new("Wrap it in a Pod", edits);
    (fix.edits.len() <= MOST_LINES && crate::yaml::read(&fix.apply(text)).problems.is_empty()).then_some(fix)
}

/// Whether a name can be a Pod's.
fn is_label(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&name.len()) && name.bytes().all(known) && !name.starts_with('-') && !name.ends_with('-')
}

/// The first line of an object.
fn line_of(manifest: &Manifest<'_>) -> Span {
    let span = manifest.span();
    let length = span.of(manifest.node.text()).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + crate::span::offset(length))
}

fn first_line(text: &str) -> Span {
    Span::new(0, crate::span::offset(text.lines().next().map_or(0, str::len).min(200))).clamped(text)
}

#[cfg(test)]
mod tests {
    use crate::{Options, analyze};

    fn wrapped(text: &str) -> Option<String> {
        let analysis = analyze(text, &Options::default());
        let finding = analysis.findings.into_iter().find(|finding| finding.rule == "missing-wrapping").unwrap();
        finding.fix.map(|fix| fix.apply(text))
    }

    #[test]
    fn a_piece_of_a_pod_gets_its_wrapping() {
        let head = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n";
        assert_eq!(
            wrapped("# why\ncontainers:\n- name: web\n  image: b\n\nvolumes: []\n").unwrap(),
            format!("# why\n{head}  containers:\n  - name: web\n    image: b\n\n  volumes: []\n")
        );
        assert_eq!(
            wrapped("- name: web\n  image: b\n  args:\n  - |\n    x\n     y\n").unwrap(),
            format!("{head}  containers:\n  - name: web\n    image: b\n    args:\n    - |\n      x\n       y\n")
        );
        assert_eq!(
            wrapped("  - name: web\n    image: b\n").unwrap(),
            format!("  {}\n    - name: web\n      image: b\n", format!("{head}  containers:").replace('\n', "\n  "))
        );
        assert_eq!(
            wrapped("metadata: {name: a}\nspec:\n  containers: [{name: web, image: b}]\n").unwrap(),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: web, image: b}]\n"
        );
        assert_eq!(wrapped("{containers: [{name: web, image: b}]}"), None);
        assert_eq!(wrapped("containers: [{name: W, image: b}]\n"), None);
    }
}
