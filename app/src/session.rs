//! The state of one playground: its text, what the analysis says of it, and what the reader looks at.
//!
//! `analyze` is called here and nowhere else, once an edit. The root creates the session and hands it down; it is
//! `Copy`, and there is no global state beside it.

use std::sync::Arc;
use std::time::Duration;

use analyzer::finding::Fix;
use analyzer::{Analysis, LineIndex, Options, PodReport, Severity, Source, Span, analyze};
use leptos::prelude::*;

use crate::rest::when_rested;
use crate::setup::Setup;
use crate::shift::Shift;
use crate::views::View;

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

    /// The finding that keeps a pod from being read whole, or the text where it has none.
    pub fn obstacle(&self) -> Option<&analyzer::Finding> {
        let pods = &self.analysis.pods;
        let holds_pod =
            |document: Option<usize>| pods.is_empty() || pods.iter().any(|pod| Some(pod.document) == document);
        self.unreadable().find(|finding| holds_pod(finding.document))
    }

    /// What cannot be read.
    fn unreadable(&self) -> impl Iterator<Item = &analyzer::Finding> {
        let findings = self.analysis.findings.iter();
        findings.filter(|finding| finding.source == Source::Yaml && finding.severity == Severity::Error)
    }

    /// Whether it says of its text what `before` said of another one, on the same lines: only places have moved.
    fn only_moves(&self, before: &Self) -> bool {
        let shift = Shift::between(&before.text, &self.text);
        let (now, then) = (&self.analysis, &before.analysis);
        let may = now.findings.len() == then.findings.len() && now.pods.len() == then.pods.len();
        may && shift.keeps_lines(&before.text, &self.text) && {
            let mut moved = then.clone();
            moved.move_places(|span| shift.moved(span));
            moved == *now
        }
    }

    /// Whether a pod of an earlier reading is gone because something can no longer be read.
    fn lost_pods_of(&self, earlier: &Self) -> bool {
        self.analysis.pods.len() < earlier.analysis.pods.len() && self.unreadable().next().is_some()
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

impl ShownPod {
    /// Which pod of the reading it is.
    pub(crate) const fn index(&self) -> usize {
        self.index
    }
}

impl std::ops::Deref for ShownPod {
    type Target = PodReport;

    fn deref(&self) -> &PodReport {
        &self.reading.analysis.pods[self.index]
    }
}

/// A place of the current text that the reader deals with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Where.
    pub span: Span,
    /// Whether the editor should go there; else the place is only lit up.
    pub asked: bool,
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
    /// Another manifest, to compare with; mostly empty.
    pub other: RwSignal<String>,
    /// The other manifest with its analysis, made when somebody looks.
    pub other_analysis: Memo<Arc<Reading>>,
    /// The pod that the reader chose, of those on show.
    pub pod: RwSignal<usize>,
    /// The place that the reader points at or asked to see. The one signal between editor and views.
    pub focus: RwSignal<Option<Focus>>,
    /// Where the caret stands, as a byte of the current text; none before the editor was entered.
    pub caret: RwSignal<Option<u32>>,
    /// What was just done, and the text that stood there before, for whoever wants it back.
    pub notice: RwSignal<Option<(String, Option<String>)>>,
    /// Whether the text is kept in this browser.
    pub kept: RwSignal<bool>,
    /// Whether the descriptions of Kubernetes' fields have arrived.
    pub described: RwSignal<bool>,
    /// The view that is read on a workbench without room for all of them.
    pub view: RwSignal<View>,
    /// The repair that the reader asked for.
    pub repair: RwSignal<Option<Fix>>,
    /// What the page asks for.
    pub setup: StoredValue<Setup>,
}

/// A text with its analysis, whenever one of them changes.
fn analysis_of(text: RwSignal<String>, options: RwSignal<Options>) -> Memo<Arc<Reading>> {
    Memo::new(move |_| {
        let text = text.get();
        let analysis = analyze(&text, &options.read());
        Arc::new(Reading { text, analysis })
    })
}

impl Session {
    /// A session that starts with `text`.
    pub fn new(text: String, setup: Setup) -> Self {
        let text = RwSignal::new(text);
        let options = RwSignal::new(setup.options);
        Self::with_analysis(text, options, analysis_of(text, options), setup)
    }

