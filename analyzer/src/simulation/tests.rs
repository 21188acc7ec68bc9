//! What happens to small pods, against the tables of the documentation and of `taxonomy.md`, section 4.

use super::*;
use crate::analysis::PodReport;
use crate::{KubernetesVersion, Options, analyze};

const PROXIED: &str = "
  initContainers:
  - {name: setup, image: 'a:1'}
  - {name: proxy, image: 'b:1', restartPolicy: Always, lifecycle: {preStop: {sleep: {seconds: 1}}}}
  - {name: agent, image: 'c:1', restartPolicy: Always}
  containers:
  - {name: web, image: 'my-company/web:1', livenessProbe: {periodSeconds: 5, failureThreshold: 4, httpGet: {port: 80}}}
  - {name: api, image: 'my-company/api:1'}
  volumes:
  - {name: scratch, emptyDir: {sizeLimit: 1Gi}}
  - {name: free, emptyDir: {}}
  - {name: ram, emptyDir: {medium: Memory, sizeLimit: 64Mi}}
  - {name: data, persistentVolumeClaim: {claimName: data}}
  - {name: host, hostPath: {path: /var/log}}
  - {name: settings, configMap: {name: settings}}
";

fn report_for(text: &str, kubernetes: KubernetesVersion) -> PodReport {
    analyze(text, &Options { kubernetes }).pods.remove(0)
}

fn report(text: &str) -> PodReport {
    report_for(text, KubernetesVersion::default())
}

fn pod(spec: &str) -> String {
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:{spec}")
}

fn job(fields: &str, spec: &str) -> String {
    let spec = spec.trim_matches('\n').lines().map(|line| format!("      {line}\n")).collect::<Vec<_>>().concat();
    format!("apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec:\n{fields}\n  template:\n    spec:\n{spec}")
}

fn run_for(text: &str, version: &str, event: Event, name: &str, change: impl FnOnce(&mut Scenario)) -> Simulation {
    let version = KubernetesVersion::parse(version).unwrap();
    let report = report_for(text, version);
    let mut scenario = Scenario { event, ..Scenario::first(&report) };
    if let Some(at) = report.containers.iter().position(|container| container.name == name) {
        scenario.container = at;
    }
    if let Some(at) = volumes(&report).position(|volume| volume.name == name) {
        scenario.volume = at;
    }
    change(&mut scenario);
    simulate(&report, version, &scenario)
}

fn run(text: &str, event: Event, name: &str) -> Simulation {
    run_for(text, "1.36", event, name, |_| ())
}

fn told(simulation: &Simulation) -> String {
    let moments = simulation.moments.iter().map(|moment| format!("{}: {}\n", moment.when, moment.what));
    moments.collect::<Vec<_>>().concat() + &simulation.outcome
}

fn last(simulation: &Simulation) -> &Moment {
    simulation.moments.last().unwrap()
}

fn condition(moment: &Moment, text: &str, name: &str) -> Condition {
    let at = report(text).containers.iter().position(|container| container.name == name).unwrap();
    moment.containers[at].condition
}

/// The table of pod-lifecycle, "Restart behavior comparison".
#[test]
fn who_is_started_again_follows_the_documented_table() {
    for (event, policy, regular_again) in [
        (Event::Finishes, "Always", true),
        (Event::Finishes, "OnFailure", false),
        (Event::Finishes, "Never", false),
        (Event::Fails, "Always", true),
        (Event::Fails, "OnFailure", true),
        (Event::Fails, "Never", false),
    ] {
        let text = pod(&format!("\n  restartPolicy: {policy}{PROXIED}"));
        let again =
            |name: &str| told(&run(&text, event, name)).contains(&format!("The kubelet starts `{name}` again."));
        assert_eq!(again("web"), regular_again, "{event:?} under {policy}");
        assert!(again("proxy"), "a native sidecar is always started again: {event:?} under {policy}");
        assert_eq!(again("setup"), event == Event::Fails && policy != "Never", "init: {event:?} under {policy}");
    }
}

