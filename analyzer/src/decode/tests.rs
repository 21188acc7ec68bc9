//! What decoding objects to.

use super::*;
use crate::finding::Source;
use crate::{KubernetesVersion, manifest, yaml};

/// The findings of the first object of a text, as `rule field`.
fn found(text: &str) -> Vec<String> {
    decode(text, "1.36").findings.iter().map(|f| format!("{} {}", f.rule, f.field.as_deref().unwrap_or(""))).collect()
}

fn decode(text: &str, version: &str) -> Decoded {
    let tree = yaml::read(text);
    assert_eq!(tree.problems, []);
    let manifests = manifest::manifests(&tree);
    check(&manifests[0], &Options { kubernetes: KubernetesVersion::parse(version).unwrap() })
}

/// A Pod with this behind its only container's name.
fn pod(rest: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  containers:\n  - name: a\n    {rest}\n")
}

/// The text after the fix of its only finding.
fn fixed(text: &str) -> Option<String> {
    let decoded = decode(text, "1.36");
    assert_eq!(decoded.findings.len(), 1, "{:?}", decoded.findings);
    let edit = decoded.findings[0].fix.as_ref()?.edits[0].clone();
    Some([&text[..edit.start as usize], &edit.text, &text[edit.end as usize..]].concat())
}

#[test]
fn the_table_is_in_order() {
    let names: Vec<&str> =
        (0..).map_while(|number| Some(schema::type_of(number).name).filter(|n| !n.is_empty())).collect();
    assert!(names.len() > 150 && names.is_sorted());
    for number in 0..u16::try_from(names.len()).unwrap() {
        let fields = schema::type_of(number).fields;
        assert!(fields.len() < 128 && fields.is_sorted_by_key(|field| field.name), "{}", schema::type_of(number).name);
    }
    let container = schema::type_of(schema::by_name("Container").unwrap());
    assert!(container.field("name").unwrap().1.required && !container.field("image").unwrap().1.required);
}

#[test]
fn unknown_fields_are_named_with_the_word_that_was_meant() {
    let text = pod("volumeMounts: [{name: v, mountPath: /v, readonly: true}]");
    let decoded = decode(&text, "1.36");
    assert_eq!(found(&text), ["unknown-field spec.containers[0].volumeMounts[0].readonly"]);
    assert_eq!(decoded.findings[0].message, "`readonly` is no field of a volume mount; did you mean `readOnly`?");
    assert_eq!(decoded.findings[0].span.of(&text), "readonly");
    assert!(!decoded.fatal);
    assert!(fixed(&text).unwrap().contains("readOnly: true"));
}

#[test]
fn a_field_in_the_wrong_place_is_sent_home() {
    let help = |text: &str| decode(text, "1.36").findings[0].help.clone().unwrap();
    assert!(help(&pod("volumes: []")).contains("`spec`"));
    assert!(help(&pod("runAsUser: 5")).contains("`securityContext`"));
    let deployment = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  containers: []\n";
    assert!(help(deployment).contains("`template.spec`"));
}

#[test]
fn wrong_types_stop_the_decoder() {
    for (rest, field) in [
        ("env: [{name: A, value: 8080}]", "env[0].value"),
        ("env: [{name: A, value: yes}]", "env[0].value"),
        ("ports: [{containerPort: '80'}]", "ports[0].containerPort"),
        ("ports: [{containerPort: 80.5}]", "ports[0].containerPort"),
        ("ports: [{containerPort: 4294967296}]", "ports[0].containerPort"),
        ("ports: {containerPort: 80}", "ports"),
        ("stdin: 'true'", "stdin"),
        ("resources: {limits: {memory: 1GB}}", "resources.limits.memory"),
        ("resources: {limits: [memory]}", "resources.limits"),
        ("livenessProbe: {httpGet: {port: true}}", "livenessProbe.httpGet.port"),
        ("command: sh", "command"),
        ("securityContext: [1]", "securityContext"),
    ] {
        let text = pod(rest);
        assert_eq!(found(&text), [format!("wrong-type spec.containers[0].{field}")], "{rest}");
        assert!(decode(&text, "1.36").fatal, "{rest}");
    }
}

#[test]
fn what_go_takes_is_taken() {
    for rest in [
        "ports: [{containerPort: 80.0}, {containerPort: 8_0}, {containerPort: 0x50}, null]",
        "resources: {limits: {memory: 1Gi, cpu: 0.5, x.io/y: 1e3}, requests: null}",
        "livenessProbe: {httpGet: {port: http}, initialDelaySeconds: ~}",
        "volumeMounts: [{name: v, mountPath: /v, readOnly: on}]",
        "command: [null]",
    ] {
        assert_eq!(found(&pod(rest)), [""; 0], "{rest}");
    }
}

