//! Playgrounds inside pages, rendered by the app's own components. Nothing here looks into a manifest.

use analyzer::{KubernetesVersion, Options};
use app::{Setup, View};

/// The n-th playground of a page as HTML, with the views that a fence names.
pub(crate) fn html(text: &str, kubernetes: KubernetesVersion, views: &str, number: usize) -> String {
    app::playground_html(text, &Setup { views: View::list(views), ..setup(kubernetes, number) })
}

/// The workbench of `/play`, with the pod to show first.
pub(crate) fn bench(text: &str, kubernetes: KubernetesVersion, pod: usize) -> String {
    app::playground_html(text, &Setup { bench: true, pod, ..setup(kubernetes, 1) })
}

fn setup(kubernetes: KubernetesVersion, number: usize) -> Setup {
    Setup { options: Options { kubernetes }, prefix: format!("p{number}-"), ..Setup::default() }
}
