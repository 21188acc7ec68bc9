//! What the manifest says outright: a read-only mount, or a volume that nobody can write.

use super::{Guess, View};
use crate::analysis::{Certainty, Direction};

pub(super) fn read_only(view: &View<'_, '_>) -> Option<Guess> {
    let source = view.volume.map(|volume| volume.source);
    let reason = if view.mount.is_read_only() {
        "the mount says readOnly: true".to_owned()
    } else {
        let kind = source.filter(crate::pod::VolumeSource::is_read_only)?.kind;
        match kind {
            "configMap" | "secret" | "downwardAPI" | "projected" | "image" => {
                ["a volume of kind ", kind, " is read-only in every container"].concat()
            }
            _ => "the volume says readOnly: true".to_owned(),
        }
    };
    Some(Guess { direction: Direction::Read, certainty: Certainty::Declared, reason, fills: false, weak: false })
}
