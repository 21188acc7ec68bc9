//! Places in a text: byte ranges inside the analyzer, lines and columns at its edges.
//!
//! Everything that is said about a manifest carries a [`Span`]. Nothing here knows YAML or Kubernetes.

/// A half-open range of bytes in the text as decoded, always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies inside this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text of this range; empty where the range does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// This range moved into `text` and onto character boundaries.
    pub fn clamped(self, text: &str) -> Self {
        let start = floor_boundary(text, self.start as usize);
        let end = floor_boundary(text, (self.end as usize).max(start));
        Self::new(offset(start), offset(end))
    }
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where the text says it.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, said at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place as editors count: both numbers from 1, columns in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in UTF-16 code units.
    pub column: u32,
}

/// Byte offsets of all line starts of one text.
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// How many UTF-16 units stand before each [`STRIDE`]th byte. Without it a place far behind in a long line would cost as
    /// much as all before it.
    units: Vec<u32>,
}

/// How many bytes lie between two places of which a [`LineIndex`] knows the UTF-16 units.
const STRIDE: usize = 512;

impl<'t> LineIndex<'t> {
    /// Indexes `text`; lines end at `\n`.
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| offset(at + 1)))
            .collect();
        let mut units = vec![0];
        for piece in text.as_bytes().chunks(STRIDE) {
            units.push(units.last().map_or(0, |before| before + utf16_units(piece)));
        }
        Self { text, starts, units }
    }

    /// How many UTF-16 units stand before a byte.
    fn units_before(&self, at: usize) -> u32 {
        let known = (at / STRIDE).min(self.units.len() - 1);
        self.units[known] + utf16_units(&self.text.as_bytes()[known * STRIDE..at])
    }

    /// The position of byte `at`; past the end it is the end.
    pub fn position(&self, at: u32) -> Position {
        let at = floor_boundary(self.text, at as usize);
        let line = self.starts.partition_point(|start| *start as usize <= at) - 1;
        let start = self.starts[line] as usize;
        let units = if at - start < STRIDE {
            utf16_units(&self.text.as_bytes()[start..at])
        } else {
            self.units_before(at) - self.units_before(start)
        };
        Position { line: offset(line + 1), column: units + 1 }
    }

    /// The byte offset of a position; past the end of its line it is the line's end.
    pub fn offset(&self, position: Position) -> u32 {
        let line = (position.line.max(1) as usize - 1).min(self.starts.len() - 1);
        let start = self.starts[line] as usize;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| *next as usize - 1);
        let mut units = position.column.max(1) as usize - 1;
        let mut at = start;
        for character in self.text.get(start..end).unwrap_or("").chars() {
            if units < character.len_utf16() {
                break;
            }
            units -= character.len_utf16();
            at += character.len_utf8();
        }
        offset(at)
    }

    /// The whole line `line` (from 1) without its line break; empty where there is none.
    pub fn line(&self, line: u32) -> &'t str {
        let Some(start) = self.starts.get((line as usize).wrapping_sub(1)) else {
            return "";
        };
        let end = self.starts.get(line as usize).map_or(self.text.len(), |next| *next as usize - 1);
        self.text.get(*start as usize..end).unwrap_or("").trim_end_matches('\r')
    }
}

/// The UTF-16 units that start in a piece of text: one for each character, two for each of four bytes.
fn utf16_units(piece: &[u8]) -> u32 {
    let of = |byte: &u8| u32::from(!matches!(byte, 0x80..=0xbf)) + u32::from(*byte >= 0xf0);
    piece.iter().map(of).sum()
}

/// The last character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A length as a text offset. Texts are limited far below 4 GiB before they get here.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units() {
        let long = "é😀x".repeat(1_000);
        let (ends, index) = (long.len(), LineIndex::new(&long));
        for at in [0, 2, 6, 7, 511, 512, 513, 1_024, ends - 1, ends] {
            let at = floor_boundary(&long, at);
            let column = long[..at].encode_utf16().count() + 1;
            assert_eq!(index.position(offset(at)), Position { line: 1, column: offset(column) }, "{at}");
        }
        let index = LineIndex::new("a\n😀b\n");
        assert_eq!(index.position(2), Position { line: 2, column: 1 });
        assert_eq!(index.position(6), Position { line: 2, column: 3 });
        assert_eq!(index.offset(Position { line: 2, column: 3 }), 6);
        assert_eq!(index.position(99), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_span_is_moved_onto_character_boundaries() {
        assert_eq!(Span::new(1, 9).clamped("😀"), Span::new(0, 4));
    }

    #[test]
    fn lines_come_without_their_breaks() {
        let index = LineIndex::new("a\r\nb");
        assert_eq!((index.line(1), index.line(2), index.line(3)), ("a", "b", ""));
    }
}
