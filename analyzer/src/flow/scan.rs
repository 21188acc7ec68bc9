//! One container read for everything that tells about data: its commands, hooks, arguments and environment.
//!
//! A scan keeps small facts and drops the texts they came from, so that thousands of containers fit. Facts are not
//! weighed here; [`super::direction`], [`super::connections`] and [`super::externals`] do that.

use super::calls::{self, Call};
use super::externals::{self, Far};
use super::names;
use super::paths;
use super::ports;
use super::programs::{self, Deeds, Touch};
use super::settings::{self, Setting};
use super::shell::{self, Command};
use super::variables::{Variables, cut};
use crate::catalogue::{self, Match};
use crate::pod::Container;
use crate::span::Span;
use crate::yaml::Node;
use std::rc::Rc;

/// The most arguments and variables of one container that are looked at.
const MOST_NAMED: usize = 2_000;
/// The most words of one command line that are looked at.
const MOST_WORDS: usize = 2_000;

/// The facts of one container.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The directory of its volume that each mount shows.
    pub(super) directories: Vec<String>,
    /// Paths that its commands and hooks use.
    pub(super) touches: Vec<(Place, Touch)>,
    /// Paths that its arguments and variables name.
    pub(super) settings: Vec<Setting>,
    /// Ports on localhost that it calls.
    pub(super) calls: Vec<Call>,
    /// Ports that it listens on, as its settings say; declared ports are not among them.
    pub(super) listens: Vec<u16>,
    /// What it talks to outside of the pod.
    pub(super) far: Vec<Far>,
}

/// A container that was read, and what the catalogue knows of it.
#[derive(Clone, Debug)]
pub(super) struct Scanned {
    pub(super) scan: Rc<Scan>,
    pub(super) entry: Option<Match>,
}

impl Scanned {
    /// Reads a container. `known` is what it tells where that is known already.
    pub(super) fn of(container: &Container<'_>, known: Option<&Rc<Scan>>) -> Self {
        let scan = known.map_or_else(|| Rc::new(self::container(container)), Rc::clone);
        Self { scan, entry: catalogue::best_match(container) }
    }
}

/// Where a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `command` and `args`.
    Command,
    /// A lifecycle hook.
    Hook(&'static str),
}

/// A value with a name: an environment variable, or an argument and its option.
pub(super) struct Named<'n> {
    /// The name as written; empty for an argument without option.
    pub(super) name: &'n str,
    /// The words of the name.
    pub(super) words: Vec<&'n str>,
    /// The value, variables expanded.
    pub(super) value: &'n str,
    /// Whether it is an environment variable.
    pub(super) is_variable: bool,
    /// Where the text says it.
    pub(super) span: Span,
}

impl Named<'_> {
    /// What it is called in a sentence.
    pub(super) fn title(&self) -> String {
        match (self.is_variable, self.name) {
            (true, name) => ["the variable ", cut(name, 60)].concat(),
            (false, "") => "an argument".to_owned(),
            (false, name) => ["the argument ", cut(name, 60)].concat(),
        }
    }
}

/// What a container tells. Of its name this knows nothing, and of its image only the program, where no command names one:
/// see [`Container::runs_the_same`].
fn container(container: &Container<'_>) -> Scan {
    let variables = Variables::of(container);
    let mut facts = Scan { directories: directories(container, &variables), ..Scan::default() };
    let directory = container.node.get("workingDir").and_then(|node| node.raw()).map(paths::clean);
    let commands = shell::commands(argv(container, &variables), directory.clone(), &variables);
    let mut deeds = note(Place::Command, &commands, &mut facts);
    for hook in &container.hooks {
        let commands = shell::commands(exec(hook.node, &variables), directory.clone(), &variables);
        deeds.transfers.extend(note(Place::Hook(hook.name), &commands, &mut facts).transfers);
        for command in &commands {
            calls::in_command(command, hook.span, &mut facts.calls);
        }
    }
    for probe in &container.probes {
        let commands = shell::commands(exec(probe.node, &variables), directory.clone(), &variables);
        for command in &commands {
            calls::in_command(command, probe.span, &mut facts.calls);
        }
    }
    named(container, &variables, &commands, &mut |named| {
        settings::note(named, &mut facts.settings);
        calls::note(named, &variables, &mut facts.calls);
        ports::note(named, &variables, &mut facts.listens);
        externals::note(named, &mut facts.far);
    });
    let span = container.argv().last().map_or(container.span, |word| word.span);
    for command in &commands {
        calls::in_command(command, span, &mut facts.calls);
    }
    for transfer in &deeds.transfers {
        externals::transferred(transfer, span, &mut facts.far);
    }
    facts
}

