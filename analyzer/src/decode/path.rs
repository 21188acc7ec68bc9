//! Where a value stands in its object, put into words only when something is reported.

use std::fmt::Write;

/// A place: the way to it, innermost step first.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
    /// The type whose fields stand here, where it is known.
    pub(super) of: Option<u16>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The object itself.
    pub(super) const ROOT: Path<'static> = Path { parent: None, step: Step::Root, of: None };

    /// The place of a key.
    pub(super) const fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(key), of: None }
    }

    /// The place of an item.
    pub(super) const fn index(&'p self, index: usize) -> Path<'p> {
        Path { parent: Some(self), step: Step::Index(index), of: None }
    }

    /// The same place, known to hold the fields of a type.
    pub(super) const fn of(self, number: u16) -> Self {
        Self { of: Some(number), ..self }
    }

    /// The places around this one, nearest first.
    pub(super) fn around(&self) -> impl Iterator<Item = &'p Path<'p>> {
        std::iter::successors(self.parent, |path| path.parent)
    }

    /// The last key: `ports` of `ports[2]`.
    pub(super) fn last_key(&self) -> &'p str {
        match (self.step, self.parent) {
            (Step::Key(key), _) => key.rsplit('.').next().unwrap_or(key),
            (_, Some(parent)) => parent.last_key(),
            (_, None) => "",
        }
    }

    /// `spec.containers[0].image`.
    pub(super) fn text(&self) -> String {
        let mut steps: Vec<Step<'_>> = vec![self.step];
        steps.extend(self.around().map(|path| path.step));
        let mut out = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Root => {}
                Step::Key(key) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(key);
                }
                Step::Index(index) => {
                    let _ = write!(out, "[{index}]");
                }
            }
        }
        out
    }
}
