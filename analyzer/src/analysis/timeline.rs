//! The order in which containers start and stop. Only types; `lifecycle` fills them in.

use std::borrow::Cow;

/// In which order containers start and stop, and what ends the pod.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// Steps of the start.
    pub startup: Vec<Step>,
    /// Steps of the shutdown.
    pub shutdown: Vec<Step>,
    /// What ends the pod by itself, if anything does.
    pub completion: Cow<'static, str>,
}

/// Containers that start or stop together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Its number, from 1.
    pub step: usize,
    /// The containers.
    pub containers: Vec<String>,
    /// What has to happen before the next step.
    pub waits_for: Option<Cow<'static, str>>,
    /// Why.
    pub reason: Cow<'static, str>,
}
