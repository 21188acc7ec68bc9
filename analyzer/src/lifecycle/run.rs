//! What decides the fate of a pod and its containers: fields of the manifest, with Kubernetes' defaults.
//!
//! Facts only; what follows from them when something happens is the simulation's.

use super::lasting::lasts;
use super::{number, patience};
use crate::analysis::{
    ContainerRun, Controller, ExitCodes, FailureRule, JobRun, RestartPolicy, RestartRule, Run, VolumeRun,
};
use crate::patterns::Judgement;
use crate::pod::{Container, Pod, ProbeKind, Volume};
use crate::yaml::Node;

/// How long a pod without a word about it stays on a lost node, in seconds: the API server's own default.
const TOLERATED: i64 = 300;

/// How a pod is run.
pub fn run(pod: &Pod<'_>, judgement: &Judgement) -> Run {
    let controller = controller(pod);
    let limit = |container: &Container<'_>| container.resources.limit("ephemeral-storage").is_some();
    Run {
        controller,
        restart_policy: pod.restart_policy.and_then(|said| policy(said.value)).unwrap_or(RestartPolicy::Always),
        grace_seconds: match pod.termination_grace_period_seconds {
            // The API server turns a negative number into 1.
            Some(grace) if grace.value < 0 => 1,
            Some(grace) => grace.value,
            None => super::shutdown::GRACE,
        },
        tolerates_lost_node: if controller == Controller::DaemonSet { None } else { tolerated(pod.node) },
        has_disk_limit: pod.containers.iter().any(limit),
        job: (controller == Controller::Job).then(|| job(pod)),
        containers: pod
            .containers
            .iter()
            .zip(lasts(pod, judgement))
            .map(|(one, lasts)| container(one, lasts))
            .collect(),
        volumes: pod.volumes.iter().map(volume).collect(),
    }
}

fn controller(pod: &Pod<'_>) -> Controller {
    match pod.kind {
        None | Some("Pod" | "PodTemplate") => Controller::Pod,
        Some("Deployment" | "ReplicaSet" | "ReplicationController") => Controller::Deployment,
        Some("StatefulSet") => Controller::StatefulSet,
        Some("DaemonSet") => Controller::DaemonSet,
        Some("Job" | "CronJob") => Controller::Job,
        Some(_) => Controller::Other,
    }
}

fn policy(word: &str) -> Option<RestartPolicy> {
    RestartPolicy::ALL.into_iter().find(|policy| policy.id() == word)
}

/// What the pod says about nodes that nobody hears of.
fn tolerated(spec: Node<'_>) -> Option<i64> {
    let word = |node: Node<'_>, key: &str| node.get(key).and_then(|value| value.raw().map(str::to_owned));
    let found = spec.get("tolerations").into_iter().flat_map(|list| list.items()).find(|toleration| {
        let [key, effect] = ["key", "effect"].map(|name| word(*toleration, name).unwrap_or_default());
        matches!(effect.as_str(), "" | "NoExecute") && matches!(key.as_str(), "" | "node.kubernetes.io/unreachable")
    });
    match found {
        Some(toleration) => toleration.get("tolerationSeconds").and_then(|seconds| seconds.int()),
        None => Some(TOLERATED),
    }
}

fn job(pod: &Pod<'_>) -> JobRun {
    let spec = pod.object.at(if pod.kind == Some("CronJob") { "spec.jobTemplate.spec" } else { "spec" });
    let Some(spec) = spec else { return JobRun::default() };
    let whole = |key: &str| spec.get(key).and_then(|value| value.int());
    let rules: Vec<FailureRule> =
        spec.at("podFailurePolicy.rules").into_iter().flat_map(|list| list.items()).map(failure_rule).collect();
    let replacement = spec.get("podReplacementPolicy").and_then(|value| value.raw());
    let by_index = spec.get("backoffLimitPerIndex").is_some();
    JobRun {
        backoff_limit: whole("backoffLimit").unwrap_or(if by_index { i64::from(i32::MAX) } else { 6 }),
        active_deadline_seconds: whole("activeDeadlineSeconds"),
        replaces_failed_only: replacement.map_or(!rules.is_empty(), |policy| policy == "Failed"),
        failure_policy: rules,
    }
}

fn failure_rule(rule: Node<'_>) -> FailureRule {
    let conditions = rule.get("onPodConditions").into_iter().flat_map(|list| list.items());
    FailureRule {
        action: rule.get("action").and_then(|action| action.raw()).unwrap_or("").to_owned(),
        exit_codes: rule.get("onExitCodes").map(exit_codes),
        conditions: conditions.filter_map(|condition| Some(condition.get("type")?.raw()?.to_owned())).collect(),
    }
}

fn exit_codes(node: Node<'_>) -> ExitCodes {
    let values = node.get("values").into_iter().flat_map(|list| list.items());
    ExitCodes {
        container: node.get("containerName").and_then(|name| name.raw()).map(str::to_owned),
        others: node.get("operator").and_then(|operator| operator.raw()) == Some("NotIn"),
        values: values.filter_map(|value| value.int()).take(255).collect(),
    }
}

fn container(container: &Container<'_>, lasts: bool) -> ContainerRun {
    let bears = |kind: ProbeKind| {
        let probe = container.probe(kind)?;
        Some(number(probe, "periodSeconds", 10).saturating_mul(number(probe, "failureThreshold", 3)))
    };
    let rules = container.node.get("restartPolicyRules").into_iter().flat_map(|list| list.items());
    ContainerRun {
        restart_policy: container.restart_policy.and_then(|said| policy(said.value)),
        restart_rules: rules.filter_map(restart_rule).collect(),
        liveness_seconds: bears(ProbeKind::Liveness),
        readiness_seconds: bears(ProbeKind::Readiness),
        startup_seconds: patience(container),
        has_pre_stop: container.hook("preStop").is_some(),
        lasts,
    }
}

fn restart_rule(rule: Node<'_>) -> Option<RestartRule> {
    Some(RestartRule {
        all_containers: rule.get("action")?.raw()? == "RestartAllContainers",
        exit_codes: exit_codes(rule.get("exitCodes")?),
    })
}

fn volume(volume: &Volume<'_>) -> VolumeRun {
    let empty_dir = Some(volume.source).filter(|source| source.kind == "emptyDir");
    let field = |name: &str| empty_dir.and_then(|source| source.field(name)).filter(|value| !value.is_empty());
    VolumeRun { in_memory: field("medium") == Some("Memory"), size_limit: field("sizeLimit").map(str::to_owned) }
}
