//! The table of kinds that hold pods: where in the object, and in which form.
//!
//! A path is dotted; `[]` stands for each item of a list and `*` for each value of a mapping. Sources of the facts are
//! the types of the projects named by the API groups. A kind that is not here is searched by shape (`search.rs`).

/// One kind.
#[derive(Debug, PartialEq, Eq)]
pub struct KindEntry {
    /// The kind.
    pub kind: &'static str,
    /// Its API group without the version; empty for the core group.
    pub group: &'static str,
    /// Where pods stand in it.
    pub places: &'static [Place],
    /// Whether the API server checks them.
    pub validated: Validated,
}

/// Where a pod stands, and in which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path in the object.
    pub path: &'static str,
    /// What stands there.
    pub form: Form,
}

/// The forms that a pod takes in another object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `metadata` and `spec`, as in a Deployment.
    Template,
    /// A pod spec; the metadata is the object's own.
    Spec,
    /// Loose containers that a controller completes.
    Parts(Layout),
}

/// Which keys hold the containers and volumes. A key may name a list or a single container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Init containers.
    pub init_containers: &'static str,
    /// App containers.
    pub containers: &'static [&'static str],
    /// Containers that the controller runs as helpers.
    pub sidecars: &'static str,
    /// Volumes.
    pub volumes: &'static str,
    /// Whether it is a whole pod spec.
    pub is_pod_spec: bool,
}

impl Layout {
    /// The keys of a pod spec.
    pub const POD_SPEC: Self = Self {
        init_containers: "initContainers",
        containers: &["containers"],
        sidecars: "",
        volumes: "volumes",
        is_pod_spec: true,
    };

    const LOOSE: Self = Self { is_pod_spec: false, ..Self::POD_SPEC };
    const ONLY_SIDECARS: Self = Self { containers: &[], sidecars: "containers", ..Self::LOOSE };
    const ARGO: Self =
        Self { containers: &["container", "script", "containerSet.containers"], sidecars: "sidecars", ..Self::LOOSE };
    const TEKTON: Self = Self { containers: &["steps"], sidecars: "sidecars", ..Self::LOOSE };
    const LISTED_SIDECARS: Self = Self { containers: &[], sidecars: "sidecars", ..Self::LOOSE };
}

/// Whether the API server validates the pod template of a kind when the object is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validated {
    /// Fully.
    Yes,
    /// Only when its pods are created: `StatefulSet` and custom resources.
    Later,
}

/// The entry of a kind. A group that differs is another kind; a missing apiVersion matches by kind alone.
pub(super) fn find(kind: Option<&str>, api_version: Option<&str>) -> Option<&'static KindEntry> {
    let kind = kind?;
    let group = api_version.map(|version| version.split_once('/').map_or("", |(group, _)| group));
    let group = group.map(|group| if group == "extensions" { "apps" } else { group });
    KINDS.iter().find(|entry| entry.kind == kind && group.is_none_or(|group| group == entry.group))
}

/// The key under which an object of a kind lists other objects.
pub(super) fn list_key(kind: Option<&str>, api_version: Option<&str>) -> Option<&'static str> {
    let group = api_version.map_or("", |version| version.split_once('/').map_or("", |(group, _)| group));
    match (kind?, group) {
        ("Template", "template.openshift.io") => Some("objects"),
        ("List", _) => Some("items"),
        // What the API answers to a request for many: `PodList`.
        (kind, "" | "apps" | "batch") if kind.ends_with("List") => Some("items"),
        _ => None,
    }
}

const fn template(path: &'static str) -> Place {
    Place { path, form: Form::Template }
}

const fn spec(path: &'static str) -> Place {
    Place { path, form: Form::Spec }
}

const fn parts(path: &'static str, layout: Layout) -> Place {
    Place { path, form: Form::Parts(layout) }
}

const fn built_in(kind: &'static str, group: &'static str, places: &'static [Place]) -> KindEntry {
    KindEntry { kind, group, places, validated: Validated::Yes }
}

const fn custom(kind: &'static str, group: &'static str, places: &'static [Place]) -> KindEntry {
    KindEntry { kind, group, places, validated: Validated::Later }
}

const SPEC_TEMPLATE: &[Place] = &[template("spec.template")];
const POD_TEMPLATE: &[Place] = &[template("spec.podTemplate")];
const ARGO_TEMPLATES: &[Place] = &[parts("spec.templates[]", Layout::ARGO)];
const TASK: &[Place] = &[parts("spec", Layout::TEKTON)];
const RUNTIME: &[Place] = &[template("spec.template.spec.replicatedJobs[].template.spec.template")];
const PATCHED: &[Place] = &[parts("spec", Layout::LOOSE)];
const SERVING_RUNTIME: &[Place] = &[parts("spec", Layout::LOOSE)];
const BEAT: &[Place] = &[
    template("spec.podTemplate"),
    template("spec.daemonSet.podTemplate"),
    template("spec.deployment.podTemplate"),
    template("spec.statefulSet.podTemplate"),
];

