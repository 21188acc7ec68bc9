//! Paths in containers: cleaned as the kubelet cleans them, and compared by their parts.

/// A path without doubled and trailing slashes and without `.` parts; `..` takes back the part before it.
pub(in crate::rules) fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// Whether `inner` lies below `outer`; both clean. Equal paths do not.
pub(in crate::rules) fn is_below(inner: &str, outer: &str) -> bool {
    match inner.strip_prefix(outer) {
        Some(rest) if outer.is_empty() || outer.ends_with('/') => !rest.is_empty(),
        Some(rest) => rest.starts_with('/'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned() {
        assert_eq!(clean("//data/./a//b/../c/"), "/data/a/c");
        assert_eq!(clean(""), "/");
        assert_eq!(clean("../x"), "/x");
    }

    #[test]
    fn paths_are_compared_by_their_parts() {
        assert!(is_below("/data/in", "/data"));
        assert!(is_below("/data", "/"));
        assert!(is_below("processed", ""));
        assert!(!is_below("/database", "/data"));
        assert!(!is_below("/data", "/data"));
    }
}
