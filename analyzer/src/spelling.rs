//! The word that somebody may have meant: used only when something is reported, and bounded.

/// The longest word that is compared, and the most candidates.
const LONGEST: usize = 64;
const MOST_CANDIDATES: usize = 128;

/// The candidate nearest to a word, where one is near: equal but for case, or one or two slips away.
pub(crate) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let lower: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let most = (lower.len() / 3).clamp(1, 3);
    candidates
        .take(MOST_CANDIDATES)
        .filter(|candidate| {
            !candidate.is_empty() && candidate.len().abs_diff(word.len()) <= most && candidate.len() <= LONGEST
        })
        .map(|candidate| {
            (slips(&lower, &candidate.chars().flat_map(char::to_lowercase).collect::<Vec<_>>()), candidate)
        })
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// How many letters are added, dropped, replaced or swapped between two words.
fn slips(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != other);
            let mut best = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && from[row - 1] == *other && to[column - 1] == *letter;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_found() {
        let known = ["readOnly", "mountPath", "name", "image", "imagePullPolicy"];
        for (word, meant) in
            [("readonly", "readOnly"), ("mountPaht", "mountPath"), ("immage", "image"), ("Name", "name")]
        {
            assert_eq!(nearest(word, known.into_iter()), Some(meant));
        }
        for word in ["volumes", "", "path", "xy"] {
            assert_eq!(nearest(word, known.into_iter()), None, "{word}");
        }
    }
}
