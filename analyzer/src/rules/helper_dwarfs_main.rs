//! `helper-dwarfs-main`: a helper that asks for more than the app that it helps.

use super::support::milli;
use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "helper-dwarfs-main",
    severity: Severity::Info,
    summary: "A helper that asks for more than its app decides where the pod fits and how it scales.",
    source: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#container-resource-metrics",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, helper) in subject.running().filter(|(index, _)| subject.is_helper(*index)) {
        for (name, words) in [("cpu", "CPU"), ("memory", "memory")] {
            let largest = subject
                .running()
                .filter(|(index, _)| subject.is_core(*index))
                .filter_map(|(_, core)| Some((request(core, name)?, core)))
                .max_by_key(|(request, _)| *request);
            let (Some(own), Some((most, core))) = (request(helper, name), largest) else { continue };
            if own <= most {
                continue;
            }
            report.say(
                subject.in_container(helper, &format!("resources.requests.{name}")),
                format!(
                    "the helper `{}` requests {} {words}, more than `{}`: the helper decides where the pod fits and when it scales",
                    called(helper),
                    short(helper.resources.request(name).unwrap_or_default()),
                    called(core)
                ),
                "Check the figure. If it is right, scale by a metric of the app's container (`ContainerResource`).",
            );
            break;
        }
    }
}

fn request(container: &Container<'_>, name: &str) -> Option<i128> {
    milli(container.resources.request(name)?)
}
