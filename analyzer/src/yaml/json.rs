//! JSON texts, read as kubectl reads them: a text that starts with `{` is JSON before it is YAML.
//!
//! JSON allows what YAML does not (tabs, several objects in a row, escaped pairs) and forbids what flow style allows
//! (comments, bare words, a last comma). Nothing here recurses.

use super::build::{Builder, Style};
use super::scalar::Tag;
use super::{MAX_DEPTH, MAX_NODES, Tree};
use crate::span::{Span, offset};
use std::borrow::Cow;

/// Reads a text as JSON if it starts with `{`. Where it is no JSON, gives the place.
pub(super) fn read(text: &str) -> Option<Result<Tree<'_>, Span>> {
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with('{') {
        return None;
    }
    let mut reader = Reader { text, at: start, open: Vec::new(), builder: Builder::new(text, text, &[]) };
    let read = reader.stream();
    let end = offset((reader.at + 1).min(text.len()));
    Some(match read {
        Some(()) => Ok(reader.builder.tree),
        None => Err(Span::new(end.saturating_sub(1), end).clamped(text)),
    })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Whether each open collection is a mapping.
    open: Vec<bool>,
    builder: Builder<'t, 't>,
}

impl Reader<'_> {
    /// One value behind the other, to the end of the text; none where something is no JSON.
    fn stream(&mut self) -> Option<()> {
        self.skip_space();
        while self.at < self.text.len() {
            self.builder.start_document(offset(self.at));
            self.value()?;
            self.builder.finish_document(true);
            self.skip_space();
        }
        Some(())
    }

    /// One value with everything in it.
    fn value(&mut self) -> Option<()> {
        loop {
            if self.start()? {
                continue;
            }
            // A value is complete: close what closes behind it, up to the comma before the next one.
            while let Some(mapping) = self.open.last().copied() {
                self.skip_space();
                match self.next()? {
                    b',' if mapping => {
                        self.key()?;
                        break;
                    }
                    b',' => break,
                    b'}' if mapping => self.end(),
                    b']' if !mapping => self.end(),
                    _ => return self.back(),
                }
            }
            if self.open.is_empty() {
                return Some(());
            }
        }
    }

    /// Starts a value; true where it is a collection that waits for its first value.
    fn start(&mut self) -> Option<bool> {
        self.skip_space();
        let at = offset(self.at);
        let mapping = match self.next()? {
            b'{' => true,
            b'[' => false,
            b'"' => {
                self.at -= 1;
                return self.string().map(|()| false);
            }
            _ => {
                self.at -= 1;
                return self.word().map(|()| false);
            }
        };
        if self.open.len() >= MAX_DEPTH || self.builder.tree.nodes.len() > MAX_NODES {
            return None;
        }
        let style = if mapping { Style::mapping(false) } else { Style::sequence(false) };
        self.builder.start(style, 0, Span::new(at, at + 1));
        self.open.push(mapping);
        self.skip_space();
        if self.peek()? == if mapping { b'}' } else { b']' } {
            self.at += 1;
            self.end();
            return Some(false);
        }
        if mapping {
            self.key()?;
        }
        Some(true)
    }

    fn end(&mut self) {
        self.open.pop();
        self.builder.end(Some(offset(self.at)));
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<()> {
        self.skip_space();
        if self.peek()? != b'"' {
            return None;
        }
        self.string()?;
        self.skip_space();
        match self.next()? {
            b':' => Some(()),
            _ => self.back(),
        }
    }

    fn string(&mut self) -> Option<()> {
        let start = self.at;
        self.at += 1;
        let mut own: Option<String> = None;
        loop {
            let piece = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            let piece = self.text.get(piece..self.at)?;
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    let value = match own {
                        None => Cow::Borrowed(piece),
                        Some(own) => Cow::Owned(own + piece),
                    };
                    self.builder.scalar(value, false, Tag::None, Span::new(offset(start), offset(self.at)));
                    return Some(());
                }
                b'\\' => {
                    let own = own.get_or_insert_default();
                    own.push_str(piece);
                    self.at += 1;
                    own.push(self.escape()?);
                }
                _ => return None,
            }
        }
    }

    /// What an escape stands for; the backslash is read.
    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.unit()?;
                let rest = self.text.get(self.at..)?;
                if (0xd800..0xdc00).contains(&first) && rest.starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let second = self.unit()?;
                    match char::decode_utf16([first, second]).next() {
                        Some(Ok(character)) => return Some(character),
                        _ => self.at = before,
                    }
                }
                char::from_u32(first.into()).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => {
                self.at -= 1;
                return None;
            }
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let unit = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok());
        self.at += 4;
        unit.flatten()
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if !matches!(word, "true" | "false" | "null") && !is_number(word) {
            self.at = start;
            return None;
        }
        let span = Span::new(offset(start), offset(self.at));
        self.builder.scalar(Cow::Borrowed(word), true, Tag::None, span);
        Some(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Puts the last byte back and gives up.
    fn back(&mut self) -> Option<()> {
        self.at -= 1;
        None
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
}

/// JSON's own spelling of numbers: no leading zero, digits on both sides of the point.
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}
