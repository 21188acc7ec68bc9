//! What starts, stops, restarts and scales together.

use super::Look;
use crate::analysis::{Cell, Lifecycle, Pattern};
use crate::patterns::words::code;
use crate::span::Span;

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    let (regular, native, init) =
        (look.of(Lifecycle::Regular), look.of(Lifecycle::NativeSidecar), look.of(Lifecycle::Init));
    let mut sentences = Vec::new();
    if !init.is_empty() {
        let each = if init.len() == 1 { "runs to its end" } else { "run to their ends, in this order," };
        sentences.push(format!("{} {each} before the app starts.", look.names(&init)));
    }
    if !native.is_empty() {
        let (verb, stop) = if native.len() == 1 { ("starts", "stops") } else { ("start", "stop") };
        sentences.push(format!("{} {verb} before the app and {stop} after it.", look.names(&native)));
    }
    if regular.len() > 1 {
        sentences.push(format!(
            "{} start together in no order and restart one by one; they are placed, scaled and deleted together.",
            look.names(&regular)
        ));
    }
    sentences.extend(ending(look, &regular));
    sentences.extend(holder(look));
    let spans: Vec<Span> =
        look.spans(&init).into_iter().chain(look.spans(&native)).chain(look.spans(&regular)).collect();
    Cell { text: sentences.join(" ").into(), matches: matches(look, &native, &init, regular.len()), spans }
}

/// What a pod that should end does with containers that do not.
fn ending(look: &Look<'_, '_, '_>, regular: &[usize]) -> Option<String> {
    let pod = look.subject.pod;
    let ends = matches!(pod.kind, Some("Job" | "CronJob"));
    let helpers: Vec<usize> = look.helpers().into_iter().filter(|at| regular.contains(at)).collect();
    (ends && !helpers.is_empty()).then(|| {
        format!("The {} is complete only when {} ends as well.", pod.kind.unwrap_or("Job"), look.names(&helpers))
    })
}

/// Who makes the pod again.
fn holder(look: &Look<'_, '_, '_>) -> Option<String> {
    let pod = look.subject.pod;
    match (pod.kind, pod.name) {
        (Some("Pod"), _) => Some("The pod stands alone: nothing makes it again when its node is gone.".to_owned()),
        (Some(kind), Some(name)) => Some(format!("The {kind} {} makes it again when it is lost.", code(name))),
        _ => None,
    }
}

fn matches(look: &Look<'_, '_, '_>, native: &[usize], init: &[usize], regular: usize) -> Vec<Pattern> {
    let helped = matches!(look.pattern, Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter);
    match look.pattern {
        _ if !native.is_empty() => {
            if helped {
                look.helper_patterns()
            } else {
                vec![Pattern::Sidecar]
            }
        }
        _ if regular > 1 => vec![Pattern::SharedPodMicroservices, Pattern::Sidecar],
        _ if !init.is_empty() => vec![Pattern::InitPipeline],
        pattern => vec![pattern],
    }
}
