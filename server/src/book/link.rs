//! Where links lead: which of them a page may have, and what they mean from where the page stands.

/// Where a link of a page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Out of the site.
    Outside(String),
    /// To a path of the site, and perhaps a place on that page.
    Inside {
        /// Absolute; empty for the page itself.
        path: String,
        /// The id of the place.
        anchor: Option<String>,
    },
    /// To a scheme that no page may use.
    Refused,
}

impl Target {
    /// What `destination` means on a page whose file stands in `folder`, which starts and ends with `/`. A relative
    /// link may name the file, as editors and code hosts like it: `../patterns/sidecar.md`.
    pub(super) fn of(destination: &str, folder: &str) -> Self {
        if destination.starts_with("https://") || destination.starts_with("http://") {
            return Self::Outside(destination.to_owned());
        }
        let (path, anchor) = match destination.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (destination, None),
        };
        if path.starts_with("//") || path.contains('\\') || path.split('/').next().unwrap_or("").contains(':') {
            return Self::Refused;
        }
        let path = if path.is_empty() || path.starts_with('/') { path.to_owned() } else { joined(folder, path) };
        Self::Inside { path, anchor }
    }

    /// The destination as the page's HTML has it.
    pub(super) fn href(&self) -> Option<String> {
        match self {
            Self::Outside(address) => Some(address.clone()),
            Self::Inside { path, anchor: Some(anchor) } => Some(format!("{path}#{anchor}")),
            Self::Inside { path, anchor: None } => Some(path.clone()),
            Self::Refused => None,
        }
    }
}

/// `path` seen from `folder`, as the site's absolute path.
fn joined(folder: &str, path: &str) -> String {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"index") {
        parts.pop();
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(destination: &str) -> Option<String> {
        Target::of(destination, "/docs/").href()
    }

    #[test]
    fn relative_links_are_seen_from_the_folder() {
        assert_eq!(href("emptydir").unwrap(), "/docs/emptydir");
        assert_eq!(href("../patterns/sidecar.md#why").unwrap(), "/patterns/sidecar#why");
        assert_eq!(href("../index.md").unwrap(), "/");
        assert_eq!(href("../../../etc/passwd").unwrap(), "/etc/passwd");
        assert_eq!(href("#here").unwrap(), "#here");
        assert_eq!(href("/play?x=1").unwrap(), "/play?x=1");
        assert_eq!(href("https://kubernetes.io/").unwrap(), "https://kubernetes.io/");
    }

    #[test]
    fn other_schemes_are_refused() {
        for destination in ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil", "JAVASCRIPT:x"] {
            assert_eq!(href(destination), None, "{destination}");
        }
    }
}
