//! `image-without-registry`: an image of one's own that is looked for on Docker Hub.

use super::{Change, New, Report, Rule, Subject, list, put, short};
use crate::arrange::Arrange;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "image-without-registry",
    severity: Severity::Info,
    summary: "An image name without a registry means Docker Hub.",
    source: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    check,
};

const REGISTRY: &str = "registry.example.com";

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() || subject.pod.node.get("imagePullSecrets").is_some() {
        return;
    }
    let mut ours = Vec::new();
    for (index, container) in subject.containers() {
        let Some(image) = container.image_ref() else { continue };
        let is_known = subject.judgement.containers.get(index).is_none_or(|report| report.catalogue.is_some());
        let on_hub = image.registry.is_none() && !image.organisation().is_empty();
        if on_hub && !is_known && !image.repository.contains(['$', '{']) {
            ours.push((container, image));
        }
    }
    let Some((first, image)) = ours.first() else { return };
    let mut names: Vec<&str> = ours.iter().map(|(_, image)| image.repository).collect();
    names.arrange();
    names.dedup();
    let (has, comes) = if names.len() == 1 { ("has", "it comes") } else { ("have", "they come") };
    report.say(
        subject.in_container(first, "image"),
        format!("{} {has} no registry in the name, so {comes} from Docker Hub, where anyone may own `{}`", list(names), short(image.organisation())),
        "Write the registry before the name if it is yours: `registry.example.com/team/app`.",
    );
    report.suggest("Write the registry", || {
        Change::all(ours.iter().map(|(container, _)| {
            let image = format!("{REGISTRY}/{}", container.image?.value);
            let image = New::ask(image, "the registry that has your images");
            put(container.node, &["image"], image)?.asking_for(0, REGISTRY.len())
        }))
    });
}
