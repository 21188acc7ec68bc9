//! What the SVG holds.

use super::*;
use crate::flow::testing::{CASE_STUDY, report, spec};

const PAGE: SvgOptions<'_> = SvgOptions { prefix: "p1-", standalone: false, narrow: false };

/// Checks that every element is closed and that attributes are quoted; gives the names of the elements.
fn elements(svg: &str) -> Vec<String> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap().to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_ref(), Some(&name), "{svg}");
        } else if !tag.ends_with('/') {
            open.push(name.clone());
            all.push(name);
        } else {
            all.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

#[test]
fn the_case_study_can_be_heard() {
    let svg = svg_with(&report(CASE_STUDY), &PAGE);
    elements(&svg);
    for part in [
        "role=\"group\"",
        "aria-labelledby=\"p1-flow-title\"",
        "<title id=\"p1-flow-title\">Volume flow of Pod shared-storage-example</title>",
        "<desc id=\"p1-flow-desc\">2 containers, 1 volume: file-processor reads shared-data at /data/input;",
        "role=\"list\" aria-label=\"Containers\"",
        "role=\"list\" aria-label=\"Volumes\"",
        "role=\"list\" aria-label=\"Outside the pod\"",
        "href=\"#p1-container-0\"",
        "href=\"#p1-container-1\"",
        "href=\"#p1-volume-0\"",
        "aria-label=\"Container file-processor, ",
        "writes processed of shared-data at /data/output, inferred",
        "class=\"pp-edge pp-write pp-inferred\"",
    ] {
        assert!(svg.contains(part), "{part} in {svg}");
    }
    assert_eq!(svg.matches("role=\"listitem\"").count(), 4);
}

#[test]
fn links_carry_the_place_in_the_text() {
    let report = report(CASE_STUDY);
    let svg = svg_with(&report, &PAGE);
    for node in report.flow.nodes.iter().filter_map(|node| node.span) {
        assert!(svg.contains(&format!("data-span=\"{}-{}\"", node.start, node.end)));
    }
}

#[test]
fn a_page_gets_no_style_and_a_file_brings_its_own() {
    let report = report(CASE_STUDY);
    let page = svg_with(&report, &PAGE);
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" id=\"p1-container-0\""));
    let file = svg(&report);
    assert!(
        file.contains("<style>") && file.contains("prefers-color-scheme:dark") && file.contains(" id=\"container-0\"")
    );
    assert!(!file.contains(" style=") && !file.contains("url(") && !file.contains("@import"));
    assert_eq!(file.matches("http").count(), 1, "only the name space");
}

#[test]
fn ids_of_two_pictures_of_one_pod_differ() {
    let report = report(CASE_STUDY);
    let narrow = svg_with(&report, &SvgOptions { narrow: true, ..PAGE });
    assert!(narrow.contains("id=\"p1-narrow-flow-title\"") && narrow.contains("href=\"#p1-volume-0\""));
    elements(&narrow);
}

#[test]
fn a_wide_picture_says_how_much_room_it_needs() {
    assert!(svg_with(&report(CASE_STUDY), &PAGE).contains("class=\"pp-flow pp-from-40\""));
    assert!(!svg_with(&report(CASE_STUDY), &SvgOptions { narrow: true, ..PAGE }).contains("pp-from"));
    assert_eq!([0, 640, 820, 1_100, 9_999].map(room), [36, 40, 52, 64, 72]);
}

#[test]
fn hostile_names_stay_text() {
    let hostile = spec(
        "
containers:
- name: '\"><script>alert(1)</script>'
  env: [{name: S3_BUCKET, value: 'a\" onload=\"x'}, {name: B_BUCKET, value: fine}]
  volumeMounts: [{name: \"v</text>\\u0000\\u202e\\\"'\", mountPath: '/<a href=\"javascript:x\">', subPath: '<b>&amp;'}]
- name: \"]]>&<!--\\n\"
volumes: [{name: '<svg onload=x>', emptyDir: {sizeLimit: '<i>'}}]",
    );
    let report = report(&hostile);
    for options in [PAGE, SvgOptions { prefix: "\"><x", standalone: true, narrow: true }] {
        let svg = svg_with(&report, &options);
        let known = ["svg", "title", "desc", "style", "rect", "g", "a", "text", "path", "line"];
        let odd: Vec<_> = elements(&svg).into_iter().filter(|name| !known.contains(&name.as_str())).collect();
        assert!(odd.is_empty(), "{odd:?}");
        assert!(!svg.contains(['\u{0}', '\u{202e}']) && !svg.contains(" onload=\""), "{svg}");
    }
}

#[test]
fn kinds_of_containers_and_mounts_have_their_marks() {
    let svg = svg_with(
        &report(&spec(
            "
initContainers:
- {name: a, volumeMounts: [{name: v, mountPath: /x}]}
- {name: b, restartPolicy: Always, volumeMounts: [{name: v, mountPath: /x, readOnly: true}]}
containers: [{name: c}]
ephemeralContainers: [{name: d}]
volumes: [{name: v, emptyDir: {}}, {name: unused, emptyDir: {}}]",
        )),
        &PAGE,
    );
    for part in [
        "pp-init",
        "pp-native-sidecar",
        "pp-ephemeral",
        "pp-lock",
        "pp-volume pp-unknown",
        "init container 1",
        "Mounted by nobody",
    ] {
        assert!(svg.contains(part), "{part} in {svg}");
    }
}

#[test]
fn all_rules_of_the_style_are_about_the_picture() {
    let rules = STYLE.split_once("*/").unwrap().1;
    for line in rules.lines().map(str::trim).filter(|line| line.contains('{') && !line.starts_with('@')) {
        assert!(line.starts_with(".pp-"), "{line}");
    }
}
