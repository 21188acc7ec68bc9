//! The manifest that the pages of the API and of the snippets start with: the case study, without the marks that say what
//! it is an example of. It is read by nobody here.

const FILE: &str = include_str!("../../../content/examples/case-study.yaml");

/// The manifest.
pub(super) fn manifest() -> String {
    FILE.split_inclusive('\n').filter(|line| !line.starts_with("#! ")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_starts_with_itself() {
        let text = super::manifest();
        assert!(text.starts_with("apiVersion: v1\n") && !text.contains("#!"), "{text}");
    }
}
