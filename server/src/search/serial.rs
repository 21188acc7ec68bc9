//! The index as `MiniSearch` keeps it (its serialisation version 2), so that the browser loads it without building anything.

use super::{FIELDS, Index, Stored};
use serde_json::{Map, Value, json};

impl Index {
    /// The index for the browser.
    pub fn json(&self) -> String {
        let numbered = |values: Vec<Value>| {
            values.into_iter().enumerate().map(|(id, value)| (id.to_string(), value)).collect::<Map<_, _>>()
        };
        let index: Vec<Value> = self
            .terms
            .iter()
            .map(|(term, postings)| {
                let fields = postings.iter().enumerate().filter(|(_, passages)| !passages.is_empty());
                let fields: Map<String, Value> =
                    fields.map(|(field, passages)| (field.to_string(), json!(passages))).collect();
                json!([term, fields])
            })
            .collect();
        let fields: Map<String, Value> =
            FIELDS.iter().enumerate().map(|(id, (name, _))| ((*name).to_owned(), json!(id))).collect();
        let averages: Vec<f64> = (0..FIELDS.len()).map(|field| self.average_length(field)).collect();
        json!({
            "documentCount": self.passages.len(),
            "nextId": self.passages.len(),
            "documentIds": numbered(self.passages.iter().map(|stored| json!(stored.path)).collect()),
            "fieldIds": fields,
            "fieldLength": numbered(self.lengths.iter().map(|lengths| json!(lengths)).collect()),
            "averageFieldLength": averages,
            "storedFields": numbered(self.passages.iter().map(stored).collect()),
            "dirtCount": 0,
            "index": index,
            "serializationVersion": 2,
        })
        .to_string()
    }
}

fn stored(stored: &Stored) -> Value {
    json!({
        "title": stored.title,
        "heading": stored.heading,
        "excerpt": stored.excerpt,
        "section": stored.section,
    })
}
