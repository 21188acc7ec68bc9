//! What a page asks of one playground, and how that travels in the HTML from the server to the browser.
//!
//! It never carries the manifest: that is the textarea's content.

use analyzer::{KubernetesVersion, Options};

/// A part of the playground that a page can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The editor.
    Yaml,
    /// The pattern and why.
    Verdict,
    /// The volume-flow diagram and its edges in words.
    Flow,
    /// What is wrong or worth a remark.
    Findings,
    /// The comparison with the patterns.
    Table,
    /// What each container is for.
    Containers,
    /// In which order things start and stop.
    Timeline,
}

impl View {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 7] =
        [Self::Yaml, Self::Verdict, Self::Flow, Self::Findings, Self::Table, Self::Containers, Self::Timeline];

    /// The id that pages and links use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Verdict => "verdict",
            Self::Findings => "findings",
            Self::Flow => "flow",
            Self::Table => "table",
            Self::Containers => "containers",
            Self::Timeline => "timeline",
        }
    }

    /// Reads a list of ids such as `flow,verdict`; `all` is every view, and unknown words are left out.
    pub fn list(words: &str) -> Vec<Self> {
        let wanted: Vec<&str> = words.split(',').map(str::trim).collect();
        Self::ALL.into_iter().filter(|view| wanted.iter().any(|word| *word == "all" || *word == view.id())).collect()
    }
}

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
}

impl Default for Setup {
    fn default() -> Self {
        Self { options: Options::default(), views: View::ALL.to_vec(), prefix: "p-".to_owned(), pod: 0 }
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
        format!(
            " data-prefix=\"{}\" data-views=\"{}\" data-kubernetes=\"{}\" data-pod=\"{}\" aria-labelledby=\"{}\"",
            escape(&self.prefix),
            views.join(","),
            self.options.kubernetes,
            self.pod,
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
        }
    }
}
