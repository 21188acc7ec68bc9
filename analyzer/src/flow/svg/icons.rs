//! Signs for kinds of volumes, 16 pixels square, drawn for this project as outlines.

use crate::analysis::{FlowNode, NodeKind};

/// A padlock, 10 by 12 pixels: nobody writes here.
pub(super) const LOCK: &str = "M0 5.5h10v6.5h-10zM2.2 5.5v-2a2.8 2.8 0 0 1 5.6 0v2";
/// An open box: starts empty, gone with the pod.
const BOX: &str = "M1 5h14v10h-14zM1 5l2.5-4h9l2.5 4M6 8.5h4";
/// A sheet of paper.
const SHEET: &str = "M3 1h7l3 3v11h-10zM10 1v3h3M5.5 8h5M5.5 11h5";
/// A key.
const KEY: &str = "M1 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M8 8h7v3M12 8v2.5";
/// A cylinder: a disk that outlives the pod.
const DISK: &str = "M2 3.5a6 2.5 0 1 0 12 0a6 2.5 0 1 0 -12 0M2 3.5v9a6 2.5 0 0 0 12 0v-9M2 8a6 2.5 0 0 0 12 0";
/// A machine: the node's own files.
const MACHINE: &str = "M1 2h14v5h-14zM1 9h14v5h-14zM4 4.5h.5M4 11.5h.5M8 4.5h4M8 11.5h4";
/// Sheets upon each other: several sources in one.
const LAYERS: &str = "M8 1l7 3.5l-7 3.5l-7-3.5zM1 8l7 3.5l7-3.5M1 11.5l7 3.5l7-3.5";
/// A question mark in a circle: not defined.
const QUESTION: &str = "M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M6 6a2 2 0 1 1 2.6 2q-.6 .3 -.6 1.3M8 11.5v.5";
/// An arrow out of a frame: outside the pod.
const OUT: &str = "M7 2h-5v12h12v-5M9.5 1.5h5v5M14.5 1.5l-7 7";

/// The sign of a node.
pub(super) fn of(node: &FlowNode) -> &'static str {
    if node.kind == NodeKind::External {
        return OUT;
    }
    match node.volume_kind {
        None => QUESTION,
        Some("emptyDir" | "ephemeral") => BOX,
        Some("configMap" | "downwardAPI" | "gitRepo") => SHEET,
        Some("secret") => KEY,
        Some("hostPath") => MACHINE,
        Some("projected" | "image") => LAYERS,
        Some(_) => DISK,
    }
}
