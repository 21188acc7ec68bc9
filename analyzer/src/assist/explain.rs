//! What the field on a line is: its path, what it holds, and the key of its description.

use super::complete::words;
use super::context::{Context, Expected, Step, context};
use crate::Options;
use crate::decode::schema;
use crate::span::Span;

/// What is known about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The key in the text.
    pub span: Span,
    /// Where it stands in its document: `spec.containers[0].image`.
    pub path: String,
    /// What it holds: `text, required`.
    pub holds: String,
    /// The key of its description, such as `Container.image`.
    pub key: String,
}

/// Explains the field on the line of byte `at`; none where there is no field that Kubernetes' types have.
pub fn explain(text: &str, at: u32, options: &Options) -> Option<Explanation> {
    let context = context(text, at as usize)?;
    let (key, span) = context.key?;
    let Expected::Object(number) = context.expected()? else { return None };
    let of = schema::type_of(number);
    let field = of.field_in(key, options.kubernetes.minor())?;
    Some(Explanation { span, path: path(&context, key), holds: words(field), key: format!("{}.{key}", of.name) })
}

fn path(context: &Context<'_>, key: &str) -> String {
    let mut path = String::new();
    for step in context.path.iter().chain([&Step::Key(key)]) {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => path.extend([".", key]),
            Step::Item(index) => path.extend(["[", index.to_string().as_str(), "]"]),
        }
    }
    path
}
