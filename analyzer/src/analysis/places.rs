//! All places in the text that an analysis names, in one go. Only places are changed here, never what is said of them.

use super::{Analysis, Evidence, PodReport};
use crate::span::Span;

impl Analysis {
    /// Puts another place for each, as `moved` says: for who knows how the text has changed since.
    pub fn move_places(&mut self, mut moved: impl FnMut(Span) -> Span) {
        for pod in &mut self.pods {
            of_pod(pod, &mut moved);
        }
        for finding in &mut self.findings {
            finding.span = moved(finding.span);
            for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                Span { start: edit.start, end: edit.end } = moved(Span::new(edit.start, edit.end));
            }
        }
    }
}

fn of_pod(pod: &mut PodReport, moved: &mut impl FnMut(Span) -> Span) {
    pod.span = moved(pod.span);
    let containers =
        pod.containers.iter_mut().flat_map(|one| std::iter::once(&mut one.span).chain(of(&mut one.evidence)));
    let verdict = pod.verdict.iter_mut().flat_map(|verdict| of(&mut verdict.evidence));
    let cells = pod.table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.spans);
    let nodes = pod.flow.nodes.iter_mut().filter_map(|node| node.span.as_mut());
    let edges = pod.flow.edges.iter_mut().filter_map(|edge| edge.span.as_mut());
    for span in containers.chain(verdict).chain(cells).chain(nodes).chain(edges) {
        *span = moved(*span);
    }
}

fn of(evidence: &mut [Evidence]) -> impl Iterator<Item = &mut Span> {
    evidence.iter_mut().map(|one| &mut one.span)
}

#[cfg(test)]
mod tests {
    use crate::testing::CASE_STUDY;
    use crate::{Options, Span, analyze};

    #[test]
    fn no_place_is_forgotten() {
        const FAR: u32 = 1_000_000;
        let mut analysis = analyze(&format!("{CASE_STUDY}  unknown: 1\n"), &Options::default());
        analysis.move_places(|span| Span::new(span.start + FAR, span.end + FAR));
        // A placeholder stands in the text of an edit, not in this one.
        let written = format!("{analysis:?}").replace("Edit { start", "Span { start");
        let starts = written.split("Span { start: ").skip(1).filter_map(|rest| rest.split(',').next()?.parse().ok());
        let starts: Vec<u32> = starts.collect();
        assert!(starts.len() > 60 && analysis.findings.iter().any(|finding| finding.fix.is_some()));
        assert!(starts.iter().all(|start| *start >= FAR), "{starts:?}");
    }
}
