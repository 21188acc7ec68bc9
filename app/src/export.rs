//! Takes results along: as a file that the browser makes itself, or by the clipboard. Nothing is sent anywhere.
//!
//! A PNG is the standalone SVG, painted on a canvas twice as fine. What a browser refuses is left undone.

use analyzer::{PodReport, flow, report};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
    js_sys,
};

use crate::session::Session;

/// What a pod can be taken along as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Svg,
    Png,
    Mermaid,
    Dot,
    Markdown,
}

impl Format {
    pub(crate) const ALL: [Self; 5] = [Self::Svg, Self::Png, Self::Mermaid, Self::Dot, Self::Markdown];

    pub(crate) const fn title(self) -> &'static str {
        match self {
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

/// The pod on show as text in a format; the picture's own text for a PNG.
pub(crate) fn as_text(session: Session, format: Format) -> Option<String> {
    let pod = untrack(|| session.shown_pod())?;
    Some(match format {
        Format::Svg | Format::Png => flow::svg(&pod),
        Format::Mermaid => flow::mermaid(&pod),
        Format::Dot => flow::dot(&pod),
        Format::Markdown => report::markdown(&pod.reading.analysis, &pod.reading.text),
    })
}

/// Saves the pod on show as a file.
pub(crate) fn download(session: Session, format: Format) {
    let Some((text, name)) = as_text(session, format).zip(untrack(|| session.shown_pod()).map(|pod| file_name(&pod)))
    else {
        return;
    };
    let (ending, kind) = format.file();
    let name = format!("{name}.{ending}");
    let _ = if format == Format::Png { save_painted(&text, name) } else { save(&text, kind, &name) };
}

/// Copies the pod on show; where the page may not write to the clipboard, saves it.
pub(crate) fn copy(session: Session, format: Format) {
    let Some(text) = as_text(session, format) else { return };
    if !copy_text(&text) {
        download(session, format);
    }
}

/// Puts a text on the clipboard; false where the browser has none to offer, as on a page without TLS.
pub(crate) fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    let has = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if has {
        let _ = navigator.clipboard().write_text(text);
    }
    has
}

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

/// Buttons for all formats, shown once scripts run.
pub(crate) fn menu(session: Session) -> impl IntoView {
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
                            copy(session, format);
                            said.set("Copied.");
                        }>"Copy"</button>
                    })}
                    <button class="button" type="button" aria-label=save_label on:click=move |_| {
                        download(session, format);
                        said.set("Saved.");
                    }>"Save"</button>
                </li>
            }
        })
        .collect();
    view! {
        <details class="export">
            <summary>"Take it along"</summary>
            <ul>{rows}</ul>
            <p class="quiet">"Made in your browser. Nothing is sent."</p>
            <p class="visually-hidden" role="status">{move || said.get()}</p>
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
