//! The arguments of `peapod`, and their help. No defaults are decided anywhere else.

use crate::settings::Settings;
use crate::store::Store;
use analyzer::{KubernetesVersion, Severity};
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// What do the containers of a pod share, and should they?
#[derive(Debug, Parser)]
#[command(name = "peapod", version, about, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// The things that `peapod` does.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Judge the pods in Kubernetes manifests.
    Analyze(Analyze),
    /// Repair a manifest, and print the new text.
    Fix(Repair),
    /// Turn a pod into another form of itself, and print the new text.
    Convert(Convert),
    /// Serve the web site: the playground, the documentation and the API.
    Serve(Serve),
    /// Print what a shell needs to complete `peapod` as you type.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man(1).
    Man,
}

/// The name as kubectl's plugin: kubectl runs a program `kubectl-peapod` on the path as `kubectl peapod`.
const PLUGIN: &str = "kubectl-peapod";

impl Arguments {
    /// Reads the arguments of this program, and ends it where they are wrong. Help calls it as the user did.
    pub fn read() -> Self {
        let called = std::env::args_os().next().map(PathBuf::from);
        let plugin = called.is_some_and(|path| path.file_stem().is_some_and(|name| name == PLUGIN));
        let command = Self::command();
        let command = if plugin { command.bin_name("kubectl peapod") } else { command };
        Self::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

/// Arguments of `peapod fix`.
#[derive(Debug, Args)]
#[command(
    after_help = "Without --rule or --unsafe only those repairs are made that change nothing about how the pod runs.\n\
Values that only you can know are marked with a comment `# peapod: fill in …`.\n\
Exit status: 0 fine; 2 the input could not be read or written, or an argument is wrong."
)]
pub struct Repair {
    /// The file to read; `-` or none is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,

    /// Make the repairs of this rule, and no others.
    #[arg(long, value_name = "RULE", conflicts_with = "risky")]
    pub rule: Option<String>,

    /// Make all repairs, also those that should be looked at.
    #[arg(long = "unsafe")]
    pub risky: bool,

    /// What to do with the new text.
    #[command(flatten)]
    pub rewrite: Rewrite,
}

/// Arguments of `peapod convert`.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 fine; 1 it cannot be converted, and standard error says without what; \
2 the input could not be read or written, or an argument is wrong.")]
pub struct Convert {
    /// The file to read; `-` or none is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,

    /// What the pod should become.
    #[arg(long, value_name = "FORM", value_parser = target)]
    pub to: analyzer::convert::Target,

    /// The pod to convert, counted from 0 as in the JSON.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub pod: usize,

    /// What to do with the new text.
    #[command(flatten)]
    pub rewrite: Rewrite,
}

/// What to do with a new text.
#[derive(Debug, Args)]
pub struct Rewrite {
    /// Print what changes, as a diff, instead of the new text.
    #[arg(long)]
    pub diff: bool,

    /// Write the new text over the file, and print nothing.
    #[arg(long, conflicts_with = "diff")]
    pub write: bool,

    /// The Kubernetes version to answer for.
    #[arg(long, value_name = "1.NN", default_value_t, value_parser = kubernetes_version)]
    pub kubernetes: KubernetesVersion,
}

/// Arguments of `peapod analyze`.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 fine; 1 there are findings at or above --fail-on; \
2 an input could not be read, or an argument is wrong.")]
pub struct Analyze {
    /// Files and folders to read; `-` or none is standard input. Of a folder, every .yaml, .yml and .json below it.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How to print the answer.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// The pod to draw, counted from 0 as in the JSON.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub pod: usize,

    /// Compare two files, OLD and NEW: their pods side by side, and what changed. Only what is new decides the exit status.
    #[arg(long)]
    pub compare: bool,

    /// The Kubernetes version to answer for.
    #[arg(long, value_name = "1.NN", default_value_t, value_parser = kubernetes_version)]
    pub kubernetes: KubernetesVersion,

    /// The mildest finding that makes the exit status 1.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    pub fail_on: FailOn,

    /// In the text, say everything of every pod, however many there are in a file.
    #[arg(long)]
    pub full: bool,
}

