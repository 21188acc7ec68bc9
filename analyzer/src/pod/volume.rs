//! Volumes: where their data come from, how long they live, and whether a pod may write them.
//!
//! Facts about volume kinds are Kubernetes' own (concepts/storage/volumes). Which container uses what is not known here.

use crate::analysis::Lifetime;
use crate::span::{Span, Spanned};
use crate::yaml::Node;

/// One volume of a pod.
#[derive(Clone, Copy)]
pub struct Volume<'a> {
    /// Its name; empty where the text does not say one.
    pub name: Spanned<&'a str>,
    /// Where its data come from.
    pub source: VolumeSource<'a>,
    /// Index in `spec.volumes`; none for a claim template of a `StatefulSet`.
    pub index: Option<usize>,
    /// The volume's mapping.
    pub node: Node<'a>,
    /// The whole entry.
    pub span: Span,
}

/// Where a volume's data come from.
#[derive(Clone, Copy)]
pub struct VolumeSource<'a> {
    /// Kubernetes' name of the source: `emptyDir`, `configMap` … A volume without any is an `emptyDir`.
    pub kind: &'static str,
    /// The source's mapping; none where the text has no source.
    pub node: Option<Node<'a>>,
}

/// All volume sources, in the order in which the API server looks for them.
const VOLUME_KINDS: [&str; 30] = [
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
];

impl<'a> VolumeSource<'a> {
    /// The source of a volume's mapping.
    pub fn of(volume: Node<'a>) -> Self {
        VOLUME_KINDS
            .iter()
            .find_map(|kind| volume.get(kind).map(|node| Self { kind, node: Some(node) }))
            .unwrap_or(Self { kind: "emptyDir", node: None })
    }

    /// Whether no container can write it, whatever its mounts say.
    pub fn is_read_only(&self) -> bool {
        match self.kind {
            "configMap" | "secret" | "downwardAPI" | "projected" | "image" => true,
            "persistentVolumeClaim" | "nfs" | "csi" | "rbd" | "cephfs" | "iscsi" => {
                self.node.and_then(|node| node.get("readOnly")).and_then(|value| value.bool()) == Some(true)
            }
            _ => false,
        }
    }

    /// Whether it is empty when the pod starts.
    pub fn starts_empty(&self) -> bool {
        matches!(self.kind, "emptyDir" | "ephemeral")
    }

    /// How long its data live.
    pub fn lifetime(&self) -> Lifetime {
        match self.kind {
            "emptyDir" | "ephemeral" | "gitRepo" | "downwardAPI" => Lifetime::Pod,
            "persistentVolumeClaim" => Lifetime::Claim,
            "hostPath" => Lifetime::Node,
            _ => Lifetime::Source,
        }
    }

    /// A scalar field of the source, as text.
    pub fn field(&self, name: &str) -> Option<&'a str> {
        let value = self.node?.get(name)?;
        if value.is_null() { None } else { value.raw() }
    }
}
