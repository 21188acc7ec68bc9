//! Texts mean what Kubernetes' own reader makes of them, and what we accept is what its types accept.
//!
//! The judges are kubectl's recorded answers (`data/`), kubectl itself where it is installed, and k8s-openapi's types.
//! Nothing here needs a cluster or the network.

#![expect(clippy::print_stdout, reason = "what was compared, and what was skipped, is said")]
#![expect(clippy::option_option, reason = "no kubectl, no complaint, or a complaint")]

use analyzer::decode::{self, Decoded};
use analyzer::manifest::{self, Manifest};
use analyzer::yaml;
use analyzer::{KubernetesVersion, Options};
use k8s_openapi::api::{apps::v1 as apps, batch::v1 as batch, core::v1 as core};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::json;

#[test]
fn scalars_mean_what_kubectl_says() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("data/scalars.json")).unwrap();
    assert_eq!(cases.len(), 102);
    let wrong: Vec<String> = cases.iter().filter_map(|case| scalar_case(&case["scalar"], &case["kubectl"])).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// None where a scalar is read as kubectl reads it, else both answers.
fn scalar_case(scalar: &Value, kubectl: &Value) -> Option<String> {
    let text = format!("a: {}\n", scalar.as_str().unwrap());
    let tree = yaml::read(&text);
    let value = tree.documents.first().and_then(|document| tree.root(document).get("a")).map(json);
    let refused = !tree.problems.is_empty();
    let same = match kubectl.as_str() {
        Some("ERR") => refused,
        _ => !refused && value.as_ref().is_some_and(|value| equal(value, kubectl)),
    };
    (!same).then(|| format!("{text:?} is {kubectl} to kubectl, {value:?} to us, refused: {refused}"))
}

/// Numbers are equal as JavaScript sees them: kubectl's answers went through it.
fn equal(one: &Value, two: &Value) -> bool {
    match (one.as_f64(), two.as_f64()) {
        (Some(one), Some(two)) => (one - two).abs() <= one.abs() * f64::EPSILON,
        _ => one == two,
    }
}

/// A folder of the corpus beside the project, where there is one.
fn corpus(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(folder);
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("{} is not here: skipped", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn decoded(manifest: &Manifest<'_>, minor: &str) -> Decoded {
    decode::check(manifest, &Options { kubernetes: KubernetesVersion::parse(minor).unwrap() })
}

/// What k8s-openapi makes of an object; none where the kind is not one of ours.
fn openapi(kind: &str, api_version: &str, value: Value) -> Option<Result<(), serde_json::Error>> {
    fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<(), serde_json::Error> {
        serde_json::from_value::<T>(value).map(drop)
    }
    Some(match (api_version, kind) {
        ("v1", "Pod") => read::<core::Pod>(value),
        ("v1", "PodTemplate") => read::<core::PodTemplate>(value),
        ("v1", "ReplicationController") => read::<core::ReplicationController>(value),
        ("v1", "Service") => read::<core::Service>(value),
        ("v1", "ConfigMap") => read::<core::ConfigMap>(value),
        ("v1", "Secret") => read::<core::Secret>(value),
        ("v1", "PersistentVolumeClaim") => read::<core::PersistentVolumeClaim>(value),
        ("v1", "Namespace") => read::<core::Namespace>(value),
        ("v1", "ServiceAccount") => read::<core::ServiceAccount>(value),
        ("apps/v1", "Deployment") => read::<apps::Deployment>(value),
        ("apps/v1", "ReplicaSet") => read::<apps::ReplicaSet>(value),
        ("apps/v1", "StatefulSet") => read::<apps::StatefulSet>(value),
        ("apps/v1", "DaemonSet") => read::<apps::DaemonSet>(value),
        ("batch/v1", "Job") => read::<batch::Job>(value),
        ("batch/v1", "CronJob") => read::<batch::CronJob>(value),
        _ => return None,
    })
}

/// k8s-openapi is the authority on structure. It differs from Kubernetes in this: a null item of a list is an error to
/// it, and nothing to Go; a missing required field and a malformed quantity are nothing to it.
#[test]
fn what_we_accept_decodes_with_k8s_openapi() {
    let (mut accepted, mut refused, mut wrong) = (0, 0, Vec::new());
    for file in corpus("bulk") {
        let text = std::fs::read_to_string(&file).unwrap();
        let tree = yaml::read(&text);
        for manifest in manifest::manifests(&tree).iter().filter(|manifest| manifest.complete) {
            let (Some(kind), Some(api_version)) = (manifest.kind, manifest.api_version) else { continue };
            let value = json(manifest.node);
            let Some(theirs) = openapi(kind, api_version, without_null_items(value)) else { continue };
            let ours = decoded(manifest, "1.36");
            accepted += usize::from(!ours.fatal);
            refused += usize::from(ours.fatal);
            if let (false, Err(error)) = (ours.fatal, theirs) {
                wrong.push(format!("{} {kind} {:?}: {error}", file.display(), manifest.name));
            }
        }
    }
    println!("{accepted} objects accepted, {refused} refused");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn without_null_items(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().filter(|item| !item.is_null()).map(without_null_items).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, without_null_items(value))).collect(),
        other => other,
    }
}