/// Arguments of `peapod serve`. Each can be set by a variable instead; the argument wins.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "PEAPOD_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The folder that `cargo xtask build` made [default: what is inside the program, else dist].
    #[arg(long, env = "PEAPOD_SITE", value_name = "FOLDER")]
    pub site: Option<PathBuf>,

    /// The folder of pages [default: what is inside the program, else content].
    #[arg(long, env = "PEAPOD_CONTENT", value_name = "FOLDER")]
    pub content: Option<PathBuf>,

    /// Where readers find the site: for links that must be whole, as in feeds and previews.
    #[arg(long, env = "PEAPOD_PUBLIC_URL", value_name = "URL", value_parser = web_address)]
    pub public_url: Option<String>,

    /// Where a page can be edited; `{path}` stands for its file in the repository.
    #[arg(long, env = "PEAPOD_EDIT_URL", value_name = "URL", value_parser = web_address)]
    pub edit_url: Option<String>,

    /// The largest request body, in bytes.
    #[arg(long, env = "PEAPOD_MAX_BODY", value_name = "BYTES", default_value_t = 1 << 20)]
    pub max_body: usize,

    /// How long a request may take, in seconds.
    #[arg(long, env = "PEAPOD_TIMEOUT", value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,

    /// So many analyses may wait for their turn; more are answered with 503.
    #[arg(long, env = "PEAPOD_QUEUE", value_name = "REQUESTS", default_value_t = 1024)]
    pub queue: usize,

    /// An origin whose pages may call the API, or `*`; may be repeated, or separated by commas.
    #[arg(long = "cors-origin", env = "PEAPOD_CORS_ORIGIN", value_name = "ORIGIN", value_delimiter = ',', value_parser = origin)]
    pub cors_origins: Vec<String>,

    /// An origin whose pages may show /embed in a frame, `*`, or `none`; may be repeated, or separated by commas.
    #[arg(long = "frame-ancestor", env = "PEAPOD_FRAME_ANCESTOR", value_name = "ORIGIN", value_delimiter = ',', default_value = "*", value_parser = origin)]
    pub frame_ancestors: Vec<String>,

    /// Draw pictures of readers' own manifests by address. The server, and what stands before it, then see those manifests.
    #[arg(long, env = "PEAPOD_IMAGES")]
    pub images: bool,

    /// Where Prometheus reads metrics; nowhere if not said.
    #[arg(long, env = "PEAPOD_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,

    /// How to write the log, on standard error. It never holds a manifest, an address or a query.
    #[arg(long, env = "PEAPOD_LOG", value_enum, value_name = "FORM", default_value_t)]
    pub log: Log,
}

impl Serve {
    /// What the site has to know of them.
    pub fn settings(&self) -> Settings {
        let (dist, content) = crate::inside::stores().unwrap_or_else(|| ("dist".into(), "content".into()));
        let chosen = |folder: &Option<PathBuf>, otherwise| folder.as_deref().map_or(otherwise, Store::from);
        Settings {
            dist: chosen(&self.site, dist),
            content: chosen(&self.content, content),
            most_bytes: self.max_body,
            patience: Duration::from_secs(self.timeout),
            queue: self.queue,
            callers: self.cors_origins.clone(),
            hosts: self.frame_ancestors.clone(),
            images: self.images,
            public_url: self.public_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()),
            edit_url: self.edit_url.clone(),
        }
    }
}

/// The forms of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
    /// Nothing but what goes wrong at the start.
    None,
}

/// Reads an origin: a scheme, a host and perhaps a port. It stands in headers and pages, so it holds nothing else.
fn origin(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or("");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]*".contains(&byte);
    if matches!(text, "*" | "none") || (!host.is_empty() && host.bytes().all(plain)) {
        Ok(text.to_owned())
    } else {
        Err("an origin looks like https://docs.example.com or http://localhost:3000".to_owned())
    }
}

/// The formats of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// The analysis of one file.
    Json,
    /// One line of JSON a file.
    Ndjson,
    /// A report to paste into a page.
    Markdown,
    /// For code scanning.
    Sarif,
    /// The volume flow of one pod as a picture.
    Svg,
    /// The volume flow of one pod as Mermaid text.
    Mermaid,
    /// The volume flow of one pod in Graphviz' language.
    Dot,
}

impl Format {
    /// Whether it can hold the answer about one file only.
    pub const fn is_for_one_file(self) -> bool {
        matches!(self, Self::Json | Self::Svg | Self::Mermaid | Self::Dot)
    }
}

/// The mildest finding that fails a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the words are the documentation")]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let whole = text.starts_with("https://") || text.starts_with("http://");
    if whole { Ok(text.to_owned()) } else { Err("it starts with https:// or http://".to_owned()) }
}

fn kubernetes_version(text: &str) -> Result<KubernetesVersion, String> {
    KubernetesVersion::parse(text)
        .ok_or_else(|| format!("supported are {} to {}", KubernetesVersion::OLDEST, KubernetesVersion::NEWEST))
}

fn target(text: &str) -> Result<analyzer::convert::Target, String> {
    analyzer::convert::Target::parse(text).ok_or_else(|| {
        let known: Vec<&str> = analyzer::convert::Target::ALL.iter().map(|target| target.id()).collect();
        format!("possible are {}", known.join(", "))
    })
}
