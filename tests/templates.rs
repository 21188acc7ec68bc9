//! One pod spec in every kind: the API server says the same of it, with the prefix of the kind in front.
//!
//! The specs are those of the validation cases, so every group of rules is tried. What only Pods are checked for is listed
//! here; everything else must be said in every kind, by the API server where it looks into the template, and else in our
//! own name.

use analyzer::{KubernetesVersion, Options, Source, analyze};
use serde_json::{Value, json};

/// The kinds, the path of the pod spec in each, and who speaks.
const KINDS: [(&str, &str, &str, Source); 10] = [
    ("v1", "PodTemplate", "template.spec", Source::Api),
    ("v1", "ReplicationController", "spec.template.spec", Source::Api),
    ("apps/v1", "ReplicaSet", "spec.template.spec", Source::Api),
    ("apps/v1", "Deployment", "spec.template.spec", Source::Api),
    ("apps/v1", "DaemonSet", "spec.template.spec", Source::Api),
    ("batch/v1", "Job", "spec.template.spec", Source::Api),
    ("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec", Source::Api),
    ("apps/v1", "StatefulSet", "spec.template.spec", Source::Rule),
    ("argoproj.io/v1alpha1", "Rollout", "spec.template.spec", Source::Rule),
    ("apps.kruise.io/v1alpha1", "CloneSet", "spec.template.spec", Source::Rule),
];

/// What a kind needs beside the pod: nothing else may be wrong with it.
fn object(api_version: &str, kind: &str, spec: &Value) -> Value {
    let template = json!({ "metadata": { "labels": { "app": "x" } }, "spec": spec });
    let selector = json!({ "matchLabels": { "app": "x" } });
    let metadata = json!({ "name": "w" });
    let spec = match kind {
        "PodTemplate" => {
            return json!({ "apiVersion": api_version, "kind": kind, "metadata": metadata, "template": template });
        }
        "ReplicationController" => json!({ "selector": { "app": "x" }, "template": template }),
        "Job" => json!({ "template": template }),
        "CronJob" => json!({ "schedule": "@daily", "jobTemplate": { "spec": { "template": template } } }),
        _ => json!({ "selector": selector, "template": template }),
    };
    json!({ "apiVersion": api_version, "kind": kind, "metadata": metadata, "spec": spec })
}