/// What kubectl's typed decoder says of a text, offline: none where it takes it, else its words. It is silent on unknown
/// fields and duplicate keys.
fn kubectl(name: &str, text: &str) -> Option<Option<String>> {
    let file = std::env::temp_dir().join(format!("peapod-{}-{name}.yaml", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let run = Command::new("kubectl").args(["set", "image", "--local", "*=x", "-o", "name", "-f"]).arg(&file).output();
    std::fs::remove_file(&file).unwrap();
    let run = run.ok()?;
    let words = String::from_utf8_lossy(&run.stderr).into_owned();
    Some((!run.status.success()).then_some(words))
}

fn has_kubectl() -> bool {
    let found = Command::new("kubectl").args(["version", "--client"]).output().is_ok_and(|run| run.status.success());
    if !found {
        println!("kubectl is not installed: skipped");
    }
    found
}

/// Whether reading or decoding a text stops before anything is validated.
fn stops(text: &str) -> bool {
    let tree = yaml::read(text);
    !tree.problems.is_empty() || manifest::manifests(&tree).iter().any(|manifest| decoded(manifest, "1.32").fatal)
}

#[test]
fn kubectl_takes_the_labelled_pods_that_we_take() {
    if !has_kubectl() {
        return;
    }
    for file in corpus("dev") {
        let text = std::fs::read_to_string(&file).unwrap();
        let Some(theirs) = kubectl("dev", &text) else { return };
        // A kind that kubectl does not know, or has no containers, is nothing that it could judge.
        let unknown = |words: &str| {
            words.contains("no kind") || words.contains("unable to find container") || words.contains("does not have")
        };
        if !theirs.as_deref().is_some_and(unknown) {
            assert_eq!(theirs.is_some(), stops(&text), "{}: {theirs:?}", file.display());
        }
    }
}

/// A Pod with something at the place of a container's or the pod's fields.
const BROKEN: &[&str] = &[
    "stdin: 'true'",
    "stdin: 1",
    "stdin: on",
    "stdin: ",
    "stdin: {}",
    "name: 1",
    "name: null",
    "name: [a]",
    "image: 1.5",
    "image: 0x1F",
    "image: 1_0",
    "command: a",
    "command: [1]",
    "command: [a, ~]",
    "command: [[a]]",
    "command: {a: b}",
    "args: [yes]",
    "args: ['yes']",
    "args: [1.0]",
    "env: {A: b}",
    "env: [A]",
    "env: [{name: A, value: 1}]",
    "env: [{name: A, value: ~}]",
    "env: [~]",
    "env: [{name: A, valueFrom: x}]",
    "ports: [80]",
    "ports: [{containerPort: '80'}]",
    "ports: [{containerPort: 80.0}]",
    "ports: [{containerPort: 80.5}]",
    "ports: [{containerPort: 8e1}]",
    "ports: [{containerPort: 2147483647}]",
    "ports: [{containerPort: 2147483648}]",
    "ports: [{containerPort: -2147483649}]",
    "ports: [{containerPort: 1e3}]",
    "ports: [{containerPort: 1e30}]",
    "ports: [{containerPort: 0o17}]",
    "ports: [{containerPort: 017}]",
    "ports: [{containerPort: 018}]",
    "ports: [{containerPort: .5}]",
    "ports: [{containerPort: true}]",
    "resources: {limits: {cpu: 1}}",
    "resources: {limits: {cpu: '1'}}",
    "resources: {limits: {cpu: 0.5}}",
    "resources: {limits: {cpu: .5}}",
    "resources: {limits: {cpu: 1e3}}",
    "resources: {limits: {cpu: 1E}}",
    "resources: {limits: {cpu: 1e}}",
    "resources: {limits: {cpu: 1GB}}",
    "resources: {limits: {cpu: 1GiB}}",
    "resources: {limits: {cpu: ' 1Gi '}}",
    "resources: {limits: {cpu: 1 Gi}}",
    "resources: {limits: {cpu: ''}}",
    "resources: {limits: {cpu: ~}}",
    "resources: {limits: {cpu: true}}",
    "resources: {limits: {cpu: {}}}",
    "resources: {limits: {cpu: []}}",
    "resources: {limits: {cpu: 1e400}}",
    "resources: {limits: {cpu: -1}}",
    "resources: {limits: {cpu: +1}}",
    "resources: {limits: {cpu: .}}",
    "resources: {limits: {cpu: 1.2.3}}",
    "resources: {limits: {cpu: 1e1.5}}",
    "resources: {limits: {cpu: 1n}}",
    "resources: {limits: {cpu: 1K}}",
    "resources: {limits: {cpu: 1ki}}",
    "resources: {limits: {cpu: 5_000}}",
    "resources: {limits: {cpu: '5_000'}}",
    "resources: {limits: [cpu]}",
    "resources: {limits: cpu}",
    "resources: {limits: }",
    "resources: []",
    "resources: ''",
    "resources: {limits: {1: 1}}",
    "livenessProbe: {httpGet: {port: 80}}",
    "livenessProbe: {httpGet: {port: '80'}}",
    "livenessProbe: {httpGet: {port: http}}",
    "livenessProbe: {httpGet: {port: 80.5}}",
    "livenessProbe: {httpGet: {port: true}}",
    "livenessProbe: {httpGet: {port: 3000000000}}",
    "livenessProbe: {httpGet: {port: {}}}",
    "livenessProbe: {httpGet: {port: ~}}",
    "livenessProbe: {httpGet: {port: 80.0}}",
    "livenessProbe: {terminationGracePeriodSeconds: 9223372036854775807}",
    "livenessProbe: {terminationGracePeriodSeconds: 9223372036854775808}",
    "livenessProbe: {terminationGracePeriodSeconds: 1e18}",
    "livenessProbe: {terminationGracePeriodSeconds: 1e22}",
    "livenessProbe: [1]",
    "volumeMounts: [{name: a, mountPath: b, readOnly: 'yes'}]",
    "volumeMounts: [{name: a, mountPath: b, readOnly: yes}]",
    "volumeMounts: [{name: y, mountPath: b}]",
    "volumeMounts: a",
    "securityContext: {runAsUser: '1'}",
    "securityContext: {runAsUser: 1.0}",
    "securityContext: {capabilities: {add: NET_ADMIN}}",
    "unknown: 1",
    "imagee: b",
    "volumeMount: []",
    "Image: b",
    "image: a\n    image: 1",
    "<<: {stdin: true}",
    "<<: {stdin: 1}",
    "stdin: true\n    <<: {tty: 'x'}",
];

#[test]
fn kubectl_refuses_the_types_that_we_refuse() {
    if !has_kubectl() {
        return;
    }
    let mut wrong = Vec::new();
    for rest in BROKEN {
        let text = format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  containers:\n  - name: a\n    image: b\n    {rest}\n"
        );
        // A name or an image that is said twice is the text's own duplicate: leave one.
        let text = match rest.split_once(':').map(|(key, _)| key) {
            Some("name") => text
                .replace("name: a\n    ", "")
                .replace(&format!("    {rest}\n"), "")
                .replace("- image", &format!("- {rest}\n    image")),
            Some("image") => text.replace("    image: b\n", ""),
            _ => text,
        };
        let theirs = kubectl("broken", &text).flatten();
        if theirs.is_some() != stops(&text) {
            wrong.push(format!("{rest}: kubectl {theirs:?}, we stop: {}", stops(&text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
