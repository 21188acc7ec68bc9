//! How the containers talk: files, localhost, the outside.

use super::Look;
use crate::analysis::{Cell, Pattern};
use crate::patterns::words::{code, plain};
use crate::span::Span;

/// The most sentences about one way of talking.
const SHOWN: usize = 3;

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    let mut told = Told { sentences: Vec::new(), spans: Vec::new() };
    files(look, &mut told);
    calls(look, &mut told);
    let inside = !told.sentences.is_empty();
    outside(look, &mut told);
    let shared = look.cores().len() + look.helpers().len() > 1;
    if shared && !inside {
        told.sentences.insert(
            0,
            "How the containers talk cannot be told from the manifest, because they share no volume and no setting \
            names a neighbour’s port. They could still use localhost."
                .to_owned(),
        );
    }
    if told.sentences.is_empty() {
        told.sentences.push("There is nobody in the pod to talk to.".to_owned());
    }
    let matches = match look.pattern {
        Pattern::Single => vec![Pattern::Single],
        Pattern::InitPipeline => vec![Pattern::InitPipeline],
        _ if !inside => Vec::new(),
        Pattern::Ambassador | Pattern::Adapter => look.helper_patterns(),
        // Both patterns use shared volumes and loopback: this aspect alone does not decide.
        _ => vec![Pattern::SharedPodMicroservices, Pattern::Sidecar],
    };
    Cell { text: told.sentences.join(" ").into(), matches, spans: told.spans }
}

struct Told {
    sentences: Vec<String>,
    spans: Vec<Span>,
}

fn files(look: &Look<'_, '_, '_>, told: &mut Told) {
    let mut seen: Vec<(usize, usize)> = Vec::new();
    for (writer, reader) in look.hand_overs() {
        if seen.contains(&(writer.container, reader.container)) || seen.len() == SHOWN {
            continue;
        }
        seen.push((writer.container, reader.container));
        let path = look.subject.pod.containers[reader.container]
            .mounts
            .get(reader.mount)
            .map_or("", |mount| mount.mount_path.value);
        told.sentences.push(format!(
            "{} writes {}; {} reads it at {}.",
            look.name(writer.container),
            look.place(writer),
            look.name(reader.container),
            code(path)
        ));
        told.spans.extend([look.mount_span(writer), look.mount_span(reader)]);
    }
    if let (true, Some((one, other))) = (seen.is_empty(), look.joint_volume()) {
        told.sentences.push(format!(
            "{} and {} both mount {}; who writes it, the manifest does not tell.",
            look.name(one.container),
            look.name(other.container),
            look.place(one)
        ));
        told.spans.extend([look.mount_span(one), look.mount_span(other)]);
    }
}

fn calls(look: &Look<'_, '_, '_>, told: &mut Told) {
    for call in look.subject.trace.connections.iter().filter(|call| call.from != call.to).take(SHOWN) {
        told.sentences.push(format!(
            "{} calls {} at localhost:{}.",
            look.name(call.from),
            look.name(call.to),
            call.port
        ));
        told.spans.push(call.span);
    }
}

fn outside(look: &Look<'_, '_, '_>, told: &mut Told) {
    for external in look.subject.trace.externals.iter().take(SHOWN) {
        let verb = if external.direction.writes() { "sends to" } else { "talks to" };
        told.sentences.push(format!("{} {verb} {}.", look.name(external.container), plain(&external.name)));
        told.spans.push(external.span);
    }
    let ports: Vec<usize> = look
        .pick(|container| container.lifecycle.runs_beside())
        .into_iter()
        .filter(|at| !look.subject.pod.containers[*at].ports.is_empty())
        .collect();
    if !ports.is_empty() {
        told.sentences.push(format!(
            "{} can be called from outside the pod on the ports that {} declared.",
            look.names(&ports),
            if ports.len() == 1 { "it has" } else { "they have" }
        ));
    }
}
