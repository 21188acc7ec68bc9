//! Image references in their parts: registry, repository, tag, digest.
//!
//! Follows the normalisation of Docker's reference grammar as far as comparing names needs; it does not validate.

/// An image reference in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageRef<'a> {
    /// The registry as written; none means Docker Hub.
    pub registry: Option<&'a str>,
    /// The repository as written, without the registry: `fluent/fluent-bit`, `nginx`.
    pub repository: &'a str,
    /// The tag, where said.
    pub tag: Option<&'a str>,
    /// The digest, where said: `sha256:…`.
    pub digest: Option<&'a str>,
}

impl<'a> ImageRef<'a> {
    /// Takes a reference apart.
    pub fn parse(reference: &'a str) -> Self {
        let reference = reference.trim();
        let (rest, digest) = match reference.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (reference, None),
        };
        let last = rest.rfind('/').map_or(0, |slash| slash + 1);
        let (name, tag) = match rest[last..].find(':') {
            Some(colon) => (&rest[..last + colon], Some(&rest[last + colon + 1..])),
            None => (rest, None),
        };
        let (registry, repository) = match name.split_once('/') {
            Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => (Some(first), rest),
            _ => (None, name),
        };
        let (registry, repository) = match (registry, repository.strip_prefix("library/")) {
            (None | Some("docker.io" | "index.docker.io"), Some(official)) => (None, official),
            (Some("docker.io" | "index.docker.io"), None) => (None, repository),
            _ => (registry, repository),
        };
        Self { registry, repository, tag, digest }
    }

    /// Whether registry and repository are the same; tags and digests may differ.
    pub fn is_same_repository(&self, other: &Self) -> bool {
        self.registry == other.registry && self.repository == other.repository
    }

    /// The last part of the repository: `fluent-bit`.
    pub fn name(&self) -> &'a str {
        self.repository.rsplit('/').next().unwrap_or(self.repository)
    }

    /// The repository without its last part: `fluent`; empty for an official image.
    pub fn organisation(&self) -> &'a str {
        self.repository.rsplit_once('/').map_or("", |(organisation, _)| organisation)
    }

    /// Whether nothing pins it: no digest, and no tag or `latest`.
    pub fn is_unpinned(&self) -> bool {
        self.digest.is_none() && matches!(self.tag, None | Some("latest" | ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        let image = ImageRef::parse("registry.example.com:5000/team/app:1.2@sha256:abc");
        assert_eq!(image.registry, Some("registry.example.com:5000"));
        assert_eq!((image.repository, image.tag, image.digest), ("team/app", Some("1.2"), Some("sha256:abc")));
        assert_eq!((image.organisation(), image.name()), ("team", "app"));
    }

    #[test]
    fn docker_hub_has_several_spellings() {
        for spelling in
            ["nginx", "library/nginx", "docker.io/nginx", "docker.io/library/nginx", "index.docker.io/nginx"]
        {
            assert_eq!(ImageRef::parse(spelling), ImageRef::parse("nginx"), "{spelling}");
        }
        assert_eq!(ImageRef::parse("localhost/app").registry, Some("localhost"));
    }

    #[test]
    fn latest_and_nothing_are_unpinned() {
        assert!(ImageRef::parse("app").is_unpinned() && ImageRef::parse("app:latest").is_unpinned());
        assert!(!ImageRef::parse("app:1").is_unpinned() && !ImageRef::parse("app@sha256:a").is_unpinned());
        assert!(!ImageRef::parse("host:5000/app:1").is_unpinned() && ImageRef::parse("host:5000/app").is_unpinned());
    }
}