/// Notes what commands touch; gives the rest of what they do.
fn note(place: Place, commands: &[Command], scan: &mut Scan) -> Deeds {
    let mut deeds = Deeds::default();
    for command in commands {
        programs::add(command, &mut deeds);
    }
    scan.touches.extend(deeds.touches.drain(..).map(|touch| (place, touch)));
    deeds
}

/// The directory of its volume that each mount of a container shows.
fn directories(container: &Container<'_>, variables: &Variables<'_>) -> Vec<String> {
    let directory = |mount: &crate::pod::VolumeMount<'_>| match mount.sub_path {
        Some(path) if mount.is_expression => paths::clean(&variables.expand(path.value)),
        Some(path) => paths::clean(path.value),
        None => String::new(),
    };
    container.mounts.iter().map(directory).collect()
}

/// What the process is started with. Where only `args` are given, well-known images tell the program.
fn argv(container: &Container<'_>, variables: &Variables<'_>) -> Vec<String> {
    let words = container.argv().take(MOST_WORDS).map(|word| variables.expand(word.value));
    let image = container.image_ref();
    let starts_program = container.args.first().is_some_and(|word| {
        let program = shell::program(word.value);
        shell::is_shell(program) || shell::is_wrapper(program) || word.value.starts_with('/')
    });
    let entry =
        image.as_ref().filter(|_| container.command.is_empty() && !container.args.is_empty() && !starts_program);
    let entry = entry.map(|image| image.name().strip_suffix("-cli").unwrap_or(image.name()).to_owned());
    match (entry, container.args.first()) {
        // A script given to an image whose entry point is a shell.
        (Some(_), Some(first)) if first.value == "-c" => std::iter::once("sh".to_owned()).chain(words).collect(),
        (entry, _) => entry.into_iter().chain(words).collect(),
    }
}

/// The command of a probe or hook.
fn exec(node: Node<'_>, variables: &Variables<'_>) -> Vec<String> {
    let words = node.at("exec.command").into_iter().flat_map(|list| list.items());
    words.take(MOST_WORDS).filter_map(|word| Some(variables.expand(word.raw()?))).collect()
}

/// Shows every variable and argument to `look`.
fn named(container: &Container<'_>, variables: &Variables<'_>, commands: &[Command], look: &mut dyn FnMut(&Named<'_>)) {
    for variable in container.env.iter().take(MOST_NAMED) {
        let name = variable.name.value;
        if let Some(value) = variables.get(name).filter(|_| variable.value.is_some()) {
            look(&Named { name, words: names::words(name), value, is_variable: true, span: variable.span });
        }
    }
    let mut left = MOST_NAMED;
    for command in commands {
        let arguments = command.words.get(1..).unwrap_or(&[]);
        for (at, word) in arguments.iter().enumerate().take(left) {
            let (name, value) = match (word.starts_with('-'), word.split_once('=')) {
                (true, Some((name, value))) => (name, value),
                (true, None) => match arguments.get(at + 1).filter(|next| !next.starts_with('-')) {
                    Some(value) => (word.as_str(), value.as_str()),
                    None => continue,
                },
                (false, _) => ("", word.as_str()),
            };
            let span = place(container, value);
            look(&Named { name, words: names::words(name), value, is_variable: false, span });
        }
        left = left.saturating_sub(arguments.len());
    }
}

/// The argument that has a value in it.
fn place(container: &Container<'_>, value: &str) -> Span {
    let has = |word: &&crate::span::Spanned<&str>| cut(word.value, 4_096).contains(value);
    container.argv().take(64).find(has).or(container.argv().last()).map_or(container.span, |word| word.span)
}
