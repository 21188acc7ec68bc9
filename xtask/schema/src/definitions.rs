//! The JSON schemas of the kinds that the analyzer decodes, minor by minor, as k8s-openapi has them.

use serde_json::{Map, Value};

/// One minor's definitions, by their full names.
pub(crate) struct Minor {
    pub(crate) number: u8,
    pub(crate) definitions: Map<String, Value>,
}

/// The roots: where a type stands in k8s-openapi, its apiVersion and its kind.
macro_rules! with_kinds {
    ($generator:ident, $k8s:ident) => {{
        use $k8s::api::{apps::v1 as apps, batch::v1 as batch, core::v1 as core};
        $generator.subschema_for::<core::Pod>();
        $generator.subschema_for::<core::PodTemplate>();
        $generator.subschema_for::<core::ReplicationController>();
        $generator.subschema_for::<core::Service>();
        $generator.subschema_for::<core::ConfigMap>();
        $generator.subschema_for::<core::Secret>();
        $generator.subschema_for::<core::PersistentVolumeClaim>();
        $generator.subschema_for::<core::Namespace>();
        $generator.subschema_for::<core::ServiceAccount>();
        $generator.subschema_for::<apps::Deployment>();
        $generator.subschema_for::<apps::ReplicaSet>();
        $generator.subschema_for::<apps::StatefulSet>();
        $generator.subschema_for::<apps::DaemonSet>();
        $generator.subschema_for::<batch::Job>();
        $generator.subschema_for::<batch::CronJob>();
    }};
}

macro_rules! with_schemars08 {
    ($number:literal, $k8s:ident) => {{
        let mut generator = schemars08::r#gen::SchemaGenerator::default();
        with_kinds!(generator, $k8s);
        let definitions = serde_json::to_value(generator.definitions()).unwrap_or_default();
        Minor { number: $number, definitions: definitions.as_object().cloned().unwrap_or_default() }
    }};
}

macro_rules! with_schemars1 {
    ($number:literal, $k8s:ident) => {{
        let mut generator = schemars1::SchemaGenerator::default();
        with_kinds!(generator, $k8s);
        Minor { number: $number, definitions: generator.definitions().clone() }
    }};
}

/// All supported minors, oldest first.
pub(crate) fn all() -> Vec<Minor> {
    vec![
        with_schemars08!(31, k8s31),
        with_schemars08!(32, k8s32),
        with_schemars08!(33, k8s33),
        with_schemars1!(34, k8s34),
        with_schemars1!(35, k8s35),
        with_schemars1!(36, k8s36),
    ]
}
