//! One table out of all minors: each field once, with the minors that have it.

use crate::definitions::Minor;
use serde_json::Value;
use std::collections::BTreeMap;

/// The types by their short names.
pub(crate) type Types = BTreeMap<String, Type>;

#[derive(Default)]
pub(crate) struct Type {
    pub(crate) description: String,
    pub(crate) fields: BTreeMap<String, Field>,
}

pub(crate) struct Field {
    /// In Rust: `one(STRING)`, `list(object(12))` with the type's name in place of its number.
    pub(crate) form: Form,
    pub(crate) required: bool,
    pub(crate) first: u8,
    pub(crate) last: u8,
    pub(crate) description: String,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Form {
    One(Leaf),
    List(Leaf),
    Map(Leaf),
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Leaf {
    Plain(&'static str),
    Object(String),
}

/// Merges the minors. A field that changes its form is an error: nothing of the kind has happened yet.
pub(crate) fn merge(minors: &[Minor]) -> Result<Types, String> {
    let mut types = Types::new();
    for minor in minors {
        for (name, schema) in &minor.definitions {
            if plain(name).is_none() {
                let merged = types.entry(short(name).to_owned()).or_default();
                merge_type(merged, name, schema, minor.number)?;
            }
        }
    }
    Ok(types)
}

fn merge_type(merged: &mut Type, name: &str, schema: &Value, minor: u8) -> Result<(), String> {
    merged.description = first_sentence(schema);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let Some(properties) = schema["properties"].as_object() else { return Ok(()) };
    for (key, property) in properties {
        let form = form(property).ok_or_else(|| format!("{name}.{key} has a form of its own: {property}"))?;
        let description = first_sentence(property);
        let required = required.contains(&key.as_str());
        let field = merged.fields.entry(key.clone()).or_insert_with(|| Field {
            form: form.clone(),
            required,
            first: minor,
            last: minor,
            description: String::new(),
        });
        if field.form != form {
            return Err(format!("{name}.{key} was {:?} and is {form:?} in 1.{minor}", field.form));
        }
        field.last = minor;
        field.required = required;
        field.description = description;
    }
    Ok(())
}

fn form(property: &Value) -> Option<Form> {
    match kind(property) {
        Some("array") => Some(Form::List(leaf(&property["items"])?)),
        Some("object") if property["additionalProperties"].is_object() => {
            Some(Form::Map(leaf(&property["additionalProperties"])?))
        }
        _ => leaf(property).map(Form::One),
    }
}

fn leaf(schema: &Value) -> Option<Leaf> {
    if let Some(reference) = reference(schema) {
        return Some(plain(reference).map_or_else(|| Leaf::Object(short(reference).to_owned()), Leaf::Plain));
    }
    let format = schema["format"].as_str();
    Some(Leaf::Plain(match (kind(schema), format) {
        (Some("string"), None) => "STRING",
        (Some("string"), Some("byte")) => "BYTES",
        (Some("string"), Some("date-time")) => "TIME",
        (Some("boolean"), _) => "BOOL",
        (Some("integer"), Some("int32")) => "INT32",
        (Some("integer"), Some("int64")) => "INT64",
        (Some("object") | None, None) => "ANY",
        _ => return None,
    }))
}

/// The definition that a schema points to, directly or wrapped to carry a description.
fn reference(schema: &Value) -> Option<&str> {
    let direct = schema["$ref"].as_str();
    let wrapped = schema["allOf"].as_array().and_then(|all| all.first()).and_then(|first| first["$ref"].as_str());
    direct.or(wrapped).and_then(|reference| reference.rsplit('/').next())
}

/// A schema's type; of several the one that is not null.
fn kind(schema: &Value) -> Option<&str> {
    match &schema["type"] {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

/// The types that are written as one scalar.
fn plain(name: &str) -> Option<&'static str> {
    Some(match short(name) {
        "Quantity" => "QUANTITY",
        "IntOrString" => "INT_OR_STRING",
        "Time" => "TIME",
        "FieldsV1" | "RawExtension" => "ANY",
        _ => return None,
    })
}

/// `Container` of `io.k8s.api.core.v1.Container`.
fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The first sentence of a description, on one line.
fn first_sentence(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    let end = text.match_indices(". ").map(|(at, _)| at + 1).find(|at| !is_abbreviation(&text[..*at]));
    text[..end.unwrap_or(text.len())].to_owned()
}

fn is_abbreviation(text: &str) -> bool {
    ["e.g.", "i.e.", "etc.", "ex.", "vs."].iter().any(|short| text.to_lowercase().ends_with(short))
}
