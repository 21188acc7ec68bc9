//! Containers that go on when the work is done, and so keep a pod from completing.
//!
//! Rests on roles and on commands. A helper that somebody ends, by its quit port or by a signal, does not count.

use super::command::{Course, course, text};
use super::of;
use crate::analysis::{Lifecycle, Role};
use crate::patterns::Judgement;
use crate::pod::{Container, Pod};

/// Who has finished, and who goes on.
pub(crate) struct Lingering<'p, 'a> {
    /// A container that does its work and ends.
    pub(crate) worker: &'p Container<'a>,
    /// The regular containers that never end by themselves; at least one.
    pub(crate) helpers: Vec<&'p Container<'a>>,
}

/// The helpers that keep a pod from completing; none where it is not meant to complete.
pub(crate) fn lingering<'p, 'a>(pod: &'p Pod<'a>, judgement: &Judgement) -> Option<Lingering<'p, 'a>> {
    if !pod.is_pod_spec || !pod.runs_to_completion() || ends_them(pod) {
        return None;
    }
    let regular = pod.containers.iter().enumerate().filter(|(_, container)| container.lifecycle == Lifecycle::Regular);
    let (helpers, workers): (Vec<_>, Vec<_>) =
        regular.partition(|(index, container)| goes_on(container, judgement, *index));
    let (_, worker) = *workers.first()?;
    let helpers: Vec<_> = helpers.into_iter().map(|(_, container)| container).collect();
    (!helpers.is_empty()).then_some(Lingering { worker, helpers })
}

/// Which containers of a pod never end by themselves while nobody ends them, whatever kind of pod they are in.
pub(super) fn lasts(pod: &Pod<'_>, judgement: &Judgement) -> Vec<bool> {
    let mut lasting: Vec<bool> =
        pod.containers.iter().enumerate().map(|(index, container)| goes_on(container, judgement, index)).collect();
    if lasting.contains(&true) && ends_them(pod) {
        lasting.fill(false);
    }
    lasting
}

fn goes_on(container: &Container<'_>, judgement: &Judgement, index: usize) -> bool {
    match course(container) {
        Course::Idles | Course::Endless => true,
        Course::Ends => false,
        Course::Unknown => is_helper(judgement, index),
    }
}

fn is_helper(judgement: &Judgement, index: usize) -> bool {
    let role = judgement.containers.get(index).map(|report| report.role);
    matches!(role, Some(Role::Sidecar | Role::Ambassador | Role::Adapter))
}

/// Whether somebody seems to end the helpers: by a call to their quit port, or by a signal.
fn ends_them(pod: &Pod<'_>) -> bool {
    let told = |lifecycle| of(pod, lifecycle).any(|container| text(container).contains("quitquitquit"));
    pod.share_process_namespace || told(Lifecycle::Regular) || told(Lifecycle::NativeSidecar)
}
