//! Playgrounds inside pages, rendered by the app's own components. Nothing here looks into a manifest.

use analyzer::{KubernetesVersion, Options};
use app::{Setup, View};

/// The n-th playground of a page as HTML, with the views that a fence names.
pub(crate) fn html(text: &str, kubernetes: KubernetesVersion, views: &str, number: usize) -> String {
    let options = Options { kubernetes };
    let setup = Setup { options, views: View::list(views), prefix: format!("p{number}-"), ..Setup::default() };
    app::playground_html(text, &setup)
}
