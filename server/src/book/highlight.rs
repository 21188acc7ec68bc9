//! Colours for YAML in pages, with Kubernetes' meaning: `yes` is a boolean and `0644` a number.
//!
//! The analyzer's own reader says what each value is; what lies between the values is comments, anchors, aliases and
//! punctuation. A text that cannot be read is shown plain from there on. Every character comes out again.

use crate::html::escape;
use analyzer::Span;
use analyzer::yaml::{self, Node, Shape};

/// A piece of text and its class.
type Token = (Span, &'static str);

/// `text` as HTML.
pub(super) fn yaml(text: &str) -> String {
    let tree = yaml::read(text);
    let mut tokens = Vec::new();
    for document in &tree.documents {
        collect(tree.root(document), &mut tokens);
    }
    tokens.sort_unstable();
    let mut html = String::with_capacity(text.len() * 3);
    let mut at = 0;
    for (span, class) in tokens {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < at || end <= start {
            continue;
        }
        between(text.get(at..start).unwrap_or(""), &mut html);
        push(&mut html, class, text.get(start..end).unwrap_or(""));
        at = end;
    }
    between(text.get(at..).unwrap_or(""), &mut html);
    html
}

/// The values under a node. Aliases are not followed: they stand where they stand.
fn collect(node: Node<'_>, tokens: &mut Vec<Token>) {
    if node.is_alias() {
        return tokens.push((node.span(), "tk-anchor"));
    }
    for entry in node.written_entries() {
        if entry.key.is_alias() || entry.key.shape() == Shape::Mapping {
            collect(entry.key, tokens);
        } else {
            tokens.push((entry.key.span(), "tk-key"));
        }
        collect(entry.value, tokens);
    }
    node.items().for_each(|item| collect(item, tokens));
    let class = match node.shape() {
        Shape::String => "tk-string",
        Shape::Bool => "tk-bool",
        Shape::Number => "tk-number",
        Shape::Null => "tk-null",
        Shape::Sequence | Shape::Mapping | Shape::Missing => return,
    };
    // Nothing at all is null too, and stands on its colon.
    if !node.span().of(node.text()).trim_start_matches(':').is_empty() {
        tokens.push((node.span(), class));
    }
}

/// What stands between two values.
fn between(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(['#', '&']) {
        let end = match rest.as_bytes()[start] {
            b'#' => rest[start..].find('\n'),
            _ => rest[start..].find(char::is_whitespace),
        };
        let end = end.map_or(rest.len(), |length| start + length);
        html.push_str(&escape(&rest[..start]));
        push(html, if rest[start..].starts_with('#') { "tk-comment" } else { "tk-anchor" }, &rest[start..end]);
        rest = &rest[end..];
    }
    html.push_str(&escape(rest));
}

fn push(html: &mut String, class: &str, text: &str) {
    html.push_str("<span class=\"");
    html.push_str(class);
    html.push_str("\">");
    html.push_str(&escape(text));
    html.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::yaml;

    /// The classes as `class(text)`, the rest as it is.
    fn marked(text: &str) -> String {
        yaml(text).replace("<span class=\"tk-", "").replace("\">", "(").replace("</span>", ")")
    }

    #[test]
    fn values_have_kubernetes_meaning() {
        assert_eq!(
            marked("a: yes # sure\nb: 0644\nc: 'x'\nd: ~\ne:\nf: &x 12:30:45\ng: *x\n"),
            "key(a): bool(yes) comment(# sure)\nkey(b): number(0644)\nkey(c): string(&#39;x&#39;)\nkey(d): null(~)\n\
             key(e):\nkey(f): anchor(&amp;x) string(12:30:45)\nkey(g): anchor(*x)\n"
        );
    }

    #[test]
    fn every_character_comes_out_again() {
        for text in [
            "a: [1, {b: c}]\n",
            "a: |\n  # no comment\n  x\nb: <i>\n",
            "\ta: 1\n",
            "a: \"un\nclosed",
            "---\n...\n# x",
            "",
        ] {
            let html = yaml(text);
            let mut plain = String::new();
            let mut inside = false;
            for character in html.chars() {
                match character {
                    '<' => inside = true,
                    '>' => inside = false,
                    _ if !inside => plain.push(character),
                    _ => {}
                }
            }
            let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            assert_eq!(plain, text);
        }
    }
}
