//! What depends on the Kubernetes version: one question for each rule or field that came, went or was switched on.
//!
//! A field that is behind a gate which is off by default is dropped before validation, without a word. Gates that were
//! off in 1.31 and 1.32 for `hostUsers`, `procMount`, `supplementalGroupsPolicy` and `resizePolicy`, and up to 1.33 for
//! resource claims, are not followed here: those fields are judged in every version, so that a mistake in them shows
//! before an upgrade brings it to light.

use crate::analysis::KubernetesVersion;

/// The rules of one version.
#[derive(Clone, Copy)]
pub(super) struct Gates(u8);

/// What happens to `restartPolicy` and `restartPolicyRules` of a container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ContainerRestart {
    /// Only init containers may say `Always`.
    SidecarsOnly,
    /// Everything but that is dropped.
    Dropped,
    /// It counts.
    Honoured,
}

impl Gates {
    pub(super) const fn of(version: KubernetesVersion) -> Self {
        Self(version.minor())
    }

    pub(super) const fn container_restart(self) -> ContainerRestart {
        match self.0 {
            ..=33 => ContainerRestart::SidecarsOnly,
            34 => ContainerRestart::Dropped,
            _ => ContainerRestart::Honoured,
        }
    }

    /// Whether a rule may say `RestartAllContainers`, and whether native sidecars may have rules.
    pub(super) const fn restart_all_containers(self) -> bool {
        self.0 >= 36
    }

    /// Whether variables may have any printable name.
    pub(super) const fn relaxed_env_names(self) -> bool {
        self.0 >= 32
    }

    /// Whether DNS search domains may hold underscores or be a dot.
    pub(super) const fn relaxed_dns_search(self) -> bool {
        self.0 >= 33
    }

    /// Whether `sleep` may take no time.
    pub(super) const fn sleep_zero(self) -> bool {
        self.0 >= 33
    }

    /// Whether `spec.resources` counts.
    pub(super) const fn pod_level_resources(self) -> bool {
        self.0 >= 34
    }

    /// Whether image volumes exist; before, they and their mounts are dropped.
    pub(super) const fn image_volumes(self) -> bool {
        self.0 >= 35
    }

    /// Whether `fileKeyRef` counts.
    pub(super) const fn env_files(self) -> bool {
        self.0 >= 35
    }

    /// Whether `hostnameOverride` counts.
    pub(super) const fn hostname_override(self) -> bool {
        self.0 >= 35
    }

    /// Whether pods with a user namespace may not use block devices.
    pub(super) const fn user_namespaces_exclude_devices(self) -> bool {
        self.0 >= 34
    }

    /// Whether init containers may have a resize policy.
    pub(super) const fn init_resize_policy(self) -> bool {
        self.0 >= 33
    }

    /// Whether `matchLabelKeys` of a spread constraint are merged into its selector.
    pub(super) const fn spread_selector_merge(self) -> bool {
        self.0 >= 34
    }

    /// Whether the values of a required node affinity must be label values.
    pub(super) const fn node_affinity_values(self) -> bool {
        self.0 >= 33
    }

    /// Whether `seLinuxChangePolicy` counts.
    pub(super) const fn selinux_change_policy(self) -> bool {
        self.0 >= 33
    }

    /// Whether `lifecycle.stopSignal` is a field; it is dropped in all versions that know it.
    pub(super) const fn knows_stop_signal(self) -> bool {
        self.0 >= 33
    }

    /// Whether IP addresses may not have leading zeros nor wrap an IPv4 address in IPv6.
    pub(super) const fn strict_ip(self) -> bool {
        self.0 >= 36
    }

    /// Whether an empty CSI driver name is also malformed.
    pub(super) const fn empty_csi_driver_is_invalid(self) -> bool {
        self.0 <= 34
    }

    /// Whether a Job may name another controller.
    pub(super) const fn job_managed_by(self) -> bool {
        self.0 >= 32
    }

    /// Whether `revisionHistoryLimit` of a `StatefulSet` may not be negative.
    pub(super) const fn stateful_history_limit(self) -> bool {
        self.0 >= 33
    }

    /// Whether `volumeAttributesClassName` of a claim counts.
    pub(super) const fn volume_attributes_class(self) -> bool {
        self.0 >= 34
    }

    /// Whether static pods may not use resource claims.
    pub(super) const fn mirror_pods_exclude_claims(self) -> bool {
        self.0 >= 34
    }
}
