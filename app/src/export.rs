//! Takes results along: as a file that the browser makes itself, or by the clipboard. Nothing is sent anywhere.
//!
//! A PNG is the standalone SVG, painted on a canvas twice as fine. What a browser refuses is left undone.

use analyzer::{PodReport, flow, report};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
    js_sys,
};

use crate::browser;
use crate::session::Session;

/// What can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Yaml,
    Svg,
    Png,
    Mermaid,
    Dot,
    Markdown,
}

impl Format {
    pub(crate) const ALL: [Self; 6] = [Self::Yaml, Self::Markdown, Self::Svg, Self::Png, Self::Mermaid, Self::Dot];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Yaml => "Manifest (YAML)",
            Self::Svg => "SVG picture",
            Self::Png => "PNG picture",
            Self::Mermaid => "Mermaid text",
            Self::Dot => "Graphviz text",
            Self::Markdown => "Markdown report",
        }
    }

    /// Ending of a file, and its media type.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Yaml => ("yaml", "application/yaml"),
            Self::Svg => ("svg", "image/svg+xml"),
            Self::Png => ("png", "image/png"),
            Self::Mermaid => ("mmd", "text/plain"),
            Self::Dot => ("dot", "text/vnd.graphviz"),
            Self::Markdown => ("md", "text/markdown"),
        }
    }

    /// Whether it is text that can be copied.
    pub(crate) const fn is_text(self) -> bool {
        !matches!(self, Self::Png)
    }
}

/// The manifest, or what is on show, as text in a format; the picture's own text for a PNG. Nothing without a pod to show.
pub(crate) fn as_text(session: Session, format: Format) -> Option<String> {
    if format == Format::Yaml {
        return Some(session.text.get_untracked());
    }
    let pod = untrack(|| session.shown_pod())?;
    Some(match format {
        Format::Yaml => pod.reading.text.clone(),
        Format::Svg | Format::Png => flow::svg(&pod),
        Format::Mermaid => flow::mermaid(&pod),
        Format::Dot => flow::dot(&pod),
        Format::Markdown => report::markdown(&pod.reading.analysis, &pod.reading.text),
    })
}

/// Saves the pod on show, or the manifest, as a file. Says whether there was one.
fn download(session: Session, format: Format) -> bool {
    let Some(text) = as_text(session, format) else { return false };
    let name = untrack(|| session.shown_pod()).map_or_else(|| "manifest".to_owned(), |pod| file_name(&pod));
    let (ending, kind) = format.file();
    let name = format!("{name}.{ending}");
    if format == Format::Png { save_painted(&text, name) } else { save(&text, kind, &name) }.is_ok()
}

/// Copies the pod on show; where the browser refuses, saves it. Says which it was.
async fn copy(session: Session, format: Format) -> &'static str {
    let Some(text) = as_text(session, format) else { return NOTHING };
    if browser::copy(&text).await.is_truthy() {
        return "Copied.";
    }
    download(session, format);
    "The browser refused to copy, so it was saved."
}

const NOTHING: &str = "There is no pod to take along yet.";

/// Saves a text as a file.
pub(crate) fn save(text: &str, kind: &str, name: &str) -> Result<(), JsValue> {
    save_blob(&blob(text, kind)?, name)
}

fn blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)
}

fn save_blob(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the address after this event.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(10));
    Ok(())
}

/// The longest side of a canvas that browsers agree on, in pixels.
const LONGEST: u32 = 16_000;

/// Paints an SVG and saves what is on the canvas.
fn save_painted(svg: &str, name: String) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(&blob(svg, "image/svg+xml")?)?;
    let image = HtmlImageElement::new()?;
    let painted = image.clone();
    let address = url.clone();
    let done = Closure::once_into_js(move || {
        let _ = paint(&painted, name);
        let _ = Url::revoke_object_url(&address);
    });
    image.set_onload(Some(done.unchecked_ref()));
    image.set_src(&url);
    Ok(())
}

fn paint(image: &HtmlImageElement, name: String) -> Result<(), JsValue> {
    let (width, height) = (image.natural_width(), image.natural_height());
    let scale = if width.max(height) * 2 > LONGEST { 1 } else { 2 };
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width * scale);
    canvas.set_height(height * scale);
    let Some(context) = canvas.get_context("2d")? else { return Ok(()) };
    let (width, height) = (f64::from(width * scale), f64::from(height * scale));
    context
        .unchecked_into::<CanvasRenderingContext2d>()
        .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let done = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<Blob>() {
            let _ = save_blob(&blob, &name);
        }
    });
    canvas.to_blob(done.unchecked_ref())
}

/// The name of a file about a pod, without its ending: letters, digits, dashes.
pub(crate) fn file_name(pod: &PodReport) -> String {
    let words = [pod.kind.as_deref().unwrap_or("pod"), pod.name.as_deref().unwrap_or("")].join("-");
    let safe = words
        .chars()
        .take(80)
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' });
    safe.collect::<String>().trim_matches('-').to_owned()
}

/// Buttons for all formats.
pub(crate) fn buttons(session: Session) -> impl IntoView {
    let said = RwSignal::new("");
    let rows: Vec<_> = Format::ALL
        .into_iter()
        .map(|format| {
            let copy_label = format!("Copy as {}", format.title());
            let save_label = format!("Save as {}", format.title());
            view! {
                <li>
                    <span>{format.title()}</span>
                    {format.is_text().then(|| view! {
                        <button class="button" type="button" aria-label=copy_label on:click=move |_| {
                            spawn_local(async move { said.set(copy(session, format).await) });
                        }>"Copy"</button>
                    })}
                    <button class="button" type="button" aria-label=save_label on:click=move |_| {
                        said.set(if download(session, format) { "Saved." } else { NOTHING });
                    }>"Save"</button>
                </li>
            }
        })
        .collect();
    view! {
        <ul>{rows}</ul>
        <p class="quiet">"JSON is what " <a href="/docs/api">"the API"</a> " and " <code>"peapod analyze --format json"</code> " give."</p>
        <p class="quiet" role="status">{move || if said.get().is_empty() { "Made in your browser. Nothing is sent." } else { said.get() }}</p>
    }
}

/// The buttons of a playground that is no workbench, shown once scripts run.
pub(crate) fn menu(session: Session) -> impl IntoView {
    view! {
        <details class="export">
            <summary>"Take it along"</summary>
            {buttons(session)}
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_file_is_called_after_its_pod() {
        assert_eq!(file_name(&sample::pod()), "pod-web");
        let mut pod = sample::pod();
        pod.name = Some("../../etc/<x>".into());
        assert_eq!(file_name(&pod), "pod-------etc--x");
        pod.name = None;
        assert_eq!(file_name(&pod), "pod");
    }

    #[test]
    fn every_format_has_a_text() {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let session = Session::showing(sample::reading());
            for format in Format::ALL {
                assert!(as_text(session, format).is_some_and(|text| text.contains("web")), "{format:?}");
            }
        });
    }
}
