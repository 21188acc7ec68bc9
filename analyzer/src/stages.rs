//! The way of a few objects through the analyzer: all of them through one stage before any goes on to the next.
//!
//! One pod after the other would be as right, and slower: the code of all stages together is larger than a processor's nearest
//! memory, so each pod would fetch it anew. Nothing is decided here; each stage stands in a module of its own.

use crate::analysis::{Analysis, FlowGraph, PodReport, Run, Table, Timeline};
use crate::finding::Finding;
use crate::manifest::{Manifest, Template};
use crate::patterns::Services;
use crate::pod::Pod;
use crate::rules::Subject;
use crate::{Options, decode, flow, lifecycle, patterns, pod, rules, table, validation};

/// How many objects are looked at together. More would not help, and hold more in memory.
pub(crate) const AT_ONCE: usize = 64;

/// What an object and its pods are judged in: the rest of the text, and the version to answer for.
pub(crate) struct Surroundings<'m, 'a> {
    pub(crate) manifests: &'m [Manifest<'a>],
    pub(crate) services: Services<'a>,
    pub(crate) options: &'m Options,
}

/// Objects and their pods. An object that could not be read to its end is not held against the API server's rules.
pub(crate) fn run<'a>(objects: &[Manifest<'a>], around: &Surroundings<'_, 'a>, analysis: &mut Analysis) {
    let Surroundings { manifests, services, options } = around;
    let mut findings = objections(objects, **options, analysis.pods.len());
    let places: Vec<Place<'_, 'a>> = objects.iter().enumerate().flat_map(Place::of).collect();
    let pods: Vec<Pod<'a>> = places.iter().map(|place| pod::lower(place.manifest, place.template)).collect();
    let traces: Vec<flow::Trace> = pods.iter().map(flow::trace).collect();
    let subjects: Vec<(&Pod<'a>, &flow::Trace)> = pods.iter().zip(&traces).collect();
    let judgements = patterns::judge_all(&subjects, services);
    let judged = || pods.iter().zip(&traces).zip(&judgements).map(|((pod, trace), judgement)| (pod, trace, judgement));
    let subjects: Vec<Subject<'_>> = judged()
        .zip(&places)
        .map(|((pod, trace, judgement), place)| {
            let Place { manifest, template, .. } = *place;
            Subject { pod, manifest, template, trace, judgement, manifests, options }
        })
        .collect();
    let advice = rules::check(&subjects);
    let first = analysis.pods.len();
    for (index, ((subject, place), advice)) in subjects.iter().zip(&places).zip(advice).enumerate() {
        let of_object = &mut findings[place.object];
        let index = Some(first + index);
        if place.manifest.complete {
            rules::explain(subject, of_object.iter_mut().filter(|finding| finding.pod == index));
        }
        of_object.extend(advice.into_iter().map(|finding| Finding { pod: index, ..finding }));
    }
    let tables: Vec<Table> = judged().map(|(pod, trace, judgement)| table::compare(pod, trace, judgement)).collect();
    let flows: Vec<FlowGraph> = judged().map(|(pod, trace, judgement)| flow::graph(pod, trace, judgement)).collect();
    let timelines: Vec<Timeline> =
        judged().map(|(pod, _, judgement)| lifecycle::timeline(pod, judgement, options)).collect();
    let runs: Vec<Run> = judged().map(|(pod, _, judgement)| lifecycle::run(pod, judgement)).collect();
    let parts = tables.into_iter().zip(flows).zip(timelines).zip(runs);
    drop(subjects);
    for ((pod, judgement), (((table, flow), timeline), run)) in pods.iter().zip(judgements).zip(parts) {
        analysis.pods.push(PodReport {
            document: pod.document,
            kind: pod.kind.map(str::to_owned),
            api_version: pod.api_version.map(str::to_owned),
            name: pod.name.map(str::to_owned),
            namespace: pod.namespace.map(str::to_owned),
            path: pod.path.clone(),
            span: pod.span(),
            verdict: judgement.verdict,
            containers: judgement.containers,
            table,
            flow,
            timeline,
            run,
        });
    }
    for (object, findings) in objects.iter().zip(findings) {
        let document = Some(object.document);
        analysis.findings.extend(findings.into_iter().map(|finding| Finding { document, ..finding }));
    }
}

/// Where a pod stands.
struct Place<'m, 'a> {
    /// The index of its object.
    object: usize,
    manifest: &'m Manifest<'a>,
    template: &'m Template<'a>,
}

impl<'m, 'a> Place<'m, 'a> {
    fn of((object, manifest): (usize, &'m Manifest<'a>)) -> impl Iterator<Item = Self> {
        manifest.templates.iter().map(move |template| Self { object, manifest, template })
    }
}

/// What the API server refuses of each object, with the pod that each objection is about: the one whose template holds the
/// field, or else the object's first. `first_pod` is the index of the first pod of all.
fn objections(objects: &[Manifest<'_>], options: Options, mut first_pod: usize) -> Vec<Vec<Finding>> {
    let mut found: Vec<decode::Decoded> = objects
        .iter()
        .map(|object| if object.complete { decode::check(object, &options) } else { decode::Decoded::default() })
        .collect();
    for (object, decoded) in objects.iter().zip(&mut found).filter(|(object, _)| object.complete) {
        if !decoded.fatal {
            decoded.findings.extend(validation::check(object, &options));
        }
    }
    for (object, decoded) in objects.iter().zip(&mut found) {
        for finding in &mut decoded.findings {
            let field = finding.field.as_deref().unwrap_or("");
            let holds = |template: &Template<'_>| !template.path.is_empty() && field.starts_with(&template.path);
            let index = object.templates.iter().position(holds).unwrap_or(0);
            finding.pod = (!object.templates.is_empty()).then_some(first_pod + index);
        }
        first_pod += object.templates.len();
    }
    found.into_iter().map(|decoded| decoded.findings).collect()
}
