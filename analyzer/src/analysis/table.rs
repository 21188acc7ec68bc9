//! The comparison of a pod with the patterns. Only types; `table` fills them in.

use super::verdict::Pattern;
use crate::span::Span;
use std::borrow::Cow;

/// The comparison table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// Headings: this pod, then the patterns.
    pub columns: Vec<Cow<'static, str>>,
    /// One row an aspect.
    pub rows: Vec<Row>,
}

/// One aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// The aspect's id: `purpose`, `responsibility`, `reusability`, `lifecycle`, `communication`, `examples`.
    pub aspect: &'static str,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The answer in words.
    pub text: Cow<'static, str>,
    /// In the pod's own column: the patterns that it matches in this aspect.
    pub matches: Vec<Pattern>,
    /// What it rests on.
    pub spans: Vec<Span>,
}
