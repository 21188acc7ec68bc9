//! The keyboard in the diagram: one stop on the way through the page, and arrow keys from box to box inside.
//!
//! Up and down go through the boxes in reading order, left and right along a line of the diagram. What the server sends
//! has every box in the tab order, so that nothing is out of reach without scripts.

use analyzer::analysis::FlowGraph;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, SvgElement};

use crate::elements::all;
use crate::session::Session;

/// The boxes of the drawing that an element is in, in reading order.
fn boxes(within: &Element) -> Vec<Element> {
    within.closest("svg").ok().flatten().map(|svg| all(&svg, "a")).unwrap_or_default()
}

fn element(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

/// The focus comes to a box: the others leave the tab order.
pub(crate) fn enter(event: &FocusEvent) {
    let Some(target) = element(event.target()) else { return };
    for one in boxes(&target) {
        let _ = if one == target { one.remove_attribute("tabindex") } else { one.set_attribute("tabindex", "-1") };
    }
}

/// The focus leaves the drawing: all boxes are in the tab order again.
pub(crate) fn leave(event: &FocusEvent) {
    let Some(target) = element(event.target()) else { return };
    let inside = element(event.related_target()).is_some_and(|next| boxes(&next).contains(&target));
    if !inside {
        for one in boxes(&target) {
            let _ = one.remove_attribute("tabindex");
        }
    }
}

/// Moves the focus from box to box.
pub(crate) fn walk(session: Session, event: &KeyboardEvent) {
    let Some(target) = element(event.target()) else { return };
    let boxes = boxes(&target);
    let Some(at) = boxes.iter().position(|one| *one == target) else { return };
    let last = boxes.len() - 1;
    let next = match event.key().as_str() {
        "ArrowDown" => Some((at + 1).min(last)),
        "ArrowUp" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        key @ ("ArrowLeft" | "ArrowRight") => {
            let names: Vec<String> = boxes.iter().map(|one| anchor(session, one)).collect();
            untrack(|| session.shown_pod()).and_then(|pod| along(&pod.flow, &names, at, key == "ArrowRight"))
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| boxes[next].dyn_ref::<SvgElement>()) {
        let _ = next.focus();
    }
}

/// What a box stands for: `container-0`.
fn anchor(session: Session, one: &Element) -> String {
    let link = one.get_attribute("href").unwrap_or_default();
    link.strip_prefix(&format!("#{}", session.id(""))).unwrap_or("").to_owned()
}

/// The box at the other end of the first line that leaves a box to the right, or comes to it from the left.
fn along(graph: &FlowGraph, names: &[String], at: usize, right: bool) -> Option<usize> {
    let name_of = |node: usize| {
        let before = graph.nodes.iter().take(node).filter(|other| other.kind == graph.nodes[node].kind).count();
        format!("{}-{before}", crate::words::node_kind(graph.nodes[node].kind))
    };
    let node = (0..graph.nodes.len()).find(|node| name_of(*node) == names[at])?;
    let other = graph.edges.iter().filter(|edge| edge.from != edge.to).find_map(|edge| {
        let (here, there) = if right { (edge.from, edge.to) } else { (edge.to, edge.from) };
        (here == node).then_some(there)
    })?;
    names.iter().position(|name| *name == name_of(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn left_and_right_follow_the_lines() {
        let graph = crate::sample::pod().flow;
        let names = ["container-0", "volume-0"].map(str::to_owned);
        assert_eq!(along(&graph, &names, 0, true), Some(1));
        assert_eq!(along(&graph, &names, 1, false), Some(0));
        assert_eq!(along(&graph, &names, 1, true), None);
    }
}
