//! What a lesson asks of the reader's manifest: one short line each, such as `verdict: sidecar` or
//! `flow: uploader reads results`, held against an analysis.
//!
//! The lines stand in the front matter of a lesson. Nothing here judges a manifest; it compares what the analyzer said.

use analyzer::analysis::{Access, ContainerReport, EdgeKind, PodReport, Step};
use analyzer::{Analysis, Severity};

/// One thing that must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    kind: Kind,
    /// The line that it was read from.
    line: String,
    /// The words after the colon, in two or three parts for those kinds that take more than one.
    words: Vec<String>,
}

/// The kinds of checks, each with its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Verdict,
    Finding,
    NoFinding,
    NoErrors,
    Container,
    Role,
    Lifecycle,
    Flow,
    Starts,
}

/// What each kind is called, and how many words it takes; none for any number.
const KINDS: [(&str, Kind, Option<usize>); 9] = [
    ("verdict", Kind::Verdict, None),
    ("finding", Kind::Finding, Some(1)),
    ("no finding", Kind::NoFinding, Some(1)),
    ("no errors", Kind::NoErrors, Some(1)),
    ("container", Kind::Container, Some(1)),
    ("role", Kind::Role, Some(2)),
    ("lifecycle", Kind::Lifecycle, Some(2)),
    ("flow", Kind::Flow, Some(3)),
    ("starts", Kind::Starts, Some(3)),
];

/// The words that a flow can have between its container and its volume.
const FLOWS: [&str; 4] = ["mounts", "reads", "writes", "read-only"];

impl Check {
    /// Reads a line; none where it is no check.
    pub fn parse(line: &str) -> Option<Self> {
        let (name, rest) = line.split_once(": ")?;
        let (_, kind, count) = *KINDS.iter().find(|(known, ..)| *known == name.trim())?;
        let words: Vec<String> = rest.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let fits = count.map_or(!words.is_empty(), |count| words.len() == count);
        let joined = match kind {
            Kind::Flow => FLOWS.contains(&words.get(1)?.as_str()),
            Kind::Starts => words.get(1)? == "before",
            _ => true,
        };
        (fits && joined).then(|| Self { kind, line: line.to_owned(), words })
    }

    /// The line that it was read from.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether it is so.
    pub fn holds(&self, analysis: &Analysis) -> bool {
        let pods = &analysis.pods;
        let word = |at: usize| self.words.get(at).map_or("", String::as_str);
        let found = || analysis.findings.iter().any(|finding| finding.rule == word(0));
        let container = |is: fn(&ContainerReport) -> &str| {
            pods.iter().flat_map(|pod| &pod.containers).any(|one| one.name == word(0) && is(one) == word(1))
        };
        match self.kind {
            Kind::Verdict => pods.iter().map(pattern).eq(self.words.iter().map(String::as_str)),
            Kind::Finding => found(),
            Kind::NoFinding => !found() && !pods.is_empty(),
            Kind::NoErrors => analysis.findings.iter().all(|finding| finding.severity != Severity::Error),
            Kind::Container => pods.iter().flat_map(|pod| &pod.containers).any(|one| one.name == word(0)),
            Kind::Role => container(|one| one.role.id()),
            Kind::Lifecycle => container(|one| one.lifecycle.id()),
            Kind::Flow => pods.iter().any(|pod| flows(pod, word(0), word(1), word(2))),
            Kind::Starts => pods.iter().any(|pod| {
                let step = |name| step_of(&pod.timeline.startup, name);
                matches!((step(word(0)), step(word(2))), (Some(first), Some(then)) if first < then)
            }),
        }
    }

    /// What it asks, for a reader; names stand between back quotes.
    pub fn sentence(&self) -> String {
        let word = |at: usize| self.words.get(at).map_or("", String::as_str);
        let (first, last) = (word(0), self.words.last().map_or("", String::as_str));
        match self.kind {
            Kind::Verdict => ["The verdict is `", &self.words.join("`, then `"), "`"].concat(),
            Kind::Finding => ["Peapod reports `", first, "`"].concat(),
            Kind::NoFinding => ["Peapod does not report `", first, "`"].concat(),
            Kind::NoErrors => "Kubernetes would accept it".to_owned(),
            Kind::Container => ["There is a container `", first, "`"].concat(),
            Kind::Role => ["`", first, "` has the role `", last, "`"].concat(),
            Kind::Lifecycle => ["`", first, "` runs as `", last, "`"].concat(),
            Kind::Flow if word(1) == "read-only" => ["`", first, "` may only read `", last, "`"].concat(),
            Kind::Flow => ["`", first, "` ", word(1), " `", last, "`"].concat(),
            Kind::Starts => ["`", first, "` starts before `", last, "`"].concat(),
        }
    }
}

fn pattern(pod: &PodReport) -> &str {
    pod.verdict.as_ref().map_or("", |verdict| verdict.pattern.id())
}

/// Whether a container uses a volume in this way.
fn flows(pod: &PodReport, container: &str, how: &str, volume: &str) -> bool {
    let name = |node: usize| pod.flow.nodes.get(node).map(|node| node.name.as_str());
    pod.flow.edges.iter().any(|edge| {
        edge.kind == EdgeKind::Mount
            && name(edge.from) == Some(container)
            && name(edge.to) == Some(volume)
            && match how {
                "reads" => edge.direction.reads(),
                "writes" => edge.direction.writes(),
                "read-only" => edge.access == Some(Access::ReadOnly),
                _ => true,
            }
    })
}

/// The step in which a container starts.
fn step_of(steps: &[Step], name: &str) -> Option<usize> {
    steps.iter().find(|step| step.containers.iter().any(|one| one == name)).map(|step| step.step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzer::{Options, analyze};

    const TEXT: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  initContainers:\n  - {name: logs, image: fluent/fluent-bit:3.1, restartPolicy: Always, volumeMounts: [{name: v, mountPath: /v, readOnly: true}]}\n  containers:\n  - {name: web, image: web:1, volumeMounts: [{name: v, mountPath: /logs}]}\n  volumes: [{name: v, emptyDir: {}}]\n";

    #[test]
    fn a_line_is_held_against_the_analysis() {
        let analysis = analyze(TEXT, &Options::default());
        let holds = |line: &str| Check::parse(line).unwrap().holds(&analysis);
        for line in [
            "verdict: sidecar",
            "finding: emptydir-without-size-limit",
            "no finding: hostpath",
            "no errors: true",
            "container: web",
            "role: logs sidecar",
            "lifecycle: logs native-sidecar",
            "flow: logs read-only v",
            "flow: logs reads v",
            "flow: web mounts v",
            "starts: logs before web",
        ] {
            assert!(holds(line), "{line}");
        }
        for line in [
            "verdict: sidecar, sidecar",
            "finding: hostpath",
            "no finding: emptydir-without-size-limit",
            "container: db",
            "lifecycle: web native-sidecar",
            "flow: web read-only v",
            "starts: web before logs",
        ] {
            assert!(!holds(line), "{line}");
        }
    }

    #[test]
    fn what_is_no_check_is_refused() {
        for line in ["", "verdict", "verdict: ", "shape: round", "flow: a eats b", "role: a", "starts: a after b"] {
            assert_eq!(Check::parse(line), None, "{line}");
        }
        assert_eq!(Check::parse("flow: a read-only b").unwrap().sentence(), "`a` may only read `b`");
    }
}
