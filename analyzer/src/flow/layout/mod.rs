//! Where everything in the diagram stands: whole pixels, the same on every machine.
//!
//! A layout holds finished shapes and texts; whoever prints it decides nothing. The wide one has columns, the narrow one
//! is a list with rails. Both draw at most so much that a picture stays readable, and say how much they leave out.

mod cards;
mod lanes;
pub(super) mod metrics;
mod narrow;
mod order;
mod scene;
#[cfg(test)]
mod tests;
mod wide;

use crate::analysis::{Certainty, EdgeKind, FlowGraph};
use metrics::Face;
pub(super) use narrow::narrow;
pub(super) use wide::wide;

/// A point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Rect {
    pub(super) const fn right(&self) -> i32 {
        self.x + self.width
    }

    pub(super) const fn bottom(&self) -> i32 {
        self.y + self.height
    }

    pub(super) const fn middle(&self) -> i32 {
        self.y + self.height / 2
    }
}

/// A text: `at` is where its base line starts, or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) at: Point,
    pub(super) face: Face,
    /// Whether it is less important.
    pub(super) quiet: bool,
    /// Whether it stands before `at`.
    pub(super) ends: bool,
    pub(super) words: String,
}

/// A box with all that stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// The node that it shows.
    pub(super) node: usize,
    pub(super) frame: Rect,
    pub(super) texts: Vec<Text>,
    /// Hairlines inside it, each with both its ends.
    pub(super) rules: Vec<(Point, Point)>,
    /// Marks of mounts that are read-only: their upper left corners.
    pub(super) locks: Vec<Point>,
    /// Pairs of rows that show the same directory: where a mark runs from one to the other.
    pub(super) links: Vec<(Point, Point)>,
    /// The sign of its kind: its upper left corner.
    pub(super) sign: Option<Point>,
    /// Whether something is wrong or missing: nobody mounts it, or nobody defines it.
    pub(super) loose: bool,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A cubic curve: start, two control points, end.
    Curve([Point; 4]),
    /// Straight lines around rounded corners.
    Line(Vec<Point>),
}

/// Which way an arrow head points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Left,
    Right,
}

/// A line of the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    /// The edge that gives it its look.
    pub(super) edge: usize,
    pub(super) kind: EdgeKind,
    pub(super) pieces: Vec<Piece>,
    /// Arrow heads: their tips.
    pub(super) heads: Vec<(Point, Head)>,
    pub(super) label: Option<Text>,
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) headings: Vec<Text>,
    /// Boxes in reading order: containers, then volumes, then what lies outside.
    pub(super) cards: Vec<Card>,
    pub(super) wires: Vec<Wire>,
    /// Samples of the line styles in it.
    pub(super) legend: Vec<Sample>,
}

/// A short line in one of the styles, and what the style means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) style: Style,
    pub(super) meaning: Text,
}

/// A style of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Known(Certainty),
    Alias,
}

/// Space around everything.
const MARGIN: i32 = 16;
/// The length of an arrow head.
pub(super) const HEAD: i32 = 8;

fn text(x: i32, y: i32, face: Face, quiet: bool, words: String) -> Text {
    Text { at: Point { x, y }, face, quiet, ends: false, words }
}

/// Samples of the line styles that a picture uses, in rows no wider than `most`; moves `height` on.
fn legend(graph: &FlowGraph, layout: &Layout, height: &mut i32) -> Vec<Sample> {
    let has = |certainty: Certainty| {
        layout.wires.iter().any(|wire| graph.edges.get(wire.edge).is_some_and(|edge| edge.certainty == certainty))
    };
    let styles = [
        (has(Certainty::Declared), Style::Known(Certainty::Declared), "declared"),
        (has(Certainty::Inferred), Style::Known(Certainty::Inferred), "inferred"),
        (has(Certainty::Unknown), Style::Known(Certainty::Unknown), "direction not known"),
        (layout.cards.iter().any(|card| !card.links.is_empty()), Style::Alias, "one directory seen twice"),
    ];
    let mut samples = Vec::new();
    let mut x = MARGIN;
    let mut y = *height + 6;
    for (_, style, meaning) in styles.into_iter().filter(|(is_used, _, _)| *is_used) {
        let needed = 34 + metrics::width(meaning, Face::Small);
        if x > MARGIN && x + needed > layout.width - MARGIN {
            (x, y) = (MARGIN, y + 22);
        }
        samples.push(Sample {
            from: Point { x, y },
            to: Point { x: x + 26, y },
            style,
            meaning: text(x + 34, y + 4, Face::Small, true, meaning.to_owned()),
        });
        x += needed + 22;
    }
    if !samples.is_empty() {
        *height = y + MARGIN;
    }
    samples
}
