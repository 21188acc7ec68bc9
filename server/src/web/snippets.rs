//! `/embed/snippets`: what to paste where, for a manifest, with a preview; and what each kind of page allows, honestly.
//!
//! With scripts the snippets follow the form without sending anything. Without them the form is posted, and the same page
//! comes back. Both fill in the same templates.

use super::pages::framed;
use super::play;
use super::trouble::Trouble;
use crate::analysis;
use crate::html::escape;
use crate::link::{self, Content};
use crate::shell::Head;
use crate::site::Site;
use analyzer::{Options, flow};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::Response;
use std::fmt::Write as _;
use std::sync::Arc;

const VIEWS: [(&str, &str); 6] = [
    ("yaml,verdict,flow", "Manifest, verdict and flow"),
    ("all", "Everything"),
    ("verdict,flow", "Verdict and flow"),
    ("verdict", "Verdict"),
    ("flow", "Flow"),
    ("table", "Table"),
];
const THEMES: [(&str, &str); 3] = [("auto", "As the reader's system"), ("light", "Light"), ("dark", "Dark")];

/// The ways of putting a pod into a page. `{…}` is filled in.
#[derive(Clone, Copy)]
enum Way {
    Element,
    Frame,
    Address,
    Mermaid,
    Picture,
}

/// A kind of page, what it allows, and the way that fits it.
struct Host {
    id: &'static str,
    name: &'static str,
    allows: &'static str,
    ways: &'static [Way],
}

const HOSTS: &[Host] = &[
    Host {
        id: "html",
        name: "Plain HTML",
        allows: "Everything works. Readers without scripts see the manifest itself. If your pages have a content security \
                 policy, it must name this site under script-src and frame-src.",
        ways: &[Way::Element],
    },
    Host {
        id: "mkdocs",
        name: "MkDocs",
        allows: "Markdown pages take raw HTML, so a frame works as it is. For the element, add embed.js to extra_javascript \
                 with type: module.",
        ways: &[Way::Frame],
    },
    Host {
        id: "docusaurus",
        name: "Docusaurus",
        allows: "MDX takes a frame as it is. For the element, add embed.js to scripts in docusaurus.config.js with type: \
                 'module', and write the manifest as a template string inside the <pre>.",
        ways: &[Way::Frame],
    },
    Host {
        id: "backstage",
        name: "Backstage TechDocs",
        allows: "Takes out frames unless the host of this site stands in techdocs.sanitizer.allowedIframeHosts in \
                 app-config.yaml. The element does not get through.",
        ways: &[Way::Frame],
    },
    Host {
        id: "gitlab",
        name: "GitLab",
        allows: "No frames and no scripts, and administrators cannot add providers. It draws Mermaid by itself. Pictures are \
                 fetched by the reader's browser or by GitLab's proxy, so they must be reachable from there.",
        ways: &[Way::Mermaid, Way::Picture],
    },
    Host {
        id: "github",
        name: "GitHub",
        allows: "No frames and no scripts. It draws Mermaid by itself. Pictures go through its proxy, so this site must be \
                 reachable from the internet, and the address should stay below 4,000 characters.",
        ways: &[Way::Mermaid, Way::Picture],
    },
    Host {
        id: "confluence",
        name: "Confluence",
        allows: "Takes a frame through its iframe macro where an administrator has allowed it; paste the address into it. \
                 Mermaid needs an app.",
        ways: &[Way::Address, Way::Picture],
    },
    Host {
        id: "notion",
        name: "Notion",
        allows: "Type /embed and paste the address. Notion's servers and its app must be able to reach this site. Its code \
                 blocks draw Mermaid.",
        ways: &[Way::Address, Way::Mermaid],
    },
];

impl Way {
    const fn id(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Frame => "frame",
            Self::Address => "address",
            Self::Mermaid => "mermaid",
            Self::Picture => "picture",
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Element => {
                "<script type=\"module\" src=\"{home}/embed.js\"></script>\n<pod-playground view=\"{view}\" theme=\"{theme}\" edit=\"{edit}\"><pre>\n{manifest}</pre></pod-playground>"
            }
            Self::Frame => {
                "<iframe src=\"{home}/embed?view={view}&amp;theme={theme}&amp;edit={edit}#v1={data}\" title=\"Pod playground\" width=\"100%\" height=\"{height}\" loading=\"lazy\" sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\"></iframe>"
            }
            Self::Address => "{home}/embed?view={view}&theme={theme}&edit={edit}#v1={data}",
            Self::Mermaid => "```mermaid\n{mermaid}```",
            Self::Picture => "[![The volume flow of this pod]({home}/img/v1/flow/{data}.svg)]({home}/play#v1={data})",
        }
    }
}

/// What the reader chose.
struct Choice {
    content: Content,
    view: &'static str,
    theme: &'static str,
    edit: bool,
}

/// `GET /embed/snippets`.
pub(super) async fn page(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    let content = Content { text: super::example::manifest(), kubernetes: analyzer::KubernetesVersion::default() };
    answer(&site, Choice { content, view: "yaml,verdict,flow", theme: "auto", edit: true }, &headers).await
}