#[test]
fn pauses_double_up_to_five_minutes_and_the_first_try_comes_at_once() {
    let simulation = run(&pod(PROXIED), Event::Fails, "web");
    let when: Vec<&str> = simulation.moments.iter().map(|moment| moment.when.as_str()).collect();
    assert_eq!(
        when,
        [
            "before",
            "at once",
            "at once",
            "soon after",
            "10 s later",
            "20 s later",
            "40 s later",
            "80 s later",
            "160 s later",
            "300 s later"
        ]
    );
    let restarts: Vec<u32> = simulation.moments.iter().map(|moment| moment.containers[3].restarts).collect();
    assert_eq!(restarts, [0, 0, 1, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(last(&simulation).phase, Phase::Running);
    assert!(last(&simulation).volumes.iter().all(|fate| *fate == Fate::Kept), "a restart keeps every volume");
    assert_eq!(condition(last(&simulation), &pod(PROXIED), "api"), Condition::Running);
}

#[test]
fn a_failing_init_container_holds_up_or_fails_the_pod() {
    let tried = run(&pod(PROXIED), Event::Fails, "setup");
    assert!(tried.moments.iter().all(|moment| moment.phase == Phase::Pending), "{}", told(&tried));
    assert!(tried.outcome.contains("the pod never starts"), "{}", tried.outcome);
    let never = run(&pod(&format!("\n  restartPolicy: Never{PROXIED}")), Event::Fails, "setup");
    assert_eq!(last(&never).phase, Phase::Failed, "{}", told(&never));
    let next = told(&run(&pod(PROXIED), Event::Finishes, "setup"));
    assert!(next.contains("`proxy` starts.") && next.contains("`web` and `api` start."), "{next}");
}

/// taxonomy.md 4: "Restart", "Completion", "Termination".
#[test]
fn native_sidecars_do_not_block_and_stop_last_in_reverse() {
    let text = pod(&format!("\n  restartPolicy: Never{PROXIED}"));
    let done = told(&run(&text, Event::Finishes, "web"));
    assert!(done.contains("`api` ends too.\nthen: `agent` gets SIGTERM.\nthen: `proxy` gets SIGTERM."), "{done}");
    assert!(done.contains("The pod has succeeded."), "{done}");
    let deleted = told(&run(&pod(PROXIED), Event::Deleted, ""));
    let order = [
        "The preStop hooks of `proxy` run",
        "`web` and `api` get SIGTERM.",
        "They end.",
        "`agent` gets SIGTERM.",
        "`proxy` gets SIGTERM.",
        "The pod is removed. What was in `scratch`, `free` and `ram` is deleted for good.",
        "Nothing makes it again.",
    ];
    let places: Vec<_> = order.iter().map(|part| deleted.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {deleted}");
}

#[test]
fn who_ignores_the_signal_takes_the_time_of_the_sidecars() {
    let text = pod(&format!("\n  terminationGracePeriodSeconds: 45{PROXIED}"));
    let simulation = run(&text, Event::DeletedHanging, "web");
    let story = told(&simulation);
    assert!(
        story.contains("45 s after the start of all this: `proxy`, `agent` and `web` are killed together"),
        "{story}"
    );
    assert!(!story.contains("`agent` gets SIGTERM"), "{story}");
    let sidecar = told(&run(&text, Event::DeletedHanging, "agent"));
    assert!(sidecar.contains("`agent` gets SIGTERM and ignores it."), "{sidecar}");
    let none = told(&run(&pod(&format!("\n  terminationGracePeriodSeconds: 0{PROXIED}")), Event::Deleted, ""));
    assert!(none.contains("All processes are killed.") && !none.contains("SIGTERM"), "{none}");
}

#[test]
fn a_hanging_container_is_only_noticed_by_a_probe_or_a_deadline() {
    let probed = told(&run(&pod(PROXIED), Event::Hangs, "web"));
    assert!(probed.contains("about 20 s later: The liveness probe fails"), "{probed}");
    assert!(probed.contains("The kubelet starts `web` again."), "{probed}");
    let unnoticed = run(&pod(PROXIED), Event::Hangs, "api");
    assert!(unnoticed.outcome.contains("hangs until somebody notices"), "{}", told(&unnoticed));
    assert_eq!(last(&unnoticed).phase, Phase::Running);
    let spec = "restartPolicy: Never\ncontainers: [{name: work, image: 'my-company/work:1'}]";
    let late = told(&run(&job("  activeDeadlineSeconds: 60", spec), Event::Hangs, "work"));
    assert!(late.contains("The Job has failed: `DeadlineExceeded`."), "{late}");
}

const CLASSIC: &str = "
restartPolicy: Never
containers:
- {name: work, image: 'my-company/work:1', command: [sh, -c, 'cp /a /b']}
- {name: shipper, image: 'fluent/fluent-bit:3.1'}";
const NATIVE: &str = "
restartPolicy: Never
initContainers:
- {name: shipper, image: 'fluent/fluent-bit:3.1', restartPolicy: Always}
containers:
- {name: work, image: 'my-company/work:1', command: [sh, -c, 'cp /a /b']}";

/// taxonomy.md 4: "The Job + classic sidecar problem", with its remedies 1, 2, 3 and 5.
#[test]
fn a_classic_sidecar_keeps_a_job_from_completing_and_a_native_one_does_not() {
    assert_eq!(run(&job("", CLASSIC), Event::Finishes, "work").outcome, "The Job never completes.");
    assert!(run(&job("", NATIVE), Event::Finishes, "work").outcome.starts_with("The Job completes."));
    let shared = format!("\nshareProcessNamespace: true{CLASSIC}");
    assert!(run(&job("", &shared), Event::Finishes, "work").outcome.starts_with("The Job completes."));
    let quits = CLASSIC.replace("cp /a /b", "cp /a /b; curl -X POST localhost:15020/quitquitquit");
    assert!(run(&job("", &quits), Event::Finishes, "work").outcome.starts_with("The Job completes."));
    let late = told(&run(&job("  activeDeadlineSeconds: 60", CLASSIC), Event::Finishes, "work"));
    assert!(late.contains("`DeadlineExceeded`"), "{late}");
    let bare = run(&pod(&CLASSIC.replace('\n', "\n  ")), Event::Finishes, "work");
    assert_eq!(bare.outcome, "The pod never ends.");
}

#[test]
fn a_job_forgives_so_many_failures() {
    let never = told(&run(&job("  backoffLimit: 2", NATIVE), Event::Fails, "work"));
    assert!(never.contains("The Job runs another pod") && never.contains("Failure number 3 ends the Job."), "{never}");
    let none = told(&run(&job("  backoffLimit: 0", NATIVE), Event::Fails, "work"));
    assert!(none.contains("The Job has failed: `BackoffLimitExceeded`."), "{none}");
    let text = job("  backoffLimit: 3", &NATIVE.replace("Never", "OnFailure"));
    let in_place = run(&text, Event::Fails, "work");
    assert!(told(&in_place).contains("`BackoffLimitExceeded`"), "{}", told(&in_place));
    assert_eq!(last(&in_place).containers[1].restarts, 3, "{}", told(&in_place));
    assert_eq!(last(&in_place).phase, Phase::Failed);
}

#[test]
fn a_failure_policy_is_recognised() {
    let policy = |action: &str, rule: &str| format!("  podFailurePolicy: {{rules: [{{action: {action}, {rule}}}]}}");
    let codes = "onExitCodes: {containerName: work, operator: In, values: [1, 42]}";
    let fails = |fields: &str| told(&run(&job(fields, NATIVE), Event::Fails, "work"));
    assert!(fails(&policy("FailJob", codes)).contains("`PodFailurePolicy`"));
    assert!(fails(&policy("Ignore", codes)).contains("does not count this failure"));
    assert!(fails(&policy("Count", codes)).contains("One failure is counted."));
    assert!(!fails(&policy("FailJob", "onExitCodes: {operator: In, values: [42]}")).contains("`PodFailurePolicy`"));
    assert!(fails(&policy("FailJob", "onExitCodes: {operator: NotIn, values: [42]}")).contains("`PodFailurePolicy`"));
    let ignored = policy("Ignore", "onPodConditions: [{type: DisruptionTarget}]");
    let volumes = format!("{NATIVE}\nvolumes: [{{name: free, emptyDir: {{}}}}]");
    let pressed = told(&run(&job(&ignored, &volumes), Event::VolumeFull, "free"));
    assert!(pressed.contains("does not count this failure"), "{pressed}");
    assert!(!fails(&ignored).contains("does not count"), "an exit code is no disruption");
}

/// taxonomy.md 5: a container's own policy, by version.
#[test]
fn own_policies_and_rules_count_from_their_version_on() {
    let text = pod(
        "
  containers:
  - {name: once, image: 'a:1', restartPolicy: Never}
  - {name: all, image: 'b:1', restartPolicy: Never, restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [1]}}]}
  - {name: ruled, image: 'c:1', restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]}
",
    );
    let fails = |name: &str, version: &str| told(&run_for(&text, version, Event::Fails, name, |_| ()));
    assert!(fails("once", "1.34").contains("starts `once` again"));
    assert!(fails("once", "1.35").contains("`once` is not started again"));
    assert!(fails("ruled", "1.35").contains("starts `ruled` again"));
    assert!(!fails("all", "1.35").contains("All containers are killed"));
    assert!(fails("all", "1.36").contains("All containers are killed at once"));
    assert!(fails("all", "1.36").contains("The pod starts anew in its place"));
}

