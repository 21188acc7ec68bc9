//! How much each observation counts, in tenths of a point: the one table to read and to tune.
//!
//! A container is a helper where its points for "helper" are more than its points for "core". Points are given by the
//! kinds in [`super::evidence`]; nothing else adds any. The page "anatomy of a verdict" shows this table.

use crate::analysis::Strength;

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The kind of evidence.
    pub kind: &'static str,
    /// The case, in words.
    pub case: &'static str,
    /// Tenths of a point.
    pub tenths: i16,
}

impl Weight {
    /// The grade that a reader sees.
    pub const fn strength(self) -> Strength {
        match self.tenths {
            ..10 => Strength::Weak,
            10..20 => Strength::Medium,
            20..40 => Strength::Strong,
            _ => Strength::Conclusive,
        }
    }
}

macro_rules! weights {
    ($($name:ident: $kind:literal, $case:literal = $tenths:literal;)*) => {
        $(pub(super) const $name: Weight = Weight { kind: $kind, case: $case, tenths: $tenths };)*
        /// The whole table.
        pub const ALL: &[Weight] = &[$($name),*];
    };
}

weights! {
    KNOWN_EXACT:        "known-image", "the image is a known helper" = 30;
    KNOWN_MIRROR:       "known-image", "the image has the path of a known helper in another registry" = 20;
    KNOWN_TAIL:         "known-image", "the image has only the last part of a known helper's name, and another sign agrees" = 10;
    KNOWN_APP:          "known-image", "the image is a known application" = 15;
    KNOWN_EITHER:       "known-image", "the image is used as an application and as a helper" = 5;
    KNOWN_FRONT:        "known-image", "a web server or proxy that has configuration but no content, beside an app" = 20;
    KNOWN_BESIDE:       "known-image", "an application when alone, and a helper when it stands beside one" = 20;
    KNOWN_AS_MAIN:      "known-image", "a helper's image, used here as the application itself" = 20;
    KNOWN_NAME:         "known-name", "the usual name of a known helper, with an unknown image" = 12;
    NATIVE_SIDECAR:     "native-sidecar", "an init container with `restartPolicy: Always`" = 55;
    INIT_CONTAINER:     "init-container", "an init container that runs to its end" = 60;
    DECLARED_HELPER:    "declared-helper", "the object lists it among its helpers" = 40;
    REGULAR:            "regular-container", "it stands among the regular containers" = 5;
    NAMED_FOR_ROLE:     "helper-name", "the name says sidecar, ambassador or adapter" = 25;
    HELPER_NAME:        "helper-name", "the name says helper: proxy, agent, exporter …" = 15;
    CORE_NAME:          "core-name", "the name says core work: api, web, worker …" = 15;
    HELPER_IMAGE:       "image-name", "the name of an unknown image says helper" = 10;
    CORE_IMAGE:         "image-name", "the name of an unknown image says core work" = 5;
    HELPER_PROGRAM:     "program-name", "the program that it runs is named for a helper" = 15;
    CORE_PROGRAM:       "program-name", "the program that it runs is named for core work" = 10;
    WORKLOAD_NAME:      "workload-name", "named like the workload or its app label" = 20;
    OTHERS_WORKLOAD:    "workload-name", "a neighbour is named like the workload, so this one is not its app" = 5;
    WORKLOAD_AFFIX:     "workload-name", "its name begins or ends the workload's name" = 10;
    DEFAULT_CONTAINER:  "default-container", "an annotation names it the default container" = 20;
    SERVICE_TARGET:     "service-port", "a Service of the text sends to its port" = 25;
    APP_PORT:           "service-port", "it opens a port that applications use" = 15;
    METRICS_PORT:       "metrics-port", "it opens nothing but ports named for metrics or health" = 15;
    METRICS_RANGE:      "metrics-port", "it opens nothing but a port that exporters use" = 8;
    TAILS_FILE:         "tails-a-file", "it follows a file on a shared volume" = 25;
    IDLE:               "idle-command", "its command only sleeps" = 20;
    WAIT_LOOP:          "wait-loop", "an init container that waits for something" = 20;
    SETUP_COMMAND:      "setup-command", "its command fetches, copies or prepares files" = 20;
    CALLED_PROXY:       "called-over-localhost", "a neighbour calls it over localhost, and it passes calls on" = 20;
    CALLED_HELPER:      "called-over-localhost", "a neighbour calls it over localhost, and it looks like a helper" = 5;
    CALLED_CACHE:       "called-over-localhost", "a neighbour calls it over localhost, and it is a cache without a volume that lasts" = 20;
    CALLED_PEER:        "called-over-localhost", "a neighbour calls it over localhost" = 10;
    FRONTS_PROGRAM:     "points-at-main", "a web server before a program that only web servers can talk to" = 40;
    POINTS_AT_MAIN:     "points-at-main", "it is told to watch, front or scrape a neighbour" = 25;
    READS_LOGS:         "reads-logs", "it reads logs that a neighbour writes" = 20;
    FEEDS_READER:       "feeds-a-reader", "it writes files that a neighbour mounts read-only" = 20;
    PROCESSING_STAGE:   "processing-stage", "it reads one directory and writes another" = 15;
    NEXT_STAGE:         "processing-stage", "it takes the results of a stage further" = 10;
    OWN_PROBES:         "own-probes", "Kubernetes probes its own port" = 5;
    BARE:               "bare-container", "it has no ports, probes or resources, and a neighbour has" = 5;
    SMALL:              "relative-resources", "it asks for a quarter of its neighbour's resources or less" = 10;
    COMPARABLE:         "relative-resources", "it asks for at least half of its neighbour's resources" = 5;
    MESH_USER:          "network-setup", "it runs as a user that mesh proxies use" = 15;
    NETWORK_INIT:       "network-setup", "an init container that may change the network" = 15;
    SHARED_PROCESSES:   "shared-processes", "it may signal or trace its neighbours' processes" = 15;
    SHUTS_DOWN:         "coupled-hooks", "a neighbour's hook calls it when the pod stops" = 10;
    PROXY_HOOK:         "coupled-hooks", "its hooks wait for connections to drain" = 10;
    QUITS_HELPER:       "coupled-hooks", "it tells a helper to stop when its own work is done" = 10;
    FIRST_PARTY_HELPER: "first-party-images", "the images come from one maker, but this one is named for a helper" = 5;
    FIRST_PARTY:        "first-party-images", "the images come from one maker, and neither is a known helper" = 20;
    SAME_IMAGE:         "same-image", "a neighbour runs the same image with another command" = 10;
    TOOL_ENV:           "env-vocabulary", "its environment configures a known tool" = 10;
    DOMAIN_ENV:         "env-vocabulary", "its environment names things of the business" = 5;
    FIRST_IN_LIST:      "first-in-list", "it is the first of the containers" = 5;
    INJECTION:          "injection", "a label or annotation asks for a container that the text does not show" = 0;
    CSI_HELPER:         "csi-socket", "it talks to a storage driver over the driver's socket" = 30;
    CSI_DRIVER:         "csi-socket", "it serves the storage driver's socket" = 20;
}
