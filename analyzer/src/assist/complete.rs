//! What may stand at the caret: fields of the type, values of a field, names of the manifest, and small idioms.

use super::CARET;
use super::context::{Context, Expected, Step, context};
use super::{names, values};
use crate::Options;
use crate::arrange::Arrange;
use crate::decode::schema::{self, Field, Form, Leaf, Type};

/// What may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// Where the word starts that a completion replaces, in bytes.
    pub from: u32,
    /// The completions, the likeliest first.
    pub items: Vec<Completion>,
}

/// One thing that may stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows, and what is compared with the typed word.
    pub label: String,
    /// What it is, in a few words.
    pub detail: String,
    /// The key of its description, such as `Container.image`; empty where there is none.
    pub key: String,
    /// The text to insert; [`CARET`] stands where the caret goes.
    pub insert: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
}

/// The kinds of completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A field of a Kubernetes type.
    Field,
    /// A value of a field.
    Value,
    /// A name that this manifest defines.
    Name,
    /// A piece of a manifest.
    Idiom,
}

/// Fields that most manifests have, in the order in which people write them.
const USUAL: [&str; 16] = [
    "apiVersion",
    "kind",
    "metadata",
    "spec",
    "name",
    "image",
    "replicas",
    "selector",
    "template",
    "initContainers",
    "containers",
    "volumes",
    "volumeMounts",
    "mountPath",
    "readOnly",
    "emptyDir",
];

/// The completions at byte `at`; none where nothing is known about the place.
pub fn complete(text: &str, at: u32, options: &Options) -> Option<Completions> {
    let context = context(text, at as usize)?;
    let items = match (&context.key, context.in_value) {
        (Some((key, _)), true) => behind_key(text, at, &context, key),
        _ if context.path.is_empty() && context.root().is_none() => start(&context),
        _ => match context.expected()? {
            Expected::Object(number) => fields(&context, schema::type_of(number), options.kubernetes.minor()),
            Expected::Value(leaf) => items_of_list(&context, leaf),
            Expected::Many(_) => return None,
        },
    };
    (!items.is_empty()).then(|| Completions { from: crate::span::offset(context.word), items })
}

/// The first lines of a document.
fn start(context: &Context<'_>) -> Vec<Completion> {
    let key = |key: &str| Completion {
        label: key.to_owned(),
        detail: "text, required".to_owned(),
        key: String::new(),
        insert: format!("{key}: "),
        kind: CompletionKind::Field,
    };
    let idioms = [(
        "Pod with a shared volume",
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \u{1d}\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n    volumeMounts:\n    - name: logs\n      mountPath: /var/log/nginx\n  - name: shipper\n    image: fluent/fluent-bit:3.1\n    volumeMounts:\n    - name: logs\n      mountPath: /logs\n      readOnly: true\n  volumes:\n  - name: logs\n    emptyDir:\n      sizeLimit: 1Gi\n",
    )];
    let keys = ["apiVersion", "kind"].into_iter().filter(|name| !context.siblings.contains(name)).map(key);
    let fresh = context.siblings.is_empty();
    let idioms =
        idioms.into_iter().filter(|_| fresh).map(|(label, insert)| idiom(label, "a whole manifest", insert.to_owned()));
    keys.chain(idioms).collect()
}

fn behind_key(text: &str, at: u32, context: &Context<'_>, key: &str) -> Vec<Completion> {
    if context.path.is_empty() && matches!(key, "kind" | "apiVersion") {
        return roots(context, key);
    }
    let Some(Expected::Object(number)) = context.expected() else { return Vec::new() };
    let of = schema::type_of(number);
    let Some((_, field)) = of.field(key) else { return Vec::new() };
    let mut items: Vec<Completion> = values::of(of.name, key).iter().map(|value| self::value(value, "value")).collect();
    if field.form == Form::One(Leaf::Bool) {
        items.extend(["true", "false"].map(|word| value(word, "yes or no")));
    }
    let known = names::fitting(text, at, context, of.name, key).into_iter();
    items.extend(known.map(|name| Completion { kind: CompletionKind::Name, ..value(&name.label, &name.detail) }));
    items
}

/// The kinds that the schema knows, and their apiVersions.
fn roots(context: &Context<'_>, key: &str) -> Vec<Completion> {
    let kinds = schema::kinds();
    if key == "kind" {
        let fits = kinds.filter(|(_, version)| context.api_version.is_none_or(|said| said == *version));
        return fits.map(|(kind, version)| value(kind, version)).collect();
    }
    let fits: Vec<_> =
        kinds.filter(|(kind, _)| context.kind.is_none_or(|said| said == *kind)).map(|(_, version)| version).collect();
    let mut versions = fits;
    versions.arrange();
    versions.dedup();
    versions.into_iter().map(|version| value(version, "version")).collect()
}

