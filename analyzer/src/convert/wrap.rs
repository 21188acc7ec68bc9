//! Objects around pods: a bare pod as the template of a Deployment or a Job, a Deployment as a Job.

use crate::edit::{
    Change, New, Style, end_of, is_flow, line_end, line_start, next_line, put, reindent, remove, scalar,
};
use crate::pod::Pod;
use crate::yaml::{Node, Shape};

/// The label by which a Deployment finds its pods, where they have none yet.
pub(super) const LABEL: &str = "app.kubernetes.io/name";

/// A bare pod as the template of a `Deployment` or a `Job` of the same name.
pub(crate) fn wrap(pod: &Pod<'_>, kind: &str) -> Option<Change> {
    let (root, text) = (pod.object, pod.object.text());
    let spec = root.entry("spec")?;
    let key = spec.key.span().start as usize;
    let is_block = spec.value.shape() == Shape::Mapping && !is_flow(spec.value) && !spec.value.is_alias();
    if pod.kind != Some("Pod") || !is_block || line_start(text, key) != key || pod.name.is_none() {
        return None;
    }
    let start = next_line(text, key);
    let end = next_line(text, end_of(spec.value)?);
    let style = Style::around(root, spec.value.span().start as usize);
    let head = head(pod, kind, &style)?;
    let mut body = reindent(text.get(start..end)?, 0, 2 * style.unit);
    if !body.ends_with('\n') {
        body.push_str(style.line_break);
    }
    let api_version = if kind == "Job" { "batch/v1" } else { "apps/v1" };
    let named = put(root, &["apiVersion"], New::text(api_version))?.and(put(root, &["kind"], New::text(kind))?);
    let wrapped = named.and(Change::replace(start, end, head + &body));
    let metadata = root.get("metadata")?;
    let moved = if metadata.get("annotations").is_some() { Some(remove(metadata, "annotations")?) } else { None };
    let status = if root.get("status").is_some() { Some(remove(root, "status")?) } else { None };
    Some([moved, status].into_iter().flatten().fold(wrapped, Change::and))
}

/// The lines between `spec:` and the pod's own spec.
fn head(pod: &Pod<'_>, kind: &str, style: &Style) -> Option<String> {
    let metadata = pod.object.get("metadata")?;
    let mut lines = String::new();
    let mut line = |depth: usize, words: &str| {
        lines.push_str(&" ".repeat(depth * style.unit));
        lines.push_str(words);
        lines.push_str(style.line_break);
    };
    let label = pod.label(LABEL).or_else(|| pod.label("app")).or_else(|| pod.labels.first().copied());
    let (key, value) = label.map_or((LABEL, pod.name?), |pair| (pair.key, pair.value));
    let pair = format!("{key}: {}", scalar(value));
    if kind == "Deployment" {
        line(1, "selector:");
        line(2, "matchLabels:");
        line(3, &pair);
    }
    line(1, "template:");
    let annotations = metadata.get("annotations");
    if kind == "Deployment" || !pod.labels.is_empty() || annotations.is_some() {
        line(2, "metadata:");
    }
    let labels = metadata.get("labels").filter(|_| !pod.labels.is_empty());
    if labels.is_none() && kind == "Deployment" {
        line(3, "labels:");
        line(4, &pair);
    }
    for (key, node) in [("labels", labels), ("annotations", annotations)] {
        if let Some(node) = node {
            lines.push_str(&mapping(key, node, style)?);
        }
    }
    lines.push_str(&" ".repeat(2 * style.unit));
    lines.push_str("spec:");
    lines.push_str(style.line_break);
    Some(lines)
}

/// A mapping of the metadata, as the text has it, three steps in.
fn mapping(key: &str, node: Node<'_>, style: &Style) -> Option<String> {
    let text = node.text();
    let indent = " ".repeat(3 * style.unit);
    let span = node.span();
    if node.is_alias() {
        return None;
    }
    if is_flow(node) {
        return Some(format!("{indent}{key}: {}{}", span.of(text), style.line_break));
    }
    let start = line_start(text, span.start as usize);
    let lines = text.get(start..line_end(text, end_of(node)?))?;
    let column = span.start as usize - start;
    Some(format!("{indent}{key}:{0}{1}{0}", style.line_break, reindent(lines, column, 4 * style.unit)))
}

/// The lines of the document around a place, and its separator: what goes when the document goes.
pub(super) fn document_lines(text: &str, at: usize) -> (usize, usize) {
    let (start, end) = body(text, at);
    if start == 0 {
        return (0, if end < text.len() { next_line(text, end) } else { end });
    }
    (line_start(text, start - 1), end)
}

/// The lines of the document around a place, without separators.
pub(super) fn body(text: &str, at: usize) -> (usize, usize) {
    let is_separator = |line: &str| line.trim_end() == "---" || line.starts_with("--- ");
    let (mut start, mut place) = (0, 0);
    for line in text.split_inclusive('\n') {
        let next = place + line.len();
        if is_separator(line) && place > at {
            return (start, place);
        }
        if is_separator(line) {
            start = next;
        }
        place = next;
    }
    (start, text.len())
}
