//! `injection-into-job`: an injected sidecar that keeps a Job from completing.

use super::{New, Report, Rule, Subject};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "injection-into-job",
    severity: Severity::Warning,
    summary: "An injected proxy runs on when the Job is done, unless it is a native sidecar.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers",
    check,
};

/// Containers that injectors add beside the app, and the annotation that makes each native; empty where there is none.
const BESIDE: [(&str, &str); 8] = [
    ("istio-proxy", "sidecar.istio.io/nativeSidecar"),
    ("linkerd-proxy", "config.linkerd.io/proxy-enable-native-sidecar"),
    ("consul-dataplane", "consul.hashicorp.com/enable-consul-dataplane-as-sidecar"),
    ("daprd", "dapr.io/enable-native-sidecar"),
    ("vault-agent", "vault.hashicorp.com/agent-pre-populate-only"),
    ("jaeger-agent", ""),
    ("telegraf", ""),
    ("azwi-proxy", ""),
];

/// What Linkerd called its annotation before, and still reads.
const OLDER: [&str; 2] =
    ["config.beta.linkerd.io/proxy-enable-native-sidecar", "config.alpha.linkerd.io/proxy-enable-native-sidecar"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || !subject.pod.runs_to_completion() {
        return;
    }
    for injection in subject.predicted() {
        let Some((_, native)) = BESIDE.iter().find(|(name, _)| *name == injection.injector.container) else { continue };
        let says = |key: &str| subject.pod.annotation(key).is_some_and(|pair| pair.value == "true");
        if says(native) || *native == "config.linkerd.io/proxy-enable-native-sidecar" && OLDER.into_iter().any(says) {
            continue;
        }
        let mut place = subject.in_metadata("annotations");
        place.span = injection.pair.span;
        let help = if native.is_empty() {
            "Keep it out of this pod, or set `activeDeadlineSeconds` as a backstop.".to_owned()
        } else {
            format!("Set the annotation `{native}: \"true\"`, or keep it out of this pod.")
        };
        report.say(
            place,
            format!(
                "{} will add {} to a pod that should complete: unless it is a native sidecar, the pod never does",
                injection.injector.who, injection.injector.adds
            ),
            help,
        );
        if !native.is_empty() {
            report.suggest(format!("Set `{native}`"), || subject.put_in_metadata(&["annotations", native], New::text("true")));
        }
    }
}
