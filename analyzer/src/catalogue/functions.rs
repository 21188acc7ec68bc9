//! What a container can do: the one list of function ids, each with its words.
//!
//! A function is finer than a role: two sidecars may log and proxy. Nothing here decides which one a container has.

/// One function.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its id.
    pub id: &'static str,
    /// A noun for it in a sentence: `logging`.
    pub noun: &'static str,
    /// What a container with it does: `reads log lines and passes them on`.
    pub does: &'static str,
}

/// The function of an id.
pub fn function(id: &str) -> Option<&'static Function> {
    FUNCTIONS.binary_search_by(|function| function.id.cmp(id)).ok().map(|at| &FUNCTIONS[at])
}

const fn f(id: &'static str, noun: &'static str, does: &'static str) -> Function {
    Function { id, noun, does }
}

/// All functions, by id.
pub static FUNCTIONS: &[Function] = &[
    f("api-proxy", "access to an API", "gives its neighbour a local door to an API"),
    f("app", "the application", "does work of the application"),
    f("auth", "access control", "checks who may use the app"),
    f("autoscaling", "scaling", "adjusts resources or replicas"),
    f("backup", "backup", "copies data to a safe place"),
    f("cache", "caching", "keeps data in memory for others"),
    f("certificates", "certificates and TLS", "obtains certificates or handles TLS"),
    f("ci", "build tooling", "helps to build software"),
    f("config", "configuration", "prepares configuration or keeps it current"),
    f("config-reload", "configuration reload", "tells its neighbour to read its configuration again"),
    f("content", "content", "provides files for its neighbour to serve"),
    f("controller", "a controller", "watches the cluster and acts on it"),
    f("data-delivery", "delivery of results", "takes finished files to where they belong"),
    f("data-processor", "data processing", "turns input into output"),
    f("data-producer", "data production", "makes the data that others use"),
    f("database", "a database", "stores data"),
    f("db-proxy", "access to a database", "gives its neighbour a local door to a database"),
    f("debug", "debugging", "offers tools to a person"),
    f("egress-proxy", "outbound traffic", "carries requests to the outside"),
    f("gateway", "routing of traffic", "routes traffic to services"),
    f("ha-failover", "failover", "decides which replica leads"),
    f("health", "health reporting", "reports whether its neighbour is well"),
    f("identity", "identities", "issues identities"),
    f("install", "installation of files", "copies programs or plugins into place"),
    f("instrumentation", "instrumentation", "puts a tracing agent in place for the app"),
    f("lifecycle", "start and stop", "helps its neighbour to start or stop in order"),
    f("logging", "logging", "reads log lines and passes them on"),
    f("logging-backend", "log storage", "stores logs and answers queries"),
    f("mesh-proxy", "the service mesh", "carries the traffic in and out of the pod"),
    f("message-broker", "messaging", "passes messages between programs"),
    f("metrics", "metrics", "turns another program’s state into metrics"),
    f("migration", "schema migration", "brings stored data up to date"),
    f("model", "model files", "brings a model to the server"),
    f("monitoring", "monitoring", "collects or shows measurements"),
    f("naming-service", "name lookups", "answers name lookups"),
    f("network", "networking", "handles network traffic"),
    f("network-controller", "network control", "configures the network"),
    f("network-setup", "network set-up", "prepares the pod’s network"),
    f("permissions", "file permissions", "sets owners and permissions of files"),
    f("placeholder", "a placeholder", "holds the place and does nothing"),
    f("policy", "policy decisions", "answers what is allowed"),
    f("proxy", "proxying", "passes requests on to another program"),
    f("registration", "registration", "announces its neighbour to the cluster"),
    f("replication", "replication", "copies data between replicas"),
    f("routing-daemon", "routing", "exchanges routes with other machines"),
    f("runtime", "a runtime API", "offers services to its neighbour over a local API"),
    f("search-engine", "search", "stores and searches documents"),
    f("secrets", "secrets", "fetches secrets for its neighbour"),
    f("security", "security", "protects its neighbour"),
    f("setup", "set-up", "prepares something before the app starts"),
    f("status-reporting", "status reports", "reports its neighbour’s state"),
    f("storage", "storage", "stores files"),
    f("storage-csi", "storage management", "connects Kubernetes to a storage driver"),
    f("storage-driver", "a storage driver", "provides volumes"),
    f("sync", "file synchronisation", "keeps files the same in two places"),
    f("test-client", "test traffic", "sends test requests"),
    f("tracing", "tracing", "collects traces and passes them on"),
    f("unknown", "something that the manifest does not tell", "does something that the manifest does not tell"),
    f("validation", "checks", "checks something before the app starts"),
    f("vpn", "a private network", "joins the pod to a private network"),
    f("wait-for-dependency", "waiting", "waits until something else is ready"),
    f("web-server", "serving web requests", "answers web requests"),
    f("workflow", "workflow steps", "runs or collects the steps of a workflow"),
];
