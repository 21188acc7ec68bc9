//! The frame that every page is shown in: `index.html` as Trunk built it, cut once where pages differ.
//!
//! Its names of scripts and styles change with every build, so nothing else knows them. The one place for a page's
//! content is `<main id="content">`.

use crate::html::escape;
use crate::store::Store;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

const TITLE: (&str, &str) = ("<title>", "</title>");
const MAIN: (&str, &str) = ("<main id=\"content\">", "</main>");
const DESCRIPTION: &str = "<meta name=\"description\"";
/// Marks the frame's link to the style sheet that only some pages need.
const STYLED: &str = "data-with-playground";
/// What those pages hold: a playground, or a form that tries something.
const IN_NEED: [&str; 2] = ["data-playground", "class=\"try"];
/// What a page with a workbench holds, which takes the whole window.
const BENCH: &str = "class=\"playground bench\"";

/// The site's frame.
#[derive(Debug)]
pub struct Shell {
    /// The HTML between the places where pages differ, and what belongs there.
    pieces: Vec<(String, Place)>,
    /// The link to the style sheet of playgrounds; empty where the frame has none.
    styles: String,
    rest: String,
    /// `'sha256-…'` of each script that stands in the frame itself.
    pub(crate) script_hashes: Vec<String>,
}

/// What a page says about itself; all of it is text, but for the last.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'h> {
    /// For the window.
    pub title: &'h str,
    /// For search engines.
    pub description: &'h str,
    /// The address of the page, or of the section that it belongs to.
    pub here: &'h str,
    /// HTML for the head of the page: what programs want to know about it.
    pub more: &'h str,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Title,
    Description,
    More,
    Styles,
    Content,
}

impl Shell {
    /// Reads the frame that Trunk built.
    pub fn read(dist: &Store) -> Result<Self, String> {
        let html = dist.text("index.html").map_err(|trouble| {
            format!("the site is not built: {trouble}. Run `cargo xtask build`, or name its folder with --site")
        })?;
        Self::parse(&html).map_err(|trouble| format!("index.html: {trouble}"))
    }

    /// Cuts the frame.
    pub fn parse(html: &str) -> Result<Self, String> {
        let (head, content) = html.split_once(MAIN.0).ok_or("there is no `<main id=\"content\">` in it")?;
        let (_, tail) = content.split_once(MAIN.1).ok_or("its `<main>` is not closed")?;
        let (before, rest) = head.split_once(TITLE.0).ok_or("there is no `<title>` in it")?;
        let (_, after) = rest.split_once(TITLE.1).ok_or("its `<title>` is not closed")?;
        let (between, after) = match after.split_once(DESCRIPTION) {
            Some((between, rest)) => (between, rest.split_once('>').map_or("", |(_, after)| after)),
            None => ("\n", after),
        };
        let (after, link, end) = styles(after);
        Ok(Self {
            pieces: vec![
                (format!("{before}{}", TITLE.0), Place::Title),
                (format!("{}{between}{DESCRIPTION} content=\"", TITLE.1), Place::Description),
                ("\">".to_owned(), Place::More),
                (after.to_owned(), Place::Styles),
                (format!("{end}{}", MAIN.0), Place::Content),
            ],
            styles: link.to_owned(),
            rest: format!("{}{tail}", MAIN.1),
            script_hashes: script_hashes(html),
        })
    }

    /// A whole page. The frame's link to `here`, the address of a page or of its section, is marked as the current one.
    pub fn page(&self, head: &Head<'_>, content: &str) -> String {
        let mut page = String::with_capacity(content.len() + self.rest.len() + 8192);
        for (html, place) in &self.pieces {
            match place {
                Place::Title => page.extend([marked(html, content).as_str(), escape(head.title).as_str()]),
                Place::Description => page.extend([html, escape(head.description).as_str()]),
                Place::More => page.extend([html, head.more]),
                Place::Styles => page.extend([html.as_str(), self.styles_for(content)]),
                Place::Content => page.extend([current(html, head.here).as_str(), content]),
            }
        }
        page.push_str(&self.rest);
        page
    }

    /// What the head of a page with this content needs besides the styles of every page.
    fn styles_for(&self, content: &str) -> &str {
        if IN_NEED.iter().any(|mark| content.contains(mark)) { &self.styles } else { "" }
    }
}

impl Shell {
    /// A page with the frame's styles and scripts and nothing else of it, in one theme: for other people's frames. `theme`
    /// is a word of ours.
    pub(crate) fn bare(&self, head: &Head<'_>, theme: &str, content: &str) -> String {
        let page = self.page(head, content);
        let mark = format!("<html data-fixed-theme=\"{theme}\"");
        let page = page.replacen("<html", &mark, 1);
        // What stands between the body's start and the content, and after the content, is the site's own navigation.
        let (before, rest) = page.split_once("<body>").unwrap_or((&page, ""));
        let inner = rest.split_once(MAIN.0).map_or(rest, |(_, inner)| inner);
        let (inner, after) = inner.rsplit_once(MAIN.1).unwrap_or((inner, ""));
        let scripts = after.split_once("</footer>").map_or(after, |(_, scripts)| scripts);
        [before, "<body class=\"bare\">\n", MAIN.0, inner, MAIN.1, scripts].concat()
    }
}

