//! A `preStop` hook that sleeps longer than the pod may take to stop.

use super::{Explanation, More, Objection};

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-invalid", fields: &["*[].lifecycle.preStop.sleep"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let seconds = objection.node()?.get("seconds")?.int()?;
    let grace = objection.subject.grace_period();
    (seconds > grace).then(|| {
        More::help(format!(
            "Sleep for less than {grace} seconds, or raise `terminationGracePeriodSeconds` of the pod well above {seconds}: \
             the hook and the shutdown of the process share that time."
        ))
    })
}
