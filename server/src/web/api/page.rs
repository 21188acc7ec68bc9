//! The page that tells of the API and tries it: every call with its wishes, a command to copy, and a form.
//!
//! Without scripts it is a reference with commands; trying needs a script, since a form cannot send a text as it is.

use super::openapi::parameters;
use super::{CALLS, Call};
use crate::html::escape;
use crate::shell::Head;
use crate::site::Site;
use crate::web::example;
use crate::web::pages::framed;
use analyzer::KubernetesVersion;
use analyzer::convert::Target;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use std::fmt::Write as _;
use std::sync::Arc;

/// `GET /api`.
pub(in crate::web) async fn page(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let head = Head {
        title: "API · Peapod",
        description: "Ask the analyzer over HTTP: every call, with a command to copy and a form to try it.",
        here: "/api",
        more: "",
    };
    framed(&site, &head, &content(&site), &headers)
}

fn content(site: &Site) -> String {
    let address = site.settings.public_url.as_deref().unwrap_or("http://127.0.0.1:8080");
    let mut html = String::from(
        "<article class=\"page api\">\n<h1>API</h1>\n<p class=\"lead\">Send a manifest, get what Peapod knows about it. \
         YAML or JSON goes into the body as it is.</p>\n\
         <p>This server keeps nothing and logs nothing of a manifest, but it does see it; the playground sends none. \
         The document for programs is <a href=\"/api/v1/openapi.json\">openapi.json</a>, \
         and <a href=\"/docs/api\">the documentation</a> tells of limits and errors.</p>\n",
    );
    html.push_str(&form());
    for call in CALLS {
        write_call(&mut html, call, &escape(address));
    }
    html.push_str("</article>\n<script type=\"module\" src=\"/scripts/try.js\"></script>\n");
    html
}

/// The form, hidden until a script makes it work.
fn form() -> String {
    let mut calls = String::new();
    for call in CALLS {
        let takes = parameters(call);
        let takes: Vec<&str> = takes.as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect();
        let takes = takes.join(" ");
        let _ = write!(calls, "<option value=\"{0}\" data-takes=\"{takes}\">POST /api/v1{0}</option>", call.path);
    }
    let mut versions = String::new();
    for version in KubernetesVersion::all().rev() {
        let _ = write!(versions, "<option>{version}</option>");
    }
    let mut targets = String::new();
    for target in Target::ALL {
        let _ = write!(targets, "<option value=\"{}\">{}</option>", target.id(), escape(target.title()));
    }
    let example = escape(&example::manifest());
    format!(
        "<form class=\"try\" data-try hidden>\n<h2 id=\"try\">Try it</h2>\n\
         <p class=\"try-wishes\"><label>Call <select name=\"call\">{calls}</select></label>\n\
         <label>Kubernetes <select name=\"kubernetes\">{versions}</select></label>\n\
         <label>Pod <input name=\"pod\" type=\"number\" min=\"0\" value=\"0\"></label>\n\
         <label hidden>Become <select name=\"to\">{targets}</select></label>\n\
         <label hidden>Only the rule <input name=\"rule\" autocomplete=\"off\" spellcheck=\"false\"></label>\n\
         <label hidden><input name=\"unsafe\" type=\"checkbox\" value=\"true\"> Also what should be looked at</label></p>\n\
         <label for=\"try-manifest\">Manifest</label>\n\
         <textarea id=\"try-manifest\" name=\"manifest\" rows=\"14\" spellcheck=\"false\" autocomplete=\"off\">\n{example}</textarea>\n\
         <p><button class=\"button\" type=\"submit\">Send it to this server</button> <span data-status role=\"status\"></span></p>\n\
         <figure class=\"code\" data-shown hidden><pre tabindex=\"0\" aria-label=\"Answer\"><code data-answer></code></pre></figure>\n</form>\n"
    )
}

fn write_call(html: &mut String, call: &Call, address: &str) {
    let (path, kind) = (call.path, call.kind.split(';').next().unwrap_or_default());
    let must = if path == "/convert" { "?to=native-sidecar" } else { "" };
    let id = path.trim_matches('/').replace('/', "-");
    let _ = writeln!(
        html,
        "<h2 id=\"{id}\">{}</h2>\n<p><code>POST /api/v1{path}</code> answers with <code>{kind}</code>. {}</p>\n\
         <figure class=\"code\"><pre tabindex=\"0\"><code>curl --data-binary @pod.yaml {address}/api/v1{path}{must}</code></pre></figure>",
        escape(call.summary),
        description(call.description),
    );
}

/// A description as HTML: what stands between backticks is code.
fn description(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }).collect()
}