/// The pod specs of the cases that the decoder takes and that say no restart policy of their own.
fn specs() -> Vec<(String, Value)> {
    let cases: Value = serde_json::from_str(include_str!("data/validation-cases.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap().clone();
    let spec = |case: Value| {
        let text = case["manifest"].as_str()?;
        let tree = analyzer::yaml::read(text);
        let root = tree.documents.first().map(|document| tree.root(document))?;
        let is_pod = root.get("kind").and_then(|kind| kind.str()) == Some("Pod");
        let spec = root.get("spec").filter(|spec| is_pod && spec.get("restartPolicy").is_none())?;
        let is_clean = case["decode"].is_null() && !spec.get("containers")?.is_null();
        is_clean.then(|| (case["id"].as_str().unwrap_or_default().to_owned(), tests::json(spec)))
    };
    cases.into_iter().filter_map(spec).collect()
}

/// What is said of an object below a path, by whom we ask for: `field slug`, sorted.
fn said(object: &Value, path: &str, source: Source, version: &str) -> Vec<String> {
    let options = Options { kubernetes: KubernetesVersion::parse(version).unwrap() };
    let findings = analyze(&object.to_string(), &options).findings.into_iter();
    let mut said: Vec<String> = findings
        .filter(|finding| finding.source == source && finding.rule.starts_with("api-"))
        .filter_map(|finding| Some(format!("{} {}", finding.field?.strip_prefix(path)?, finding.rule)))
        .collect();
    said.sort();
    said
}

/// What the API server asks of Pods and not of templates (validation.go: `ValidatePodCreate`, `validatePodMetadataAndSpec`),
/// and requests that follow limits by default only in Pods.
fn is_for_pods_only(line: &str, spec: &Value) -> bool {
    let (field, slug) = line.split_once(' ').unwrap();
    let has_requests = |field: &str| {
        let name = field.split(".resources").next().unwrap_or("");
        let index =
            |text: &str| text.rsplit('[').next().and_then(|rest| rest.trim_end_matches(']').parse::<usize>().ok());
        let list = name.trim_start_matches('.').split('[').next().unwrap_or("");
        index(name).is_some_and(|at| !spec[list][at]["resources"]["requests"].is_null())
    };
    let by_default = field.contains(".resources.requests") && !field.starts_with(".resources") && !has_requests(field);
    let blank_image = slug == "api-invalid" && field.ends_with("].image") && !field.starts_with(".ephemeral");
    by_default
        || blank_image
        || field.ends_with(".image.reference")
        || (slug == "api-forbidden" && field.ends_with(".serviceAccountToken"))
        || (slug == "api-forbidden" && field == ".nodeName")
        || (slug == "api-invalid" && field.ends_with(".persistentVolumeClaim.claimName"))
}

#[test]
fn every_kind_says_what_a_pod_says_of_the_same_spec() {
    let specs = specs();
    assert!(specs.len() > 150, "{}", specs.len());
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for version in KubernetesVersion::all().map(|version| version.to_string()) {
        for (id, spec) in &specs {
            let pod = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "w", "labels": { "app": "x" } }, "spec": spec });
            let mut expected = said(&pod, "spec", Source::Api, &version);
            expected.retain(|line| !is_for_pods_only(line, spec));
            for (api_version, kind, path, source) in KINDS {
                let mut spec = spec.clone();
                if matches!(kind, "Job" | "CronJob") {
                    spec["restartPolicy"] = "OnFailure".into();
                }
                let mut found = said(&object(api_version, kind, &spec), path, source, &version);
                let mut expected = expected.clone();
                if source == Source::Rule || kind != "Pod" {
                    // What a kind forbids of its own accord, and where the API server speaks first.
                    let own = |line: &String| {
                        line.starts_with(".activeDeadlineSeconds") || line.starts_with(".ephemeralContainers ")
                    };
                    found.retain(|line| !own(line));
                    expected.retain(|line| !own(line));
                }
                found.retain(|line| !is_for_pods_only(line, &spec));
                compared += expected.len();
                if found != expected {
                    wrong.push(format!("{id} in a {kind}, {version}\n  expected {expected:?}\n  found    {found:?}"));
                }
            }
        }
    }
    assert!(compared > 5_000, "{compared} objections are too few to prove anything");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn each_item_of_a_list_is_judged_by_itself() {
    for (id, spec) in specs() {
        let pod = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "w" }, "spec": spec });
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": [pod, pod] });
        let once = said(&pod, "spec", Source::Api, "1.36");
        let twice: Vec<String> = once.iter().flat_map(|line| [line.clone(), line.clone()]).collect();
        assert_eq!(said(&list, "spec", Source::Api, "1.36"), twice, "{id}");
    }
}

#[test]
fn kinds_have_rules_of_their_own() {
    let fine = json!({ "containers": [{ "name": "a", "image": "i" }] });
    for (api_version, kind, path, _) in KINDS {
        let with = |key: &str, value: Value| {
            let mut spec = fine.clone();
            spec[key] = value;
            said(&object(api_version, kind, &spec), path, Source::Api, "1.36")
        };
        let restarts = [with("restartPolicy", "Always".into()), with("restartPolicy", "Never".into())];
        let deadline = with("activeDeadlineSeconds", 5.into());
        let (always, never, limited): (&[&str], &[&str], &[&str]) = match kind {
            "Job" | "CronJob" => (&[".restartPolicy api-required"], &[], &[".restartPolicy api-required"]),
            "PodTemplate" | "Rollout" | "CloneSet" => (&[], &[], &[]),
            _ => (&[], &[".restartPolicy api-not-supported"], &[".activeDeadlineSeconds api-forbidden"]),
        };
        assert_eq!(restarts[0], always, "{kind}");
        assert_eq!(restarts[1], never, "{kind}");
        assert_eq!(deadline, limited, "{kind}");
    }
}

