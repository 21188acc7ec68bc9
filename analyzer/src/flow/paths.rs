//! Path algebra: which directory of a volume a path in a container shows, and how two directories are related.
//!
//! Paths are compared by their parts, after cleaning, never by their letters alone. What only the kubelet knows at run
//! time stands as `$(…)` and makes the answer unknown from there on. Nothing here looks at a file system or a pod.

/// How directory `a` of a volume lies to directory `b` of the same volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same directory.
    Equal,
    /// `a` contains `b`.
    Ancestor,
    /// `a` lies in `b`.
    Descendant,
    /// Neither contains the other.
    Disjoint,
    /// It depends on a value that the manifest does not show.
    Unknown,
}

impl Relation {
    /// Whether a file can be seen in both.
    pub const fn overlaps(self) -> bool {
        matches!(self, Self::Equal | Self::Ancestor | Self::Descendant)
    }
}

/// The parts of a path without empty ones, `.` and `..`, joined by slashes: `/data//in/./x/..` is `data/in`.
///
/// A relative mount path counts from the root, as the kubelet takes it; `..` stops there.
pub fn clean(path: &str) -> String {
    let windows = path.as_bytes().get(1) == Some(&b':');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(|character| character == '/' || (windows && character == '\\')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The directory `below` inside `directory`; both clean.
pub fn join(directory: &str, below: &str) -> String {
    match (directory, below) {
        ("", path) | (path, "") => path.to_owned(),
        (directory, below) => [directory, "/", below].concat(),
    }
}

/// What is left of `path` inside `directory`, both clean; none where it is elsewhere.
pub fn below<'p>(directory: &str, path: &'p str) -> Option<&'p str> {
    if directory.is_empty() {
        return Some(path);
    }
    match path.strip_prefix(directory)? {
        "" => Some(""),
        rest => rest.strip_prefix('/'),
    }
}

/// A clean path as a person writes it: with a slash in front.
pub fn shown(path: &str) -> String {
    ["/", path].concat()
}

/// How `a` lies to `b`, both clean directories of one volume.
pub fn relation(a: &str, b: &str) -> Relation {
    if a == b && is_same_for_all(a) {
        return Relation::Equal;
    }
    let (mut a, mut b) = (parts(a), parts(b));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Relation::Equal,
            (None, Some(_)) => return Relation::Ancestor,
            (Some(_), None) => return Relation::Descendant,
            (Some(a), Some(b)) if a == b && is_same_for_all(a) => {}
            (Some(a), Some(b)) if is_known(a) && is_known(b) => return Relation::Disjoint,
            _ => return Relation::Unknown,
        }
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

/// Whether the manifest shows what the part is.
fn is_known(part: &str) -> bool {
    !part.contains("$(")
}

/// Whether two containers of one pod that use this part mean the same.
fn is_same_for_all(part: &str) -> bool {
    // Hardly any path has a dollar sign, and to look for one byte is quicker than to look for two.
    !part.as_bytes().contains(&b'$')
        || part.split("$(").skip(1).all(|rest| POD_FIELDS.iter().any(|field| rest.starts_with(field)))
}

/// The beginnings of fields that have one value in all containers of a pod.
const POD_FIELDS: [&str; 3] = ["metadata.", "spec.", "status."];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned() {
        for (path, cleaned) in [
            ("/", ""),
            ("", ""),
            ("/data//in/", "data/in"),
            ("./a/../b/.", "b"),
            ("../../x", "x"),
            ("relative", "relative"),
            ("C:\\logs\\web", "C:/logs/web"),
            ("/a\\b", "a\\b"),
        ] {
            assert_eq!(clean(path), cleaned, "{path}");
        }
    }

    #[test]
    fn a_path_lies_below_its_directory_and_not_below_its_namesake() {
        assert_eq!(below("data", "data/in"), Some("in"));
        assert_eq!(below("data", "data"), Some(""));
        assert_eq!(below("data", "database"), None);
        assert_eq!(below("", "x/y"), Some("x/y"));
        assert_eq!(join("processed", "a"), "processed/a");
        assert_eq!((join("", "a"), join("a", ""), join("", "")), ("a".into(), "a".into(), String::new()));
    }

    #[test]
    fn directories_are_related() {
        use Relation::{Ancestor, Descendant, Disjoint, Equal, Unknown};
        for (a, b, expected) in [
            ("", "", Equal),
            ("", "processed", Ancestor),
            ("processed/x", "processed", Descendant),
            ("logs", "logs-old", Disjoint),
            ("in", "out", Disjoint),
            ("$(metadata.name)", "$(metadata.name)", Equal),
            ("$(metadata.name)/a", "$(metadata.name)/b", Disjoint),
            ("$(X)", "$(X)", Unknown),
            ("$(X)", "logs", Unknown),
            ("logs/$(X)", "data", Disjoint),
            ("logs", "logs/$(X)", Ancestor),
            ("a-$(X)", "a-$(X)/b", Unknown),
            ("", "$(X)", Ancestor),
        ] {
            assert_eq!(relation(a, b), expected, "{a} and {b}");
        }
    }

    #[test]
    fn relations_mirror_each_other() {
        let directories = ["", "a", "a/b", "ab", "$(X)", "$(metadata.uid)/a"];
        for a in directories {
            for b in directories {
                let mirrored = match relation(b, a) {
                    Relation::Ancestor => Relation::Descendant,
                    Relation::Descendant => Relation::Ancestor,
                    other => other,
                };
                assert_eq!(relation(a, b), mirrored, "{a} and {b}");
            }
        }
    }
}