/// The kinds.
pub(super) const KINDS: &[KindEntry] = &[
    built_in("Pod", "", &[spec("spec")]),
    built_in("PodTemplate", "", &[template("template")]),
    built_in("ReplicationController", "", SPEC_TEMPLATE),
    built_in("Deployment", "apps", SPEC_TEMPLATE),
    built_in("ReplicaSet", "apps", SPEC_TEMPLATE),
    built_in("DaemonSet", "apps", SPEC_TEMPLATE),
    KindEntry { validated: Validated::Later, ..built_in("StatefulSet", "apps", SPEC_TEMPLATE) },
    built_in("Job", "batch", SPEC_TEMPLATE),
    built_in("CronJob", "batch", &[template("spec.jobTemplate.spec.template")]),
    custom("Rollout", "argoproj.io", SPEC_TEMPLATE),
    custom("Experiment", "argoproj.io", &[template("spec.templates[].template")]),
    custom("AnalysisTemplate", "argoproj.io", &[template("spec.metrics[].provider.job.spec.template")]),
    custom("ClusterAnalysisTemplate", "argoproj.io", &[template("spec.metrics[].provider.job.spec.template")]),
    custom("Workflow", "argoproj.io", ARGO_TEMPLATES),
    custom("WorkflowTemplate", "argoproj.io", ARGO_TEMPLATES),
    custom("ClusterWorkflowTemplate", "argoproj.io", ARGO_TEMPLATES),
    custom("CronWorkflow", "argoproj.io", &[parts("spec.workflowSpec.templates[]", Layout::ARGO)]),
    custom("Service", "serving.knative.dev", SPEC_TEMPLATE),
    custom("Configuration", "serving.knative.dev", SPEC_TEMPLATE),
    custom("Revision", "serving.knative.dev", &[spec("spec")]),
    custom("CloneSet", "apps.kruise.io", SPEC_TEMPLATE),
    custom("StatefulSet", "apps.kruise.io", SPEC_TEMPLATE),
    custom("DaemonSet", "apps.kruise.io", SPEC_TEMPLATE),
    custom("BroadcastJob", "apps.kruise.io", SPEC_TEMPLATE),
    custom(
        "AdvancedCronJob",
        "apps.kruise.io",
        &[
            template("spec.template.jobTemplate.spec.template"),
            template("spec.template.broadcastJobTemplate.spec.template"),
        ],
    ),
    custom(
        "UnitedDeployment",
        "apps.kruise.io",
        &[
            template("spec.template.statefulSetTemplate.spec.template"),
            template("spec.template.advancedStatefulSetTemplate.spec.template"),
            template("spec.template.cloneSetTemplate.spec.template"),
            template("spec.template.deploymentTemplate.spec.template"),
        ],
    ),
    custom("SidecarSet", "apps.kruise.io", &[parts("spec", Layout::ONLY_SIDECARS)]),
    custom(
        "RayCluster",
        "ray.io",
        &[template("spec.headGroupSpec.template"), template("spec.workerGroupSpecs[].template")],
    ),
    custom(
        "RayJob",
        "ray.io",
        &[
            template("spec.rayClusterSpec.headGroupSpec.template"),
            template("spec.rayClusterSpec.workerGroupSpecs[].template"),
            template("spec.submitterPodTemplate"),
        ],
    ),
    custom(
        "RayService",
        "ray.io",
        &[
            template("spec.rayClusterConfig.headGroupSpec.template"),
            template("spec.rayClusterConfig.workerGroupSpecs[].template"),
        ],
    ),
    custom("TFJob", "kubeflow.org", &[template("spec.tfReplicaSpecs.*.template")]),
    custom("PyTorchJob", "kubeflow.org", &[template("spec.pytorchReplicaSpecs.*.template")]),
    custom("MPIJob", "kubeflow.org", &[template("spec.mpiReplicaSpecs.*.template")]),
    custom("XGBoostJob", "kubeflow.org", &[template("spec.xgbReplicaSpecs.*.template")]),
    custom("PaddleJob", "kubeflow.org", &[template("spec.paddleReplicaSpecs.*.template")]),
    custom("JAXJob", "kubeflow.org", &[template("spec.jaxReplicaSpecs.*.template")]),
    custom("TrainingRuntime", "trainer.kubeflow.org", RUNTIME),
    custom("ClusterTrainingRuntime", "trainer.kubeflow.org", RUNTIME),
    custom("JobSet", "jobset.x-k8s.io", &[template("spec.replicatedJobs[].template.spec.template")]),
    custom(
        "LeaderWorkerSet",
        "leaderworkerset.x-k8s.io",
        &[template("spec.leaderWorkerTemplate.leaderTemplate"), template("spec.leaderWorkerTemplate.workerTemplate")],
    ),
    custom("Job", "batch.volcano.sh", &[template("spec.tasks[].template")]),
    custom("ScaledJob", "keda.sh", &[template("spec.jobTargetRef.template")]),
    custom("DeploymentConfig", "apps.openshift.io", SPEC_TEMPLATE),
    custom(
        "AutoscalingRunnerSet",
        "actions.github.com",
        &[template("spec.template"), template("spec.listenerTemplate")],
    ),
    custom("EphemeralRunnerSet", "actions.github.com", &[template("spec.ephemeralRunnerSpec")]),
    custom("EphemeralRunner", "actions.github.com", &[template("spec")]),
    custom(
        "Runner",
        "actions.summerwind.dev",
        &[parts("spec", Layout { sidecars: "sidecarContainers", ..Layout::LOOSE })],
    ),
    custom(
        "RunnerDeployment",
        "actions.summerwind.dev",
        &[parts("spec.template.spec", Layout { sidecars: "sidecarContainers", ..Layout::LOOSE })],
    ),
    custom("Elasticsearch", "elasticsearch.k8s.elastic.co", &[template("spec.nodeSets[].podTemplate")]),
    custom("Kibana", "kibana.k8s.elastic.co", POD_TEMPLATE),
    custom("Logstash", "logstash.k8s.elastic.co", POD_TEMPLATE),
    custom("ElasticMapsServer", "maps.k8s.elastic.co", POD_TEMPLATE),
    custom("ApmServer", "apm.k8s.elastic.co", POD_TEMPLATE),
    custom("EnterpriseSearch", "enterprisesearch.k8s.elastic.co", POD_TEMPLATE),
    custom("Agent", "agent.k8s.elastic.co", BEAT),
    custom("Beat", "beat.k8s.elastic.co", BEAT),
    custom(
        "FlinkDeployment",
        "flink.apache.org",
        &[
            template("spec.podTemplate"),
            template("spec.jobManager.podTemplate"),
            template("spec.taskManager.podTemplate"),
        ],
    ),
    custom(
        "SparkApplication",
        "sparkoperator.k8s.io",
        &[
            template("spec.driver.template"),
            template("spec.executor.template"),
            parts("spec.driver", Layout::LISTED_SIDECARS),
            parts("spec.executor", Layout::LISTED_SIDECARS),
        ],
    ),
    custom(
        "ScheduledSparkApplication",
        "sparkoperator.k8s.io",
        &[
            template("spec.template.driver.template"),
            template("spec.template.executor.template"),
            parts("spec.template.driver", Layout::LISTED_SIDECARS),
            parts("spec.template.executor", Layout::LISTED_SIDECARS),
        ],
    ),
    custom("Sandbox", "agents.x-k8s.io", POD_TEMPLATE),
    custom("DeploymentRuntimeConfig", "pkg.crossplane.io", &[template("spec.deploymentTemplate.spec.template")]),
    custom("SeldonDeployment", "machinelearning.seldon.io", &[template("spec.predictors[].componentSpecs[]")]),
    custom(
        "InferenceService",
        "serving.kserve.io",
        &[spec("spec.predictor"), spec("spec.transformer"), spec("spec.explainer")],
    ),
    custom("ServingRuntime", "serving.kserve.io", SERVING_RUNTIME),
    custom("ClusterServingRuntime", "serving.kserve.io", SERVING_RUNTIME),
    custom("Task", "tekton.dev", TASK),
    custom("ClusterTask", "tekton.dev", TASK),
    custom("TaskRun", "tekton.dev", &[parts("spec.taskSpec", Layout::TEKTON)]),
    custom(
        "Pipeline",
        "tekton.dev",
        &[parts("spec.tasks[].taskSpec", Layout::TEKTON), parts("spec.finally[].taskSpec", Layout::TEKTON)],
    ),
    custom(
        "PipelineRun",
        "tekton.dev",
        &[
            parts("spec.pipelineSpec.tasks[].taskSpec", Layout::TEKTON),
            parts("spec.pipelineSpec.finally[].taskSpec", Layout::TEKTON),
        ],
    ),
    custom("Prometheus", "monitoring.coreos.com", PATCHED),
    custom("PrometheusAgent", "monitoring.coreos.com", PATCHED),
    custom("Alertmanager", "monitoring.coreos.com", PATCHED),
    custom("ThanosRuler", "monitoring.coreos.com", PATCHED),
    custom(
        "OpenTelemetryCollector",
        "opentelemetry.io",
        &[parts("spec", Layout { containers: &[], sidecars: "additionalContainers", ..Layout::LOOSE })],
    ),
    custom("postgresql", "acid.zalan.do", &[parts("spec", Layout::LISTED_SIDECARS)]),
    custom("PerconaServerMongoDB", "psmdb.percona.com", &[parts("spec.replsets[]", Layout::LISTED_SIDECARS)]),
    custom("PerconaXtraDBCluster", "pxc.percona.com", &[parts("spec.pxc", Layout::LISTED_SIDECARS)]),
];
