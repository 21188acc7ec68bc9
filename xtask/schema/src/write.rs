//! The table as Rust, and the descriptions as a text.

use crate::merge::{Field, Form, Leaf, Types};
use std::fmt::Write;

const OLDEST: u8 = 31;
const NEWEST: u8 = 36;

/// The kinds that stand for themselves in a manifest, with their apiVersions.
const ROOTS: [(&str, &str); 15] = [
    ("v1", "Pod"),
    ("v1", "PodTemplate"),
    ("v1", "ReplicationController"),
    ("v1", "Service"),
    ("v1", "ConfigMap"),
    ("v1", "Secret"),
    ("v1", "PersistentVolumeClaim"),
    ("v1", "Namespace"),
    ("v1", "ServiceAccount"),
    ("apps/v1", "Deployment"),
    ("apps/v1", "ReplicaSet"),
    ("apps/v1", "StatefulSet"),
    ("apps/v1", "DaemonSet"),
    ("batch/v1", "Job"),
    ("batch/v1", "CronJob"),
];

/// The table: types by name, each with its fields by name.
pub(crate) fn table(types: &Types) -> Result<String, String> {
    let mut out = String::from(
        "// Which type of the Kubernetes API has which fields, in which minors. Written by `cargo xtask schema` from\n\
         // k8s-openapi's types; do not edit. A field without a mark is in every supported minor.\n\n",
    );
    let index =
        |name: &str| types.keys().position(|known| known == name).ok_or_else(|| format!("nothing defines {name}"));
    let say = |out: &mut String, line: String| out.push_str(&(line + "\n"));
    say(&mut out, format!("static ROOTS: [Root; {}] = [", ROOTS.len()));
    for (api_version, kind) in ROOTS {
        say(&mut out, format!("    root({api_version:?}, {kind:?}, {}),", index(kind)?));
    }
    say(&mut out, format!("];\n\nstatic TYPES: [Type; {}] = [", types.len()));
    for (number, (name, of)) in types.iter().enumerate() {
        say(&mut out, format!("    // {number}\n    Type {{"));
        say(&mut out, format!("        name: {name:?},\n        fields: &["));
        for (key, field) in &of.fields {
            say(&mut out, format!("            {},", written(key, field, &index)?));
        }
        say(&mut out, "        ],\n    },".to_owned());
    }
    out.push_str("];\n");
    Ok(out)
}

fn written(key: &str, field: &Field, index: &dyn Fn(&str) -> Result<usize, String>) -> Result<String, String> {
    let leaf = |leaf: &Leaf| match leaf {
        Leaf::Plain(name) => Ok((*name).to_owned()),
        Leaf::Object(name) => index(name).map(|index| format!("object({index})")),
    };
    let form = match &field.form {
        Form::One(of) => format!("one({})", leaf(of)?),
        Form::List(of) => format!("list({})", leaf(of)?),
        Form::Map(of) => format!("map({})", leaf(of)?),
    };
    let mut out = format!("field({key:?}, {form})");
    if field.required {
        out.push_str(".required()");
    }
    if field.first > OLDEST {
        let _ = write!(out, ".since({})", field.first);
    }
    if field.last < NEWEST {
        let _ = write!(out, ".until({})", field.last);
    }
    Ok(out)
}

/// One line a type and a field: its name, a tab, its first sentence.
pub(crate) fn descriptions(types: &Types) -> String {
    let mut out = String::new();
    for (name, of) in types {
        let _ = writeln!(out, "{name}\t{}", of.description);
        for (key, field) in &of.fields {
            let _ = writeln!(out, "{name}.{key}\t{}", field.description);
        }
    }
    out
}