/// The frame cut at its link to the styles of playgrounds: before, the link, after.
fn styles(html: &str) -> (&str, &str, &str) {
    let cut = html.find(STYLED).and_then(|at| {
        let start = html[..at].rfind('<')?;
        let end = at + html[at..].find('>')? + 1;
        Some((&html[..start], &html[start..end], &html[end..]))
    });
    cut.unwrap_or(("", "", html))
}

/// The frame's start, marked where the content holds a workbench.
fn marked(html: &str, content: &str) -> String {
    html.replacen("<html", if content.contains(BENCH) { "<html data-bench" } else { "<html" }, 1)
}

/// The frame's HTML before the content, its link to `here` marked. Other pages than those it links to change nothing.
fn current(html: &str, here: &str) -> String {
    let link = format!("<a href=\"{}\">", escape(here));
    html.replacen(&link, &format!("<a href=\"{}\" aria-current=\"page\">", escape(here)), 1)
}

/// What a content security policy must name so that the scripts inside the frame may run.
fn script_hashes(html: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    let mut rest = html;
    while let Some((_, script)) = rest.split_once("<script") {
        let Some((attributes, body)) = script.split_once('>') else { break };
        let Some((code, after)) = body.split_once("</script>") else { break };
        if !attributes.contains(" src=") {
            hashes.push(format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(code))));
        }
        rest = after;
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<!doctype html><title>Old</title><meta charset=\"utf-8\"><meta name=\"description\" content=\"old\">\
        <script>alert(1)</script><script src=\"/a.js\"></script><a href=\"/docs\">Docs</a><main id=\"content\">old</main><footer></footer>";

    #[test]
    fn a_page_takes_the_places_of_the_frame() {
        let head = Head { title: "A & B", description: "\"why\"", here: "/docs", more: "<meta name=\"m\">" };
        assert_eq!(
            Shell::parse(HTML).unwrap().page(&head, "<p>new</p>"),
            "<!doctype html><title>A &amp; B</title><meta charset=\"utf-8\">\
             <meta name=\"description\" content=\"&quot;why&quot;\"><meta name=\"m\"><script>alert(1)</script>\
             <script src=\"/a.js\"></script><a href=\"/docs\" aria-current=\"page\">Docs</a>\
             <main id=\"content\"><p>new</p></main><footer></footer>"
        );
    }

    #[test]
    fn scripts_in_the_frame_are_known_by_their_hashes() {
        let shell = Shell::parse(HTML).unwrap();
        assert_eq!(shell.script_hashes, ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"]);
    }

    #[test]
    fn a_bare_page_has_the_head_and_the_scripts_and_no_navigation() {
        let html = "<!doctype html><html lang=\"en\"><head><title>x</title><meta name=\"description\" content=\"x\"><link rel=\"stylesheet\" href=\"/a.css\"></head>\
            <body><header>top</header><main id=\"content\"></main><footer>end</footer><script src=\"/a.js\"></script></body></html>";
        let head = Head { title: "A", ..Head::default() };
        let bare = Shell::parse(html).unwrap().bare(&head, "dark", "<p>in</p>");
        assert!(
            bare.starts_with("<!doctype html><html data-fixed-theme=\"dark\" lang=\"en\"><head><title>A</title>"),
            "{bare}"
        );
        assert!(bare.contains("<link rel=\"stylesheet\" href=\"/a.css\">"), "{bare}");
        let body =
            "<body class=\"bare\">\n<main id=\"content\"><p>in</p></main><script src=\"/a.js\"></script></body></html>";
        assert!(bare.ends_with(body), "{bare}");
    }

    #[test]
    fn a_page_with_a_workbench_is_marked() {
        let shell = Shell::parse(&HTML.replace("<title>", "<html lang=\"en\"><title>")).unwrap();
        let page = |content| shell.page(&Head::default(), content);
        assert!(
            page("<section class=\"playground bench\">").starts_with("<!doctype html><html data-bench lang=\"en\">")
        );
        assert!(page("<p>class=&quot;playground bench&quot;</p>").starts_with("<!doctype html><html lang=\"en\">"));
    }

    #[test]
    fn the_styles_of_playgrounds_come_only_where_one_is() {
        let link = "<link rel=\"stylesheet\" href=\"/p.css\" data-with-playground/>";
        let html = HTML.replace("<script>alert", &format!("<link href=\"/a.css\">{link}<script>alert"));
        let shell = Shell::parse(&html).unwrap();
        let page = |content| shell.page(&Head::default(), content);
        assert!(page("<section data-playground>").contains(&format!("<link href=\"/a.css\">{link}<script>alert")));
        assert!(page("<form class=\"try\">").contains(link));
        assert!(page("<p>text</p>").contains("<link href=\"/a.css\"><script>alert"));
    }

    #[test]
    fn a_frame_that_cannot_be_cut_is_refused() {
        for html in ["", "<title></title>", "<main id=\"content\"></main>", "<title><main id=\"content\">"] {
            assert!(Shell::parse(html).is_err(), "{html}");
        }
    }
}
