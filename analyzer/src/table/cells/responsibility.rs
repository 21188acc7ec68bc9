//! Who does the core work, and who owns what else.

use super::Look;
use crate::analysis::{Cell, Pattern};
use crate::patterns::words::plain;

pub(super) fn cell(look: &Look<'_, '_, '_>) -> Cell {
    let mut places = look.cores();
    places.extend(look.helpers());
    places.extend(look.init());
    let lines: Vec<String> = places.iter().take(6).map(|at| line(look, *at)).collect();
    let mut text = lines.join(" ");
    if places.len() > lines.len() {
        text.push_str(" And so on for the other containers.");
    }
    text.push_str(match look.pattern {
        Pattern::SharedPodMicroservices => " None of them is there only for another.",
        Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter => {
            " The first owns the core work; what helps it is no part of that."
        }
        _ => "",
    });
    let matches = match look.pattern {
        Pattern::Ambassador | Pattern::Adapter | Pattern::Sidecar => look.helper_patterns(),
        pattern => vec![pattern],
    };
    Cell { text: text.into(), matches, spans: look.spans(&places) }
}

fn line(look: &Look<'_, '_, '_>, at: usize) -> String {
    let outside = look.subject.trace.externals.iter().find(|external| external.container == at);
    let outside = outside.map(|external| format!(" ({})", plain(&external.name))).unwrap_or_default();
    format!("{} {}{outside}.", look.name(at), look.does(at))
}
