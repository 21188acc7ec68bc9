//! What is added to the API server's objections, and what a repair makes of the text.

use crate::{Options, analyze};

/// The help of the only objection to a field, and the text after its repair.
fn told(text: &str, field: &str) -> (String, Option<String>) {
    told_in(text, field, "1.36")
}

fn told_in(text: &str, field: &str, version: &str) -> (String, Option<String>) {
    let kubernetes = crate::KubernetesVersion::parse(version).unwrap();
    let analysis = analyze(text, &Options { kubernetes });
    let about = analysis
        .findings
        .iter()
        .filter(|finding| finding.field.as_deref() == Some(field) && finding.rule.starts_with("api-"));
    let [finding] = about.collect::<Vec<_>>()[..] else { panic!("{field}: {:?}", analysis.findings) };
    let repaired = finding.fix.as_ref().map(|fix| {
        let mut out = text.to_owned();
        for edit in fix.edits.iter().rev() {
            out.replace_range(edit.start as usize..edit.end as usize, &edit.text);
        }
        let again = analyze(&out, &Options { kubernetes });
        let same = again.findings.iter().any(|one| one.field.as_deref() == Some(field) && one.rule == finding.rule);
        assert!(!same, "the repair leaves the objection: {out}");
        out
    });
    (finding.help.clone().unwrap_or_default().into_owned(), repaired)
}

fn pod(spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  {spec}\n")
}

#[test]
fn an_undefined_volume() {
    let mounted = "{name: a, image: i:1, volumeMounts: [{name: gone, mountPath: /x}]}";
    let field = "spec.containers[0].volumeMounts[0].name";
    let (help, _) = told(&pod(&format!("containers: [{mounted}]")), field);
    assert!(help.contains("`gone` to `volumes`") && help.ends_with("The pod has no volumes at all."), "{help}");
    let (help, _) = told(&pod(&format!("containers: [{mounted}]\n  volumes: [{{name: logs}}, {{name: data}}]")), field);
    assert!(help.ends_with("The pod has `logs` and `data`."), "{help}");
    let set = format!(
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: s}}\nspec:\n  selector: {{matchLabels: {{a: b}}}}\n  template: {{metadata: {{labels: {{a: b}}}}, spec: {{containers: [{mounted}]}}}}\n"
    );
    let (help, _) = told(&set, "spec.template.spec.containers[0].volumeMounts[0].name");
    assert!(help.contains("`volumeClaimTemplates`"), "{help}");
    let (help, fixed) = told(&pod(&format!("containers: [{mounted}]\n  volumes: [{{name: gones}}]")), field);
    assert_eq!(help, "Did you mean `gones`?");
    assert!(fixed.unwrap().contains("{name: gones, mountPath"));
}

#[test]
fn a_pod_without_its_wrapping_is_explained_too() {
    let text = "containers:\n- {name: a, image: i:1, volumeMounts: [{name: gone, mountPath: /x}]}\n";
    let (help, _) = told(text, "spec.containers[0].volumeMounts[0].name");
    assert!(help.contains("no volumes at all"), "{help}");
}

#[test]
fn modes_beyond_0777() {
    let text = pod(
        "containers: [{name: a, image: i:1}]\n  volumes: [{name: s, secret: {secretName: s, defaultMode: 644, items: [{key: k, path: p, mode: 999}]}}]",
    );
    let (help, fixed) = told(&text, "spec.volumes[0].secret.defaultMode");
    assert!(help.starts_with("Write `0644`"), "{help}");
    assert!(fixed.unwrap().contains("defaultMode: 0644,"));
    assert_eq!(told(&text, "spec.volumes[0].secret.items[0].mode").1, None);
}

#[test]
fn restart_policies() {
    let text = pod("containers: [{name: a, image: i:1, restartPolicy: Always}]");
    let (help, _) = told_in(&text, "spec.containers[0].restartPolicy", "1.33");
    assert!(help.starts_with("Move the container to `initContainers`"), "{help}");
    for (policy, repaired) in [
        ("", "    - {name: a, image: i:1}\n    restartPolicy: Never\n"),
        ("    restartPolicy: Always\n", "    restartPolicy: Never\n"),
    ] {
        let job = format!(
            "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec:\n template:\n   spec:\n{policy}    containers:\n    - {{name: a, image: i:1}}\n"
        );
        let (help, fixed) = told(&job, "spec.template.spec.restartPolicy");
        assert!(help.starts_with("Write `restartPolicy: Never`"), "{help}");
        assert!(fixed.unwrap().contains(repaired));
    }
    let probe = pod(
        "initContainers: [{name: b, image: i:1, readinessProbe: {exec: {command: [x]}}}]\n  containers: [{name: a, image: i:1}]",
    );
    let (help, _) = told(&probe, "spec.initContainers[0].readinessProbe");
    assert!(help.starts_with("Add `restartPolicy: Always` to `b`"), "{help}");
}

#[test]
fn places_in_containers() {
    let text = pod(
        "containers:\n  - name: a\n    image: i:1\n    volumeMounts: [{name: v, mountPath: /x}, {name: w, mountPath: /x, subPath: /logs}]\n  volumes: [{name: v}, {name: w}]",
    );
    let (help, _) = told(&text, "spec.containers[0].volumeMounts[1].mountPath");
    assert!(help.contains("`v` is at this path already"), "{help}");
    let (_, fixed) = told(&text, "spec.containers[0].volumeMounts.subPath");
    assert!(fixed.unwrap().contains("subPath: logs}"));
}

#[test]
fn numbers_that_do_not_fit_each_other() {
    let text = pod("containers: [{name: a, image: i:1, resources: {requests: {cpu: 2}, limits: {cpu: 500m}}}]");
    let (help, _) = told(&text, "spec.containers[0].resources.requests");
    assert!(help.contains("`cpu` requests `2` and is limited to `500m`"), "{help}");
    let text = pod("containers: [{name: a, image: i:1, lifecycle: {preStop: {sleep: {seconds: 60}}}}]");
    let (help, _) = told(&text, "spec.containers[0].lifecycle.preStop.sleep");
    assert!(help.contains("less than 30 seconds"), "{help}");
}

#[test]
fn labels_that_the_selector_misses() {
    let deployment = |labels: &str| {
        format!(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: d}}\nspec:\n  selector: {{matchLabels: {{app: web}}}}\n  template:\n    metadata:\n      labels:{labels}\n    spec: {{containers: [{{name: a, image: i:1}}]}}\n"
        )
    };
    let field = "spec.template.metadata.labels";
    for (labels, repaired) in [
        ("\n        app: wbe", "\n        app: web\n"),
        ("\n        tier: front", "\n        tier: front\n        app: web\n"),
        (" {tier: front}", " {tier: front, app: web}\n"),
        (" {}", " {app: web}\n"),
    ] {
        let (help, fixed) = told(&deployment(labels), field);
        assert!(help.ends_with("`app: web` is missing."), "{help}");
        assert!(fixed.unwrap().contains(repaired));
    }
}
