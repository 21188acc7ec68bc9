//! The state of one playground: its text, what the analysis says of it, and what the reader looks at.
//!
//! `analyze` is called here and nowhere else, once an edit. The root creates the session and hands it down; it is
//! `Copy`, and there is no global state beside it.

use std::sync::Arc;

use analyzer::finding::Fix;
use analyzer::{Analysis, LineIndex, Options, PodReport, Severity, Source, Span, analyze};
use leptos::prelude::*;

use crate::setup::Setup;

/// A text and its analysis, which belong together: spans mean nothing without their text.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// What it means.
    pub analysis: Analysis,
}

impl Reading {
    /// The lines of the text.
    pub fn lines(&self) -> LineIndex<'_> {
        LineIndex::new(&self.text)
    }

    /// Whether the text holds nothing at all.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a picture of this text can be trusted: a pod with a verdict, and nothing unreadable.
    fn is_good(&self) -> bool {
        self.analysis.pods.iter().any(|pod| pod.verdict.is_some()) && self.obstacle().is_none()
    }

    /// The finding that keeps the text from being read.
    pub fn obstacle(&self) -> Option<&analyzer::Finding> {
        let unreadable =
            |finding: &&analyzer::Finding| finding.source == Source::Yaml && finding.severity == Severity::Error;
        self.analysis.findings.iter().find(unreadable)
    }
}

/// What the results show: the reading of the current text, or the last good one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The reading.
    pub reading: Arc<Reading>,
    /// Whether the text has moved on since.
    pub stale: bool,
}

/// One pod of the reading on show.
pub struct ShownPod {
    /// The reading.
    pub reading: Arc<Reading>,
    index: usize,
}

impl std::ops::Deref for ShownPod {
    type Target = PodReport;

    fn deref(&self) -> &PodReport {
        &self.reading.analysis.pods[self.index]
    }
}

/// The state of one playground.
#[derive(Clone, Copy)]
pub struct Session {
    /// The text in the editor.
    pub text: RwSignal<String>,
    /// What the analysis depends on besides the text.
    pub options: RwSignal<Options>,
    /// The current text with its analysis.
    pub analysis: Memo<Arc<Reading>>,
    /// What the results show.
    pub shown: Memo<Shown>,
    /// The pod that the reader chose, of those on show.
    pub pod: RwSignal<usize>,
    /// The place that the reader asked to see, as bytes of the current text.
    pub focus: RwSignal<Option<Span>>,
    /// The repair that the reader asked for.
    pub repair: RwSignal<Option<Fix>>,
    /// What the page asks for.
    pub setup: StoredValue<Setup>,
}

impl Session {
    /// A session that starts with `text`.
    pub fn new(text: String, setup: Setup) -> Self {
        let text = RwSignal::new(text);
        let options = RwSignal::new(setup.options);
        let analysis = Memo::new(move |_| {
            let text = text.get();
            let analysis = analyze(&text, &options.read());
            Arc::new(Reading { text, analysis })
        });
        Self::with_analysis(text, options, analysis, setup)
    }

    fn with_analysis(
        text: RwSignal<String>,
        options: RwSignal<Options>,
        analysis: Memo<Arc<Reading>>,
        setup: Setup,
    ) -> Self {
        Self {
            text,
            options,
            analysis,
            shown: Memo::new(move |before| choose(analysis.get(), before)),
            pod: RwSignal::new(setup.pod),
            focus: RwSignal::new(None),
            repair: RwSignal::new(None),
            setup: StoredValue::new(setup),
        }
    }

    /// A session that shows a reading made by hand.
    #[cfg(test)]
    pub(crate) fn showing(reading: Reading) -> Self {
        let reading = Arc::new(reading);
        let analysis = Memo::new(move |_| reading.clone());
        let text = RwSignal::new(analysis.get_untracked().text.clone());
        Self::with_analysis(text, RwSignal::new(Options::default()), analysis, Setup::default())
    }

    /// The pod on show; none where no pod can be read.
    pub fn shown_pod(self) -> Option<ShownPod> {
        let reading = self.shown.get().reading;
        let last = reading.analysis.pods.len().checked_sub(1)?;
        Some(ShownPod { index: self.pod.get().min(last), reading })
    }

    /// The id of a part of this playground.
    pub(crate) fn id(self, part: &str) -> String {
        self.setup.with_value(|setup| setup.id(part))
    }

    /// Whether the page wants `view`.
    pub(crate) fn shows(self, view: crate::View) -> bool {
        self.setup.with_value(|setup| setup.shows(view))
    }
}

/// The current reading where it is good or nothing good came before; else the last good one, marked. A text that was
/// cleared starts afresh.
fn choose(current: Arc<Reading>, before: Option<&Shown>) -> Shown {
    match before {
        Some(last) if !current.is_good() && !current.is_blank() && last.reading.is_good() => {
            Shown { reading: last.reading.clone(), stale: true }
        }
        _ => Shown { reading: current, stale: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_broken_text_keeps_the_last_good_result() {
        let good = Arc::new(sample::reading());
        let broken = Arc::new(sample::broken());
        let first = choose(good.clone(), None);
        assert!(!first.stale);
        let second = choose(broken.clone(), Some(&first));
        assert_eq!(second, Shown { reading: good.clone(), stale: true });
        assert!(!choose(good, Some(&second)).stale);
        assert_eq!(choose(broken.clone(), None).reading, broken);
    }

    #[test]
    fn a_cleared_text_shows_nothing_old() {
        let first = choose(Arc::new(sample::reading()), None);
        let blank = Reading { text: " \n".into(), analysis: analyze(" \n", &Options::default()) };
        assert!(!choose(Arc::new(blank), Some(&first)).stale);
    }
}
