//! A container that asks for more than it may have.

use super::{Explanation, More, Objection};
use crate::quantity::Quantity;
use crate::rules::short;

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-invalid", fields: &["*[].resources.requests"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let resources = &objection.container()?.resources;
    let is_above = |(request, limit): &(&str, &str)| {
        matches!((Quantity::parse(request), Quantity::parse(limit)), (Some(request), Some(limit)) if request.is_more_than(limit))
    };
    let pairs = resources.requests.iter().filter_map(|pair| Some((pair.key, pair.value, resources.limit(pair.key)?)));
    let (name, request, limit) = pairs.into_iter().find(|(_, request, limit)| is_above(&(request, limit)))?;
    Some(More::help(format!(
        "Request at most the limit, or raise the limit: `{}` requests `{}` and is limited to `{}`.",
        short(name),
        short(request),
        short(limit)
    )))
}
