//! E27: what the environment talks about: a known tool, or things of the business.

use super::{Kind, Notes, Toward};
use crate::catalogue::glob;
use crate::patterns::facts::Facts;
use crate::patterns::weights::{DOMAIN_ENV, TOOL_ENV};
use crate::patterns::words::Code;
use crate::word_list::Pieces;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "env-vocabulary",
    looks_for: "environment variables that configure a tool, or name things of the business.",
    observe,
};

/// Variables that configure well-known helpers, whatever image runs them.
const TOOLS: [&str; 12] = [
    "FLUENT_*",
    "FLUENTD_*",
    "FLB_*",
    "ISTIO_META_*",
    "LINKERD2_PROXY_*",
    "GITSYNC_*",
    "GIT_SYNC_*",
    "RCLONE_*",
    "OAUTH2_PROXY_*",
    "REDIS_EXPORTER_*",
    "PG_EXPORTER_*",
    "TS_AUTHKEY",
];
/// Words of variables that name things of the business.
const DOMAIN: Pieces<'_> = Pieces::of(&[
    "BUCKET",
    "QUEUE",
    "TOPIC",
    "STREAM",
    "TABLE",
    "COLLECTION",
    "DATASET",
    "INDEX_NAME",
    "CATALOG",
    "TENANT",
]);

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        for variable in &container.env {
            let name = variable.name.value;
            if TOOLS.iter().any(|pattern| glob(pattern, name)) {
                notes.add(
                    at,
                    Toward::Helper,
                    TOOL_ENV,
                    variable.span,
                    format_args!("{} configures a well-known helper.", Code(name)),
                );
            } else if DOMAIN.any_in(name) && !facts.is_known_helper(at) {
                let value = variable.value.map_or("", |value| value.value);
                notes.add(
                    at,
                    Toward::Core,
                    DOMAIN_ENV,
                    variable.span,
                    format_args!("{} names something of the business{}.", Code(name), Value(value)),
                );
            }
        }
    }
}

/// `, "orders"`, or nothing.
struct Value<'v>(&'v str);

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(formatter, ", {}", Code(self.0)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, env: [{name: S3_BUCKET, value: orders}]}",
                    "{name: b, env: [{name: GITSYNC_REPO, value: x}]}"
                ]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a, env: [{name: LOG_LEVEL, value: debug}]}"]).is_empty());
    }
}
