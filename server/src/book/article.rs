//! A rendered page: its HTML, and what the rest of the site needs to know about it. Plain data.

use super::fence::{Announcement, Info};

/// What came out of one page.
#[derive(Debug, Default)]
pub struct Article {
    /// The text as HTML, without the page's title.
    pub html: String,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its words, cut at its headings, for the search.
    pub passages: Vec<Passage>,
    /// Its fenced code.
    pub fences: Vec<Fence>,
    /// Its links into the site: line, path, place.
    pub(super) links: Vec<(u32, String, Option<String>)>,
    /// What its author should repair.
    pub remarks: Vec<Remark>,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 for the sections of a page.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// The words between two headings, markup left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The id of the heading above; none for what comes before the first.
    pub anchor: Option<String>,
    /// The words of that heading.
    pub heading: String,
    /// The words.
    pub text: String,
}

/// Fenced code in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// What its first line says.
    pub info: Info,
    /// The code, without announcements.
    pub text: String,
    /// What its author announces.
    pub announcements: Vec<Announcement>,
    /// The line of the fence in its file, from 1.
    pub line: u32,
}

/// Something that an author should repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line in the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}
