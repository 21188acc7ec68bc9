//! What the JSON of the two types that do not print themselves looks like; the others derive their description.
//!
//! It describes and never checks: a test holds real answers against it.

use crate::analysis::KubernetesVersion;
use crate::span::{Position, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    /// As [`crate::json::to_value`] writes it: the bytes, and the places that they are for an editor.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let position = generator.subschema_for::<Position>();
        json_schema!({
            "type": "object",
            "description": "A half-open range of the text as decoded.",
            "properties": {
                "start": { "type": "integer", "minimum": 0, "description": "First byte." },
                "end": { "type": "integer", "minimum": 0, "description": "One past the last byte." },
                "from": position,
                "to": position,
            },
            "required": ["start", "end", "from", "to"],
        })
    }
}

impl JsonSchema for KubernetesVersion {
    fn schema_name() -> Cow<'static, str> {
        "KubernetesVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let versions: Vec<String> = Self::all().map(|version| version.to_string()).collect();
        json_schema!({
            "type": "string",
            "description": "A supported minor version of Kubernetes.",
            "enum": versions,
            "default": Self::default().to_string(),
        })
    }
}
