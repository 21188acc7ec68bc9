//! Why these containers are in one pod.

use super::Look;
use crate::analysis::{Cell, Pattern};
use crate::patterns::words::{capital, count};

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    let (cores, helpers, init) = (look.cores(), look.helpers(), look.init());
    let text = match look.pattern {
        Pattern::Single => format!("Run one program, {}.", look.names(&cores)),
        Pattern::InitPipeline if cores.is_empty() => {
            format!("Prepare something with {}; no app follows yet.", look.names(&init))
        }
        Pattern::InitPipeline => {
            format!("Run {} once {} made things ready ({}).", look.names(&cores), have(look, &init), look.nouns(&init))
        }
        Pattern::SharedPodMicroservices => shared(look, &cores),
        _ => {
            format!("Run {} and add {} beside it: {}.", look.names(&cores), look.nouns(&helpers), look.names(&helpers))
        }
    };
    let spans = look.spans(&cores).into_iter().chain(look.spans(&helpers)).collect();
    Cell { text: text.into(), matches: vec![look.pattern], spans }
}

fn have(look: &Look<'_, '_, '_>, places: &[usize]) -> String {
    format!("{} {}", look.names(places), if places.len() == 1 { "has" } else { "have" })
}

fn shared(look: &Look<'_, '_, '_>, cores: &[usize]) -> String {
    let lead =
        format!("{}, {}, in one pod", capital(&count(cores.len(), "piece")) + " of core work", look.names(cores));
    if let Some((writer, _)) = look.hand_overs().first() {
        return format!("{lead}, so that files pass through {} and need no network.", look.place(writer));
    }
    if let Some((one, _)) = look.joint_volume() {
        return format!("{lead}, so that both can use {}.", look.place(one));
    }
    if look.subject.trace.connections.is_empty() {
        return format!(
            "{lead}. Why they are together cannot be told from the manifest, because nothing in it joins them."
        );
    }
    format!("{lead}, so that they reach each other over localhost.")
}
