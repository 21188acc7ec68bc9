//! `successPolicy` of an indexed Job: after which of its pods it has succeeded.

use super::field::Field;
use super::report::Check;

/// Checks the rules, against the number of completions.
pub(super) fn validate_success_policy(check: &mut Check<'_>, rules: &Field<'_, '_>, completions: i64) {
    if rules.len() == 0 {
        check.required(rules, "Add at least one rule.");
    }
    if rules.len() > 20 {
        check.too_many(rules, 20);
    }
    for rule in rules.items() {
        validate_rule(check, &rule, completions);
    }
}

fn validate_rule(check: &mut Check<'_>, rule: &Field<'_, '_>, completions: i64) {
    const LONGEST: usize = 64 * 1024;
    let (count, indexes) = (rule.child("succeededCount"), rule.child("succeededIndexes"));
    if !count.is_set() && !indexes.is_set() {
        check.lacking(rule, "a rule says neither `succeededCount` nor `succeededIndexes`", "Say one of the two.");
    }
    let mut total = 0;
    if let Some(text) = indexes.opt_str() {
        if text.len() > LONGEST {
            check.too_long(&indexes, LONGEST);
        }
        match count_indexes(text, completions) {
            Some(all) => total = all,
            None => check.invalid(&indexes, "must be indexes in ascending order below `completions`, as in `1,3-5`"),
        }
    }
    let Some(wanted) = count.opt_int() else { return };
    if wanted < 0 {
        check.invalid(&count, "must not be negative");
    }
    if wanted > completions {
        check.invalid(&count, "must be at most `completions`");
    }
    if indexes.is_set() && wanted > total {
        check.invalid(&count, "must be at most the number of `succeededIndexes`");
    }
}

/// How many indexes `1,3-5` names; none where it is no such list.
fn count_indexes(text: &str, completions: i64) -> Option<i64> {
    let (mut total, mut last) = (0, -1);
    for range in text.split(',').filter(|_| !text.is_empty()) {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let (from, to): (i64, i64) = (from.parse().ok()?, to.parse().ok()?);
        let is_single = !range.contains('-');
        if from <= last || to >= completions || (to <= from && !is_single) {
            return None;
        }
        total += to - from + 1;
        last = to;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::count_indexes;

    #[test]
    fn indexes_are_counted() {
        for (text, count) in [("", Some(0)), ("1,3-5,7", Some(5)), ("0-9", Some(10))] {
            assert_eq!(count_indexes(text, 10), count, "{text}");
        }
        for wrong in ["10", "3-1", "1,1", "5,3", "a", "1-2-3", ",", "0-10", "-1"] {
            assert_eq!(count_indexes(wrong, 10), None, "{wrong}");
        }
    }
}