    fn with_analysis(
        text: RwSignal<String>,
        options: RwSignal<Options>,
        analysis: Memo<Arc<Reading>>,
        setup: Setup,
    ) -> Self {
        let other = RwSignal::new(String::new());
        Self {
            other,
            other_analysis: analysis_of(other, options),
            text,
            options,
            analysis,
            shown: Memo::new(move |before| choose(analysis.get(), before)),
            pod: RwSignal::new(setup.pod),
            focus: RwSignal::new(None),
            caret: RwSignal::new(None),
            notice: RwSignal::new(None),
            kept: RwSignal::new(false),
            described: RwSignal::new(false),
            view: RwSignal::new(setup.views.iter().copied().find(|view| *view != View::YAML).unwrap_or(View::YAML)),
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

    /// Where the pod on show stands, without following it.
    pub(crate) fn shown_pod_untracked(self) -> Option<Span> {
        let shown = self.shown.read_untracked();
        let pods = &shown.reading.analysis.pods;
        pods.get(self.pod.get_untracked().min(pods.len().checked_sub(1)?)).map(|pod| pod.span)
    }

    /// The reading of the text when it last rested for as long as `rest`.
    pub(crate) fn rested(self, rest: Duration) -> RwSignal<Arc<Reading>> {
        let rested = RwSignal::new(self.analysis.get_untracked());
        when_rested(rest, move || Some(self.analysis.get()), move |reading| rested.set(reading));
        rested
    }

    /// The same session for all that is drawn. A key that only moves places draws nothing anew: what stands there stays right,
    /// and its places are found by [`Shift`]. Once the text rests, and `rested` is its reading, that is what is drawn.
    pub(crate) fn drawn(self, rested: RwSignal<Arc<Reading>>) -> Self {
        let current = self.analysis;
        let analysis = Memo::new(move |before: Option<&Arc<Reading>>| {
            let now = current.get();
            let is_rested = *rested.read() == now;
            before.filter(|before| !is_rested && now.only_moves(before)).cloned().unwrap_or(now)
        });
        Self { analysis, shown: Memo::new(move |before| choose(analysis.get(), before)), ..self }
    }

    /// The same session for a view that follows the text only while `visible` says so. What nobody sees costs nothing.
    pub(crate) fn seen_while(self, visible: impl Fn() -> bool + Copy + Send + Sync + 'static) -> Self {
        Self { analysis: held(self.analysis, visible), shown: held(self.shown, visible), ..self }
    }

    /// Whether this is a workbench.
    pub(crate) fn is_bench(self) -> bool {
        self.setup.with_value(|setup| setup.bench)
    }

    /// The id of a part of this playground.
    pub(crate) fn id(self, part: &str) -> String {
        self.setup.with_value(|setup| setup.id(part))
    }

    /// Whether the page wants `view`.
    pub(crate) fn shows(self, view: View) -> bool {
        self.setup.with_value(|setup| setup.shows(view))
    }
}

/// `memo` while `visible`; in between its last value.
fn held<T: Clone + PartialEq + Send + Sync + 'static>(
    memo: Memo<T>,
    visible: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |before: Option<&T>| match before {
        Some(last) if !visible() => last.clone(),
        _ => memo.get(),
    })
}

/// The current reading where it is good or nothing good came before; else the last good one, marked. A text that was
/// cleared starts afresh.
fn choose(current: Arc<Reading>, before: Option<&Shown>) -> Shown {
    match before {
        Some(last)
            if last.reading.is_good()
                && !current.is_blank()
                && (!current.is_good() || current.lost_pods_of(&last.reading)) =>
        {
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
    fn what_a_key_does_not_change_is_told_by_its_meaning() {
        let of = |text: &str| Reading { text: text.into(), analysis: analyze(text, &Options::default()) };
        let before = of(sample::TEXT);
        let after = |part: &str, with: &str| of(&sample::TEXT.replacen(part, with, 1)).only_moves(&before);
        assert!(after("kind: Pod", "kind:  Pod") && after("kind: Pod", "kind: Pod # one"));
        assert!(!after("kind: Pod", "\nkind: Pod"), "a line break moves what is said of lines");
        assert!(!after("name: web", "name: webs") && !after("kind: Pod", "kind: Job"));
    }

    #[test]
    fn a_cleared_text_shows_nothing_old() {
        let first = choose(Arc::new(sample::reading()), None);
        let blank = Reading { text: " \n".into(), analysis: analyze(" \n", &Options::default()) };
        assert!(!choose(Arc::new(blank), Some(&first)).stale);
    }
}
