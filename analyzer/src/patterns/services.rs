//! The Services of a text, found by the labels that they select pods by.
//!
//! A text can hold thousands of Services and of pods, so that they are not compared one by one. Nothing here says what a
//! Service means for a pod.

use crate::arrange::Arrange;
use crate::manifest::Manifest;
use crate::pod::Pod;
use std::collections::BTreeMap;

/// A port of a Service that selects the pod.
#[derive(Clone, Copy)]
pub(crate) struct Service<'a> {
    /// Name of the Service.
    pub(crate) name: &'a str,
    /// The container port that it sends to, as a number or a port's name.
    pub(crate) target: &'a str,
}

/// All Services of a text.
#[derive(Default)]
pub struct Services<'a> {
    list: Vec<Selecting<'a>>,
    /// Places in the list by the first label of the selector, key and value.
    by_label: BTreeMap<(&'a str, &'a str), Vec<usize>>,
}

/// One Service.
struct Selecting<'a> {
    namespace: Option<&'a str>,
    /// Keys and values; all must be labels of a pod.
    selector: Vec<(&'a str, &'a str)>,
    ports: Vec<Service<'a>>,
}

impl<'a> Services<'a> {
    /// The Services among the objects of a text.
    pub fn of(manifests: &[Manifest<'a>]) -> Self {
        let mut services = Self::default();
        for manifest in manifests.iter().filter(|manifest| manifest.kind == Some("Service")) {
            let Some(selector) = selector(manifest) else { continue };
            let Some(first) = selector.first().copied() else { continue };
            services.by_label.entry(first).or_default().push(services.list.len());
            services.list.push(Selecting { namespace: manifest.namespace, selector, ports: ports(manifest) });
        }
        services
    }

    /// The ports of those that select a pod, in the text's order.
    pub(crate) fn selecting(&self, pod: &Pod<'a>) -> Vec<Service<'a>> {
        let mut found: Vec<usize> = Vec::new();
        for label in &pod.labels {
            let candidates = self.by_label.get(&(label.key, label.value)).into_iter().flatten().copied();
            found.extend(candidates.filter(|place| self.list[*place].selects(pod)));
        }
        found.arrange();
        found.dedup();
        found.into_iter().flat_map(|place| self.list[place].ports.iter().copied()).collect()
    }
}

impl Selecting<'_> {
    fn selects(&self, pod: &Pod<'_>) -> bool {
        (self.namespace.is_none() || pod.namespace.is_none() || self.namespace == pod.namespace)
            && self.selector.iter().all(|(key, value)| pod.label(key).is_some_and(|label| label.value == *value))
    }
}

/// The selector's keys and values; none where it has something that no label can be.
fn selector<'a>(service: &Manifest<'a>) -> Option<Vec<(&'a str, &'a str)>> {
    let entries = service.node.at("spec.selector").map(|node| node.entries()).unwrap_or_default();
    entries.iter().map(|entry| Some((entry.key.raw()?, entry.value.raw()?))).collect()
}

fn ports<'a>(service: &Manifest<'a>) -> Vec<Service<'a>> {
    let ports = service.node.at("spec.ports").into_iter().flat_map(|ports| ports.items());
    let port = |port: crate::yaml::Node<'a>| {
        let target = port.get("targetPort").or(port.get("port"))?;
        Some(Service { name: service.name.unwrap_or("?"), target: target.raw()? })
    };
    ports.filter_map(port).collect()
}
