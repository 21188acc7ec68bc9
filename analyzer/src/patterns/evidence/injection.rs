//! E29: a label or annotation asks an injector for a container that the text does not show.
//!
//! A note, not a fact about this text: predicted containers never count.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::injection::{Injection, injections};
use crate::patterns::weights::INJECTION;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "injection", looks_for: "labels and annotations that ask an injector for a container.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    let Some((at, _)) = facts.running().next() else { return };
    for Injection { pair, injector, .. } in injections(facts.pod).filter(|injection| injection.is_predicted(facts.pod))
    {
        notes.add(
            at,
            Toward::Nothing,
            INJECTION,
            pair.span,
            format_args!(
                "`{}` asks {} to add {} when the pod is created; it is not in this text and not counted.",
                pair.key, injector.who, injector.adds
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted_in;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                "kind: Pod\nmetadata: {labels: {sidecar.istio.io/inject: 'true'}}\nspec: {containers: [{name: a}]}"
            ),
            ["a"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted_in(&EVIDENCE, "kind: Pod\nmetadata: {labels: {sidecar.istio.io/inject: 'false', app: linkerd.io/inject}}\nspec: {containers: [{name: a}]}").is_empty());
    }
}
