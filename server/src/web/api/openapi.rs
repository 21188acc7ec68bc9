//! The description of the API for programs: `OpenAPI` 3.1, made from the calls themselves and from the types that they take
//! and give.
//!
//! Nothing is described by hand that a type can say.

use super::{CALLS, Call};
use crate::prepared::Prepared;
use crate::site::Site;
use crate::web::trouble::Problem;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// `GET /api/v1/openapi.json`.
pub(in crate::web) async fn document(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let document = describe(site.settings.most_bytes, site.settings.public_url.as_deref());
    Prepared::text("application/json", format!("{document:#}")).answer(&headers)
}

/// The whole document.
fn describe(most_bytes: usize, address: Option<&str>) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .for_serialize()
        .into_generator();
    let problem = generator.subschema_for::<Problem<'_>>();
    let problem = json!({ "application/problem+json": { "schema": problem } });
    let mut paths = Map::new();
    for call in CALLS {
        paths.insert(format!("/api/v1{}", call.path), json!({ "post": operation(call, &mut generator) }));
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Peapod",
            "version": "1",
            "summary": "What do the containers of a pod share, and should they?",
            "description": format!(
                "Send a Kubernetes manifest, get what Peapod knows about it. Nothing is kept and nothing is logged of it. \
                 A manifest may have {most_bytes} bytes. Names are final: version 1 adds, and renames nothing."
            ),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "requestBodies": { "Manifest": {
                "description": "The manifest itself, not a form. Several documents, lists and JSON are welcome.",
                "required": true,
                "content": {
                    "application/yaml": { "schema": { "type": "string" }, "example": crate::web::example::manifest() },
                    "application/json": { "schema": { "type": "object" } },
                },
            } },
            "responses": { "Problem": { "description": "What went wrong (RFC 9457)", "content": problem } },
        },
    });
    if let Some(address) = address {
        document["servers"] = json!([{ "url": address }]);
    }
    document
}

fn operation(call: &Call, generator: &mut SchemaGenerator) -> Value {
    let schema = call.schema.map_or_else(|| json!({ "type": "string" }), |schema| schema(generator).into());
    let kind = call.kind.split(';').next().unwrap_or_default();
    let problem = |description: &str| json!({ "$ref": "#/components/responses/Problem", "description": description });
    let mut responses = json!({
        "200": {
            "description": "The answer",
            "headers": { "ETag": { "description": "The same for the same content", "schema": { "type": "string" } } },
            "content": { kind: { "schema": schema } },
        },
        "400": problem("The part after `?` is not understood"),
        "408": problem("The body did not arrive in time"),
        "412": problem("The answer has the tag that `If-None-Match` names: nothing has changed"),
        "413": problem("The manifest is too large"),
        "415": problem("The body is no text"),
        "503": problem("Too many requests wait already; `Retry-After` says when to come back"),
    });
    if let Some(reason) = call.unfit {
        responses["422"] = problem(reason);
    }
    if call.rewrites {
        responses["200"]["content"]["application/yaml"] = json!({ "schema": { "type": "string" } });
    }
    json!({
        "operationId": call.path.trim_matches('/').replace('/', "-"),
        "summary": call.summary,
        "description": call.description,
        "parameters": parameters(call),
        "requestBody": { "$ref": "#/components/requestBodies/Manifest" },
        "responses": responses,
    })
}

/// The fields of a call's wishes, as parameters of an address.
pub(super) fn parameters(call: &Call) -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true).into_generator();
    let wishes = Value::from((call.wishes)(&mut generator));
    let fields = wishes["properties"].as_object().cloned().unwrap_or_default();
    let required = wishes["required"].as_array().cloned().unwrap_or_default();
    let parameter = |(name, mut schema): (String, Value)| {
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let required = required.contains(&Value::from(name.as_str()));
        json!({ "name": name, "in": "query", "required": required, "description": description, "schema": schema })
    };
    fields.into_iter().map(parameter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_described_by_its_own_types() {
        let document = describe(1024, Some("https://peapod.example.com"));
        for call in CALLS {
            let operation = &document["paths"][format!("/api/v1{}", call.path)]["post"];
            assert_eq!(operation["parameters"][0]["name"], "kubernetes", "{}", call.path);
            let to = operation["parameters"].as_array().expect("a list").iter().find(|one| one["name"] == "to");
            assert_eq!(
                to.map(|to| &to["required"]),
                (call.path == "/convert").then_some(&json!(true)),
                "{}",
                call.path
            );
            assert_eq!(operation["responses"]["422"].is_object(), call.unfit.is_some(), "{}", call.path);
        }
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["Span"]["required"], json!(["start", "end", "from", "to"]));
        let required = schemas["PodReport"]["required"].as_array().expect("a list");
        assert!(
            required.contains(&"verdict".into()) && required.contains(&"apiVersion".into()),
            "null is said, not left out"
        );
    }

    #[test]
    fn no_reference_leads_nowhere() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Array(items) => items.iter().for_each(|item| references(item, found)),
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    map.values().for_each(|item| references(item, found));
                }
                _ => {}
            }
        }
        let document = describe(1024, None);
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 20);
        for reference in found {
            let target = document.pointer(reference.trim_start_matches('#'));
            assert!(target.is_some(), "{reference}");
        }
    }
}
