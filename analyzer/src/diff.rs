//! Two texts compared line by line: the shortest way from one to the other, as far as that is found in bounded time.
//!
//! Small on purpose: it goes into the browser. What differs inside a line is not looked at.

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Fate {
    /// It stands in both texts.
    Kept,
    /// It stands in the old text only.
    Removed,
    /// It stands in the new text only.
    Added,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffLine {
    /// What became of it.
    pub fate: Fate,
    /// The line without its line break.
    pub text: String,
}

/// More lines than these that differ, multiplied, are not compared one by one.
const MOST: usize = 4_000_000;

/// The lines of two texts in one list: in the old order without the added ones, in the new order without the removed ones.
pub fn lines(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let before = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let after = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old_middle, new_middle) = (&old_rest[..old_rest.len() - after], &new_rest[..new_rest.len() - after]);
    let mut out: Vec<DiffLine> = old[..before].iter().map(|text| line(Fate::Kept, text)).collect();
    middle(old_middle, new_middle, &mut out);
    out.extend(old_rest[old_rest.len() - after..].iter().map(|text| line(Fate::Kept, text)));
    out
}

fn line(fate: Fate, text: &str) -> DiffLine {
    DiffLine { fate, text: text.to_owned() }
}

/// The lines between what both texts start and end with, by their longest common subsequence.
fn middle(old: &[&str], new: &[&str], out: &mut Vec<DiffLine>) {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > MOST {
        out.extend(old.iter().map(|text| line(Fate::Removed, text)));
        out.extend(new.iter().map(|text| line(Fate::Added, text)));
        return;
    }
    // `common[i][j]`: how many lines the texts have in common from line i and line j on.
    let mut common = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push(line(Fate::Kept, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1] {
            out.push(line(Fate::Removed, old[i]));
            i += 1;
        } else {
            out.push(line(Fate::Added, new[j]));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let sign = |fate| match fate {
            Fate::Kept => ' ',
            Fate::Removed => '-',
            Fate::Added => '+',
        };
        lines(old, new).iter().map(|line| format!("{}{} ", sign(line.fate), line.text)).collect::<Vec<_>>().concat()
    }

    #[test]
    fn lines_are_kept_removed_and_added() {
        assert_eq!(shown("a\nb\nc\n", "a\nx\nc\n"), " a -b +x  c ");
        assert_eq!(shown("", "a\nb"), "+a +b ");
        assert_eq!(shown("a\nb", ""), "-a -b ");
        assert_eq!(shown("a\nb\nc\nd\n", "b\nc\nd\ne\n"), "-a  b  c  d +e ");
        assert_eq!(shown("same\n", "same\n"), " same ");
    }

    #[test]
    fn both_texts_come_back_out() {
        let (old, new) = ("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc");
        let side = |not: Fate| {
            lines(old, new).into_iter().filter(|line| line.fate != not).map(|line| line.text).collect::<Vec<_>>()
        };
        assert_eq!(side(Fate::Added).join("\n"), old);
        assert_eq!(side(Fate::Removed).join("\n"), new);
    }
}
