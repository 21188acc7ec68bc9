//! The fields whose values come from a short list. Kubernetes' types say only "string"; the lists stand in its
//! documentation of each field (the API reference, as of 1.36).

/// A field and its values, the usual one first.
pub(super) const VALUES: &[(&str, &str, &[&str])] = &[
    ("Container", "imagePullPolicy", &["IfNotPresent", "Always", "Never"]),
    ("Container", "restartPolicy", &["Always"]),
    ("Container", "terminationMessagePolicy", &["File", "FallbackToLogsOnError"]),
    ("ContainerPort", "protocol", &["TCP", "UDP", "SCTP"]),
    ("CronJobSpec", "concurrencyPolicy", &["Allow", "Forbid", "Replace"]),
    ("DeploymentStrategy", "type", &["RollingUpdate", "Recreate"]),
    ("EmptyDirVolumeSource", "medium", &["Memory"]),
    ("HTTPGetAction", "scheme", &["HTTP", "HTTPS"]),
    ("HostPathVolumeSource", "type", &["Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"]),
    ("JobSpec", "completionMode", &["NonIndexed", "Indexed"]),
    (
        "PersistentVolumeClaimSpec",
        "accessModes",
        &["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
    ),
    ("PodSecurityContext", "fsGroupChangePolicy", &["OnRootMismatch", "Always"]),
    ("PodSpec", "dnsPolicy", &["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
    ("PodSpec", "restartPolicy", &["Always", "OnFailure", "Never"]),
    ("SeccompProfile", "type", &["RuntimeDefault", "Localhost", "Unconfined"]),
    ("ServicePort", "protocol", &["TCP", "UDP", "SCTP"]),
    ("ServiceSpec", "type", &["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
    ("Toleration", "effect", &["NoSchedule", "PreferNoSchedule", "NoExecute"]),
    ("Toleration", "operator", &["Equal", "Exists"]),
    ("VolumeMount", "mountPropagation", &["None", "HostToContainer", "Bidirectional"]),
];

/// The values of a field; none where any value may stand there.
pub(super) fn of(type_name: &str, field: &str) -> &'static [&'static str] {
    VALUES.iter().find(|(of, name, _)| *of == type_name && *name == field).map_or(&[], |(_, _, values)| values)
}
