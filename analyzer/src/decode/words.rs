//! Names of types in plain words: `VolumeMount` is a volume mount.

/// The type's name with its article.
pub(super) fn a(name: &str) -> String {
    match name {
        "ObjectMeta" => return "the metadata".into(),
        "EnvVar" => return "an environment variable".into(),
        "EnvVarSource" => return "`valueFrom`".into(),
        "EnvFromSource" => return "an `envFrom` entry".into(),
        "PodTemplateSpec" => return "a pod template".into(),
        _ => {}
    }
    let words = split(name);
    let first = words.chars().next().unwrap_or('x');
    let is_acronym = words.split(' ').next().is_some_and(|word| word.chars().all(|letter| letter.is_ascii_uppercase()));
    let vowel = if is_acronym { "AEFHILMNORSX".contains(first) } else { "aeio".contains(first) };
    [if vowel { "an " } else { "a " }, &words].concat()
}

/// `VolumeMount` as `volume mount`, `HTTPGetAction` as `HTTP get action`.
fn split(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut words = String::with_capacity(name.len() + 4);
    for (index, letter) in letters.iter().enumerate() {
        let before_lower = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        let after_lower = index > 0 && letters[index - 1].is_ascii_lowercase();
        let starts = letter.is_ascii_uppercase() && (before_lower || after_lower || index == 0);
        if index > 0 && starts {
            words.push(' ');
        }
        words.push(if starts && before_lower { letter.to_ascii_lowercase() } else { *letter });
    }
    words
}

/// A word from the text, cut where it is longer than anyone would read.
pub(super) fn shorten(word: &str) -> String {
    const MOST: usize = 60;
    let line = word.lines().next().unwrap_or("");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => [&line[..end], "…"].concat(),
        None if line.len() < word.len() => [line, "…"].concat(),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_plain_names() {
        for (name, words) in [
            ("VolumeMount", "a volume mount"),
            ("HTTPGetAction", "an HTTP get action"),
            ("EmptyDirVolumeSource", "an empty dir volume source"),
            ("NFSVolumeSource", "an NFS volume source"),
            ("PodSpec", "a pod spec"),
            ("EnvVar", "an environment variable"),
        ] {
            assert_eq!(a(name), words);
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(shorten("short"), "short");
        assert_eq!(shorten("a\nb"), "a…");
        assert_eq!(shorten(&"é".repeat(99)).chars().count(), 61);
    }
}
