//! Completions and explanations at a place marked with `|`. Nothing else is tested here.

use super::*;
use crate::Options;

/// Completes at `|`.
fn at(text: &str) -> Vec<String> {
    let caret = text.find('|').unwrap();
    let text = text.replace('|', "");
    let found = complete(&text, u32::try_from(caret).unwrap(), &Options::default());
    found.map(|found| found.items.into_iter().map(|item| item.label).collect()).unwrap_or_default()
}

fn path(text: &str) -> String {
    let caret = text.find('|').unwrap();
    explain(&text.replace('|', ""), u32::try_from(caret).unwrap(), &Options::default())
        .map_or_else(String::new, |found| found.path)
}

const POD: &str = "apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: proxy\n    image: envoy\n    P|\n  containers:\n  - name: web\n    ports:\n    - name: http\n      containerPort: 80\n    volumeMounts:\n    - name: M|\n    readinessProbe:\n      httpGet:\n        port: R|\n  volumes:\n  - name: logs\n    emptyDir: {}\n";

fn pod(mark: &str) -> Vec<String> {
    let mut text = POD.to_owned();
    for other in ["P", "M", "R"] {
        text = text.replace(&format!("{other}|"), if other == mark { "|" } else { "" });
    }
    at(&text)
}

#[test]
fn an_empty_text_starts_with_its_kind() {
    assert_eq!(at("|")[..2], ["apiVersion", "kind"]);
    assert!(at("kind: |").contains(&"CronJob".to_owned()));
    assert_eq!(at("apiVersion: |\nkind: Deployment\n"), ["apps/v1"]);
}

#[test]
fn fields_come_required_first_and_only_once() {
    let found = at("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - |\n");
    assert_eq!(found[0], "name");
    let found = at("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    |\n    image: b\n");
    assert!(!found.contains(&"name".to_owned()) && !found.contains(&"image".to_owned()), "{found:?}");
    assert!(found.contains(&"volumeMounts".to_owned()));
    assert!(
        at("apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      con|\n")
            .contains(&"containers".to_owned())
    );
}

#[test]
fn values_come_from_the_field_and_names_from_the_manifest() {
    assert_eq!(at("apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: |\n"), ["Always", "OnFailure", "Never"]);
    assert_eq!(at("apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: |\n"), ["true", "false"]);
    assert_eq!(pod("M"), ["logs"]);
    assert_eq!(pod("R"), ["http", "80"]);
    assert_eq!(pod("P")[0], "restartPolicy: Always");
}

#[test]
fn block_scalars_comments_and_unknown_kinds_are_left_alone() {
    assert!(at("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: >-\n    |\n").is_empty());
    assert!(at("# |").is_empty());
    assert!(at("apiVersion: example.com/v1\nkind: Thing\nspec:\n  |\n").is_empty());
}

#[test]
fn a_line_is_explained_with_its_path() {
    let text = "---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n  - name: b\n    volumeMounts:\n    - name: x\n    - mountPath: /y\n      read|Only: true\n";
    assert_eq!(path(text), "spec.containers[1].volumeMounts[1].readOnly");
    assert_eq!(path("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - ima|ge: x\n"), "spec.containers[0].image");
    assert_eq!(path("apiVersion: v1\nkind: Pod\nmeta: |\n"), "");
}

#[test]
fn any_place_of_any_text_is_fine() {
    let text = POD.replace("|\u{20}", "ö") + "---\n- - a: ö\n  - {b: [c]}\n\t- x\r\n";
    for caret in 0..=text.len() + 2 {
        let caret = u32::try_from(caret).unwrap();
        let _ = complete(&text, caret, &Options::default());
        let _ = explain(&text, caret, &Options::default());
    }
}

#[test]
fn the_listed_values_are_of_fields_that_exist() {
    use crate::decode::schema;
    for (name, field, _) in values::VALUES {
        let of = schema::by_name(name).unwrap_or_else(|| panic!("{name}"));
        assert!(schema::type_of(of).field(field).is_some(), "{name}.{field}");
    }
}

#[test]
fn secrets_are_found_and_taken_out() {
    let text = "kind: Secret\ndata:\n  a: c2VjcmV0\n---\nkind: Pod\nspec:\n  containers:\n  - env:\n    - name: DB_PASSWORD\n      value: hunter22\n    - name: TOKEN_PATH\n      value: /run/token\n    - name: URL\n      value: postgres://u:pw@db/x\n    args: [--password=abcdef]\n";
    let secrets = likely_secrets(text);
    let said: Vec<&str> = secrets.iter().map(|secret| secret.what.as_str()).collect();
    assert_eq!(
        said,
        [
            "the value of a in a Secret",
            "the value of DB_PASSWORD",
            "an address with a password in it",
            "a password among the arguments"
        ]
    );
    let mut safe = text.to_owned();
    for edit in redacted(&secrets).iter().rev() {
        safe.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    for secret in ["c2VjcmV0", "hunter22", "u:pw", "abcdef"] {
        assert!(!safe.contains(secret), "{safe}");
    }
    assert!(likely_secrets("kind: Pod\nspec: {serviceAccountName: token-reader}\n").is_empty());
}
