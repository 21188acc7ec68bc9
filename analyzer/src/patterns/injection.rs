//! Labels and annotations that ask an injector to add containers when the pod is created.
//!
//! The text counts as written: what an injector will add is told, never counted. A namespace may ask as well, and no
//! manifest shows that, so the absence of a key proves nothing.

use crate::pod::{Pair, Pod};

/// One injector and the key that asks it.
#[derive(Debug, PartialEq, Eq)]
pub struct Injector {
    /// The key; one that ends in `*` is a prefix.
    pub key: &'static str,
    /// Whether it is read as a label, an annotation, or both.
    pub place: KeyPlace,
    /// Who acts on it.
    pub who: &'static str,
    /// What is added.
    pub adds: &'static str,
    /// A container whose presence shows that it has already acted.
    pub container: &'static str,
}

/// Where a key is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A label only.
    Label,
    /// An annotation only.
    Annotation,
    /// Either of the two.
    Either,
}

/// A key found on a pod.
#[derive(Clone, Copy)]
pub struct Injection<'a> {
    /// The key and its value.
    pub pair: Pair<'a>,
    /// Whose it is.
    pub injector: &'static Injector,
    /// Whether the value asks for it; else it forbids it.
    pub asks: bool,
}

impl Injection<'_> {
    /// Whether a container will be added that the text does not show.
    pub fn is_predicted(&self, pod: &Pod<'_>) -> bool {
        self.asks && !pod.containers.iter().any(|container| container.name.value.starts_with(self.injector.container))
    }
}

const fn injector(
    key: &'static str,
    place: KeyPlace,
    who: &'static str,
    adds: &'static str,
    container: &'static str,
) -> Injector {
    Injector { key, place, who, adds, container }
}

/// The injectors that are known here.
pub static INJECTORS: [Injector; 22] = {
    use KeyPlace::{Annotation, Either, Label};
    [
        injector("sidecar.istio.io/inject", Either, "Istio", "the proxy `istio-proxy`", "istio-proxy"),
        injector("istio.io/rev", Label, "Istio", "the proxy `istio-proxy`", "istio-proxy"),
        injector("linkerd.io/inject", Annotation, "Linkerd", "the proxy `linkerd-proxy`", "linkerd-proxy"),
        injector(
            "config.linkerd.io/enable-debug-sidecar",
            Annotation,
            "Linkerd",
            "the container `linkerd-debug`",
            "linkerd-debug",
        ),
        injector(
            "consul.hashicorp.com/connect-inject",
            Annotation,
            "Consul",
            "the proxy `consul-dataplane`",
            "consul-dataplane",
        ),
        injector("kuma.io/sidecar-injection", Label, "Kuma", "the proxy `kuma-sidecar`", "kuma-sidecar"),
        injector("dapr.io/enabled", Annotation, "Dapr", "the runtime `daprd`", "daprd"),
        injector(
            "vault.hashicorp.com/agent-inject",
            Annotation,
            "the Vault injector",
            "`vault-agent`, and usually `vault-agent-init`",
            "vault-agent",
        ),
        injector(
            "vault.security.banzaicloud.io/vault-addr",
            Annotation,
            "the Bank-Vaults webhook",
            "the init container `copy-vault-env`",
            "copy-vault-env",
        ),
        injector(
            "sidecar.opentelemetry.io/inject",
            Annotation,
            "the OpenTelemetry operator",
            "the collector `otc-container`",
            "otc-container",
        ),
        injector(
            "instrumentation.opentelemetry.io/inject-*",
            Annotation,
            "the OpenTelemetry operator",
            "an init container with a tracing agent",
            "opentelemetry-auto-instrumentation",
        ),
        injector(
            "sidecar.jaegertracing.io/inject",
            Annotation,
            "the Jaeger operator",
            "`jaeger-agent`",
            "jaeger-agent",
        ),
        injector(
            "azure.workload.identity/inject-proxy-sidecar",
            Annotation,
            "Azure Workload Identity",
            "the proxy `azwi-proxy`",
            "azwi-proxy",
        ),
        injector(
            "autocert.step.sm/name",
            Annotation,
            "autocert",
            "`autocert-renewer` and `autocert-bootstrapper`",
            "autocert-renewer",
        ),
        injector("telegraf.influxdata.com/class", Annotation, "the Telegraf operator", "`telegraf`", "telegraf"),
        injector("gke-gcsfuse/volumes", Annotation, "GKE", "`gke-gcsfuse-sidecar`", "gke-gcsfuse-sidecar"),
        injector(
            "admission.datadoghq.com/enabled",
            Label,
            "Datadog",
            "init containers with tracing libraries",
            "datadog-lib",
        ),
        injector("agent.datadoghq.com/sidecar", Label, "Datadog", "`datadog-agent-injected`", "datadog-agent"),
        injector(
            "oneagent.dynatrace.com/inject",
            Annotation,
            "Dynatrace",
            "an init container with its agent",
            "dynatrace-operator",
        ),
        injector(
            "dynatrace.com/inject",
            Annotation,
            "Dynatrace",
            "an init container with its agent",
            "dynatrace-operator",
        ),
        injector("conjur.org/container-mode", Annotation, "Conjur", "a container that fetches secrets", "cyberark"),
        injector("appmesh.k8s.aws/sidecarInjectorWebhook", Annotation, "AWS App Mesh", "the proxy `envoy`", "envoy"),
    ]
};

/// The injector keys on a pod, in the table's order.
pub fn injections<'p, 'a>(pod: &'p Pod<'a>) -> impl Iterator<Item = Injection<'a>> + use<'p, 'a> {
    INJECTORS.iter().filter_map(move |injector| {
        let labels = pod.labels.iter().filter(|_| injector.place != KeyPlace::Annotation);
        let annotations = pod.annotations.iter().filter(|_| injector.place != KeyPlace::Label);
        let pair = *labels.chain(annotations).find(|pair| crate::catalogue::glob(injector.key, pair.key))?;
        Some(Injection { pair, injector, asks: !matches!(pair.value, "false" | "disabled" | "no" | "off" | "") })
    })
}