#[test]
fn a_full_volume_evicts_fails_writes_or_hits_the_node() {
    let text = pod(PROXIED);
    for (volume, part, phase, evicted) in [
        ("scratch", "grows beyond `1Gi`. No write fails.", Phase::Failed, true),
        ("free", "DiskPressure", Phase::Failed, true),
        ("ram", "`ram` is full at `64Mi`", Phase::Running, false),
        ("data", "no space left on device", Phase::Running, false),
        ("host", "fills the node's own disk", Phase::Failed, true),
        ("settings", "A write to `settings` fails.", Phase::Running, false),
    ] {
        let simulation = run(&text, Event::VolumeFull, volume);
        assert!(told(&simulation).contains(part), "{volume}: {}", told(&simulation));
        let moment = simulation.moments.iter().rev().find(|moment| moment.phase != Phase::Gone).unwrap();
        assert_eq!(moment.phase, phase, "{volume}: {}", told(&simulation));
        assert_eq!(moment.volumes[0] == Fate::Lost, evicted, "{volume}");
        assert_ne!(moment.volumes[3], Fate::Lost, "a claim outlives its pod");
    }
    let limited = PROXIED.replace(
        "image: 'my-company/api:1'",
        "image: 'my-company/api:1', resources: {limits: {ephemeral-storage: 2Gi}}",
    );
    let story = told(&run(&pod(&limited), Event::VolumeFull, "free"));
    assert!(story.contains("`ephemeral-storage` limits") && !story.contains("DiskPressure"), "{story}");
}

