//! The bridge to our own JavaScript (`app/js`): the lazily fetched editor, links, storage, clipboard, files.
//!
//! Rust decides; these functions only carry it out. None of them sends a manifest anywhere.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The editor in its place.
    #[derive(Clone)]
    pub type Editor;

    #[wasm_bindgen(method)]
    pub fn edit(this: &Editor, from: Vec<u32>, to: Vec<u32>, inserts: Vec<String>);
    #[wasm_bindgen(method)]
    pub fn diagnose(
        this: &Editor,
        from: Vec<u32>,
        to: Vec<u32>,
        severities: Vec<String>,
        messages: Vec<String>,
        rules: Vec<String>,
        fixes: Vec<String>,
    );
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Editor, from: u32, to: u32);
    #[wasm_bindgen(method)]
    pub fn light(this: &Editor, from: i32, to: i32);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Editor);
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);
}

#[wasm_bindgen(module = "/js/lazy.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub async fn mount(
        host: &web_sys::HtmlElement,
        text: String,
        labels: Vec<String>,
        changed: &Closure<dyn FnMut(String)>,
        moved: &Closure<dyn FnMut(u32)>,
        complete: &Closure<dyn FnMut(u32, bool) -> String>,
        explain: &Closure<dyn FnMut(u32) -> String>,
        fix: &Closure<dyn FnMut(usize)>,
    ) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = fetchDescriptions)]
    pub async fn fetch_descriptions();
    pub fn description(key: &str) -> String;

    #[wasm_bindgen(catch)]
    pub async fn file(path: &str) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/js/share.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    pub async fn pack(text: &str, kubernetes: &str, view: &str, other: &str) -> Result<JsValue, JsValue>;
    pub async fn unpack(fragment: &str) -> JsValue;
}

#[wasm_bindgen(module = "/js/outside.js")]
extern "C" {
    pub fn stored(key: &str) -> String;
    pub fn store(key: &str, text: &str) -> bool;
    pub async fn copy(text: &str) -> JsValue;
    #[wasm_bindgen(catch, js_name = readFile)]
    pub async fn read_file(event: &web_sys::Event, most: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = keepOffline)]
    pub fn keep_offline();
    pub fn dress(element: &web_sys::Element, attributes: &str);
}
