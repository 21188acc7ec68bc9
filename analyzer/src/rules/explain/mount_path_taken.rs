//! Two volumes at the same place of one container.

use super::{Explanation, More, Objection};
use crate::rules::short;

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-invalid", fields: &["*[].volumeMounts[].mountPath"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let container = objection.container()?;
    let path = objection.node()?.str()?;
    let mounts: Vec<&str> =
        container.mounts.iter().filter(|mount| mount.mount_path.value == path).map(|mount| mount.volume.value).collect();
    let [first, others @ ..] = mounts.as_slice() else { return None };
    if others.is_empty() {
        return None;
    }
    let whose = if others.iter().all(|other| other == first) {
        "Remove one of the two mounts: both mount the same volume there.".to_owned()
    } else {
        format!("Give each volume a directory of its own: `{}` is at this path already.", short(first))
    };
    Some(More::help(whose))
}
