//! The names that a manifest gives to its own parts: volumes, containers, ports. No schema can know them.

use super::context::{Context, Step};
use crate::pod::{self, Pod};
use crate::{manifest, yaml};

/// A name, and what it is the name of.
pub(super) struct Name {
    pub(super) label: String,
    pub(super) detail: String,
}

/// The names that fit behind the key at `at`; none where the key wants no name of this manifest.
pub(super) fn fitting(text: &str, at: u32, context: &Context<'_>, type_name: &str, key: &str) -> Vec<Name> {
    let pick: fn(&Pod<'_>, Option<usize>) -> Vec<Name> = match (type_name, key) {
        ("VolumeMount" | "VolumeDevice", "name") => |pod, _| volumes(pod),
        ("HTTPGetAction" | "TCPSocketAction", "port") => ports,
        ("ServicePort", "targetPort") => |pod, _| ports(pod, None),
        ("ResourceFieldSelector", "containerName") => |pod, _| containers(pod),
        _ => return Vec::new(),
    };
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    let mut pods: Vec<Pod<'_>> = manifests
        .iter()
        .flat_map(|manifest| manifest.templates.iter().map(move |template| pod::lower(manifest, template)))
        .collect();
    // The pod around the caret; for a Service, all pods of the text.
    if let Some(own) = pods.iter().position(|pod| pod.span().start <= at && at <= pod.span().end + 1) {
        pods = vec![pods.swap_remove(own)];
    }
    let container =
        context.path.iter().enumerate().find_map(|(index, step)| match (step, context.path.get(index + 1)) {
            (Step::Key("containers"), Some(Step::Item(number))) => Some(*number),
            _ => None,
        });
    let mut names: Vec<Name> = pods.iter().flat_map(|pod| pick(pod, container)).collect();
    names.dedup_by(|a, b| a.label == b.label);
    names
}

fn volumes(pod: &Pod<'_>) -> Vec<Name> {
    let kind = |volume: &pod::Volume<'_>| volume.source.kind.to_owned();
    pod.volumes.iter().map(|volume| Name { label: volume.name.value.to_owned(), detail: kind(volume) }).collect()
}

fn containers(pod: &Pod<'_>) -> Vec<Name> {
    let detail = "container".to_owned();
    pod.containers
        .iter()
        .map(|container| Name { label: container.name.value.to_owned(), detail: detail.clone() })
        .collect()
}

/// The ports of one of the regular containers, or of all.
fn ports(pod: &Pod<'_>, container: Option<usize>) -> Vec<Name> {
    let own = container.map(|number| format!("containers[{number}]"));
    let containers = pod.containers.iter().filter(|one| own.as_ref().is_none_or(|path| one.path == *path));
    let mut names = Vec::new();
    for container in containers {
        for port in &container.ports {
            let number = port.container_port.map(|port| port.to_string()).unwrap_or_default();
            let detail = format!("{} {number}", container.name.value);
            names.extend(port.name.map(|name| Name { label: name.to_owned(), detail: detail.clone() }));
            if !number.is_empty() {
                names.push(Name { label: number, detail });
            }
        }
    }
    names
}
