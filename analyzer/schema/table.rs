// Which type of the Kubernetes API has which fields, in which minors. Written by `cargo xtask schema` from
// k8s-openapi's types; do not edit. A field without a mark is in every supported minor.

static ROOTS: [Root; 15] = [
    root("v1", "Pod", 105),
    root("v1", "PodTemplate", 128),
    root("v1", "ReplicationController", 141),
    root("v1", "Service", 162),
    root("v1", "ConfigMap", 12),
    root("v1", "Secret", 156),
    root("v1", "PersistentVolumeClaim", 98),
    root("v1", "Namespace", 85),
    root("v1", "ServiceAccount", 163),
    root("apps/v1", "Deployment", 37),
    root("apps/v1", "ReplicaSet", 137),
    root("apps/v1", "StatefulSet", 170),
    root("apps/v1", "DaemonSet", 32),
    root("batch/v1", "Job", 68),
    root("batch/v1", "CronJob", 29),
];

static TYPES: [Type; 198] = [
    // 0
    Type {
        name: "AWSElasticBlockStoreVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("partition", one(INT32)),
            field("readOnly", one(BOOL)),
            field("volumeID", one(STRING)).required(),
        ],
    },
    // 1
    Type {
        name: "Affinity",
        fields: &[
            field("nodeAffinity", one(object(89))),
            field("podAffinity", one(object(106))),
            field("podAntiAffinity", one(object(108))),
        ],
    },
    // 2
    Type {
        name: "AppArmorProfile",
        fields: &[
            field("localhostProfile", one(STRING)),
            field("type", one(STRING)).required(),
        ],
    },
    // 3
    Type {
        name: "AzureDiskVolumeSource",
        fields: &[
            field("cachingMode", one(STRING)),
            field("diskName", one(STRING)).required(),
            field("diskURI", one(STRING)).required(),
            field("fsType", one(STRING)),
            field("kind", one(STRING)),
            field("readOnly", one(BOOL)),
        ],
    },
    // 4
    Type {
        name: "AzureFileVolumeSource",
        fields: &[
            field("readOnly", one(BOOL)),
            field("secretName", one(STRING)).required(),
            field("shareName", one(STRING)).required(),
        ],
    },
    // 5
    Type {
        name: "CSIVolumeSource",
        fields: &[
            field("driver", one(STRING)).required(),
            field("fsType", one(STRING)),
            field("nodePublishSecretRef", one(object(81))),
            field("readOnly", one(BOOL)),
            field("volumeAttributes", map(STRING)),
        ],
    },
    // 6
    Type {
        name: "Capabilities",
        fields: &[
            field("add", list(STRING)),
            field("drop", list(STRING)),
        ],
    },
    // 7
    Type {
        name: "CephFSVolumeSource",
        fields: &[
            field("monitors", list(STRING)).required(),
            field("path", one(STRING)),
            field("readOnly", one(BOOL)),
            field("secretFile", one(STRING)),
            field("secretRef", one(object(81))),
            field("user", one(STRING)),
        ],
    },
    // 8
    Type {
        name: "CinderVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))),
            field("volumeID", one(STRING)).required(),
        ],
    },
    // 9
    Type {
        name: "ClientIPConfig",
        fields: &[
            field("timeoutSeconds", one(INT32)),
        ],
    },
    // 10
    Type {
        name: "ClusterTrustBundleProjection",
        fields: &[
            field("labelSelector", one(object(74))),
            field("name", one(STRING)),
            field("optional", one(BOOL)),
            field("path", one(STRING)).required(),
            field("signerName", one(STRING)),
        ],
    },
    // 11
    Type {
        name: "Condition",
        fields: &[
            field("lastTransitionTime", one(TIME)).required(),
            field("message", one(STRING)).required(),
            field("observedGeneration", one(INT64)),
            field("reason", one(STRING)).required(),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 12
    Type {
        name: "ConfigMap",
        fields: &[
            field("apiVersion", one(STRING)),
            field("binaryData", map(BYTES)),
            field("data", map(STRING)),
            field("immutable", one(BOOL)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
        ],
    },
    // 13
    Type {
        name: "ConfigMapEnvSource",
        fields: &[
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 14
    Type {
        name: "ConfigMapKeySelector",
        fields: &[
            field("key", one(STRING)).required(),
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 15
    Type {
        name: "ConfigMapProjection",
        fields: &[
            field("items", list(object(73))),
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 16
    Type {
        name: "ConfigMapVolumeSource",
        fields: &[
            field("defaultMode", one(INT32)),
            field("items", list(object(73))),
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 17
    Type {
        name: "Container",
        fields: &[
            field("args", list(STRING)),
            field("command", list(STRING)),
            field("env", list(object(47))),
            field("envFrom", list(object(46))),
            field("image", one(STRING)),
            field("imagePullPolicy", one(STRING)),
            field("lifecycle", one(object(76))),
            field("livenessProbe", one(object(133))),
            field("name", one(STRING)).required(),
            field("ports", list(object(19))),
            field("readinessProbe", one(object(133))),
            field("resizePolicy", list(object(20))),
            field("resources", one(object(148))),
            field("restartPolicy", one(STRING)),
            field("restartPolicyRules", list(object(21))).since(34),
            field("securityContext", one(object(161))),
            field("startupProbe", one(object(133))),
            field("stdin", one(BOOL)),
            field("stdinOnce", one(BOOL)),
            field("terminationMessagePath", one(STRING)),
            field("terminationMessagePolicy", one(STRING)),
            field("tty", one(BOOL)),
            field("volumeDevices", list(object(188))),
            field("volumeMounts", list(object(189))),
            field("workingDir", one(STRING)),
        ],
    },
    // 18
    Type {
        name: "ContainerExtendedResourceRequest",
        fields: &[
            field("containerName", one(STRING)).required().since(34),
            field("requestName", one(STRING)).required().since(34),
            field("resourceName", one(STRING)).required().since(34),
        ],
    },
    // 19
    Type {
        name: "ContainerPort",
        fields: &[
            field("containerPort", one(INT32)).required(),
            field("hostIP", one(STRING)),
            field("hostPort", one(INT32)),
            field("name", one(STRING)),
            field("protocol", one(STRING)),
        ],
    },
    // 20
    Type {
        name: "ContainerResizePolicy",
        fields: &[
            field("resourceName", one(STRING)).required(),
            field("restartPolicy", one(STRING)).required(),
        ],
    },
    // 21
    Type {
        name: "ContainerRestartRule",
        fields: &[
            field("action", one(STRING)).required().since(34),
            field("exitCodes", one(object(22))).since(34),
        ],
    },
    // 22
    Type {
        name: "ContainerRestartRuleOnExitCodes",
        fields: &[
            field("operator", one(STRING)).required().since(34),
            field("values", list(INT32)).since(34),
        ],
    },
    // 23
    Type {
        name: "ContainerState",
        fields: &[
            field("running", one(object(24))),
            field("terminated", one(object(25))),
            field("waiting", one(object(26))),
        ],
    },
    // 24
    Type {
        name: "ContainerStateRunning",
        fields: &[
            field("startedAt", one(TIME)),
        ],
    },
    // 25
    Type {
        name: "ContainerStateTerminated",
        fields: &[
            field("containerID", one(STRING)),
            field("exitCode", one(INT32)).required(),
            field("finishedAt", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("signal", one(INT32)),
            field("startedAt", one(TIME)),
        ],
    },
    // 26
    Type {
        name: "ContainerStateWaiting",
        fields: &[
            field("message", one(STRING)),
            field("reason", one(STRING)),
        ],
    },
    // 27
    Type {
        name: "ContainerStatus",
        fields: &[
            field("allocatedResources", map(QUANTITY)),
            field("allocatedResourcesStatus", list(object(149))),
            field("containerID", one(STRING)),
            field("image", one(STRING)).required(),
            field("imageID", one(STRING)).required(),
            field("lastState", one(object(23))),
            field("name", one(STRING)).required(),
            field("ready", one(BOOL)).required(),
            field("resources", one(object(148))),
            field("restartCount", one(INT32)).required(),
            field("started", one(BOOL)),
            field("state", one(object(23))),
            field("stopSignal", one(STRING)).since(33),
            field("user", one(object(28))),
            field("volumeMounts", list(object(190))),
        ],
    },
    // 28
    Type {
        name: "ContainerUser",
        fields: &[
            field("linux", one(object(78))),
        ],
    },
    // 29
    Type {
        name: "CronJob",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(30))).required(),
            field("status", one(object(31))),
        ],
    },
    // 30
    Type {
        name: "CronJobSpec",
        fields: &[
            field("concurrencyPolicy", one(STRING)),
            field("failedJobsHistoryLimit", one(INT32)),
            field("jobTemplate", one(object(72))).required(),
            field("schedule", one(STRING)).required(),
            field("startingDeadlineSeconds", one(INT64)),
            field("successfulJobsHistoryLimit", one(INT32)),
            field("suspend", one(BOOL)),
            field("timeZone", one(STRING)),
        ],
    },
    // 31
    Type {
        name: "CronJobStatus",
        fields: &[
            field("active", list(object(96))),
            field("lastScheduleTime", one(TIME)),
            field("lastSuccessfulTime", one(TIME)),
        ],
    },
    // 32
    Type {
        name: "DaemonSet",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(34))),
            field("status", one(object(35))),
        ],
    },
    // 33
    Type {
        name: "DaemonSetCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 34
    Type {
        name: "DaemonSetSpec",
        fields: &[
            field("minReadySeconds", one(INT32)),
            field("revisionHistoryLimit", one(INT32)),
            field("selector", one(object(74))).required(),
            field("template", one(object(129))).required(),
            field("updateStrategy", one(object(36))),
        ],
    },
    // 35
    Type {
        name: "DaemonSetStatus",
        fields: &[
            field("collisionCount", one(INT32)),
            field("conditions", list(object(33))),
            field("currentNumberScheduled", one(INT32)).required(),
            field("desiredNumberScheduled", one(INT32)).required(),
            field("numberAvailable", one(INT32)),
            field("numberMisscheduled", one(INT32)).required(),
            field("numberReady", one(INT32)).required(),
            field("numberUnavailable", one(INT32)),
            field("observedGeneration", one(INT64)),
            field("updatedNumberScheduled", one(INT32)),
        ],
    },
    // 36
    Type {
        name: "DaemonSetUpdateStrategy",
        fields: &[
            field("rollingUpdate", one(object(150))),
            field("type", one(STRING)),
        ],
    },
    // 37
    Type {
        name: "Deployment",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(39))),
            field("status", one(object(40))),
        ],
    },
    // 38
    Type {
        name: "DeploymentCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("lastUpdateTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 39
    Type {
        name: "DeploymentSpec",
        fields: &[
            field("minReadySeconds", one(INT32)),
            field("paused", one(BOOL)),
            field("progressDeadlineSeconds", one(INT32)),
            field("replicas", one(INT32)),
            field("revisionHistoryLimit", one(INT32)),
            field("selector", one(object(74))).required(),
            field("strategy", one(object(41))),
            field("template", one(object(129))).required(),
        ],
    },
    // 40
    Type {
        name: "DeploymentStatus",
        fields: &[
            field("availableReplicas", one(INT32)),
            field("collisionCount", one(INT32)),
            field("conditions", list(object(38))),
            field("observedGeneration", one(INT64)),
            field("readyReplicas", one(INT32)),
            field("replicas", one(INT32)),
            field("terminatingReplicas", one(INT32)).since(33),
            field("unavailableReplicas", one(INT32)),
            field("updatedReplicas", one(INT32)),
        ],
    },
    // 41
    Type {
        name: "DeploymentStrategy",
        fields: &[
            field("rollingUpdate", one(object(151))),
            field("type", one(STRING)),
        ],
    },
    // 42
    Type {
        name: "DownwardAPIProjection",
        fields: &[
            field("items", list(object(43))),
        ],
    },
    // 43
    Type {
        name: "DownwardAPIVolumeFile",
        fields: &[
            field("fieldRef", one(object(94))),
            field("mode", one(INT32)),
            field("path", one(STRING)).required(),
            field("resourceFieldRef", one(object(146))),
        ],
    },
    // 44
    Type {
        name: "DownwardAPIVolumeSource",
        fields: &[
            field("defaultMode", one(INT32)),
            field("items", list(object(43))),
        ],
    },
    // 45
    Type {
        name: "EmptyDirVolumeSource",
        fields: &[
            field("medium", one(STRING)),
            field("sizeLimit", one(QUANTITY)),
        ],
    },
    // 46
    Type {
        name: "EnvFromSource",
        fields: &[
            field("configMapRef", one(object(13))),
            field("prefix", one(STRING)),
            field("secretRef", one(object(157))),
        ],
    },
    // 47
    Type {
        name: "EnvVar",
        fields: &[
            field("name", one(STRING)).required(),
            field("value", one(STRING)),
            field("valueFrom", one(object(48))),
        ],
    },
    // 48
    Type {
        name: "EnvVarSource",
        fields: &[
            field("configMapKeyRef", one(object(14))),
            field("fieldRef", one(object(94))),
            field("fileKeyRef", one(object(53))).since(34),
            field("resourceFieldRef", one(object(146))),
            field("secretKeyRef", one(object(158))),
        ],
    },
    // 49
    Type {
        name: "EphemeralContainer",
        fields: &[
            field("args", list(STRING)),
            field("command", list(STRING)),
            field("env", list(object(47))),
            field("envFrom", list(object(46))),
            field("image", one(STRING)),
            field("imagePullPolicy", one(STRING)),
            field("lifecycle", one(object(76))),
            field("livenessProbe", one(object(133))),
            field("name", one(STRING)).required(),
            field("ports", list(object(19))),
            field("readinessProbe", one(object(133))),
            field("resizePolicy", list(object(20))),
            field("resources", one(object(148))),
            field("restartPolicy", one(STRING)),
            field("restartPolicyRules", list(object(21))).since(34),
            field("securityContext", one(object(161))),
            field("startupProbe", one(object(133))),
            field("stdin", one(BOOL)),
            field("stdinOnce", one(BOOL)),
            field("targetContainerName", one(STRING)),
            field("terminationMessagePath", one(STRING)),
            field("terminationMessagePolicy", one(STRING)),
            field("tty", one(BOOL)),
            field("volumeDevices", list(object(188))),
            field("volumeMounts", list(object(189))),
            field("workingDir", one(STRING)),
        ],
    },
    // 50
    Type {
        name: "EphemeralVolumeSource",
        fields: &[
            field("volumeClaimTemplate", one(object(102))),
        ],
    },
    // 51
    Type {
        name: "ExecAction",
        fields: &[
            field("command", list(STRING)),
        ],
    },
    // 52
    Type {
        name: "FCVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("lun", one(INT32)),
            field("readOnly", one(BOOL)),
            field("targetWWNs", list(STRING)),
            field("wwids", list(STRING)),
        ],
    },
    // 53
    Type {
        name: "FileKeySelector",
        fields: &[
            field("key", one(STRING)).required().since(34),
            field("optional", one(BOOL)).since(34),
            field("path", one(STRING)).required().since(34),
            field("volumeName", one(STRING)).required().since(34),
        ],
    },
    // 54
    Type {
        name: "FlexVolumeSource",
        fields: &[
            field("driver", one(STRING)).required(),
            field("fsType", one(STRING)),
            field("options", map(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))),
        ],
    },
    // 55
    Type {
        name: "FlockerVolumeSource",
        fields: &[
            field("datasetName", one(STRING)),
            field("datasetUUID", one(STRING)),
        ],
    },
    // 56
    Type {
        name: "GCEPersistentDiskVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("partition", one(INT32)),
            field("pdName", one(STRING)).required(),
            field("readOnly", one(BOOL)),
        ],
    },
    // 57
    Type {
        name: "GRPCAction",
        fields: &[
            field("port", one(INT32)).required(),
            field("service", one(STRING)),
        ],
    },
    // 58
    Type {
        name: "GitRepoVolumeSource",
        fields: &[
            field("directory", one(STRING)),
            field("repository", one(STRING)).required(),
            field("revision", one(STRING)),
        ],
    },
    // 59
    Type {
        name: "GlusterfsVolumeSource",
        fields: &[
            field("endpoints", one(STRING)).required(),
            field("path", one(STRING)).required(),
            field("readOnly", one(BOOL)),
        ],
    },
    // 60
    Type {
        name: "HTTPGetAction",
        fields: &[
            field("host", one(STRING)),
            field("httpHeaders", list(object(61))),
            field("path", one(STRING)),
            field("port", one(INT_OR_STRING)).required(),
            field("scheme", one(STRING)),
        ],
    },
    // 61
    Type {
        name: "HTTPHeader",
        fields: &[
            field("name", one(STRING)).required(),
            field("value", one(STRING)).required(),
        ],
    },
    // 62
    Type {
        name: "HostAlias",
        fields: &[
            field("hostnames", list(STRING)),
            field("ip", one(STRING)).required(),
        ],
    },
    // 63
    Type {
        name: "HostIP",
        fields: &[
            field("ip", one(STRING)).required(),
        ],
    },
    // 64
    Type {
        name: "HostPathVolumeSource",
        fields: &[
            field("path", one(STRING)).required(),
            field("type", one(STRING)),
        ],
    },
    // 65
    Type {
        name: "ISCSIVolumeSource",
        fields: &[
            field("chapAuthDiscovery", one(BOOL)),
            field("chapAuthSession", one(BOOL)),
            field("fsType", one(STRING)),
            field("initiatorName", one(STRING)),
            field("iqn", one(STRING)).required(),
            field("iscsiInterface", one(STRING)),
            field("lun", one(INT32)).required(),
            field("portals", list(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))),
            field("targetPortal", one(STRING)).required(),
        ],
    },
    // 66
    Type {
        name: "ImageVolumeSource",
        fields: &[
            field("pullPolicy", one(STRING)),
            field("reference", one(STRING)),
        ],
    },
    // 67
    Type {
        name: "ImageVolumeStatus",
        fields: &[
            field("imageRef", one(STRING)).required().since(36),
        ],
    },
    // 68
    Type {
        name: "Job",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(70))),
            field("status", one(object(71))),
        ],
    },
    // 69
    Type {
        name: "JobCondition",
        fields: &[
            field("lastProbeTime", one(TIME)),
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 70
    Type {
        name: "JobSpec",
        fields: &[
            field("activeDeadlineSeconds", one(INT64)),
            field("backoffLimit", one(INT32)),
            field("backoffLimitPerIndex", one(INT32)),
            field("completionMode", one(STRING)),
            field("completions", one(INT32)),
            field("managedBy", one(STRING)),
            field("manualSelector", one(BOOL)),
            field("maxFailedIndexes", one(INT32)),
            field("parallelism", one(INT32)),
            field("podFailurePolicy", one(object(114))),
            field("podReplacementPolicy", one(STRING)),
            field("selector", one(object(74))),
            field("successPolicy", one(object(178))),
            field("suspend", one(BOOL)),
            field("template", one(object(129))).required(),
            field("ttlSecondsAfterFinished", one(INT32)),
        ],
    },
    // 71
    Type {
        name: "JobStatus",
        fields: &[
            field("active", one(INT32)),
            field("completedIndexes", one(STRING)),
            field("completionTime", one(TIME)),
            field("conditions", list(object(69))),
            field("failed", one(INT32)),
            field("failedIndexes", one(STRING)),
            field("ready", one(INT32)),
            field("startTime", one(TIME)),
            field("succeeded", one(INT32)),
            field("terminating", one(INT32)),
            field("uncountedTerminatedPods", one(object(186))),
        ],
    },
    // 72
    Type {
        name: "JobTemplateSpec",
        fields: &[
            field("metadata", one(object(95))),
            field("spec", one(object(70))),
        ],
    },
    // 73
    Type {
        name: "KeyToPath",
        fields: &[
            field("key", one(STRING)).required(),
            field("mode", one(INT32)),
            field("path", one(STRING)).required(),
        ],
    },
    // 74
    Type {
        name: "LabelSelector",
        fields: &[
            field("matchExpressions", list(object(75))),
            field("matchLabels", map(STRING)),
        ],
    },
    // 75
    Type {
        name: "LabelSelectorRequirement",
        fields: &[
            field("key", one(STRING)).required(),
            field("operator", one(STRING)).required(),
            field("values", list(STRING)),
        ],
    },
    // 76
    Type {
        name: "Lifecycle",
        fields: &[
            field("postStart", one(object(77))),
            field("preStop", one(object(77))),
            field("stopSignal", one(STRING)).since(33),
        ],
    },
    // 77
    Type {
        name: "LifecycleHandler",
        fields: &[
            field("exec", one(object(51))),
            field("httpGet", one(object(60))),
            field("sleep", one(object(169))),
            field("tcpSocket", one(object(181))),
        ],
    },
    // 78
    Type {
        name: "LinuxContainerUser",
        fields: &[
            field("gid", one(INT64)).required(),
            field("supplementalGroups", list(INT64)),
            field("uid", one(INT64)).required(),
        ],
    },
    // 79
    Type {
        name: "LoadBalancerIngress",
        fields: &[
            field("hostname", one(STRING)),
            field("ip", one(STRING)),
            field("ipMode", one(STRING)),
            field("ports", list(object(130))),
        ],
    },
    // 80
    Type {
        name: "LoadBalancerStatus",
        fields: &[
            field("ingress", list(object(79))),
        ],
    },
    // 81
    Type {
        name: "LocalObjectReference",
        fields: &[
            field("name", one(STRING)).required(),
        ],
    },
    // 82
    Type {
        name: "ManagedFieldsEntry",
        fields: &[
            field("apiVersion", one(STRING)),
            field("fieldsType", one(STRING)),
            field("fieldsV1", one(ANY)),
            field("manager", one(STRING)),
            field("operation", one(STRING)),
            field("subresource", one(STRING)),
            field("time", one(TIME)),
        ],
    },
    // 83
    Type {
        name: "ModifyVolumeStatus",
        fields: &[
            field("status", one(STRING)).required(),
            field("targetVolumeAttributesClassName", one(STRING)),
        ],
    },
    // 84
    Type {
        name: "NFSVolumeSource",
        fields: &[
            field("path", one(STRING)).required(),
            field("readOnly", one(BOOL)),
            field("server", one(STRING)).required(),
        ],
    },
    // 85
    Type {
        name: "Namespace",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(87))),
            field("status", one(object(88))),
        ],
    },
    // 86
    Type {
        name: "NamespaceCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 87
    Type {
        name: "NamespaceSpec",
        fields: &[
            field("finalizers", list(STRING)),
        ],
    },
    // 88
    Type {
        name: "NamespaceStatus",
        fields: &[
            field("conditions", list(object(86))),
            field("phase", one(STRING)),
        ],
    },
    // 89
    Type {
        name: "NodeAffinity",
        fields: &[
            field("preferredDuringSchedulingIgnoredDuringExecution", list(object(132))),
            field("requiredDuringSchedulingIgnoredDuringExecution", one(object(91))),
        ],
    },
    // 90
    Type {
        name: "NodeAllocatableResourceClaimStatus",
        fields: &[
            field("containers", list(STRING)).since(36),
            field("resourceClaimName", one(STRING)).required().since(36),
            field("resources", map(QUANTITY)).required().since(36),
        ],
    },
    // 91
    Type {
        name: "NodeSelector",
        fields: &[
            field("nodeSelectorTerms", list(object(93))).required(),
        ],
    },
    // 92
    Type {
        name: "NodeSelectorRequirement",
        fields: &[
            field("key", one(STRING)).required(),
            field("operator", one(STRING)).required(),
            field("values", list(STRING)),
        ],
    },
    // 93
    Type {
        name: "NodeSelectorTerm",
        fields: &[
            field("matchExpressions", list(object(92))),
            field("matchFields", list(object(92))),
        ],
    },
    // 94
    Type {
        name: "ObjectFieldSelector",
        fields: &[
            field("apiVersion", one(STRING)),
            field("fieldPath", one(STRING)).required(),
        ],
    },
    // 95
    Type {
        name: "ObjectMeta",
        fields: &[
            field("annotations", map(STRING)),
            field("creationTimestamp", one(TIME)),
            field("deletionGracePeriodSeconds", one(INT64)),
            field("deletionTimestamp", one(TIME)),
            field("finalizers", list(STRING)),
            field("generateName", one(STRING)),
            field("generation", one(INT64)),
            field("labels", map(STRING)),
            field("managedFields", list(object(82))),
            field("name", one(STRING)),
            field("namespace", one(STRING)),
            field("ownerReferences", list(object(97))),
            field("resourceVersion", one(STRING)),
            field("selfLink", one(STRING)),
            field("uid", one(STRING)),
        ],
    },
    // 96
    Type {
        name: "ObjectReference",
        fields: &[
            field("apiVersion", one(STRING)),
            field("fieldPath", one(STRING)),
            field("kind", one(STRING)),
            field("name", one(STRING)),
            field("namespace", one(STRING)),
            field("resourceVersion", one(STRING)),
            field("uid", one(STRING)),
        ],
    },
    // 97
    Type {
        name: "OwnerReference",
        fields: &[
            field("apiVersion", one(STRING)).required(),
            field("blockOwnerDeletion", one(BOOL)),
            field("controller", one(BOOL)),
            field("kind", one(STRING)).required(),
            field("name", one(STRING)).required(),
            field("uid", one(STRING)).required(),
        ],
    },
    // 98
    Type {
        name: "PersistentVolumeClaim",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(100))),
            field("status", one(object(101))),
        ],
    },
    // 99
    Type {
        name: "PersistentVolumeClaimCondition",
        fields: &[
            field("lastProbeTime", one(TIME)),
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 100
    Type {
        name: "PersistentVolumeClaimSpec",
        fields: &[
            field("accessModes", list(STRING)),
            field("dataSource", one(object(184))),
            field("dataSourceRef", one(object(185))),
            field("resources", one(object(192))),
            field("selector", one(object(74))),
            field("storageClassName", one(STRING)),
            field("volumeAttributesClassName", one(STRING)),
            field("volumeMode", one(STRING)),
            field("volumeName", one(STRING)),
        ],
    },
    // 101
    Type {
        name: "PersistentVolumeClaimStatus",
        fields: &[
            field("accessModes", list(STRING)),
            field("allocatedResourceStatuses", map(STRING)),
            field("allocatedResources", map(QUANTITY)),
            field("capacity", map(QUANTITY)),
            field("conditions", list(object(99))),
            field("currentVolumeAttributesClassName", one(STRING)),
            field("modifyVolumeStatus", one(object(83))),
            field("phase", one(STRING)),
        ],
    },
    // 102
    Type {
        name: "PersistentVolumeClaimTemplate",
        fields: &[
            field("metadata", one(object(95))),
            field("spec", one(object(100))).required(),
        ],
    },
    // 103
    Type {
        name: "PersistentVolumeClaimVolumeSource",
        fields: &[
            field("claimName", one(STRING)).required(),
            field("readOnly", one(BOOL)),
        ],
    },
    // 104
    Type {
        name: "PhotonPersistentDiskVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("pdID", one(STRING)).required(),
        ],
    },
    // 105
    Type {
        name: "Pod",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(126))),
            field("status", one(object(127))),
        ],
    },
    // 106
    Type {
        name: "PodAffinity",
        fields: &[
            field("preferredDuringSchedulingIgnoredDuringExecution", list(object(195))),
            field("requiredDuringSchedulingIgnoredDuringExecution", list(object(107))),
        ],
    },
    // 107
    Type {
        name: "PodAffinityTerm",
        fields: &[
            field("labelSelector", one(object(74))),
            field("matchLabelKeys", list(STRING)),
            field("mismatchLabelKeys", list(STRING)),
            field("namespaceSelector", one(object(74))),
            field("namespaces", list(STRING)),
            field("topologyKey", one(STRING)).required(),
        ],
    },
    // 108
    Type {
        name: "PodAntiAffinity",
        fields: &[
            field("preferredDuringSchedulingIgnoredDuringExecution", list(object(195))),
            field("requiredDuringSchedulingIgnoredDuringExecution", list(object(107))),
        ],
    },
    // 109
    Type {
        name: "PodCertificateProjection",
        fields: &[
            field("certificateChainPath", one(STRING)).since(34),
            field("credentialBundlePath", one(STRING)).since(34),
            field("keyPath", one(STRING)).since(34),
            field("keyType", one(STRING)).required().since(34),
            field("maxExpirationSeconds", one(INT32)).since(34),
            field("signerName", one(STRING)).required().since(34),
            field("userAnnotations", map(STRING)).since(35),
        ],
    },
    // 110
    Type {
        name: "PodCondition",
        fields: &[
            field("lastProbeTime", one(TIME)),
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("observedGeneration", one(INT64)).since(33),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 111
    Type {
        name: "PodDNSConfig",
        fields: &[
            field("nameservers", list(STRING)),
            field("options", list(object(112))),
            field("searches", list(STRING)),
        ],
    },
    // 112
    Type {
        name: "PodDNSConfigOption",
        fields: &[
            field("name", one(STRING)),
            field("value", one(STRING)),
        ],
    },
    // 113
    Type {
        name: "PodExtendedResourceClaimStatus",
        fields: &[
            field("requestMappings", list(object(18))).required().since(34),
            field("resourceClaimName", one(STRING)).required().since(34),
        ],
    },
    // 114
    Type {
        name: "PodFailurePolicy",
        fields: &[
            field("rules", list(object(117))).required(),
        ],
    },
    // 115
    Type {
        name: "PodFailurePolicyOnExitCodesRequirement",
        fields: &[
            field("containerName", one(STRING)),
            field("operator", one(STRING)).required(),
            field("values", list(INT32)).required(),
        ],
    },
    // 116
    Type {
        name: "PodFailurePolicyOnPodConditionsPattern",
        fields: &[
            field("status", one(STRING)),
            field("type", one(STRING)).required(),
        ],
    },
    // 117
    Type {
        name: "PodFailurePolicyRule",
        fields: &[
            field("action", one(STRING)).required(),
            field("onExitCodes", one(object(115))),
            field("onPodConditions", list(object(116))),
        ],
    },
    // 118
    Type {
        name: "PodIP",
        fields: &[
            field("ip", one(STRING)).required(),
        ],
    },
    // 119
    Type {
        name: "PodOS",
        fields: &[
            field("name", one(STRING)).required(),
        ],
    },
    // 120
    Type {
        name: "PodReadinessGate",
        fields: &[
            field("conditionType", one(STRING)).required(),
        ],
    },
    // 121
    Type {
        name: "PodResourceClaim",
        fields: &[
            field("name", one(STRING)).required(),
            field("resourceClaimName", one(STRING)),
            field("resourceClaimTemplateName", one(STRING)),
        ],
    },
    // 122
    Type {
        name: "PodResourceClaimStatus",
        fields: &[
            field("name", one(STRING)).required(),
            field("resourceClaimName", one(STRING)),
        ],
    },
    // 123
    Type {
        name: "PodSchedulingGate",
        fields: &[
            field("name", one(STRING)).required(),
        ],
    },
    // 124
    Type {
        name: "PodSchedulingGroup",
        fields: &[
            field("podGroupName", one(STRING)).since(36),
        ],
    },
    // 125
    Type {
        name: "PodSecurityContext",
        fields: &[
            field("appArmorProfile", one(object(2))),
            field("fsGroup", one(INT64)),
            field("fsGroupChangePolicy", one(STRING)),
            field("runAsGroup", one(INT64)),
            field("runAsNonRoot", one(BOOL)),
            field("runAsUser", one(INT64)),
            field("seLinuxChangePolicy", one(STRING)).since(32),
            field("seLinuxOptions", one(object(153))),
            field("seccompProfile", one(object(155))),
            field("supplementalGroups", list(INT64)),
            field("supplementalGroupsPolicy", one(STRING)),
            field("sysctls", list(object(180))),
            field("windowsOptions", one(object(196))),
        ],
    },
    // 126
    Type {
        name: "PodSpec",
        fields: &[
            field("activeDeadlineSeconds", one(INT64)),
            field("affinity", one(object(1))),
            field("automountServiceAccountToken", one(BOOL)),
            field("containers", list(object(17))).required(),
            field("dnsConfig", one(object(111))),
            field("dnsPolicy", one(STRING)),
            field("enableServiceLinks", one(BOOL)),
            field("ephemeralContainers", list(object(49))),
            field("hostAliases", list(object(62))),
            field("hostIPC", one(BOOL)),
            field("hostNetwork", one(BOOL)),
            field("hostPID", one(BOOL)),
            field("hostUsers", one(BOOL)),
            field("hostname", one(STRING)),
            field("hostnameOverride", one(STRING)).since(34),
            field("imagePullSecrets", list(object(81))),
            field("initContainers", list(object(17))),
            field("nodeName", one(STRING)),
            field("nodeSelector", map(STRING)),
            field("os", one(object(119))),
            field("overhead", map(QUANTITY)),
            field("preemptionPolicy", one(STRING)),
            field("priority", one(INT32)),
            field("priorityClassName", one(STRING)),
            field("readinessGates", list(object(120))),
            field("resourceClaims", list(object(121))),
            field("resources", one(object(148))).since(32),
            field("restartPolicy", one(STRING)),
            field("runtimeClassName", one(STRING)),
            field("schedulerName", one(STRING)),
            field("schedulingGates", list(object(123))),
            field("schedulingGroup", one(object(124))).since(36),
            field("securityContext", one(object(125))),
            field("serviceAccount", one(STRING)),
            field("serviceAccountName", one(STRING)),
            field("setHostnameAsFQDN", one(BOOL)),
            field("shareProcessNamespace", one(BOOL)),
            field("subdomain", one(STRING)),
            field("terminationGracePeriodSeconds", one(INT64)),
            field("tolerations", list(object(182))),
            field("topologySpreadConstraints", list(object(183))),
            field("volumes", list(object(187))),
            field("workloadRef", one(object(197))).since(35).until(35),
        ],
    },
    // 127
    Type {
        name: "PodStatus",
        fields: &[
            field("allocatedResources", map(QUANTITY)).since(35),
            field("conditions", list(object(110))),
            field("containerStatuses", list(object(27))),
            field("ephemeralContainerStatuses", list(object(27))),
            field("extendedResourceClaimStatus", one(object(113))).since(34),
            field("hostIP", one(STRING)),
            field("hostIPs", list(object(63))),
            field("initContainerStatuses", list(object(27))),
            field("message", one(STRING)),
            field("nodeAllocatableResourceClaimStatuses", list(object(90))).since(36),
            field("nominatedNodeName", one(STRING)),
            field("observedGeneration", one(INT64)).since(33),
            field("phase", one(STRING)),
            field("podIP", one(STRING)),
            field("podIPs", list(object(118))),
            field("qosClass", one(STRING)),
            field("reason", one(STRING)),
            field("resize", one(STRING)),
            field("resourceClaimStatuses", list(object(122))),
            field("resources", one(object(148))).since(35),
            field("startTime", one(TIME)),
        ],
    },
    // 128
    Type {
        name: "PodTemplate",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("template", one(object(129))),
        ],
    },
    // 129
    Type {
        name: "PodTemplateSpec",
        fields: &[
            field("metadata", one(object(95))),
            field("spec", one(object(126))),
        ],
    },
    // 130
    Type {
        name: "PortStatus",
        fields: &[
            field("error", one(STRING)),
            field("port", one(INT32)).required(),
            field("protocol", one(STRING)).required(),
        ],
    },
    // 131
    Type {
        name: "PortworxVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("readOnly", one(BOOL)),
            field("volumeID", one(STRING)).required(),
        ],
    },
    // 132
    Type {
        name: "PreferredSchedulingTerm",
        fields: &[
            field("preference", one(object(93))).required(),
            field("weight", one(INT32)).required(),
        ],
    },
    // 133
    Type {
        name: "Probe",
        fields: &[
            field("exec", one(object(51))),
            field("failureThreshold", one(INT32)),
            field("grpc", one(object(57))),
            field("httpGet", one(object(60))),
            field("initialDelaySeconds", one(INT32)),
            field("periodSeconds", one(INT32)),
            field("successThreshold", one(INT32)),
            field("tcpSocket", one(object(181))),
            field("terminationGracePeriodSeconds", one(INT64)),
            field("timeoutSeconds", one(INT32)),
        ],
    },
    // 134
    Type {
        name: "ProjectedVolumeSource",
        fields: &[
            field("defaultMode", one(INT32)),
            field("sources", list(object(191))),
        ],
    },
    // 135
    Type {
        name: "QuobyteVolumeSource",
        fields: &[
            field("group", one(STRING)),
            field("readOnly", one(BOOL)),
            field("registry", one(STRING)).required(),
            field("tenant", one(STRING)),
            field("user", one(STRING)),
            field("volume", one(STRING)).required(),
        ],
    },
    // 136
    Type {
        name: "RBDVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("image", one(STRING)).required(),
            field("keyring", one(STRING)),
            field("monitors", list(STRING)).required(),
            field("pool", one(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))),
            field("user", one(STRING)),
        ],
    },
    // 137
    Type {
        name: "ReplicaSet",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(139))),
            field("status", one(object(140))),
        ],
    },
    // 138
    Type {
        name: "ReplicaSetCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 139
    Type {
        name: "ReplicaSetSpec",
        fields: &[
            field("minReadySeconds", one(INT32)),
            field("replicas", one(INT32)),
            field("selector", one(object(74))).required(),
            field("template", one(object(129))),
        ],
    },
    // 140
    Type {
        name: "ReplicaSetStatus",
        fields: &[
            field("availableReplicas", one(INT32)),
            field("conditions", list(object(138))),
            field("fullyLabeledReplicas", one(INT32)),
            field("observedGeneration", one(INT64)),
            field("readyReplicas", one(INT32)),
            field("replicas", one(INT32)).required(),
            field("terminatingReplicas", one(INT32)).since(33),
        ],
    },
    // 141
    Type {
        name: "ReplicationController",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(143))),
            field("status", one(object(144))),
        ],
    },
    // 142
    Type {
        name: "ReplicationControllerCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 143
    Type {
        name: "ReplicationControllerSpec",
        fields: &[
            field("minReadySeconds", one(INT32)),
            field("replicas", one(INT32)),
            field("selector", map(STRING)),
            field("template", one(object(129))),
        ],
    },
    // 144
    Type {
        name: "ReplicationControllerStatus",
        fields: &[
            field("availableReplicas", one(INT32)),
            field("conditions", list(object(142))),
            field("fullyLabeledReplicas", one(INT32)),
            field("observedGeneration", one(INT64)),
            field("readyReplicas", one(INT32)),
            field("replicas", one(INT32)).required(),
        ],
    },
    // 145
    Type {
        name: "ResourceClaim",
        fields: &[
            field("name", one(STRING)).required(),
            field("request", one(STRING)),
        ],
    },
    // 146
    Type {
        name: "ResourceFieldSelector",
        fields: &[
            field("containerName", one(STRING)),
            field("divisor", one(QUANTITY)),
            field("resource", one(STRING)).required(),
        ],
    },
    // 147
    Type {
        name: "ResourceHealth",
        fields: &[
            field("health", one(STRING)),
            field("message", one(STRING)).since(36),
            field("resourceID", one(STRING)).required(),
        ],
    },
    // 148
    Type {
        name: "ResourceRequirements",
        fields: &[
            field("claims", list(object(145))),
            field("limits", map(QUANTITY)),
            field("requests", map(QUANTITY)),
        ],
    },
    // 149
    Type {
        name: "ResourceStatus",
        fields: &[
            field("name", one(STRING)).required(),
            field("resources", list(object(147))),
        ],
    },
    // 150
    Type {
        name: "RollingUpdateDaemonSet",
        fields: &[
            field("maxSurge", one(INT_OR_STRING)),
            field("maxUnavailable", one(INT_OR_STRING)),
        ],
    },
    // 151
    Type {
        name: "RollingUpdateDeployment",
        fields: &[
            field("maxSurge", one(INT_OR_STRING)),
            field("maxUnavailable", one(INT_OR_STRING)),
        ],
    },
    // 152
    Type {
        name: "RollingUpdateStatefulSetStrategy",
        fields: &[
            field("maxUnavailable", one(INT_OR_STRING)),
            field("partition", one(INT32)),
        ],
    },
    // 153
    Type {
        name: "SELinuxOptions",
        fields: &[
            field("level", one(STRING)),
            field("role", one(STRING)),
            field("type", one(STRING)),
            field("user", one(STRING)),
        ],
    },
    // 154
    Type {
        name: "ScaleIOVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("gateway", one(STRING)).required(),
            field("protectionDomain", one(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))).required(),
            field("sslEnabled", one(BOOL)),
            field("storageMode", one(STRING)),
            field("storagePool", one(STRING)),
            field("system", one(STRING)).required(),
            field("volumeName", one(STRING)),
        ],
    },
    // 155
    Type {
        name: "SeccompProfile",
        fields: &[
            field("localhostProfile", one(STRING)),
            field("type", one(STRING)).required(),
        ],
    },
    // 156
    Type {
        name: "Secret",
        fields: &[
            field("apiVersion", one(STRING)),
            field("data", map(BYTES)),
            field("immutable", one(BOOL)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("stringData", map(STRING)),
            field("type", one(STRING)),
        ],
    },
    // 157
    Type {
        name: "SecretEnvSource",
        fields: &[
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 158
    Type {
        name: "SecretKeySelector",
        fields: &[
            field("key", one(STRING)).required(),
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 159
    Type {
        name: "SecretProjection",
        fields: &[
            field("items", list(object(73))),
            field("name", one(STRING)).required(),
            field("optional", one(BOOL)),
        ],
    },
    // 160
    Type {
        name: "SecretVolumeSource",
        fields: &[
            field("defaultMode", one(INT32)),
            field("items", list(object(73))),
            field("optional", one(BOOL)),
            field("secretName", one(STRING)),
        ],
    },
    // 161
    Type {
        name: "SecurityContext",
        fields: &[
            field("allowPrivilegeEscalation", one(BOOL)),
            field("appArmorProfile", one(object(2))),
            field("capabilities", one(object(6))),
            field("privileged", one(BOOL)),
            field("procMount", one(STRING)),
            field("readOnlyRootFilesystem", one(BOOL)),
            field("runAsGroup", one(INT64)),
            field("runAsNonRoot", one(BOOL)),
            field("runAsUser", one(INT64)),
            field("seLinuxOptions", one(object(153))),
            field("seccompProfile", one(object(155))),
            field("windowsOptions", one(object(196))),
        ],
    },
    // 162
    Type {
        name: "Service",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(166))),
            field("status", one(object(167))),
        ],
    },
    // 163
    Type {
        name: "ServiceAccount",
        fields: &[
            field("apiVersion", one(STRING)),
            field("automountServiceAccountToken", one(BOOL)),
            field("imagePullSecrets", list(object(81))),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("secrets", list(object(96))),
        ],
    },
    // 164
    Type {
        name: "ServiceAccountTokenProjection",
        fields: &[
            field("audience", one(STRING)),
            field("expirationSeconds", one(INT64)),
            field("path", one(STRING)).required(),
        ],
    },
    // 165
    Type {
        name: "ServicePort",
        fields: &[
            field("appProtocol", one(STRING)),
            field("name", one(STRING)),
            field("nodePort", one(INT32)),
            field("port", one(INT32)).required(),
            field("protocol", one(STRING)),
            field("targetPort", one(INT_OR_STRING)),
        ],
    },
    // 166
    Type {
        name: "ServiceSpec",
        fields: &[
            field("allocateLoadBalancerNodePorts", one(BOOL)),
            field("clusterIP", one(STRING)),
            field("clusterIPs", list(STRING)),
            field("externalIPs", list(STRING)),
            field("externalName", one(STRING)),
            field("externalTrafficPolicy", one(STRING)),
            field("healthCheckNodePort", one(INT32)),
            field("internalTrafficPolicy", one(STRING)),
            field("ipFamilies", list(STRING)),
            field("ipFamilyPolicy", one(STRING)),
            field("loadBalancerClass", one(STRING)),
            field("loadBalancerIP", one(STRING)),
            field("loadBalancerSourceRanges", list(STRING)),
            field("ports", list(object(165))),
            field("publishNotReadyAddresses", one(BOOL)),
            field("selector", map(STRING)),
            field("sessionAffinity", one(STRING)),
            field("sessionAffinityConfig", one(object(168))),
            field("trafficDistribution", one(STRING)),
            field("type", one(STRING)),
        ],
    },
    // 167
    Type {
        name: "ServiceStatus",
        fields: &[
            field("conditions", list(object(11))),
            field("loadBalancer", one(object(80))),
        ],
    },
    // 168
    Type {
        name: "SessionAffinityConfig",
        fields: &[
            field("clientIP", one(object(9))),
        ],
    },
    // 169
    Type {
        name: "SleepAction",
        fields: &[
            field("seconds", one(INT64)).required(),
        ],
    },
    // 170
    Type {
        name: "StatefulSet",
        fields: &[
            field("apiVersion", one(STRING)),
            field("kind", one(STRING)),
            field("metadata", one(object(95))).required(),
            field("spec", one(object(174))),
            field("status", one(object(175))),
        ],
    },
    // 171
    Type {
        name: "StatefulSetCondition",
        fields: &[
            field("lastTransitionTime", one(TIME)),
            field("message", one(STRING)),
            field("reason", one(STRING)),
            field("status", one(STRING)).required(),
            field("type", one(STRING)).required(),
        ],
    },
    // 172
    Type {
        name: "StatefulSetOrdinals",
        fields: &[
            field("start", one(INT32)),
        ],
    },
    // 173
    Type {
        name: "StatefulSetPersistentVolumeClaimRetentionPolicy",
        fields: &[
            field("whenDeleted", one(STRING)),
            field("whenScaled", one(STRING)),
        ],
    },
    // 174
    Type {
        name: "StatefulSetSpec",
        fields: &[
            field("minReadySeconds", one(INT32)),
            field("ordinals", one(object(172))),
            field("persistentVolumeClaimRetentionPolicy", one(object(173))),
            field("podManagementPolicy", one(STRING)),
            field("replicas", one(INT32)),
            field("revisionHistoryLimit", one(INT32)),
            field("selector", one(object(74))).required(),
            field("serviceName", one(STRING)),
            field("template", one(object(129))).required(),
            field("updateStrategy", one(object(176))),
            field("volumeClaimTemplates", list(object(98))),
        ],
    },
    // 175
    Type {
        name: "StatefulSetStatus",
        fields: &[
            field("availableReplicas", one(INT32)),
            field("collisionCount", one(INT32)),
            field("conditions", list(object(171))),
            field("currentReplicas", one(INT32)),
            field("currentRevision", one(STRING)),
            field("observedGeneration", one(INT64)),
            field("readyReplicas", one(INT32)),
            field("replicas", one(INT32)).required(),
            field("updateRevision", one(STRING)),
            field("updatedReplicas", one(INT32)),
        ],
    },
    // 176
    Type {
        name: "StatefulSetUpdateStrategy",
        fields: &[
            field("rollingUpdate", one(object(152))),
            field("type", one(STRING)),
        ],
    },
    // 177
    Type {
        name: "StorageOSVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("readOnly", one(BOOL)),
            field("secretRef", one(object(81))),
            field("volumeName", one(STRING)),
            field("volumeNamespace", one(STRING)),
        ],
    },
    // 178
    Type {
        name: "SuccessPolicy",
        fields: &[
            field("rules", list(object(179))).required(),
        ],
    },
    // 179
    Type {
        name: "SuccessPolicyRule",
        fields: &[
            field("succeededCount", one(INT32)),
            field("succeededIndexes", one(STRING)),
        ],
    },
    // 180
    Type {
        name: "Sysctl",
        fields: &[
            field("name", one(STRING)).required(),
            field("value", one(STRING)).required(),
        ],
    },
    // 181
    Type {
        name: "TCPSocketAction",
        fields: &[
            field("host", one(STRING)),
            field("port", one(INT_OR_STRING)).required(),
        ],
    },
    // 182
    Type {
        name: "Toleration",
        fields: &[
            field("effect", one(STRING)),
            field("key", one(STRING)),
            field("operator", one(STRING)),
            field("tolerationSeconds", one(INT64)),
            field("value", one(STRING)),
        ],
    },
    // 183
    Type {
        name: "TopologySpreadConstraint",
        fields: &[
            field("labelSelector", one(object(74))),
            field("matchLabelKeys", list(STRING)),
            field("maxSkew", one(INT32)).required(),
            field("minDomains", one(INT32)),
            field("nodeAffinityPolicy", one(STRING)),
            field("nodeTaintsPolicy", one(STRING)),
            field("topologyKey", one(STRING)).required(),
            field("whenUnsatisfiable", one(STRING)).required(),
        ],
    },
    // 184
    Type {
        name: "TypedLocalObjectReference",
        fields: &[
            field("apiGroup", one(STRING)),
            field("kind", one(STRING)).required(),
            field("name", one(STRING)).required(),
        ],
    },
    // 185
    Type {
        name: "TypedObjectReference",
        fields: &[
            field("apiGroup", one(STRING)),
            field("kind", one(STRING)).required(),
            field("name", one(STRING)).required(),
            field("namespace", one(STRING)),
        ],
    },
    // 186
    Type {
        name: "UncountedTerminatedPods",
        fields: &[
            field("failed", list(STRING)),
            field("succeeded", list(STRING)),
        ],
    },
    // 187
    Type {
        name: "Volume",
        fields: &[
            field("awsElasticBlockStore", one(object(0))),
            field("azureDisk", one(object(3))),
            field("azureFile", one(object(4))),
            field("cephfs", one(object(7))),
            field("cinder", one(object(8))),
            field("configMap", one(object(16))),
            field("csi", one(object(5))),
            field("downwardAPI", one(object(44))),
            field("emptyDir", one(object(45))),
            field("ephemeral", one(object(50))),
            field("fc", one(object(52))),
            field("flexVolume", one(object(54))),
            field("flocker", one(object(55))),
            field("gcePersistentDisk", one(object(56))),
            field("gitRepo", one(object(58))),
            field("glusterfs", one(object(59))),
            field("hostPath", one(object(64))),
            field("image", one(object(66))),
            field("iscsi", one(object(65))),
            field("name", one(STRING)).required(),
            field("nfs", one(object(84))),
            field("persistentVolumeClaim", one(object(103))),
            field("photonPersistentDisk", one(object(104))),
            field("portworxVolume", one(object(131))),
            field("projected", one(object(134))),
            field("quobyte", one(object(135))),
            field("rbd", one(object(136))),
            field("scaleIO", one(object(154))),
            field("secret", one(object(160))),
            field("storageos", one(object(177))),
            field("vsphereVolume", one(object(194))),
        ],
    },
    // 188
    Type {
        name: "VolumeDevice",
        fields: &[
            field("devicePath", one(STRING)).required(),
            field("name", one(STRING)).required(),
        ],
    },
    // 189
    Type {
        name: "VolumeMount",
        fields: &[
            field("mountPath", one(STRING)).required(),
            field("mountPropagation", one(STRING)),
            field("name", one(STRING)).required(),
            field("readOnly", one(BOOL)),
            field("recursiveReadOnly", one(STRING)),
            field("subPath", one(STRING)),
            field("subPathExpr", one(STRING)),
        ],
    },
    // 190
    Type {
        name: "VolumeMountStatus",
        fields: &[
            field("mountPath", one(STRING)).required(),
            field("name", one(STRING)).required(),
            field("readOnly", one(BOOL)),
            field("recursiveReadOnly", one(STRING)),
            field("volumeStatus", one(object(193))).since(36),
        ],
    },
    // 191
    Type {
        name: "VolumeProjection",
        fields: &[
            field("clusterTrustBundle", one(object(10))),
            field("configMap", one(object(15))),
            field("downwardAPI", one(object(42))),
            field("podCertificate", one(object(109))).since(34),
            field("secret", one(object(159))),
            field("serviceAccountToken", one(object(164))),
        ],
    },
    // 192
    Type {
        name: "VolumeResourceRequirements",
        fields: &[
            field("limits", map(QUANTITY)),
            field("requests", map(QUANTITY)),
        ],
    },
    // 193
    Type {
        name: "VolumeStatus",
        fields: &[
            field("image", one(object(67))).since(36),
        ],
    },
    // 194
    Type {
        name: "VsphereVirtualDiskVolumeSource",
        fields: &[
            field("fsType", one(STRING)),
            field("storagePolicyID", one(STRING)),
            field("storagePolicyName", one(STRING)),
            field("volumePath", one(STRING)).required(),
        ],
    },
    // 195
    Type {
        name: "WeightedPodAffinityTerm",
        fields: &[
            field("podAffinityTerm", one(object(107))).required(),
            field("weight", one(INT32)).required(),
        ],
    },
    // 196
    Type {
        name: "WindowsSecurityContextOptions",
        fields: &[
            field("gmsaCredentialSpec", one(STRING)),
            field("gmsaCredentialSpecName", one(STRING)),
            field("hostProcess", one(BOOL)),
            field("runAsUserName", one(STRING)),
        ],
    },
    // 197
    Type {
        name: "WorkloadReference",
        fields: &[
            field("name", one(STRING)).required().since(35).until(35),
            field("podGroup", one(STRING)).required().since(35).until(35),
            field("podGroupReplicaKey", one(STRING)).since(35).until(35),
        ],
    },
];