#[test]
fn each_controller_replaces_a_lost_pod_in_its_own_way() {
    for (controller, node, deleted) in [
        (Controller::Pod, "Nothing replaces the pod.", "Nothing makes it again."),
        (Controller::Deployment, "makes another pod on another node", "The other pod has started meanwhile."),
        (Controller::StatefulSet, "The StatefulSet waits.", "a pod of the same name, with the same claims"),
        (Controller::DaemonSet, "The pod keeps its place on the node.", "another pod on the same node"),
        (Controller::Job, "The Job makes another pod on another node", "The Job runs another pod"),
    ] {
        let story = |event| told(&run_for(&pod(PROXIED), "1.36", event, "", |it| it.controller = Some(controller)));
        assert!(story(Event::NodeLost).contains(node), "{controller:?}: {}", story(Event::NodeLost));
        assert!(story(Event::Deleted).contains(deleted), "{controller:?}: {}", story(Event::Deleted));
    }
    let tolerant = "\n  tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]";
    assert!(
        told(&run(&pod(&format!("{tolerant}{PROXIED}")), Event::NodeLost, ""))
            .contains("30 s later: The pod is marked")
    );
    assert!(told(&run_for(&pod(PROXIED), "1.31", Event::NodeLost, "", |_| ())).contains("40 s later"));
    assert!(told(&run_for(&pod(PROXIED), "1.32", Event::NodeLost, "", |_| ())).contains("50 s later"));
}

#[test]
fn what_the_api_server_refuses_does_not_run() {
    let refused = run_for(&pod(PROXIED), "1.36", Event::Fails, "web", |it| {
        it.controller = Some(Controller::Deployment);
        it.restart_policy = Some(RestartPolicy::Never);
    });
    assert!(told(&refused).contains("refuses a Deployment"), "{}", told(&refused));
    let job = run_for(&pod(PROXIED), "1.36", Event::Fails, "web", |it| {
        it.controller = Some(Controller::Job);
        it.restart_policy = Some(RestartPolicy::Always);
    });
    assert!(last(&job).why.contains("OnFailure and Never only"), "{}", told(&job));
}

#[test]
fn every_scenario_has_an_end_and_says_where_it_is_written() {
    let texts = [
        pod(PROXIED),
        job("", CLASSIC),
        pod("\n  containers: [{name: a}]\n  ephemeralContainers: [{name: debug}]\n"),
        pod("\n  containers: [{}]\n"),
        "apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\nspec: {steps: [{name: a, image: 'b:1'}]}\n"
            .to_owned(),
        pod("\n  initContainers: [{name: a, restartPolicy: Always}]\n"),
    ];
    for text in &texts {
        let report = report(text);
        for event in Event::ALL {
            for container in 0..=report.containers.len() {
                for controller in Controller::ALL.map(Some).into_iter().chain([None]) {
                    for restart_policy in RestartPolicy::ALL.map(Some).into_iter().chain([None]) {
                        let scenario = Scenario { event, container, volume: container, controller, restart_policy };
                        for version in KubernetesVersion::all() {
                            check(&report, &simulate(&report, version, &scenario), &scenario);
                        }
                    }
                }
            }
        }
    }
    let empty = report(&pod("\n  containers: []\n"));
    assert!(simulate(&empty, KubernetesVersion::default(), &Scenario::first(&empty)).moments.is_empty());
}

fn check(report: &PodReport, simulation: &Simulation, scenario: &Scenario) {
    assert!(!simulation.outcome.is_empty(), "{scenario:?}: {}", told(simulation));
    assert!((1..=16).contains(&simulation.moments.len()), "{scenario:?}: {}", told(simulation));
    for moment in &simulation.moments {
        assert!(moment.source.starts_with("https://kubernetes.io/docs/"), "{moment:?}");
        assert!(!moment.when.is_empty() && moment.what.ends_with('.') && moment.why.ends_with('.'), "{moment:?}");
        assert_eq!(moment.containers.len(), report.containers.len());
        assert_eq!(moment.volumes.len(), volumes(report).count());
        assert!(!moment.what.contains("  ") && !moment.what.starts_with(' '), "{moment:?}");
    }
}
