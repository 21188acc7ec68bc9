//! The table of whole pods.

use super::*;
use crate::analysis::PodReport;
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

fn report(text: &str) -> PodReport {
    analyze(text, &Options::default()).pods.remove(0)
}

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
