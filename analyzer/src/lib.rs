//! The whole meaning of a manifest, as one pure function.
//!
//! ```text
//! text ──yaml──▶ Tree ──manifest──▶ Manifest(s) ──pod──▶ Pod ──┬─ patterns ─────▶ Verdict
//! &str          spans              kind, pod template  model  ├─ validation, rules ▶ Finding[]
//!                                                             ├─ table ─────────▶ Table
//!                                                             ├─ lifecycle ─────▶ Timeline
//!                                                             └─ flow ─▶ FlowGraph ─▶ layout ─▶ svg
//! ```
//!
//! [`analyze`] accepts any text and returns. It does no I/O, reads no clock and keeps no state; the same input gives
//! the same bytes on every machine. Trouble is a [`Finding`], never an error.

pub mod analysis;
pub mod assist;
pub mod catalogue;
pub mod convert;
pub mod decode;
pub mod diff;
mod edit;
pub mod finding;
pub mod fix;
pub mod flow;
mod intake;
#[cfg(feature = "json")]
pub mod json;
pub mod lifecycle;
pub mod manifest;
pub mod patterns;
pub mod pod;
mod quantity;
mod repair;
pub mod report;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
pub mod simulation;
pub mod span;
mod spelling;
pub mod table;
#[cfg(test)]
mod testing;
pub mod validation;
mod word_list;
pub mod yaml;

pub use analysis::{Analysis, KubernetesVersion, PodReport};
pub use finding::{Finding, Severity, Source};
pub use intake::MAX_TEXT;
pub use span::{LineIndex, Position, Span};

use manifest::{Manifest, Template};
use patterns::Services;
use rules::Subject;

/// What an analysis depends on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The Kubernetes version to answer for.
    pub kubernetes: KubernetesVersion,
}

/// Analyses a text. Total: any text gives an analysis.
pub fn analyze(text: &str, options: &Options) -> Analysis {
    let mut analysis =
        Analysis { version: 1, kubernetes: options.kubernetes, pods: Vec::new(), silenced: 0, findings: Vec::new() };
    if text.len() > MAX_TEXT {
        analysis.findings.push(intake::too_large(text));
        return analysis;
    }
    if let Some(finding) = repair::check(text) {
        // Every other objection to such a text would be a consequence of this one.
        analysis.findings.push(finding);
        return analysis;
    }
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    analysis.findings.extend(intake::problems(&tree, *options));
    analysis.findings.extend(intake::shape(&tree, &manifests));
    let surroundings = Surroundings { manifests: &manifests, services: Services::of(&manifests), options };
    for manifest in &manifests {
        object(manifest, &surroundings, &mut analysis);
    }
    repair::mend(&tree, &mut analysis.findings, *options);
    rules::remark(&tree, &mut analysis);
    rules::silence(&tree, &mut analysis);
    fix::withhold_shared(&tree, &mut analysis);
    analysis.findings.sort_by(|a, b| (a.span, b.severity, a.rule).cmp(&(b.span, a.severity, b.rule)));
    analysis
}

/// Analyses bytes: reads them as UTF-8, replaces what is not, and reports it. Gives the text as decoded, which all spans
/// are about, and its analysis.
pub fn analyze_bytes(bytes: &[u8], options: &Options) -> (String, Analysis) {
    let (text, finding) = intake::decode(bytes);
    let mut analysis = analyze(&text, options);
    analysis.findings.splice(0..0, finding);
    (text, analysis)
}

/// What an object and its pods are judged in: the rest of the text, and the version to answer for.
struct Surroundings<'m, 'a> {
    manifests: &'m [Manifest<'a>],
    services: Services<'a>,
    options: &'m Options,
}

/// One object and its pods. An object that could not be read to its end is not held against the API server's rules.
fn object<'a>(manifest: &Manifest<'a>, around: &Surroundings<'_, 'a>, analysis: &mut Analysis) {
    let first_pod = analysis.pods.len();
    let mut findings = if manifest.complete { objections(manifest, around.options, first_pod) } else { Vec::new() };
    for template in &manifest.templates {
        let index = Some(analysis.pods.len());
        let about_it = findings.iter_mut().filter(|finding| finding.pod == index);
        let (report, advice) = pod(manifest, template, around, about_it);
        analysis.pods.push(report);
        findings.extend(advice.into_iter().map(|finding| Finding { pod: index, ..finding }));
    }
    let document = Some(manifest.document);
    analysis.findings.extend(findings.into_iter().map(|finding| Finding { document, ..finding }));
}

/// What the API server refuses of an object, with the pod that each objection is about: the one whose template holds
/// the field, or else the object's first, which is `first_pod` of the analysis.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "options will grow")]
fn objections(manifest: &Manifest<'_>, options: &Options, first_pod: usize) -> Vec<Finding> {
    let decoded = decode::check(manifest, options);
    let mut findings = decoded.findings;
    if !decoded.fatal {
        findings.extend(validation::check(manifest, options));
    }
    for finding in &mut findings {
        let field = finding.field.as_deref().unwrap_or("");
        let holds = |template: &Template<'_>| !template.path.is_empty() && field.starts_with(&template.path);
        let index = manifest.templates.iter().position(holds).unwrap_or(0);
        finding.pod = (!manifest.templates.is_empty()).then_some(first_pod + index);
    }
    findings
}

/// One pod: its report and what the rules say. What they know about the API server's objections to it is added to those.
fn pod<'f, 'a>(
    manifest: &Manifest<'a>,
    template: &Template<'a>,
    around: &Surroundings<'_, 'a>,
    objections: impl Iterator<Item = &'f mut Finding>,
) -> (PodReport, Vec<Finding>) {
    let pod = pod::lower(manifest, template);
    let trace = flow::trace(&pod);
    let judgement = patterns::judge(&pod, &trace, &around.services);
    let (manifests, options) = (around.manifests, around.options);
    let mut findings = Vec::new();
    if manifest.complete {
        let subject =
            Subject { pod: &pod, manifest, template, trace: &trace, judgement: &judgement, manifests, options };
        findings = rules::check(&subject);
        rules::explain(&subject, objections);
    }
    let report = PodReport {
        document: pod.document,
        kind: pod.kind.map(str::to_owned),
        api_version: pod.api_version.map(str::to_owned),
        name: pod.name.map(str::to_owned),
        namespace: pod.namespace.map(str::to_owned),
        path: pod.path.clone(),
        span: pod.span(),
        table: table::compare(&pod, &trace, &judgement),
        flow: flow::graph(&pod, &trace, &judgement),
        timeline: lifecycle::timeline(&pod, &judgement, options),
        run: lifecycle::run(&pod, &judgement),
        verdict: judgement.verdict,
        containers: judgement.containers,
    };
    (report, findings)
}
