//! The case study: what an expert says about it, statement by statement, and where Peapod says the same.
//!
//! The pod is the one of the page; each test names what must be told and looks for it in the analysis.

use analyzer::analysis::{Certainty, Confidence, Direction, EdgeKind, Pattern, Role};
use analyzer::{Analysis, Options, PodReport, analyze};

fn analysis() -> Analysis {
    let text = std::fs::read_to_string(tests::here("content/examples/case-study.yaml")).expect("the case study");
    analyze(&text, &Options::default())
}

fn pod() -> PodReport {
    analysis().pods.remove(0)
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in {text:?}");
    }
}

#[test]
fn it_is_a_shared_pod_and_surely_so() {
    let verdict = pod().verdict.expect("a verdict");
    assert_eq!(
        (verdict.pattern, verdict.confidence, verdict.runner_up),
        (Pattern::SharedPodMicroservices, Confidence::High, Some(Pattern::Sidecar))
    );
    says(
        &verdict.summary,
        &["`file-processor`", "`file-uploader`", "`processed`", "`shared-data`", "not a main container"],
    );
    assert!(pod().containers.iter().all(|container| container.role == Role::BusinessPeer));
}

#[test]
fn what_speaks_for_it_is_told() {
    let verdict = pod().verdict.expect("a verdict");
    let supporting = verdict.evidence.iter().filter(|one| one.speaks_for == Some(verdict.pattern));
    let said = supporting.map(|one| one.reason.as_str()).collect::<Vec<_>>().join("\n");
    says(
        &said,
        &[
            "Two containers run beside each other, there are no init containers, and none of them is a well-known helper",
            "come from the same maker, `my-company`",
            "“processor”, a word for work of its own",
            "“uploader”, a word for work of its own",
            "`file-processor` writes the directory `processed` of the volume `shared-data` and `file-uploader` reads it",
            "`S3_BUCKET` names something of the business, `my-processed-files`",
            "No container is set up to serve another",
        ],
    );
}

#[test]
fn what_speaks_against_it_is_told_too() {
    let verdict = pod().verdict.expect("a verdict");
    let opposing = verdict.evidence.iter().filter(|one| one.against == Some(verdict.pattern));
    let said = opposing.map(|one| one.reason.as_str()).collect::<Vec<_>>().join("\n");
    says(
        &said,
        &[
            "`file-uploader` does a task (delivery of results) that general tools do",
            "No container has ports, probes or resources",
        ],
    );
}

#[test]
fn what_would_flip_it_is_told() {
    let verdict = pod().verdict.expect("a verdict");
    let told: Vec<(Pattern, &str)> =
        verdict.counterfactuals.iter().map(|one| (one.pattern, one.change.as_str())).collect();
    for expected in [
        (Pattern::Sidecar, "Give `file-uploader` the image `rclone/rclone`."),
        (Pattern::Sidecar, "Move `file-uploader` to `initContainers` with `restartPolicy: Always`."),
        (Pattern::InitPipeline, "Move `file-processor` to `initContainers`, so that it runs to its end first."),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:#?}");
    }
}

#[test]
fn the_six_aspects_are_answered_for_this_pod() {
    let table = pod().table;
    let cell =
        |aspect: &str| table.rows.iter().find(|row| row.aspect == aspect).expect("the aspect").cells[0].text.clone();
    says(&cell("purpose"), &["files pass through the directory `processed` of `shared-data`", "need no network"]);
    says(
        &cell("responsibility"),
        &["turns input into output", "bucket my-processed-files", "None of them is there only for another"],
    );
    says(&cell("reusability"), &["Low", "agree on the directory `processed`", "editing both"]);
    says(
        &cell("lifecycle"),
        &["in no order", "restart one by one", "scaled and deleted together", "nothing makes it again"],
    );
    says(
        &cell("communication"),
        &["`file-processor` writes the directory `processed`", "`file-uploader` reads it at `/upload`"],
    );
    says(&cell("examples"), &["data processing", "delivery of results"]);
}

#[test]
fn each_path_stands_at_its_place_in_the_volume() {
    let flow = pod().flow;
    let mounts: Vec<_> = flow
        .edges
        .iter()
        .filter(|edge| edge.kind == EdgeKind::Mount)
        .map(|edge| {
            (edge.mount_path.as_deref().unwrap_or(""), edge.sub_path.as_deref(), edge.direction, edge.certainty)
        })
        .collect();
    assert_eq!(
        mounts,
        [
            ("/data/input", None, Direction::Read, Certainty::Inferred),
            ("/data/output", Some("processed"), Direction::Write, Certainty::Inferred),
            ("/upload", Some("processed"), Direction::Read, Certainty::Inferred),
        ]
    );
    let bucket = flow.nodes.iter().any(|node| node.name == "bucket my-processed-files");
    assert!(
        bucket && flow.edges.iter().any(|edge| edge.kind == EdgeKind::External && edge.direction == Direction::Write)
    );
}

#[test]
fn paths_that_are_one_directory_are_named() {
    let flow = pod().flow;
    let aliases = flow.edges.iter().filter(|edge| edge.kind == EdgeKind::Alias).map(|edge| edge.reason.as_str());
    let aliases = aliases.collect::<Vec<_>>().join("\n");
    says(
        &aliases,
        &[
            "/data/input/processed of file-processor is the same directory as /data/output of file-processor",
            "/data/output of file-processor is the same directory as /upload of file-uploader",
        ],
    );
}

#[test]
fn each_container_is_told_what_it_sees() {
    let pod = pod();
    says(
        &pod.containers[0].explanation,
        &["`/data/input` shows the volume `shared-data` as a whole, so `/data/input/processed` is `/data/output`"],
    );
    says(
        &pod.containers[1].explanation,
        &[
            "It sees only the directory `processed` of the volume `shared-data`, not what else lies there.",
            "bucket my-processed-files",
        ],
    );
}

#[test]
fn the_traps_are_found() {
    let analysis = analysis();
    let said = |rule: &str| {
        let found =
            analysis.findings.iter().find(|finding| finding.rule == rule).unwrap_or_else(|| panic!("no {rule}"));
        format!("{} {}", found.message, found.help.as_deref().unwrap_or(""))
    };
    // The feedback loop: the input contains the output.
    says(
        &said("same-volume-root-and-subpath"),
        &["`/data/input/processed` is `/data/output`", "also meets what is written"],
    );
    // A rename between the two mounts is a copy.
    says(&said("non-atomic-handover"), &["before they are whole", "Rename inside one mount", "it is a copy"]);
    says(&said("nothing-produces-input"), &["nothing fills `/data/input`", "starts empty"]);
    // The root of the volume can replace the directory that the other mounts by subPath.
    says(&said("subpath-on-writable-shared-volume"), &["can replace that directory with a link"]);
    says(&said("size-limit-vs-ephemeral-storage"), &["1Gi", "the whole pod is evicted"]);
    says(&said("bucket-without-credentials"), &["nothing in the pod gives it access", "the whole pod's"]);
    for rule in [
        "reader-without-readonly",
        "image-latest-or-untagged",
        "missing-requests",
        "missing-memory-limit",
        "no-completion-semantics",
        "bare-pod",
        "missing-liveness",
        "uid-mismatch-without-fsgroup",
        "image-without-registry",
        "default-container-annotation-missing",
        "split-independent-services",
        "token-automounted-everywhere",
    ] {
        said(rule);
    }
    assert!(
        analysis.findings.iter().all(|finding| finding.severity != analyzer::Severity::Error),
        "the API server accepts it"
    );
}
