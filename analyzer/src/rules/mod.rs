//! Our own advice: what works, and bites later.
//!
//! One file a rule, one page a rule in `content/rules`; the page's fences are the rule's tests. What the API server
//! refuses is not repeated here.

use crate::Options;
use crate::finding::Finding;
use crate::flow::Trace;
use crate::manifest::Manifest;
use crate::patterns::Judgement;
use crate::pod::Pod;

/// What a rule may look at.
pub struct Subject<'a> {
    /// The pod.
    pub pod: &'a Pod<'a>,
    /// Who uses what.
    pub trace: &'a Trace,
    /// Roles and verdict.
    pub judgement: &'a Judgement,
    /// All objects of the text.
    pub manifests: &'a [Manifest<'a>],
    /// The version to answer for.
    pub options: &'a Options,
}

/// What the rules say about a pod.
pub fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let _ = subject;
    Vec::new()
}
