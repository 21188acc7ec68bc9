//! Sorting that is compiled once.
//!
//! The standard sorts are compiled anew for each type of item and each order, some 4 KB a time, and the analyzer travels
//! to browsers. Here positions are sorted, always by the same code; then the items are put in place. All orders are stable.

use std::cmp::Ordering;

/// Sorts a list.
pub(crate) trait Arrange<T> {
    /// By an order.
    fn arrange_by(&mut self, order: impl Fn(&T, &T) -> Ordering);

    /// By what is asked of each item, as often as it is compared.
    fn arrange_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.arrange_by(|one, other| key(one).cmp(&key(other)));
    }

    /// By the items' own order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, order: impl Fn(&T, &T) -> Ordering) {
        let swaps = swaps(self.len(), &|one, other| order(&self[one], &self[other]));
        for (one, other) in swaps {
            self.swap(one, other);
        }
    }
}

/// The swaps that put `count` items in order.
fn swaps(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    if (1..count).all(|at| order(at - 1, at).is_le()) {
        return Vec::new();
    }
    let mut sorted: Vec<usize> = (0..count).collect();
    #[expect(clippy::disallowed_methods, reason = "the one place")]
    sorted.sort_by(|one, other| order(*one, *other));
    // Where each item has to go.
    let mut goals = vec![0; count];
    for (goal, from) in sorted.into_iter().enumerate() {
        goals[from] = goal;
    }
    let mut swaps = Vec::new();
    for at in 0..count {
        while goals[at] != at {
            let goal = goals[at];
            swaps.push((at, goal));
            goals.swap(at, goal);
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        // All lists of up to six items out of three, which has every permutation and every tie.
        for length in 0..=6 {
            for number in 0..3_usize.pow(length) {
                let list: Vec<(usize, u32)> = (0..length).map(|at| (number / 3_usize.pow(at) % 3, at)).collect();
                let mut expected = list.clone();
                #[expect(clippy::disallowed_methods, reason = "what it is compared with")]
                expected.sort_by_key(|(item, _)| *item);
                let mut found = list;
                found.arrange_by_key(|(item, _)| *item);
                assert_eq!(found, expected);
                found.reverse();
                found.arrange();
                assert_eq!(found, expected);
            }
        }
    }
}
