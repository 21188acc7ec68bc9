//! A container mounts a volume that the pod does not have.

use super::{Explanation, More, Objection};
use crate::patterns::words;
use crate::rules::short;

pub(super) const EXPLANATION: Explanation = Explanation {
    to: "api-not-found",
    fields: &["*[].volumeMounts[].name", "*[].volumeDevices[].name"],
    more,
};

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let name = objection.node()?.str().filter(|name| !name.is_empty())?;
    let pod = objection.subject.pod;
    // The volume is there and has a fault of its own, or another name is near: that is said already.
    if pod.volume(name).is_some() || objection.finding.fix.is_some() {
        return None;
    }
    let names: Vec<&str> = pod.volumes.iter().map(|volume| volume.name.value).filter(|name| !name.is_empty()).collect();
    let place = if pod.kind == Some("StatefulSet") { "`volumes` or `volumeClaimTemplates`" } else { "`volumes`" };
    let have = match names.as_slice() {
        [] => "The pod has no volumes at all.".to_owned(),
        names => {
            let shown: Vec<String> = names.iter().take(5).map(|name| words::code(name)).collect();
            format!("The pod has {}{}.", words::list(&shown), if names.len() > 5 { " and others" } else { "" })
        }
    };
    Some(More::help(format!(
        "Add a volume named `{}` to {place}: `emptyDir` for files that the containers of the pod pass to each other, else \
         what holds the data. {have}",
        short(name)
    )))
}
