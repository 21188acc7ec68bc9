//! Our own advice: what Kubernetes accepts, and what bites later.
//!
//! A rule is one file here and one page in `content/rules`; the page's fences are the rule's tests. What decoding or
//! validation reports is not repeated. Rules look and speak; they never change what they look at.

mod explain;
mod support;

use crate::Options;
use crate::edit::{Change, New, move_item, put, put_item, remove, remove_item, rename, replace_entry};
use crate::finding::{Finding, Severity};
use crate::flow::Trace;
use crate::manifest::{Manifest, Template};
use crate::patterns::Judgement;
use crate::pod::Pod;
pub(crate) use explain::explain;
pub use support::remarks::IDS as REMARKS;
pub(crate) use support::remarks::remark;
use support::report::Report;
pub(crate) use support::silence::silence;
use support::subject::Use;
use support::{called, list, short};

/// One piece of advice.
pub struct Rule {
    /// Its slug: the name of its file with `-` for `_`, and the name of its page.
    pub id: &'static str,
    /// How bad it usually is; a single finding may be milder or worse.
    pub severity: Severity,
    /// What it objects to, as one sentence.
    pub summary: &'static str,
    /// The documentation that it rests on.
    pub source: &'static str,
    check: fn(&Subject<'_>, &mut Report),
}

/// What a rule may look at.
pub struct Subject<'a> {
    /// The pod.
    pub pod: &'a Pod<'a>,
    /// The object that holds it.
    pub manifest: &'a Manifest<'a>,
    /// Where in that object the pod stands.
    pub template: &'a Template<'a>,
    /// Who uses what.
    pub trace: &'a Trace,
    /// Roles and verdict.
    pub judgement: &'a Judgement,
    /// All objects of the text.
    pub manifests: &'a [Manifest<'a>],
    /// The version to answer for.
    pub options: &'a Options,
}

/// What the rules say about each of several pods. Each rule looks at all of them before the next one does. Pods that could
/// not be read whole get no advice.
pub fn check(subjects: &[Subject<'_>]) -> Vec<Vec<Finding>> {
    let mut reports: Vec<Report> = subjects.iter().map(|_| Report::default()).collect();
    for rule in RULES {
        for (subject, report) in subjects.iter().zip(&mut reports).filter(|(subject, _)| subject.manifest.complete) {
            report.begin(rule);
            (rule.check)(subject, report);
            report.end();
        }
    }
    reports.into_iter().map(|report| report.findings).collect()
}

/// Lists the rules: each word is a file with a `RULE` in it.
macro_rules! registry {
    ($($module:ident)+) => {
        $(mod $module;)+
        /// All rules, by category and then as `content/rules` explains them.
        pub const RULES: &[&Rule] = &[$(&$module::RULE),+];
    };
}

registry! {
    // Volumes
    emptydir_without_size_limit
    size_limit_vs_ephemeral_storage
    memory_emptydir_without_size_limit
    memory_emptydir_vs_memory_limit
    unknown_emptydir_medium
    nothing_produces_input
    results_only_in_emptydir
    non_atomic_handover
    two_writers_same_path
    reader_without_readonly
    same_volume_root_and_subpath
    nested_mount_paths
    ambiguous_mountpath
    mount_hides_image_content
    subpath_config_never_updates
    subpath_on_writable_shared_volume
    subpathexpr_undefined_variable
    unused_volume
    shared_volume_single_user
    hostpath
    hostpath_sensitive_writable
    rwo_pvc_with_replicas
    decimal_file_mode
    projected_paths_overlap
    deprecated_volume_type
    uid_mismatch_without_fsgroup

    // Containers
    image_latest_or_untagged
    pull_policy_mismatch
    missing_requests
    missing_memory_limit
    fractional_memory
    helper_dwarfs_main
    missing_readiness
    missing_liveness
    probe_port_unknown
    identical_liveness_readiness
    duplicate_port_name
    port_collision
    localhost_target_missing
    duplicate_env
    prestop_exceeds_grace
    permanent_debug_container
    privileged_helper
    secret_mounted_too_widely
    bucket_without_credentials
    image_without_registry

    // Lifecycle
    job_classic_sidecar
    start_order_dependency
    native_sidecar_without_startup_probe
    init_before_its_sidecar
    restartpolicy_on_regular_container
    classic_sidecar_loses_the_tail
    native_sidecar_min_version
    grace_too_short_for_chain
    batch_in_always_pod
    init_never_ends
    one_shot_native_sidecar
    init_not_idempotent
    no_completion_semantics
    bare_pod

    // Pod
    split_independent_services
    datastore_beside_app
    joint_readiness_of_unrelated_services
    too_many_containers
    share_process_namespace
    host_namespaces
    injector_annotation_at_wrong_level
    injector_label_vs_annotation
    injected_and_explicit_sidecar
    injection_into_job
    default_container_annotation_missing
    pod_without_labels
    token_automounted_everywhere
    writable_root_and_root_user
}
