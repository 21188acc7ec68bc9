//! Timelines of small pods, and of the cases that people get wrong.

use crate::analysis::{Step, Timeline};
use crate::{KubernetesVersion, Options, analyze};

fn timeline(text: &str) -> Timeline {
    timeline_for(text, KubernetesVersion::default())
}

fn timeline_for(text: &str, kubernetes: KubernetesVersion) -> Timeline {
    analyze(text, &Options { kubernetes }).pods.remove(0).timeline
}

/// The containers of each step.
fn order(steps: &[Step]) -> Vec<Vec<&str>> {
    assert!(steps.iter().enumerate().all(|(at, step)| step.step == at + 1 && !step.reason.is_empty()));
    steps.iter().map(|step| step.containers.iter().map(String::as_str).collect()).collect()
}

const ORDERED: &str = "
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  initContainers:
  - {name: setup, image: 'a:1'}
  - name: proxy
    image: 'b:1'
    restartPolicy: Always
    startupProbe: {periodSeconds: 2, failureThreshold: 15, httpGet: {path: /, port: 80}}
  - {name: migrate, image: 'c:1'}
  - {name: agent, image: 'd:1', restartPolicy: Always}
  containers:
  - {name: web, image: 'e:1', lifecycle: {preStop: {sleep: {seconds: 5}}}}
  - {name: worker, image: 'f:1'}
";

#[test]
fn the_start_follows_the_list_and_then_all_come_together() {
    let timeline = timeline(ORDERED);
    assert_eq!(
        order(&timeline.startup),
        [vec!["setup"], vec!["proxy"], vec!["migrate"], vec!["agent"], vec!["web", "worker"]]
    );
    let waits: Vec<_> = timeline.startup.iter().map(|step| step.waits_for.as_deref().unwrap_or("-")).collect();
    assert_eq!(
        waits,
        [
            "`setup` ends with success",
            "the startup probe of `proxy` succeeds",
            "`migrate` ends with success",
            "the process of `agent` runs",
            "-"
        ]
    );
    assert!(timeline.startup[1].reason.contains("at most 30 s"), "{}", timeline.startup[1].reason);
}

#[test]
fn native_sidecars_stop_last_and_in_reverse() {
    let timeline = timeline(ORDERED);
    assert_eq!(
        order(&timeline.shutdown),
        [vec!["web"], vec!["web", "worker"], vec!["agent"], vec!["proxy"], vec!["proxy", "agent", "web", "worker"]]
    );
    assert!(timeline.shutdown[4].reason.starts_with("30 s "), "{}", timeline.shutdown[4].reason);
}

#[test]
fn the_grace_period_is_the_manifests() {
    let with =
        |line: &str| timeline(&ORDERED.replace("spec:\n", &format!("spec:\n  {line}\n"))).shutdown[4].reason.clone();
    assert!(with("terminationGracePeriodSeconds: 120").starts_with("120 s "));
    assert!(with("terminationGracePeriodSeconds: 0").contains("killed at once"));
    assert!(with("terminationGracePeriodSeconds: -5").starts_with("1 s "));
}

#[test]
fn the_feature_is_beta_before_1_33() {
    let reason = |version: &str| {
        let version = KubernetesVersion::parse(version).unwrap();
        timeline_for(ORDERED, version).startup[3].reason.clone()
    };
    assert!(reason("1.32").contains("beta"));
    assert!(!reason("1.33").contains("beta"));
}

fn pod(kind: &str, policy: &str, helper: &str) -> String {
    let containers = format!("[{{name: work, image: 'my-company/work:1', command: [sh, -c, 'cp /a /b']}}{helper}]");
    let spec = format!("{{{policy} containers: {containers}}}");
    match kind {
        "Pod" => format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {spec}\n"),
        "Job" => {
            format!("apiVersion: batch/v1\nkind: Job\nmetadata: {{name: p}}\nspec: {{template: {{spec: {spec}}}}}\n")
        }
        _ => format!(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: p}}\nspec: {{template: {{metadata: {{labels: {{a: b}}}}, spec: {spec}}}}}\n"
        ),
    }
}

const SHIPPER: &str = ", {name: log-shipper, image: 'fluent/fluent-bit:3.1'}";

#[test]
fn completion_depends_on_kind_and_policy() {
    let completion = |kind: &str, policy: &str, helper: &str| timeline(&pod(kind, policy, helper)).completion;
    assert!(completion("Pod", "", "").starts_with("It never ends by itself"));
    assert!(completion("Pod", "", "").contains("nothing makes it again"));
    assert!(completion("Deployment", "", "").ends_with("A pod that is lost is replaced."));
    assert_eq!(
        completion("Pod", "restartPolicy: Never,", ""),
        "It ends when `work` has ended; nothing is started again."
    );
    assert!(
        completion("Job", "restartPolicy: Never,", "")
            .starts_with("The Job completes when `work` has ended with success.")
    );
    assert!(completion("Job", "restartPolicy: OnFailure,", "").contains("started again in the same pod"));
}