/// The values of a list's items.
fn items_of_list(context: &Context<'_>, _: Leaf) -> Vec<Completion> {
    // The field that holds the list, and the type that holds the field.
    let (Some(Step::Item(_)), Some(Step::Key(key))) = (context.path.last(), context.path.iter().rev().nth(1)) else {
        return Vec::new();
    };
    let above = &context.path[..context.path.len() - 2];
    let Some(Expected::Object(number)) =
        context.root().and_then(|root| above.iter().try_fold(Expected::Object(root), |at, step| at.step(*step)))
    else {
        return Vec::new();
    };
    values::of(schema::type_of(number).name, key).iter().map(|word| value(word, "value")).collect()
}

/// The fields that are not there yet: those that are required, those that are usual, the rest by name.
fn fields(context: &Context<'_>, of: &'static Type, minor: u8) -> Vec<Completion> {
    let mut missing: Vec<&Field> = of
        .fields
        .iter()
        .filter(|field| field.is_in(minor) && field.name != "status" && !context.siblings.contains(&field.name))
        .collect();
    let usual = |field: &Field| USUAL.iter().position(|name| *name == field.name).unwrap_or(USUAL.len());
    missing.arrange_by_key(|field| (!field.required, usual(field)));
    let mut items = idioms(context, of);
    items.extend(missing.into_iter().map(|field| self::field(context, of, field)));
    items
}

fn field(context: &Context<'_>, of: &Type, field: &Field) -> Completion {
    let indent = " ".repeat(context.column);
    let insert = match Expected::of(field.form) {
        // An existing colon stays as it is.
        _ if context.key.is_some() => field.name.to_owned(),
        Expected::Object(_) | Expected::Many(Form::Map(_)) => format!("{}:\n{indent}  ", field.name),
        Expected::Many(_) => format!("{}:\n{indent}- ", field.name),
        Expected::Value(_) => format!("{}: ", field.name),
    };
    Completion {
        label: field.name.to_owned(),
        detail: words(field),
        key: format!("{}.{}", of.name, field.name),
        insert,
        kind: CompletionKind::Field,
    }
}

/// What a field holds, in words: `list of Container, required`.
pub(super) fn words(field: &Field) -> String {
    let leaf = |leaf: Leaf| match leaf {
        Leaf::String => "text",
        Leaf::Bool => "yes or no",
        Leaf::Int32 | Leaf::Int64 => "whole number",
        Leaf::Quantity => "quantity",
        Leaf::IntOrString => "number or name",
        Leaf::Time => "time",
        Leaf::Bytes => "base64",
        Leaf::Any => "anything",
        Leaf::Object(number) => schema::type_of(number).name,
    };
    let what = match field.form {
        Form::One(one) => leaf(one).to_owned(),
        Form::List(one) => format!("list of {}", leaf(one)),
        Form::Map(one) => format!("map of names to {}", leaf(one)),
    };
    if field.required { format!("{what}, required") } else { what }
}

/// What no schema says: small pieces that make a pattern.
fn idioms(context: &Context<'_>, of: &Type) -> Vec<Completion> {
    let has = |key: &str| context.siblings.contains(&key);
    let indent = " ".repeat(context.column);
    let mut items = Vec::new();
    if context.key.is_some() {
        return items;
    }
    if of.name == "Container" && context.is_in(&["initContainers"]) && !has("restartPolicy") {
        items.push(idiom("restartPolicy: Always", "make this a native sidecar", "restartPolicy: Always".to_owned()));
    }
    if of.name == "Volume" && !has("emptyDir") && context.siblings.iter().all(|key| *key == "name") {
        let name = if has("name") { String::new() } else { format!("name: {CARET}\n{indent}") };
        items.push(idiom(
            "shared directory",
            "an emptyDir with a limit",
            format!("{name}emptyDir:\n{indent}  sizeLimit: 1Gi"),
        ));
    }
    if of.name == "PodSpec" && !has("volumes") {
        let insert = format!("volumes:\n{indent}- name: {CARET}\n{indent}  emptyDir:\n{indent}    sizeLimit: 1Gi");
        items.push(idiom("shared volume", "a directory for all containers", insert));
    }
    items
}

fn idiom(label: &str, detail: &str, insert: String) -> Completion {
    Completion {
        label: label.to_owned(),
        detail: detail.to_owned(),
        key: String::new(),
        insert,
        kind: CompletionKind::Idiom,
    }
}

fn value(word: &str, detail: &str) -> Completion {
    Completion {
        label: word.to_owned(),
        detail: detail.to_owned(),
        key: String::new(),
        insert: word.to_owned(),
        kind: CompletionKind::Value,
    }
}
