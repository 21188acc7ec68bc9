//! How texts and questions are cut into words. `app/js/search.js` cuts questions in the same way; a browser test compares
//! the two.

/// The words of a text, in lower case. A path like `spec.volumes[].emptyDir` is one word, `spec.volumes.emptydir`, and each
/// of its parts is one too; so are the parts of a name in camel case.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let parts: Vec<&str> =
            chunk.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 && chunk.contains('.') {
            words.push(parts.join(".").to_lowercase());
        }
        for part in parts {
            words.push(part.to_lowercase());
            let humps = humps(part);
            if humps.len() > 1 {
                words.extend(humps);
            }
        }
    }
    words
}

/// The parts of a name in camel case: `emptyDir` is `empty` and `dir`.
fn humps(name: &str) -> Vec<String> {
    let mut humps: Vec<String> = Vec::new();
    let mut low = false;
    for letter in name.chars() {
        if humps.is_empty() || low && letter.is_uppercase() {
            humps.push(String::new());
        }
        low = letter.is_lowercase();
        if let Some(hump) = humps.last_mut() {
            hump.extend(letter.to_lowercase());
        }
    }
    humps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_camel_case_are_cut_and_kept() {
        assert_eq!(
            words("spec.volumes[].emptyDir,"),
            ["spec.volumes.emptydir", "spec", "volumes", "emptydir", "empty", "dir"]
        );
        assert_eq!(words("A pod's `readOnly`"), ["a", "pod", "s", "readonly", "read", "only"]);
        assert_eq!(words("fluent-bit HTTP"), ["fluent", "bit", "http"]);
    }
}
