//! The analysis as Markdown, to paste into an issue, a review or a wiki.
//!
//! All words from the manifest are escaped: nothing in a name can become markup.

use crate::analysis::{Analysis, PodReport};
use crate::finding::Finding;
use crate::flow;
use crate::span::LineIndex;
use std::fmt::Write as _;

/// The analysis of `text` as Markdown: verdict, table, flow and findings of every pod.
pub fn markdown(analysis: &Analysis, text: &str) -> String {
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for pod in &analysis.pods {
        self::pod(pod, &lines, &mut out);
    }
    findings(&analysis.findings, &lines, &mut out);
    out
}

fn pod(pod: &PodReport, lines: &LineIndex<'_>, out: &mut String) {
    let kind = pod.kind.as_deref().unwrap_or("Pod");
    let name = pod.name.as_deref().unwrap_or("without a name");
    let _ = writeln!(out, "## {} {}\n", escape(kind), escape(name));
    let Some(verdict) = &pod.verdict else {
        out.push_str("No container of this pod can be read.\n\n");
        return;
    };
    let _ = writeln!(out, "**{}**, {} confidence.", verdict.pattern.title(), verdict.confidence.id());
    if let Some(runner_up) = verdict.runner_up {
        let _ = writeln!(out, "Next best: {}.", runner_up.title());
    }
    let _ = writeln!(out, "\n{}\n", escape(&verdict.summary));
    for evidence in &verdict.evidence {
        let line = lines.position(evidence.span.start).line;
        let _ = writeln!(out, "- {} (line {line}, {})", escape(&evidence.reason), evidence.strength.id());
    }
    table(pod, out);
    let _ = writeln!(out, "### Volume flow\n\n```mermaid\n{}```\n", flow::mermaid(pod));
    for sentence in flow::sentences(&pod.flow) {
        let _ = writeln!(out, "- {} ({})", escape(&sentence.text), escape(&sentence.because));
    }
    out.push('\n');
}

fn table(pod: &PodReport, out: &mut String) {
    if pod.table.columns.is_empty() {
        return;
    }
    let columns: Vec<String> = pod.table.columns.iter().map(|column| escape(column)).collect();
    let _ = writeln!(out, "\n| Aspect | {} |\n|---|{}", columns.join(" | "), "---|".repeat(columns.len()));
    for row in &pod.table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| escape(&cell.text)).collect();
        let _ = writeln!(out, "| {} | {} |", row.aspect, cells.join(" | "));
    }
    out.push('\n');
}

fn findings(findings: &[Finding], lines: &LineIndex<'_>, out: &mut String) {
    out.push_str("## Findings\n\n");
    if findings.is_empty() {
        out.push_str("None.\n");
    }
    for finding in findings {
        let line = lines.position(finding.span.start).line;
        let message = escape(&finding.message);
        let _ = write!(out, "- **{}** line {line}: {message} ({})", finding.severity.id(), finding.rule);
        if let Some(help) = &finding.help {
            let _ = write!(out, " {}", escape(help));
        }
        out.push('\n');
    }
}

/// Words as Markdown text that cannot be markup.
fn escape(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$' => {
                text.push('\\');
                text.push(character);
            }
            character if character.is_control() => text.push(' '),
            character => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kind: Pod\nmetadata: {name: '<b>x'}\nspec:\n  containers:\n  - name: app\n    volumeMounts:\n    - {name: logs, mountPath: /var/log, readOnly: true}\n  volumes:\n  - name: logs\n    emptyDir: {}\n";

    #[test]
    fn the_report_has_every_part() {
        let report = markdown(&crate::analyze(TEXT, &crate::Options::default()), TEXT);
        for part in
            ["## Pod \\<b\\>x", "| Aspect |", "```mermaid\nflowchart LR\n", "app reads logs", "## Findings", "line 5"]
        {
            assert!(report.contains(part), "no {part} in {report}");
        }
    }

    #[test]
    fn pictures_for_others_have_every_box_and_line() {
        let analysis = crate::analyze(TEXT, &crate::Options::default());
        let pod = &analysis.pods[0];
        let mermaid = flow::mermaid(pod);
        assert!(mermaid.contains("n0[\"app\"]") && mermaid.contains("n1 -->|\"/var/log\"| n0"), "{mermaid}");
        let dot = flow::dot(pod);
        assert!(dot.contains("n0 -> n1 [dir=back, style=solid, label=\"/var/log\"];"), "{dot}");
    }

    #[test]
    fn names_cannot_be_markup() {
        assert_eq!(escape("<script>|`*"), "\\<script\\>\\|\\`\\*");
        assert_eq!(escape("a\n# b"), "a \\# b");
    }
}
