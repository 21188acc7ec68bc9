//! What in a text looks like a secret: shown to the reader before the text is copied anywhere.
//!
//! A guess by names and shapes. It prefers one warning too many; it proves nothing about what it does not list.

use crate::arrange::Arrange;
use crate::finding::Edit;
use crate::span::Span;
use crate::yaml::{self, Node, Shape};

/// Something that looks like a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// The value.
    pub span: Span,
    /// What it is and why it looks like one: lower case, without the value.
    pub what: String,
}

/// Words in a name that announce a secret value.
const TELLING: [&str; 10] = [
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "CREDENTIAL",
    "API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
];
/// How deep values are looked at.
const DEPTH: usize = 64;
/// What stands in place of a redacted value. It is base64 too, as the data of a Secret must be.
const REDACTED: &str = "UkVEQUNURUQ=";

/// The likely secrets of a text, in its order.
pub fn likely_secrets(text: &str) -> Vec<Secret> {
    let tree = yaml::read(text);
    let mut found = Vec::new();
    for document in &tree.documents {
        if !document.excessive_aliasing {
            let root = tree.root(document);
            let is_secret = root.get("kind").and_then(|kind| kind.str()) == Some("Secret");
            walk(root, "", is_secret, DEPTH, &mut found);
        }
    }
    found.arrange_by_key(|secret: &Secret| secret.span);
    found.dedup_by_key(|secret| secret.span);
    found
}

/// The edits that take the secrets out of the text.
pub fn redacted(secrets: &[Secret]) -> Vec<Edit> {
    let edit = |secret: &Secret| Edit { start: secret.span.start, end: secret.span.end, text: REDACTED.to_owned() };
    secrets.iter().filter(|secret| secret.span.start < secret.span.end).map(edit).collect()
}

fn walk(node: Node<'_>, key: &str, in_secret: bool, depth: usize, found: &mut Vec<Secret>) {
    if depth == 0 || node.is_alias() {
        return;
    }
    match node.shape() {
        Shape::Mapping => mapping(node, in_secret, depth, found),
        Shape::Sequence => node.items().for_each(|item| walk(item, key, in_secret, depth - 1, found)),
        _ => {
            if let Some(what) =
                node.str().and_then(|value| shape(value).map(str::to_owned).or_else(|| named(key, value)))
            {
                found.push(Secret { span: node.value_span(), what });
            }
        }
    }
}

fn mapping(node: Node<'_>, in_secret: bool, depth: usize, found: &mut Vec<Secret>) {
    // `name` and `value` of an environment variable belong together.
    let variable = node.get("name").and_then(|name| name.str()).filter(|_| node.get("value").is_some());
    for entry in node.written_entries() {
        let name = entry.name();
        let value = entry.value;
        match (name.as_ref(), variable) {
            ("value", Some(variable)) => walk(value, variable, in_secret, depth - 1, found),
            ("data" | "stringData", _) if in_secret => {
                for data in value.written_entries().filter(|data| data.value.str().is_some_and(|text| !text.is_empty()))
                {
                    let what = format!("the value of {} in a Secret", data.name());
                    found.push(Secret { span: data.value.value_span(), what });
                }
            }
            (name, _) => walk(value, name, in_secret, depth - 1, found),
        }
    }
}

/// A value whose name says that it is secret.
fn named(name: &str, value: &str) -> Option<String> {
    let upper = name.to_uppercase().replace(['-', '.'], "_");
    let telling = TELLING.iter().any(|word| upper.contains(word));
    // Names and paths of secrets are none.
    let reference = ["NAME", "PATH", "FILE", "REF", "MOUNT", "URL"].iter().any(|word| upper.ends_with(word));
    let literal = value.len() >= 4 && !value.starts_with(['/', '$']) && !matches!(value, "true" | "false");
    (telling && !reference && literal).then(|| format!("the value of {name}"))
}

/// A value that has the shape of a secret.
fn shape(value: &str) -> Option<&'static str> {
    let value = value.trim();
    let starts = |prefix: &str, least: usize| value.starts_with(prefix) && value.len() >= least && !value.contains(' ');
    if value.contains("-----BEGIN ") && value.contains("PRIVATE KEY") {
        return Some("a private key");
    }
    if starts("eyJ", 40) && value.matches('.').count() == 2 {
        return Some("a JSON web token");
    }
    if starts("AKIA", 20) && value.len() == 20 {
        return Some("an access key of AWS");
    }
    if ["ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "sk-"].iter().any(|prefix| starts(prefix, 24)) {
        return Some("an access token");
    }
    if let Some((_, rest)) = value.split_once("://")
        && let Some((login, _)) = rest.split(['/', ' ']).next().unwrap_or("").rsplit_once('@')
        && login.split_once(':').is_some_and(|(_, password)| !password.is_empty() && !password.starts_with('$'))
    {
        return Some("an address with a password in it");
    }
    let flag = value.strip_prefix("--").and_then(|flag| flag.split_once('='));
    flag.and_then(|(name, value)| named(name, value)).map(|_| "a password among the arguments")
}