/// `POST /embed/snippets`: the same without scripts.
pub(super) async fn posted(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Trouble> {
    let form = play::read(&headers, body, &site)?;
    let known = |list: &[(&'static str, &str)], word: &str| list.iter().find(|(id, _)| *id == word).map(|(id, _)| *id);
    let choice = Choice {
        view: known(&VIEWS, form.field("view")).unwrap_or("all"),
        theme: known(&THEMES, form.field("theme")).unwrap_or("auto"),
        edit: form.field("edit") == "1",
        content: Content { kubernetes: form.kubernetes, text: form.manifest },
    };
    let mut response = answer(&site, choice, &headers).await?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn answer(site: &Arc<Site>, choice: Choice, headers: &HeaderMap) -> Result<Response, Trouble> {
    let home = super::oembed::home(site, headers).unwrap_or_default();
    let html = super::api::compute(site, move |site| content(site, &choice, &home)).await?;
    let head = Head {
        title: "Put a pod into your own page · Peapod",
        description: "What to paste into your docs so that they show a pod, live or as a picture, and what each kind of page allows.",
        here: "/docs",
        more: "",
    };
    Ok(framed(site, &head, &html, headers))
}

fn content(site: &Site, choice: &Choice, home: &str) -> String {
    let data = link::write(&choice.content);
    let options = Options { kubernetes: choice.content.kubernetes };
    let (_, analysis) = analysis::analyze(choice.content.text.as_bytes(), &options);
    let mermaid = analysis.pods.first().map(flow::mermaid).unwrap_or_default();
    let mut manifest = escape(&choice.content.text);
    if !manifest.ends_with('\n') {
        manifest.push('\n');
    }
    let edit = if choice.edit { "1" } else { "0" };
    let words = [
        ("home", home),
        ("view", choice.view),
        ("theme", choice.theme),
        ("edit", edit),
        ("height", "640"),
        ("data", &data),
        ("manifest", &manifest),
        ("mermaid", &mermaid),
    ];
    let mut html = String::from(
        "<article class=\"page snippets\">\n<h1>Put a pod into your own page</h1>\n\
         <p class=\"lead\">Choose what to show, then copy what fits your docs.</p>\n",
    );
    html.push_str(&form(choice));
    let frame = filled("{home}/embed?view={view}&theme={theme}&edit={edit}#v1={data}", &words);
    let frame = frame.strip_prefix(home).unwrap_or(&frame);
    let _ = write!(
        html,
        "<h2 id=\"preview\">Preview</h2>\n<iframe class=\"preview\" data-preview src=\"{}\" title=\"Preview\" \
         sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\"></iframe>\n",
        escape(frame)
    );
    for host in HOSTS {
        write_host(&mut html, site, host, &words);
    }
    let _ = writeln!(
        html,
        "</article>\n<script type=\"module\" src=\"/embed.js\"></script>\n<script type=\"module\" src=\"/scripts/snippets.js\" data-home=\"{}\"></script>",
        escape(home)
    );
    html
}

fn write_host(html: &mut String, site: &Site, host: &Host, words: &[(&str, &str)]) {
    let _ = writeln!(html, "<h2 id=\"{}\">{}</h2>\n<p>{}</p>", host.id, host.name, escape(host.allows));
    for way in host.ways {
        if matches!(way, Way::Picture) && !site.settings.images {
            html.push_str(
                "<p>Pictures of your own manifest are switched off on this server: with them, the manifest stands in the \
                 address, and the server and every proxy see it. An operator who wants that starts it with \
                 <code>--images</code>.</p>\n",
            );
            continue;
        }
        let (template, id) = (escape(way.template()), way.id());
        let _ = writeln!(
            html,
            "<figure class=\"code\"><pre tabindex=\"0\" aria-label=\"For {}\"><code data-way=\"{id}\" data-template=\"{template}\">{}</code></pre></figure>",
            host.name,
            escape(&filled(way.template(), words)),
        );
        match way {
            Way::Mermaid => html.push_str("<p class=\"note\" data-mermaid-note hidden>This text is of the manifest that the page came with. A diagram of yours is made by <code>peapod analyze --format mermaid</code>, or by this server with the button above.</p>\n"),
            Way::Picture => html.push_str("<p class=\"note\">The manifest stands in the address of this picture: the server and every proxy on the way see it.</p>\n"),
            _ => {}
        }
    }
}

fn form(choice: &Choice) -> String {
    let options = |list: &[(&str, &str)], chosen: &str| -> String {
        let option = |(id, name): &(&str, &str)| {
            let selected = if *id == chosen { " selected" } else { "" };
            format!("<option value=\"{id}\"{selected}>{name}</option>")
        };
        list.iter().map(option).collect()
    };
    let checked = if choice.edit { " checked" } else { "" };
    format!(
        "<form class=\"try\" method=\"post\" action=\"/embed/snippets\" data-snippets>\n\
         <label for=\"snippets-manifest\">Manifest</label>\n\
         <textarea id=\"snippets-manifest\" name=\"manifest\" rows=\"12\" spellcheck=\"false\" autocomplete=\"off\">\n{}</textarea>\n\
         <p class=\"try-wishes\"><label>Show <select name=\"view\" autocomplete=\"off\">{}</select></label>\n\
         <label>Theme <select name=\"theme\" autocomplete=\"off\">{}</select></label>\n\
         <label><input type=\"checkbox\" name=\"edit\" value=\"1\" autocomplete=\"off\"{checked}> Readers may change the manifest</label></p>\n\
         <p><button class=\"button\" type=\"submit\">Make the snippets on this server</button> <span data-status role=\"status\"></span></p>\n</form>\n",
        escape(&choice.content.text),
        options(&VIEWS, choice.view),
        options(&THEMES, choice.theme),
    )
}

/// A template with its words. Nothing that is filled in is looked at again.
fn filled(template: &str, words: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let word = after
            .split_once('}')
            .and_then(|(name, after)| words.iter().find(|(known, _)| *known == name).map(|(_, word)| (*word, after)));
        let (written, after) = word.unwrap_or(("{", after));
        text.push_str(written);
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_in_once() {
        assert_eq!(filled("{a} {b} {c} {", &[("a", "{b}"), ("b", "x")]), "{b} x {c} {");
    }
}
