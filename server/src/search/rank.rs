//! Which passages answer a question best. The formula and its numbers are `MiniSearch`'s, so that the server and the
//! browser agree; its source says why they are so.

use super::{FIELDS, Index, Postings, Stored, words};
use std::collections::{BTreeMap, BTreeSet};

/// What a beginning or a slip counts, where the word itself counts 1.
const PREFIX: f64 = 0.375;
const FUZZY: f64 = 0.45;
/// The share of a word's letters that may be wrong.
pub(crate) const SLIPS: f64 = 0.2;
/// The numbers of BM25+.
const K: f64 = 1.2;
const B: f64 = 0.7;
const D: f64 = 0.5;
/// More words than this are no question.
const MOST_WORDS: usize = 16;

/// A passage that was found.
#[derive(Clone, Debug)]
pub struct Hit<'i> {
    /// The passage.
    pub passage: &'i Stored,
    /// How well it answers; more is better.
    pub score: f64,
}

impl Index {
    /// The passages that answer a question, the best first, at most `most` of them.
    pub fn search(&self, question: &str, most: usize) -> Vec<Hit<'_>> {
        let mut asked = words(question);
        asked.truncate(MOST_WORDS);
        // For each passage its score, and the words of the question that it has.
        let mut scores: BTreeMap<usize, (f64, BTreeSet<&str>)> = BTreeMap::new();
        for word in &asked {
            for (passage, score) in self.scores_of(word) {
                let entry = scores.entry(passage).or_default();
                entry.0 += score;
                entry.1.insert(word);
            }
        }
        let mut found: Vec<Hit<'_>> = scores
            .into_iter()
            .map(|(id, (score, matched))| Hit { passage: &self.passages[id], score: score * count(matched.len()) })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(most);
        found
    }

    /// What one word of the question gives each passage.
    fn scores_of(&self, word: &str) -> BTreeMap<usize, f64> {
        let mut scores = BTreeMap::new();
        let length = word.chars().count();
        let slips = (count(length) * SLIPS).round();
        for (term, postings) in &self.terms {
            let weight = weight(word, length, slips, term);
            if weight > 0.0 {
                self.add_scores(postings, weight, &mut scores);
            }
        }
        scores
    }

    fn add_scores(&self, postings: &Postings, weight: f64, scores: &mut BTreeMap<usize, f64>) {
        for (field, (_, boost)) in FIELDS.iter().enumerate() {
            let matching = count(postings[field].len());
            let rarity = (1.0 + (count(self.passages.len()) - matching + 0.5) / (matching + 0.5)).ln();
            let average = self.average_length(field);
            for (passage, times) in &postings[field] {
                let times = f64::from(*times);
                let length = count(self.lengths[*passage][field]);
                let often = times * (K + 1.0) / (times + K * (1.0 - B + B * length / average));
                *scores.entry(*passage).or_default() += weight * boost * rarity * (D + often);
            }
        }
    }

    /// The words that this field has in a passage on average.
    pub(super) fn average_length(&self, field: usize) -> f64 {
        let all: usize = self.lengths.iter().map(|lengths| lengths[field]).sum();
        count(all) / count(self.lengths.len().max(1))
    }
}

/// What a word of the index counts for a word of the question: 1 where they are the same, less where one begins the other
/// or where there are slips, else nothing.
fn weight(word: &str, length: usize, slips: f64, term: &str) -> f64 {
    if term == word {
        return 1.0;
    }
    let letters = term.chars().count();
    if term.starts_with(word) {
        return PREFIX * count(letters) / (count(letters) + 0.3 * count(letters - length));
    }
    if slips < 1.0 || count(letters.abs_diff(length)) > slips {
        return 0.0;
    }
    let distance = count(strsim::levenshtein(word, term));
    if distance > slips { 0.0 } else { FUZZY * count(letters) / (count(letters) + distance) }
}

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
fn count(number: usize) -> f64 {
    number as f64
}
