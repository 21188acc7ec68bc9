//! A page for each entry of the analyzer's catalogue of well-known images, written from the entry itself. An entry costs
//! one file in the analyzer, and none here.

use super::topics::{capital, plain};
use super::{Front, Page};
use analyzer::analysis::Role;
use analyzer::catalogue::{self, Condition, Entry, Image};
use std::fmt::Write as _;

/// The pages of all entries.
pub(super) fn pages() -> impl Iterator<Item = Page> {
    catalogue::entries().iter().map(page)
}

fn page(entry: &Entry) -> Page {
    let front = Front {
        title: capital(entry.name),
        description: format!("{}.", capital(entry.does)),
        category: Some(entry.function.replace('-', " ")),
        ..Front::default()
    };
    let origin = format!("analyzer/catalogue/{}.yaml", entry.id);
    Page::made(&format!("catalogue/{}.md", entry.id), Some(origin), front, text(entry))
}

fn text(entry: &Entry) -> String {
    let details = entry.details();
    let mut text = format!("{}\n", role(entry));
    if !details.note.is_empty() {
        let _ = writeln!(text, "\n{}\n", plain(details.note));
    }
    text.push_str("\n## How Peapod recognises it\n\n");
    text.push_str(
        "An image alone never decides what a container is for. It is one piece of evidence among others.\n\n",
    );
    list(&mut text, "Images", entry.images.iter().map(image));
    list(&mut text, "Usual names of its container", entry.containers.iter().map(ToString::to_string));
    list(&mut text, "Usual ports", entry.ports.iter().map(ToString::to_string));
    list(&mut text, "Environment variables", entry.env.iter().map(ToString::to_string));
    list(&mut text, "Pieces of its command line", entry.args.iter().map(ToString::to_string));
    condition(&mut text, "Only recognised with", entry.needs);
    uses_of_volumes(&mut text, entry);
    let cases = [entry.main_if, entry.helper_if, entry.ambassador_if];
    if cases.iter().any(Option::is_some) {
        text.push_str("\n## What changes its role\n\n");
        condition(&mut text, "It is the app itself with", entry.main_if);
        condition(&mut text, "It is a helper with", entry.helper_if);
        condition(&mut text, "It carries outbound traffic with", entry.ambassador_if);
    }
    if !details.homepage.is_empty() {
        let _ = writeln!(text, "\n## References\n\n- [{}]({})", plain(entry.name), details.homepage);
    }
    text
}

/// What it usually is in a pod.
fn role(entry: &Entry) -> String {
    let name = capital(&plain(entry.name));
    let Some(usual) = entry.role else {
        return format!(
            "{name} has no usual role: it is a box of tools, and only its command tells what it does in a pod."
        );
    };
    let other = entry.also.filter(|also| *also != usual);
    let other = other.map(|also| format!(" It is also met as {}.", in_words(also))).unwrap_or_default();
    format!("In a pod {name} is usually {}.{other}", in_words(usual))
}

fn in_words(role: Role) -> &'static str {
    match role {
        Role::Main | Role::BusinessPeer => "the app itself",
        Role::Sidecar => "a [sidecar](../patterns/sidecar.md)",
        Role::Ambassador => "an [ambassador](../patterns/ambassador.md)",
        Role::Adapter => "an [adapter](../patterns/adapter.md)",
        Role::Init => "an [init container](../patterns/init-pipeline.md)",
    }
}

fn image(image: &Image) -> String {
    match image.registry {
        "" => image.repository.to_owned(),
        registry => format!("{registry}/{}", image.repository),
    }
}

fn uses_of_volumes(text: &mut String, entry: &Entry) {
    let said = |paths: &[&str]| {
        paths.iter().map(|path| if *path == "*" { "any shared volume".into() } else { code(path) }).collect::<Vec<_>>()
    };
    for (what, paths) in [("Reads", entry.reads), ("Writes", entry.writes)] {
        if !paths.is_empty() {
            let _ = writeln!(text, "- {what}: {}", said(paths).join(", "));
        }
    }
}

fn condition(text: &mut String, title: &str, condition: Option<&Condition>) {
    let Some(condition) = condition else { return };
    let mut any = Vec::new();
    let mut say = |what: &str, words: &[&str]| {
        if !words.is_empty() {
            any.push(format!("{what} {}", words.iter().map(|word| code(word)).collect::<Vec<_>>().join(" or ")));
        }
    };
    say("on its command line", condition.args);
    say("an image tag like", condition.tag);
    say("the environment variable", condition.env);
    say("the container name", condition.containers);
    say("a mount of the node’s directory", condition.host_path);
    if condition.claim {
        any.push("a mount of a persistent volume claim".to_owned());
    }
    let _ = writeln!(text, "- {title} {}", any.join(", or "));
}

fn list(text: &mut String, title: &str, words: impl Iterator<Item = String>) {
    let words: Vec<String> = words.map(|word| code(&word)).collect();
    if !words.is_empty() {
        let _ = writeln!(text, "- {title}: {}", words.join(", "));
    }
}

/// Words as code.
fn code(words: &str) -> String {
    format!("`{}`", words.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_page_with_its_images() {
        for entry in catalogue::entries() {
            let page = page(entry);
            assert_eq!(page.path, format!("/catalogue/{}", entry.id));
            assert!(!page.front.title.is_empty() && page.front.description.ends_with('.'), "{}", entry.id);
            for one in entry.images {
                assert!(page.source.contains(&code(&image(one))), "{}", page.source);
            }
        }
    }
}
