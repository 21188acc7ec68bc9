//! Playgrounds inside pages, rendered by the app's own components. Nothing here looks into a manifest.

use crate::book::{Fence, Page};
use analyzer::{KubernetesVersion, Options};
use app::{Check, Setup, View};

/// The page that is a playground with every view.
pub(crate) const PLAY: &str = "/play";

/// The n-th playground of a page as HTML, with the views that its fence names. In a text it sleeps: the page shows its
/// code, and the editor waits for the reader to ask for it.
pub(crate) fn of_fence(page: &Page, fence: &Fence, number: usize) -> String {
    let kubernetes = fence.info.kubernetes().unwrap_or_default();
    if page.path == PLAY {
        return whole(&fence.text, kubernetes, 0);
    }
    let mut views = View::list(fence.info.views());
    if page.sleeps() && !views.contains(&View::YAML) {
        views.insert(0, View::YAML);
    }
    let checks = if fence.info.has("start") { page.front.check_lines() } else { Vec::new() };
    let checks = checks.iter().filter_map(|line| Check::parse(line)).collect();
    app::playground_html(&fence.text, &Setup { views, checks, asleep: page.sleeps(), ..setup(kubernetes, number) })
}

/// The playground of `/play`, a workbench with tabs and a splitter, and the pod to show first.
pub(crate) fn whole(text: &str, kubernetes: KubernetesVersion, pod: usize) -> String {
    app::playground_html(text, &Setup { pod, bench: true, ..setup(kubernetes, 1) })
}

/// A playground for a frame of other people's pages: awake, with the views that they asked for.
pub(crate) fn embedded(text: &str, kubernetes: KubernetesVersion, views: &str, pod: usize) -> String {
    app::playground_html(text, &Setup { views: View::list(views), pod, ..setup(kubernetes, 1) })
}

fn setup(kubernetes: KubernetesVersion, number: usize) -> Setup {
    Setup { options: Options { kubernetes }, prefix: prefix(number), ..Setup::default() }
}

/// What every id inside the n-th playground of a page starts with.
pub(crate) fn prefix(number: usize) -> String {
    format!("p{number}-")
}
