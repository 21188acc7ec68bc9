//! Elements of the page, found by a selector.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// The elements inside of another that a selector picks, in the order of the page; those of another type are left out.
pub fn all<T: JsCast>(inside: &Element, selector: &str) -> Vec<T> {
    let Ok(list) = inside.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}
