//! Playgrounds inside pages, rendered by the app's own components.

use crate::html::escape;
use analyzer::KubernetesVersion;

/// The n-th playground of a page as HTML.
pub(crate) fn html(text: &str, kubernetes: KubernetesVersion, views: &str, number: usize) -> String {
    let text = escape(text);
    format!(
        "<section class=\"playground\" data-playground data-views=\"{}\" data-prefix=\"p{number}-\" data-kubernetes=\"{kubernetes}\">\
         <form method=\"post\" action=\"/play\"><textarea name=\"manifest\">\n{text}</textarea></form></section>",
        escape(views)
    )
}
