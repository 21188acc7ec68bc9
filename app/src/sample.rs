//! A small analysis made by hand, for the tests of the components; one good, one broken, one hostile.

use analyzer::analysis::{
    Access, Analysis, Cell, Certainty, Confidence, ContainerReport, ContainerRun, Counterfactual, Direction, EdgeKind,
    Evidence, FlowEdge, FlowGraph, FlowNode, KubernetesVersion, Lifecycle, Lifetime, NodeKind, Pattern, PodReport,
    Role, Row, Run, Step, Strength, Table, Timeline, Verdict, VolumeRun,
};
use analyzer::finding::Fix;
use analyzer::{Finding, Severity, Source, Span};
use leptos::prelude::*;

use crate::session::{Reading, Session};

/// The text of [`reading`].
pub(crate) const TEXT: &str = "kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n";

/// Renders a component for a reading, without the marks between text nodes.
pub(crate) fn render<V: IntoView>(reading: Reading, component: impl Fn(Session) -> V) -> String {
    let owner = Owner::new_root(None);
    owner.with(|| component(Session::showing(reading)).into_view().to_html()).replace("<!>", "")
}

/// A reading with one pod and three findings.
pub(crate) fn reading() -> Reading {
    let at = Span::new(10, 19);
    let findings = vec![
        Finding::new(
            "emptydir-without-size-limit",
            Source::Rule,
            Severity::Warning,
            at,
            "volume logs has no size limit",
        )
        .help("Set a limit.")
        .fix(Fix::new("Set sizeLimit", Vec::new())),
        Finding::new("required", Source::Api, Severity::Error, at, "image is missing")
            .field("spec.containers[0].image"),
        Finding::new("no-probes", Source::Rule, Severity::Info, at, "container web has no probes"),
    ];
    Reading { text: TEXT.into(), analysis: analysis(vec![pod()], findings) }
}

/// A text that cannot be read.
pub(crate) fn broken() -> Reading {
    let finding = Finding::new("yaml", Source::Yaml, Severity::Error, Span::new(0, 1), "a tab indents this line");
    Reading { text: "\tkind".into(), analysis: analysis(Vec::new(), vec![finding]) }
}

/// The same as [`reading`] with markup wherever a text can stand.
pub(crate) fn hostile() -> Reading {
    let bad = "</textarea><script>alert(1)</script>".to_owned();
    let mut reading = reading();
    reading.text = format!("name: {bad}\n");
    let pod = &mut reading.analysis.pods[0];
    pod.name = Some(bad.clone());
    if let Some(verdict) = &mut pod.verdict {
        verdict.summary.clone_from(&bad);
        verdict.evidence[0].reason.clone_from(&bad);
        verdict.counterfactuals[0].change.clone_from(&bad);
    }
    pod.containers[0].name.clone_from(&bad);
    pod.containers[0].image = Some(bad.clone());
    pod.containers[0].explanation.clone_from(&bad);
    pod.table.columns[0] = bad.clone().into();
    pod.table.rows[0].cells[0].text = bad.clone().into();
    pod.flow.nodes[0].name.clone_from(&bad);
    pod.flow.edges[0].mount_path = Some(bad.clone());
    pod.flow.edges[0].reason.clone_from(&bad);
    pod.timeline.startup[0].containers[0].clone_from(&bad);
    pod.timeline.completion = bad.clone().into();
    reading.analysis.findings[0].message.clone_from(&bad);
    reading.analysis.findings[0].help = Some(bad.into());
    reading
}

/// An analysis of these pods and findings.
pub(crate) fn analysis(pods: Vec<PodReport>, findings: Vec<Finding>) -> Analysis {
    Analysis { version: 1, kubernetes: KubernetesVersion::default(), pods, silenced: 0, findings }
}

/// A web server with a log shipper.
pub(crate) fn pod() -> PodReport {
    PodReport {
        document: 0,
        kind: Some("Pod".into()),
        api_version: Some("v1".into()),
        name: Some("web".into()),
        namespace: None,
        path: "spec".into(),
        span: Span::new(36, 60),
        verdict: Some(verdict()),
        containers: vec![container()],
        table: table(),
        flow: flow(),
        timeline: timeline(),
        run: Run { containers: vec![ContainerRun::default()], volumes: vec![VolumeRun::default()], ..Run::default() },
    }
}

fn evidence(speaks_for: Option<Pattern>, against: Option<Pattern>, reason: &str) -> Evidence {
    let reason = reason.to_owned();
    Evidence { kind: "sample", speaks_for, against, strength: Strength::Strong, reason, span: Span::new(50, 60) }
}

fn verdict() -> Verdict {
    Verdict {
        pattern: Pattern::Sidecar,
        confidence: Confidence::High,
        runner_up: Some(Pattern::Adapter),
        summary: "A web server and a helper that ships its logs.".into(),
        evidence: vec![
            evidence(Some(Pattern::Sidecar), None, "shipper reads what web writes"),
            evidence(None, Some(Pattern::Sidecar), "shipper has no known image"),
        ],
        counterfactuals: vec![Counterfactual { pattern: Pattern::Single, change: "Remove shipper".into() }],
    }
}

fn container() -> ContainerReport {
    ContainerReport {
        name: "web".into(),
        lifecycle: Lifecycle::Regular,
        image: Some("nginx:1.27".into()),
        role: Role::Main,
        function: "web-server",
        catalogue: None,
        explanation: "Serves pages.".into(),
        evidence: vec![evidence(Some(Pattern::Sidecar), None, "it serves")],
        span: Span::new(50, 60),
    }
}

fn table() -> Table {
    let cell = |text: &'static str, matches: Vec<Pattern>, spans| Cell { text: text.into(), matches, spans };
    Table {
        columns: vec![
            "This pod".into(),
            Pattern::SharedPodMicroservices.title().into(),
            Pattern::Sidecar.title().into(),
        ],
        rows: vec![Row {
            aspect: "purpose",
            cells: vec![
                cell("Serves pages", vec![Pattern::Sidecar, Pattern::Adapter], vec![Span::new(50, 60)]),
                cell("Several services", Vec::new(), Vec::new()),
                cell("One service and a helper", Vec::new(), Vec::new()),
            ],
        }],
    }
}

fn flow() -> FlowGraph {
    let node = FlowNode {
        id: 0,
        kind: NodeKind::Container,
        name: "web".into(),
        volume_kind: None,
        lifetime: None,
        detail: None,
        lifecycle: Some(Lifecycle::Regular),
        role: Some(Role::Main),
        span: Some(Span::new(50, 60)),
    };
    let volume = FlowNode {
        id: 1,
        kind: NodeKind::Volume,
        name: "logs".into(),
        volume_kind: Some("emptyDir"),
        lifetime: Some(Lifetime::Pod),
        lifecycle: None,
        role: None,
        ..node.clone()
    };
    let edge = FlowEdge {
        kind: EdgeKind::Mount,
        from: 0,
        to: 1,
        mount_path: Some("/var/log".into()),
        sub_path: None,
        port: None,
        access: Some(Access::ReadWrite),
        direction: Direction::Write,
        certainty: Certainty::Inferred,
        reason: "a web server writes its logs".into(),
        span: Some(Span::new(50, 60)),
    };
    FlowGraph { nodes: vec![node, volume], edges: vec![edge] }
}

fn timeline() -> Timeline {
    let step =
        Step { step: 1, containers: vec!["web".into()], waits_for: Some("its probe".into()), reason: "regular".into() };
    Timeline { startup: vec![step.clone()], shutdown: vec![step], completion: "Nothing ends this pod.".into() }
}
