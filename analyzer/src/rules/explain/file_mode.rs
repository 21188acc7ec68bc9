//! Permissions that are beyond 0777 because the leading zero is missing: 644 is read as a decimal number.

use super::{Explanation, More, Objection};

pub(super) const EXPLANATION: Explanation = Explanation {
    to: "api-invalid",
    fields: &[
        "volumes[].*.defaultMode",
        "volumes[].*.items[].mode",
        "volumes[].projected.sources[].*.items[].mode",
    ],
    more,
};

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let written = objection.written()?;
    let is_octal = written.len() == 3 && written.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
    is_octal.then(|| {
        More::help(format!("Write `0{written}`: without the leading zero it is a decimal number, not permissions."))
            .replacing(format!("Write `0{written}`"), objection.finding.span, format!("0{written}"))
    })
}