/// What is asked of Pods alone, each with the objection that a Pod gets. A template passes: the pods made of it do not.
const FOR_PODS_ONLY: [(&str, &str); 5] = [
    (r#"{"containers": [{"name": "a", "image": " i"}]}"#, ".containers[0].image api-invalid"),
    (
        r#"{"containers": [{"name": "a", "image": "i"}], "volumes": [{"name": "v", "image": {}}]}"#,
        ".volumes[0].image.reference api-required",
    ),
    (
        r#"{"containers": [{"name": "a", "image": "i"}],
            "volumes": [{"name": "v", "projected": {"sources": [{"serviceAccountToken": {"path": "t"}}]}}]}"#,
        ".volumes[0].projected.sources[0].serviceAccountToken api-forbidden",
    ),
    (
        r#"{"containers": [{"name": "a", "image": "i"}], "nodeName": "node", "schedulingGates": [{"name": "g"}]}"#,
        ".nodeName api-forbidden",
    ),
    (
        r#"{"containers": [{"name": "a", "image": "i"}], "volumes": [
            {"name": "c", "persistentVolumeClaim": {"claimName": "w-e"}},
            {"name": "e", "ephemeral": {"volumeClaimTemplate": {"spec": {
                "accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}}}]}"#,
        ".volumes[0].persistentVolumeClaim.claimName api-invalid",
    ),
];

#[test]
fn templates_are_not_asked_for_what_only_pods_are() {
    for (spec, objection) in FOR_PODS_ONLY {
        let mut spec: Value = serde_json::from_str(spec).unwrap();
        let pod = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "w" }, "spec": spec });
        assert_eq!(said(&pod, "spec", Source::Api, "1.36"), [objection]);
        for (api_version, kind, path, source) in KINDS {
            if kind.ends_with("Job") {
                spec["restartPolicy"] = "Never".into();
            }
            assert_eq!(
                said(&object(api_version, kind, &spec), path, source, "1.36"),
                [""; 0],
                "{objection} in a {kind}"
            );
            spec.as_object_mut().unwrap().remove("restartPolicy");
        }
    }
}

/// In a Pod requests follow limits, so a wrong limit is a wrong request as well; in a template nothing follows yet.
#[test]
fn requests_follow_limits_in_pods_only() {
    let mut spec = json!({ "containers": [{ "name": "a", "image": "i", "resources": { "limits": { "cpu": "-1" } } }] });
    let limit = ".containers[0].resources.limits[cpu] api-invalid";
    let request = ".containers[0].resources.requests[cpu] api-invalid";
    let pod = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "w" }, "spec": spec });
    assert_eq!(said(&pod, "spec", Source::Api, "1.36"), [limit, request]);
    for (api_version, kind, path, source) in KINDS {
        if kind.ends_with("Job") {
            spec["restartPolicy"] = "Never".into();
        }
        assert_eq!(said(&object(api_version, kind, &spec), path, source, "1.36"), [limit], "{kind}");
        spec.as_object_mut().unwrap().remove("restartPolicy");
    }
}

#[test]
fn a_selector_must_fit_the_labels_of_its_template() {
    let spec = json!({ "containers": [{ "name": "a", "image": "i" }] });
    for (api_version, kind, _, _) in KINDS {
        let mut object = object(api_version, kind, &spec);
        let holder = if kind == "PodTemplate" { &mut object } else { &mut object["spec"] };
        if holder["selector"].is_null() {
            continue;
        }
        holder["template"]["metadata"]["labels"] = json!({ "app": "y" });
        let expected: &[&str] =
            if matches!(kind, "Rollout" | "CloneSet") { &[] } else { &["spec.template.metadata.labels api-invalid"] };
        assert_eq!(said(&object, "", Source::Api, "1.36"), expected, "{kind}");
    }
}

#[test]
fn the_pods_of_a_job_end() {
    for (kind, path) in [("Job", "spec.template.spec"), ("CronJob", "spec.jobTemplate.spec.template.spec")] {
        for (policy, expected) in [
            (json!(null), &[".restartPolicy api-required"][..]),
            (json!("Always"), &[".restartPolicy api-required"]),
            (json!("Sometimes"), &[".restartPolicy api-not-supported", ".restartPolicy api-not-supported"]),
            (json!("OnFailure"), &[".restartPolicy api-invalid"]),
            (json!("Never"), &[]),
        ] {
            let spec = json!({ "containers": [{ "name": "a", "image": "i" }], "restartPolicy": policy });
            let mut object = object("batch/v1", kind, &spec);
            let job = if kind == "Job" { &mut object["spec"] } else { &mut object["spec"]["jobTemplate"]["spec"] };
            let codes = json!({ "operator": "In", "values": [1] });
            job["podFailurePolicy"] = json!({ "rules": [{ "action": "FailJob", "onExitCodes": codes }] });
            assert_eq!(said(&object, path, Source::Api, "1.36"), expected, "{policy} in a {kind}");
        }
    }
}
