//! A container's command line as several kinds of evidence want to read it.
//!
//! Finds words and where they stand. It does not understand shell.

use crate::pod::Container;
use crate::span::Span;

/// The arguments of a container.
pub(in crate::patterns) struct Shell<'p, 'a>(pub(in crate::patterns) &'p Container<'a>);

impl<'a> Shell<'_, 'a> {
    /// Where one of these words stands: inside an argument, or as arguments in a row.
    pub(in crate::patterns) fn says(&self, any: &[&'static str]) -> Option<(&'static str, Span)> {
        let words = any[crate::catalogue::command_says(self.0, any)?];
        Some((words, self.place(words)?))
    }

    fn place(&self, words: &str) -> Option<Span> {
        let first = words.split(' ').next().unwrap_or(words);
        self.0
            .argv()
            .find(|argument| argument.value.contains(words))
            .or_else(|| self.0.argv().find(|argument| argument.value.ends_with(first)))
            .map(|argument| argument.span)
    }

    /// The whole command line.
    pub(in crate::patterns) fn span(&self) -> Span {
        let mut spans = self.0.argv().map(|argument| argument.span);
        spans.next().map_or(self.0.span, |first| spans.fold(first, Span::to))
    }

    /// The program that runs and its script: what remains behind `sh -c`.
    pub(in crate::patterns) fn script(&self) -> Option<&'a str> {
        let mut argv = self.0.argv().map(|argument| argument.value);
        let program = argv.next()?;
        let shell = matches!(program.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash"));
        if !shell {
            return None;
        }
        argv.find(|argument| !argument.starts_with('-'))
    }

    /// Its arguments one after the other, without the shell around a script.
    pub(in crate::patterns) fn words(&self) -> impl Iterator<Item = &'a str> {
        let script = self.script();
        let plain = script.is_none();
        script
            .into_iter()
            .chain(self.0.argv().filter(move |_| plain).map(|argument| argument.value))
            .flat_map(|text| text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|')))
            .filter(|word| !word.is_empty())
    }
}
