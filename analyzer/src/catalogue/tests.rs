//! Every family is reached, names real functions, and is not taken for another.

use super::*;
use crate::testing::with_pod;

/// What a pod of one container is recognised as.
fn recognise(container: &str) -> Option<Match> {
    with_pod(&format!("kind: Pod\nspec:\n  containers:\n  - {container}\n"), |pod| best_match(&pod.containers[0]))
}

/// A container as the family's file describes it: an image, a usual name, and what the family needs besides.
fn example(entry: &Entry, image: &Image) -> String {
    let place = if image.registry == "*" { "registry.example.com" } else { image.registry };
    let image = format!("{place}{}{}", if place.is_empty() { "" } else { "/" }, image.repository).replace('*', "x");
    let needs = entry.needs;
    let names = needs.map_or(entry.containers, |needs| needs.containers);
    let name = names.first().or(entry.containers.first()).map_or("x", |name| name).replace('*', "x");
    let arg = needs.and_then(|needs| needs.args.first()).copied().unwrap_or("x");
    let tag = needs.and_then(|needs| needs.tag.first()).map_or("1".to_owned(), |tag| tag.replace('*', "x"));
    format!("{{name: {name:?}, image: {:?}, args: [{arg:?}]}}", format!("{image}:{tag}"))
}

#[test]
fn every_image_of_every_family_reaches_it() {
    let mut strangers = Vec::new();
    for entry in entries() {
        for image in entry.images {
            let found = recognise(&example(entry, image)).map(|found| found.entry.id);
            if found != Some(entry.id) {
                strangers.push(format!("{} from {}: {found:?}", example(entry, image), entry.id));
            }
        }
    }
    assert!(strangers.is_empty(), "{}", strangers.join("\n"));
}

#[test]
fn ids_are_sorted_and_functions_exist() {
    assert!(entries().is_sorted_by(|a, b| a.id < b.id));
    assert!(FUNCTIONS.is_sorted_by(|a, b| a.id < b.id));
    for entry in entries() {
        assert!(function(entry.function).is_some(), "{}: no function {}", entry.id, entry.function);
        assert!(!entry.does.ends_with('.') && !entry.does.contains('—'), "{}: {}", entry.id, entry.does);
        assert_eq!(entry.details().homepage.starts_with("http"), !entry.details().homepage.is_empty(), "{}", entry.id);
    }
}

#[test]
fn a_mirror_counts_and_a_last_part_alone_does_not() {
    let quality = |container: &str| recognise(container).map(|found| (found.entry.id, found.quality));
    assert_eq!(quality("{name: x, image: 'fluent/fluent-bit:3'}"), Some(("fluent-bit", Quality::Exact)));
    assert_eq!(
        quality("{name: x, image: 'registry.example.com/mirror/fluent/fluent-bit@sha256:00'}"),
        Some(("fluent-bit", Quality::Mirror))
    );
    assert_eq!(quality("{name: linkerd-proxy, image: 'my-company/proxy'}"), Some(("linkerd-proxy", Quality::Tail)));
    assert_eq!(quality("{name: x, image: 'my-company/proxy'}"), None);
    assert_eq!(quality("{name: x}"), None);
}

#[test]
fn the_command_tells_families_of_one_image_apart() {
    let id = |container: &str| recognise(container).map(|found| found.entry.id);
    assert_eq!(id("{name: x, image: busybox, command: [sh, -c, 'tail -F /var/log/a.log']}"), Some("streaming-sidecar"));
    assert_eq!(id("{name: x, image: busybox, command: [tail, -f, /var/log/a.log]}"), Some("streaming-sidecar"));
    assert_eq!(id("{name: x, image: busybox, command: [sh, -c, 'chown 1000 /data']}"), Some("chown-init"));
    assert_eq!(id("{name: x, image: busybox, command: [tail, -f, /dev/null]}"), Some("shell-debug"));
    assert_eq!(id("{name: x, image: busybox}"), Some("busybox"));
}

#[test]
fn a_direction_comes_from_the_most_exact_path() {
    let entry = |id| entries().iter().find(|entry| entry.id == id);
    let direction = |id, path| entry(id).and_then(|entry| entry.direction(path, true));
    assert_eq!(direction("git-sync", "/anything"), Some(Direction::Write));
    assert_eq!(direction("nginx", "/usr/share/nginx/html"), Some(Direction::Read));
    assert_eq!(direction("nginx", "/var/log/nginx"), Some(Direction::Write));
    assert_eq!(direction("nginx", "/srv"), None);
    assert_eq!(entry("git-sync").and_then(|entry| entry.direction("/anything", false)), None);
    assert_eq!(direction("postgres", "/var/lib/postgresql/data"), Some(Direction::ReadWrite));
}