#[test]
fn sure_repairs_are_offered() {
    for (rest, repaired) in [
        ("env: [{name: A, value: 8080}]", "value: \"8080\""),
        ("env: [{name: A, value: yes}]", "value: \"yes\""),
        ("ports: [{containerPort: '80'}]", "containerPort: 80}"),
        ("stdin: 'true'", "stdin: true"),
        ("resources: {limits: {memory: 1GB}}", "memory: 1G}"),
    ] {
        assert!(fixed(&pod(rest)).unwrap().contains(repaired), "{rest}");
    }
    assert_eq!(fixed(&pod("ports: [{containerPort: http}]")), None);
}

#[test]
fn duplicate_keys_are_found_everywhere() {
    assert_eq!(found(&pod("image: a\n    image: b")), ["duplicate-key spec.containers[0].image"]);
    assert_eq!(
        found(&pod("image: a").replace("{name: p}", "{labels: {a: b, a: c}}")),
        ["duplicate-key metadata.labels.a"]
    );
    let custom = "apiVersion: x.io/v1\nkind: Thing\nspec: {a: [{b: 1, b: 2}]}\n";
    assert_eq!(found(custom), ["duplicate-key spec.a[0].b"]);
    assert!(!decode(custom, "1.36").fatal);
    assert_eq!(found("apiVersion: v1\nkind: ConfigMap\ndata: {<<: {a: b}, a: c}\n"), [""; 0]);
}

#[test]
fn fields_come_with_versions() {
    let text = pod("restartPolicyRules: []");
    assert!(decode(&text, "1.36").findings.is_empty());
    let old = decode(&text, "1.31");
    assert_eq!(
        old.findings[0].message,
        "Kubernetes 1.31 has no field `restartPolicyRules` in a container; it came with 1.34"
    );
}

#[test]
fn secrets_hold_base64_and_times_are_times() {
    let secret = |value: &str| format!("apiVersion: v1\nkind: Secret\ndata: {{a: {value}}}\n");
    assert_eq!(found(&secret("aGk=")), [""; 0]);
    assert_eq!(found(&secret("hello")), ["wrong-type data.a"]);
    let dated = |time: &str| format!("apiVersion: v1\nkind: Namespace\nmetadata: {{creationTimestamp: {time}}}\n");
    assert_eq!(found(&dated("null")), [""; 0]);
    assert_eq!(found(&dated("yesterday")), ["wrong-type metadata.creationTimestamp"]);
}

#[test]
fn templates_of_custom_resources_are_advice() {
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n  template:\n    spec:\n      special: 1\n      containers:\n      - {name: a, imagge: b, stdin: 1}\n";
    let decoded = decode(text, "1.36");
    assert_eq!(
        found(text),
        ["unknown-field spec.template.spec.containers[0].imagge", "wrong-type spec.template.spec.containers[0].stdin"]
    );
    assert!(decoded.findings.iter().all(|finding| finding.source == Source::Rule) && !decoded.fatal);
    let pasted = "containers:\n- {name: a, image: b, imagge: b}\n";
    assert_eq!(found(pasted), ["unknown-field containers[0].imagge"]);
    assert_eq!(decode(pasted, "1.36").findings[0].source, Source::Decode);
}

#[test]
fn an_object_must_be_known_to_the_api_server() {
    let old = "apiVersion: extensions/v1beta1\nkind: Deployment\nspec: {replicaz: 1}\n";
    assert_eq!(found(old), ["unknown-field spec.replicaz", "unknown-api-version apiVersion"]);
    assert_eq!(fixed("apiVersion: v1\nkind: Deployment\n").unwrap(), "apiVersion: apps/v1\nkind: Deployment\n");
    assert_eq!(fixed("kind: Pod\nspec: {}\n").unwrap(), "apiVersion: v1\nkind: Pod\nspec: {}\n");
    assert_eq!(fixed("{metadata: {}, kind: Pod}\n"), None);
    assert_eq!(found("apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {}\n"), [""; 0]);
    assert_eq!(found("apiVersion: example.com/v1\nkind: Thing\n"), [""; 0]);
}

#[test]
fn a_key_that_is_said_twice_alike_can_go() {
    let text = "apiVersion: v1\nkind: Pod\nkind: Pod\nspec: {}\n";
    assert_eq!(fixed(text).unwrap(), "apiVersion: v1\nkind: Pod\nspec: {}\n");
    assert_eq!(fixed("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  name: b\n"), None);
    assert_eq!(fixed("{apiVersion: v1, kind: Pod, kind: Pod}\n"), None);
}

#[test]
fn the_number_of_findings_is_bounded() {
    let keys = (0..10_000).map(|number| ["x", &number.to_string(), ": 1, "].concat()).collect::<String>();
    let decoded = decode(&pod(&format!("env: [{{{keys} value: 1}}]")), "1.36");
    assert_eq!(decoded.findings.len(), MAX_FINDINGS);
    assert!(decoded.fatal);
}
