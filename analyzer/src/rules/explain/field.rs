//! Field paths as the API server prints them: compared with a pattern, and followed into the text.

use crate::yaml::Node;

/// Whether a path fits a pattern, in which `*` stands for any name and `[]` for any index or key.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let mut rest = path;
    let mut pattern = pattern;
    loop {
        if let Some(more) = pattern.strip_prefix('*') {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            (pattern, rest) = (more, &rest[end..]);
        } else if let Some(more) = pattern.strip_prefix("[]") {
            let Some(end) = rest.strip_prefix('[').and_then(|inside| inside.find(']')) else { return false };
            (pattern, rest) = (more, &rest[end + 2..]);
        } else {
            match (pattern.chars().next(), rest.chars().next()) {
                (None, None) => return true,
                (Some(wanted), Some(found)) if wanted == found => {
                    (pattern, rest) = (&pattern[wanted.len_utf8()..], &rest[found.len_utf8()..]);
                }
                _ => return false,
            }
        }
    }
}

/// The node at a path of names and indices.
pub(super) fn node_at<'a>(node: Node<'a>, path: &str) -> Option<Node<'a>> {
    path.split('.').try_fold(node, |node, step| {
        let (name, index) = step.split_once('[').map_or((step, None), |(name, index)| (name, Some(index)));
        let value = node.get(name)?;
        match index {
            Some(index) => value.items().nth(index.strip_suffix(']')?.parse().ok()?),
            None => Some(value),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_fit_paths() {
        assert!(matches("*[].volumeMounts[].name", "initContainers[12].volumeMounts[0].name"));
        assert!(matches("volumes[].*.defaultMode", "volumes[0].secret.defaultMode"));
        assert!(matches("*[].resources.limits[]", "containers[0].resources.limits[nvidia.com/gpu]"));
        assert!(matches("", ""));
        for path in ["containers[0].volumeMounts.name", "containers[0].volumeMounts[0].names", "x.y[0].name", ""] {
            assert!(!matches("*[].volumeMounts[].name", path), "{path}");
        }
    }
}
