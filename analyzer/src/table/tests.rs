//! The table of whole pods.

use super::*;
use crate::testing::report;
use crate::{Options, analyze};

const SIDECAR: &str = "kind: Pod
metadata: {name: site}
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
  - name: log-shipper
    image: fluent/fluent-bit:3.1
    volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]
  volumes: [{name: logs, emptyDir: {}}]
";

#[test]
fn six_rows_have_a_cell_for_each_column_and_places_in_the_text() {
    let table = report(SIDECAR).table;
    assert_eq!(table.columns, ["This pod", "Shared-pod microservices", "Sidecar"]);
    assert_eq!(table.rows.len(), 6);
    for row in table.rows.iter().filter(|row| row.aspect != "communication") {
        assert_eq!(row.cells.len(), 3, "{}", row.aspect);
        assert!(
            row.cells[0].text.ends_with('.') && !row.cells[0].spans.is_empty(),
            "{}: {}",
            row.aspect,
            row.cells[0].text
        );
        assert!(row.cells[0].matches.contains(&Pattern::Sidecar), "{}: {:?}", row.aspect, row.cells[0].matches);
    }
    assert!(table.rows[1].cells[0].text.contains("`log-shipper` reads log lines"), "{}", table.rows[1].cells[0].text);
}

/// The pod's own cell about communication.
fn communication(text: &str) -> Cell {
    let table = report(text).table;
    table.rows.into_iter().find(|row| row.aspect == "communication").expect("the row").cells.remove(0)
}

#[test]
fn communication_tells_who_writes_and_who_reads() {
    let cell = communication(SIDECAR);
    assert!(cell.text.contains("`web` writes `logs`; `log-shipper` reads it at `/logs`."), "{}", cell.text);
    assert_eq!(cell.matches, [Pattern::SharedPodMicroservices, Pattern::Sidecar]);
    let places: Vec<&str> = cell.spans.iter().map(|span| span.of(SIDECAR)).collect();
    assert!(places[0].contains("/var/log/nginx") && places[1].contains("/logs"), "{places:?}");
}

#[test]
fn communication_tells_calls_over_localhost_and_to_the_outside() {
    let text = "kind: Pod
spec:
  containers:
  - {name: app, image: x/app, env: [{name: API_URL, value: 'http://localhost:8080'}, {name: S3_BUCKET, value: films}]}
  - {name: api, image: x/api, ports: [{containerPort: 8080}]}
";
    let cell = communication(text);
    for part in ["`app` calls `api` at localhost:8080.", "films", "`api` can be called from outside the pod"] {
        assert!(cell.text.contains(part), "{part}: {}", cell.text);
    }
    assert!(cell.spans[0].of(text).contains("localhost:8080"));
}

#[test]
fn communication_says_what_a_manifest_cannot_show() {
    let cell = communication("kind: Pod\nspec:\n  containers:\n  - {name: a, image: x/a}\n  - {name: b, image: y/b}\n");
    assert!(
        cell.text.starts_with("How the containers talk cannot be told from the manifest, because"),
        "{}",
        cell.text
    );
    assert_eq!((cell.matches, cell.spans), (Vec::new(), Vec::new()));
    let alone = communication("kind: Pod\nspec:\n  containers:\n  - {name: a, image: x/a}\n");
    assert_eq!(alone.matches, [Pattern::Single]);
}

#[test]
fn other_patterns_can_stand_beside_the_pod() {
    let table = with_patterns(&report(SIDECAR).table, &[Pattern::Ambassador]);
    assert_eq!(table.columns, ["This pod", "Ambassador"]);
    assert!(table.rows.iter().all(|row| row.cells.len() == 2 && !row.cells[1].text.is_empty()));
}

#[test]
fn a_pod_without_containers_has_a_table_too() {
    let table = report("kind: Pod\nspec:\n  containers: []\n").table;
    assert!(table.rows.iter().all(|row| row.cells[0].text.contains("no container")));
}

/// What changes between two texts of one pod each.
fn compared(before: &str, after: &str) -> Comparison {
    let [before, after] = [before, after].map(|text| analyze(text, &Options::default()));
    let side = |analysis| Side::of(analysis, 0).expect("a pod");
    side_by_side(&side(&before), &side(&after))
}

#[test]
fn two_pods_stand_side_by_side() {
    let after = SIDECAR
        .replace("fluent/fluent-bit:3.1", "my-company/uploader:1")
        .replace(", readOnly: true", "")
        .replace("log-shipper", "uploader");
    let comparison = compared(SIDECAR, &after);
    assert_eq!(comparison.table.columns, ["site, before", "site, after"]);
    assert!(comparison.table.rows.iter().all(|row| row.cells.len() == 2));
    assert_eq!(comparison.changes[0], "The pattern changes from sidecar to shared-pod microservices.");
    assert!(comparison.changes.iter().any(|change| change == "`uploader` joins the pod."), "{:?}", comparison.changes);
    assert!(comparison.containers.iter().any(|change| change.after.is_none()));
}

#[test]
fn a_pod_beside_itself_shows_no_change() {
    let same = compared(SIDECAR, SIDECAR);
    assert_eq!((same.changes, same.containers, same.introduced, same.resolved), Default::default());
}

#[test]
fn a_container_with_another_name_and_the_same_image_was_renamed() {
    let comparison = compared(SIDECAR, &SIDECAR.replace("log-shipper", "fluent"));
    assert!(
        comparison.changes.iter().any(|change| change.starts_with("`fluent`: it was called `log-shipper`")),
        "{:?}",
        comparison.changes
    );
    assert_eq!(comparison.containers.len(), 1);
}

#[test]
fn findings_that_come_and_go_are_named() {
    let repaired = SIDECAR.replace("emptyDir: {}", "emptyDir: {sizeLimit: 1Gi}");
    let comparison = compared(SIDECAR, &repaired);
    assert!(comparison.resolved.iter().any(|finding| finding.rule == "emptydir-without-size-limit"));
    assert!(comparison.introduced.iter().all(|finding| finding.rule != "emptydir-without-size-limit"));
    let said = comparison.changes.iter().any(|change| change.contains("emptydir-without-size-limit"));
    assert!(said, "{:?}", comparison.changes);
}