#[test]
fn a_classic_sidecar_keeps_a_job_from_completing() {
    let completion = |kind: &str, policy: &str| timeline(&pod(kind, policy, SHIPPER)).completion;
    assert!(
        completion("Job", "restartPolicy: Never,")
            .starts_with("It never completes: when `work` has ended, `log-shipper` goes on")
    );
    assert!(completion("Pod", "restartPolicy: OnFailure,").starts_with("It never completes"));
    // Asked to share processes, somebody means to send a signal.
    assert!(
        completion("Job", "shareProcessNamespace: true, restartPolicy: Never,").starts_with("The Job completes when")
    );
    let native = pod(
        "Job",
        "restartPolicy: Never, initContainers: [{name: log-shipper, image: 'fluent/fluent-bit:3.1', restartPolicy: Always}],",
        "",
    );
    assert!(timeline(&native).completion.contains("its native sidecar does not count and is stopped then"));
}

#[test]
fn a_policy_of_one_container_counts_from_1_35_on() {
    let text = pod("Pod", "", ", {name: once, image: 'x:1', restartPolicy: Never}");
    let said = |version: &str| timeline_for(&text, KubernetesVersion::parse(version).unwrap()).completion;
    assert!(said("1.33").ends_with("Kubernetes 1.33 refuses the restart policy of `once`."));
    assert!(said("1.34").ends_with("Kubernetes 1.34 ignores the restart policy of `once`."));
    assert!(said("1.35").ends_with("For `once` its own restart policy counts."));
}

#[test]
fn steps_of_tekton_run_one_after_the_other() {
    let text = "
apiVersion: tekton.dev/v1
kind: Task
metadata: {name: t}
spec:
  sidecars: [{name: registry, image: 'registry:2'}]
  steps:
  - {name: clone, image: 'a:1'}
  - {name: build, image: 'b:1'}
";
    let timeline = timeline(text);
    assert_eq!(order(&timeline.startup), [vec!["registry"], vec!["clone"], vec!["build"]]);
    assert!(timeline.completion.contains("Tekton then stops the sidecars"));
}

#[test]
fn parts_of_a_pod_are_told_as_parts() {
    let text = "
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p}
spec:
  containers: [{name: proxy, image: 'a:1'}]
";
    let timeline = timeline(text);
    assert!(timeline.startup[0].reason.contains("not in this text"), "{:?}", timeline.startup);
    assert_eq!(timeline.completion, "When it ends is for the controller of `Prometheus` to say.");
}

#[test]
fn without_containers_there_is_nothing_to_tell() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: []}\n";
    assert_eq!(timeline(text), Timeline::default());
}

/// The rows of `taxonomy.md`, section 4, that a timeline can show.
#[test]
fn native_sidecars_follow_the_table_of_the_taxonomy() {
    let sidecar = |more: &str| {
        let text = format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n  initContainers:\n  - {{name: early, image: 'a:1'}}\n  \
             - {{name: proxy, image: 'b:1', restartPolicy: Always{more}}}\n  - {{name: late, image: 'c:1'}}\n  containers:\n  \
             - {{name: web, image: 'd:1', restartPolicy: Always}}\n"
        );
        timeline(&text)
    };
    // Declaration: `Always` on an init container makes a native sidecar; on a regular one it does not.
    let plain = sidecar("");
    assert_eq!(order(&plain.startup), [vec!["early"], vec!["proxy"], vec!["late"], vec!["web"]]);
    assert!(plain.startup[1].reason.starts_with("A native sidecar starts in its place"));
    assert!(!plain.startup[3].reason.contains("native sidecar"));
    // Start order: a running process is enough, and a readiness probe holds nothing back; a hook or a startup probe does.
    let waits = |more: &str| sidecar(more).startup[1].waits_for.clone().unwrap_or_default();
    assert_eq!(waits(""), "the process of `proxy` runs");
    assert_eq!(waits(", readinessProbe: {httpGet: {port: 80}}"), "the process of `proxy` runs");
    assert_eq!(waits(", lifecycle: {postStart: {exec: {command: [a]}}}"), "the postStart hook of `proxy` ends");
    assert_eq!(waits(", startupProbe: {httpGet: {port: 80}}"), "the startup probe of `proxy` succeeds");
    // An init container before it runs without it, one behind it with it.
    assert_eq!(plain.startup[0].waits_for.as_deref(), Some("`early` ends with success"));
    // Termination: after the last regular container, and within the same grace period.
    assert_eq!(order(&plain.shutdown), [vec!["web"], vec!["proxy"], vec!["proxy", "web"]]);
    assert_eq!(plain.shutdown[0].waits_for.as_deref(), Some("the last of them has ended"));
    assert!(plain.shutdown[2].reason.contains("killed two seconds later"));
    // Hooks of sidecars run when the stop begins, with those of the others.
    let hooked = sidecar(", lifecycle: {preStop: {sleep: {seconds: 1}}}");
    assert_eq!(order(&hooked.shutdown)[0], ["proxy"]);
}

/// `taxonomy.md`, section 4: remedies for the Job with a classic sidecar that the manifest shows.
#[test]
fn a_job_whose_helper_is_told_to_quit_completes() {
    let quits = pod("Job", "restartPolicy: Never,", SHIPPER)
        .replace("cp /a /b", "cp /a /b; curl -X POST localhost:15020/quitquitquit");
    assert!(timeline(&quits).completion.starts_with("The Job completes when"), "{}", timeline(&quits).completion);
}
