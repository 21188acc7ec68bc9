//! A `subPath` that starts at the root or climbs out of its volume.

use super::{Explanation, More, Objection};

pub(super) const EXPLANATION: Explanation = Explanation {
    to: "api-invalid",
    fields: &["*[].volumeMounts.subPath", "*[].volumeMounts.subPathExpr"],
    more,
};

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let written = objection.written()?;
    let more = More::help("Name a directory below the root of the volume, without a leading `/` and without `..`.");
    let relative = written.trim_start_matches('/');
    let is_sure = relative.len() < written.len() && !relative.is_empty() && !relative.split('/').any(|part| part == "..");
    Some(if is_sure {
        more.replacing(format!("Write `{relative}`"), objection.finding.span, relative.to_owned())
    } else {
        more
    })
}
