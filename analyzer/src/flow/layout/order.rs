//! Orders boxes so that few lines cross, and puts them near what they belong to without overlap.
//!
//! Plain integer versions of the barycentre method, of swaps between neighbours, and of isotonic regression. The same
//! input gives the same order: ties keep the text's order.

use crate::arrange::Arrange;

/// The most rounds of swaps.
const MOST_ROUNDS: usize = 24;

/// The order of boxes, each given by the heights at which its lines start.
pub(super) fn order(lines: &[Vec<i32>]) -> Vec<usize> {
    let lines: Vec<Vec<i32>> = lines.iter().map(|ends| sorted(ends)).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.arrange_by_key(|index| mean(&lines[*index]));
    for _ in 0..MOST_ROUNDS {
        let mut changed = false;
        for at in 1..order.len() {
            let (above, below) = (&lines[order[at - 1]], &lines[order[at]]);
            if crossings(below, above) < crossings(above, below) {
                order.swap(at - 1, at);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    order
}

fn sorted(ends: &[i32]) -> Vec<i32> {
    let mut ends = ends.to_vec();
    ends.arrange();
    ends
}

/// The mean in hundredths.
fn mean(ends: &[i32]) -> i64 {
    let count = i64::try_from(ends.len()).unwrap_or(1).max(1);
    ends.iter().map(|end| i64::from(*end)).sum::<i64>() * 100 / count
}

/// The middle one of sorted heights.
pub(super) fn median(ends: &[i32]) -> Option<i32> {
    sorted(ends).get(ends.len() / 2).copied()
}

/// How many lines cross where the box of `above` stands above that of `below`; both sorted.
fn crossings(above: &[i32], below: &[i32]) -> usize {
    above.iter().map(|end| below.partition_point(|other| other < end)).sum()
}

/// A box to be put into a column.
pub(super) struct Wish {
    /// Where its upper edge would like to be.
    pub(super) y: i32,
    pub(super) height: i32,
    /// The least space above it.
    pub(super) gap: i32,
}

/// Upper edges of boxes that keep their order, stay apart, stay below `top`, and are as near to their wishes as can be.
pub(super) fn column(wishes: &[Wish], top: i32) -> Vec<i32> {
    let mut offset = 0;
    // Blocks of boxes that touch: sum of wishes, number of boxes.
    let mut blocks: Vec<(i64, i64)> = Vec::new();
    let mut offsets = Vec::with_capacity(wishes.len());
    for wish in wishes {
        offset += wish.gap;
        offsets.push(offset);
        let mut block = (i64::from(wish.y - offset), 1);
        while let Some(before) = blocks.pop_if(|before| before.0 * block.1 > block.0 * before.1) {
            block = (before.0 + block.0, before.1 + block.1);
        }
        blocks.push(block);
        offset += wish.height;
    }
    let mut placed = Vec::with_capacity(wishes.len());
    for (sum, count) in blocks {
        let y = i32::try_from(sum.div_euclid(count)).unwrap_or(top).max(top);
        for _ in 0..count {
            placed.push(y + offsets[placed.len()]);
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_untangled() {
        assert_eq!(order(&[vec![30], vec![10], vec![20]]), [1, 2, 0]);
        assert_eq!(order(&[vec![10], vec![10], vec![10]]), [0, 1, 2]);
        assert_eq!(crossings(&[10, 30], &[20]), 1);
        assert_eq!(order(&[]), Vec::<usize>::new());
    }

    #[test]
    fn boxes_stay_apart_and_near_their_wishes() {
        let wish = |y| Wish { y, height: 10, gap: 5 };
        assert_eq!(column(&[wish(100), wish(200)], 0), [100, 200]);
        assert_eq!(column(&[wish(100), wish(100)], 0), [92, 107]);
        assert_eq!(column(&[wish(-50), wish(-50), wish(-50)], 7), [12, 27, 42]);
        let placed = column(&[wish(90), wish(10), wish(50), wish(49)], 0);
        assert!(placed.windows(2).all(|pair| pair[1] - pair[0] >= 15), "{placed:?}");
    }
}
