//! Whether a container could be used elsewhere: what its image is, and what ties it to its neighbours.

use super::Look;
use crate::analysis::{Cell, Pattern};
use crate::span::Span;

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    match look.pattern {
        Pattern::Single => Cell {
            text: "Nothing in the pod ties the container to another one.".into(),
            matches: vec![Pattern::Single],
            spans: look.spans(&look.cores()),
        },
        Pattern::SharedPodMicroservices => shared(look),
        Pattern::InitPipeline => known(look, &look.init(), Pattern::InitPipeline),
        pattern => known(look, &look.helpers(), pattern),
    }
}

fn shared(look: &Look<'_, '_, '_>) -> Cell {
    let joined = look.hand_overs().first().copied().or_else(|| look.joint_volume());
    if let Some((one, other)) = joined {
        let text = format!(
            "Low as they are: {} and {} agree on {} and on what lies in it, so changing it means editing both. \
             Each could run on its own with other mounts.",
            look.name(one.container),
            look.name(other.container),
            look.place(one)
        );
        let spans: Vec<Span> = vec![look.mount_span(one), look.mount_span(other)];
        return Cell { text: text.into(), matches: vec![Pattern::SharedPodMicroservices], spans };
    }
    if let Some(call) = look.subject.trace.connections.first() {
        let text = format!(
            "{} expects {} at localhost:{}; with a Service in between, each could run on its own.",
            look.name(call.from),
            look.name(call.to),
            call.port
        );
        return Cell { text: text.into(), matches: vec![Pattern::SharedPodMicroservices], spans: vec![call.span] };
    }
    let text = "Nothing in the manifest ties the containers together: each could run in a pod of its own.";
    Cell { text: text.into(), matches: vec![Pattern::SharedPodMicroservices], spans: look.spans(&look.cores()) }
}

/// Containers whose image is well known can be used elsewhere; of the others the manifest cannot tell.
fn known(look: &Look<'_, '_, '_>, places: &[usize], pattern: Pattern) -> Cell {
    let (known, unknown): (Vec<usize>, Vec<usize>) = places.iter().copied().partition(|at| look.entry(*at).is_some());
    let mut sentences = Vec::new();
    if let [first, ..] = known.as_slice() {
        let name = look.entry(*first).map_or("", |entry| entry.name);
        sentences.push(format!(
            "High for {}: {} run{} a general image{}, which works beside many apps.",
            look.names(&known),
            if known.len() == 1 { "it" } else { "they" },
            if known.len() == 1 { "s" } else { "" },
            if known.len() == 1 { format!(" ({name})") } else { String::new() },
        ));
    }
    if !unknown.is_empty() {
        let (image, plural) = if unknown.len() == 1 { ("image", " is") } else { ("images", " are") };
        sentences.push(format!(
            "For {} this cannot be told from the manifest, because the {image}{plural} not well known.",
            look.names(&unknown)
        ));
    }
    let matches = if known.is_empty() {
        Vec::new()
    } else if pattern == Pattern::InitPipeline {
        vec![pattern]
    } else {
        look.helper_patterns()
    };
    Cell { text: sentences.join(" ").into(), matches, spans: look.spans(places) }
}
