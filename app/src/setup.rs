//! What a page asks of one playground, and how that travels in the HTML from the server to the browser.
//!
//! It never carries the manifest: that is the textarea's content.

use analyzer::{KubernetesVersion, Options};

use crate::check::Check;
use crate::views::View;

/// What a page asks of one playground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// What the analysis depends on besides the text.
    pub options: Options,
    /// The parts to show.
    pub views: Vec<View>,
    /// Start of every id inside, so that several playgrounds fit on one page.
    pub prefix: String,
    /// The pod to show first.
    pub pod: usize,
    /// Whether it is a workbench, with tabs and a splitter, and not a part of a text.
    pub bench: bool,
    /// Whether it waits until the reader asks to edit it.
    pub asleep: bool,
    /// What a lesson asks of the manifest.
    pub checks: Vec<Check>,
}

impl Default for Setup {
    fn default() -> Self {
        let prefix = "p-".to_owned();
        Self {
            options: Options::default(),
            views: View::ALL.to_vec(),
            prefix,
            pod: 0,
            bench: false,
            asleep: false,
            checks: Vec::new(),
        }
    }
}

impl Setup {
    /// Whether the page wants `view`.
    pub fn shows(&self, view: View) -> bool {
        self.views.contains(&view)
    }

    /// The id of a part of this playground.
    pub(crate) fn id(&self, part: &str) -> String {
        format!("{}{part}", self.prefix)
    }

    /// This set-up as attributes of the section, each with a leading space.
    #[cfg(any(test, feature = "ssr"))]
    pub(crate) fn attributes(&self) -> String {
        use crate::text::escape;

        let views: Vec<&str> = self.views.iter().map(|view| view.id()).collect();
        let checks: Vec<&str> = self.checks.iter().map(Check::line).collect();
        let checks = match checks.as_slice() {
            [] => String::new(),
            lines => format!(" data-checks=\"{}\"", escape(&lines.join("; "))),
        };
        let asleep = if self.asleep { " data-asleep" } else { "" };
        format!(
            "{asleep}{checks} data-prefix=\"{}\" data-views=\"{}\" data-kubernetes=\"{}\" data-pod=\"{}\"{} aria-labelledby=\"{}\"",
            escape(&self.prefix),
            views.join(","),
            self.options.kubernetes,
            self.pod,
            if self.bench { " data-bench" } else { "" },
            escape(&self.id("title")),
        )
    }

    /// The set-up that `attribute`, a reader of a section's attributes, gives back.
    pub fn from_attributes(attribute: impl Fn(&str) -> Option<String>) -> Self {
        let kubernetes = attribute("data-kubernetes").and_then(|version| KubernetesVersion::parse(&version));
        Self {
            options: Options { kubernetes: kubernetes.unwrap_or_default() },
            views: View::list(&attribute("data-views").unwrap_or_default()),
            prefix: attribute("data-prefix").unwrap_or_default(),
            pod: attribute("data-pod").and_then(|pod| pod.parse().ok()).unwrap_or(0),
            bench: attribute("data-bench").is_some(),
            asleep: attribute("data-asleep").is_some(),
            checks: attribute("data-checks").unwrap_or_default().split("; ").filter_map(Check::parse).collect(),
        }
    }
}
