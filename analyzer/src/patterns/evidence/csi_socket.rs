//! E30: a storage driver and its helpers share the driver's socket.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{CSI_DRIVER, CSI_HELPER};

pub(super) const EVIDENCE: Kind =
    Kind { slug: "csi-socket", looks_for: "`--csi-address` and the driver's end of the socket.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let argument = container.argv().find(|argument| argument.value.starts_with("--csi-address"));
        if let Some(argument) = argument {
            notes.add(at, Toward::Sidecar, CSI_HELPER, argument.span, format_args!(
                "It talks to the storage driver over the driver’s socket, as Kubernetes’ own helpers for drivers do."
            ));
            continue;
        }
        let driver =
            container.env.iter().find(|variable| variable.name.value == "CSI_ENDPOINT").map(|variable| variable.span);
        let serves = driver.or_else(|| {
            let endpoint =
                |text: &str| text.contains("endpoint") && (text.contains("unix:") || text.contains("CSI_ENDPOINT"));
            container.argv().find(|argument| endpoint(argument.value)).map(|argument| argument.span)
        });
        if let Some(span) = serves {
            notes.add(
                at,
                Toward::Core,
                CSI_DRIVER,
                span,
                format_args!("It serves the socket that the driver’s helpers talk to."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, args: ['--csi-address=/csi/csi.sock']}",
                    "{name: b, args: ['--endpoint=unix:///csi/csi.sock']}"
                ]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a, args: ['--endpoint=http://example.com']}"]).is_empty());
    }
}
