//! The word that somebody may have meant.
//!
//! Used only when something is reported, and bounded in the words it looks at.

/// The most candidates that are compared.
const MOST_CANDIDATES: usize = 64;
/// The longest word that is compared.
const LONGEST: usize = 64;

/// The candidate nearest to a word, where one is near: equal but for case, or few letters away.
pub(super) fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let lower = word.to_lowercase();
    let most = (word.len() / 3).max(1);
    candidates
        .filter(|candidate| !candidate.is_empty() && candidate.len() <= LONGEST)
        .take(MOST_CANDIDATES)
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be added, dropped or replaced to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut corner = index;
        row[0] = index + 1;
        for (column, other) in to.iter().enumerate() {
            let replaced = corner + usize::from(letter != *other);
            corner = row[column + 1];
            row[column + 1] = replaced.min(corner + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_near_word_only() {
        let known = ["shared-data", "config", "Always"];
        assert_eq!(closest("shard-data", known.into_iter()), Some("shared-data"));
        assert_eq!(closest("always", known.into_iter()), Some("Always"));
        assert_eq!(closest("logs", known.into_iter()), None);
        assert_eq!(closest("", known.into_iter()), None);
    }

    #[test]
    fn counts_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
    }
}
