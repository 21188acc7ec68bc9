//! The pages of the Kubernetes documentation that the moments rest on.

macro_rules! docs {
    ($path:literal) => {
        concat!("https://kubernetes.io/docs/", $path)
    };
}

pub(super) const CLAIMS: &str = docs!("concepts/storage/persistent-volumes/");
pub(super) const DAEMON_SET: &str = docs!("concepts/workloads/controllers/daemonset/#taints-and-tolerations");
pub(super) const DISK: &str = docs!("concepts/storage/ephemeral-storage/");
pub(super) const EMPTY_DIR: &str = docs!("concepts/storage/volumes/#emptydir");
pub(super) const FAILURES: &str = docs!("concepts/workloads/pods/pod-lifecycle/#container-restarts");
pub(super) const FORCED: &str = docs!("tasks/run-application/force-delete-stateful-set-pod/");
pub(super) const GARBAGE: &str = docs!("concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection");
pub(super) const HOOKS: &str = docs!("concepts/containers/container-lifecycle-hooks/");
pub(super) const HOST_PATH: &str = docs!("concepts/storage/volumes/#hostpath");
pub(super) const INIT: &str = docs!("concepts/workloads/pods/init-containers/#detailed-behavior");
pub(super) const JOB: &str = docs!("concepts/workloads/controllers/job/#pod-backoff-failure-policy");
pub(super) const JOB_END: &str = docs!("concepts/workloads/controllers/job/#job-termination-and-cleanup");
pub(super) const JOB_POLICY: &str = docs!("concepts/workloads/controllers/job/#pod-failure-policy");
pub(super) const JOB_REPLACES: &str = docs!("concepts/workloads/controllers/job/#pod-replacement-policy");
pub(super) const LIFETIME: &str = docs!("concepts/workloads/pods/pod-lifecycle/#pod-lifetime");
pub(super) const NODES: &str = docs!("concepts/architecture/nodes/#condition");
pub(super) const PHASE: &str = docs!("concepts/workloads/pods/pod-lifecycle/#pod-phase");
pub(super) const PRESSURE: &str = docs!("concepts/scheduling-eviction/node-pressure-eviction/");
pub(super) const PROBES: &str = docs!("concepts/workloads/pods/probes/");
pub(super) const READ_ONLY: &str = docs!("concepts/storage/volumes/#configmap");
pub(super) const REPLICA_SET: &str = docs!("concepts/workloads/controllers/replicaset/#how-a-replicaset-works");
pub(super) const RESTART: &str = docs!("concepts/workloads/pods/pod-lifecycle/#restart-policy");
pub(super) const RESTART_ALL: &str = docs!("concepts/workloads/pods/pod-lifecycle/#restart-all-containers");
pub(super) const RULES: &str = docs!("concepts/workloads/pods/pod-lifecycle/#container-restart-rules");
pub(super) const SIDECARS: &str = docs!("concepts/workloads/pods/sidecar-containers/");
pub(super) const SIDECARS_IN_JOBS: &str =
    docs!("concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers");
pub(super) const SIDECARS_STOP: &str = docs!("concepts/workloads/pods/pod-lifecycle/#termination-with-sidecars");
pub(super) const STATEFUL_SET: &str =
    docs!("concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees");
pub(super) const STOP: &str = docs!("concepts/workloads/pods/pod-lifecycle/#pod-termination");
pub(super) const TAINTS: &str = docs!("concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions");
