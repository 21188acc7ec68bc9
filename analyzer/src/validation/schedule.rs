//! When a `CronJob` runs: its schedule, as the cron library of Kubernetes reads it, and its time zone.
//!
//! A time zone is checked by its form and its region. Whether a city is in the zone database is not known here.

use super::field::Field;
use super::report::Check;

/// The fields of a schedule: what each is called, its least and greatest value, and its names for values.
const PARTS: [(&str, u32, u32, &[&str]); 5] = [
    ("minute", 0, 59, &[]),
    ("hour", 0, 23, &[]),
    ("day of the month", 1, 31, &[]),
    ("month", 1, 12, &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
    ("day of the week", 0, 6, &["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
];
/// Schedules with a name.
const NAMED: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// Checks a schedule that is not empty.
pub(super) fn validate_schedule_format(check: &mut Check<'_>, schedule: &Field<'_, '_>) {
    let text = schedule.str();
    // A zone in front is read by the library, and refused by Kubernetes.
    let zoned = text.starts_with("TZ=") || text.starts_with("CRON_TZ=");
    let rest = if zoned { text.split_once(' ').map_or("", |(_, rest)| rest.trim()) } else { text };
    if let Some(fault) = fault(rest) {
        check.invalid(schedule, &fault);
    }
    if text.contains("TZ") {
        check.invalid(schedule, "must not name a time zone; `timeZone` does");
    }
}

/// What is wrong with a schedule; continues "it …".
fn fault(text: &str) -> Option<String> {
    if text.starts_with('@') {
        let known = NAMED.contains(&text) || text.strip_prefix("@every ").is_some_and(is_duration);
        return (!known)
            .then(|| "must be one of the known names, such as `@daily`, or `@every` and a duration".to_owned());
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() != PARTS.len() {
        let count = parts.len();
        return Some(format!("must have five parts (minute, hour, day of month, month, day of week) and has {count}"));
    }
    parts.iter().zip(PARTS).find_map(|(part, (name, least, most, names))| {
        let is_fine =
            part.split(',').filter(|range| !range.is_empty()).all(|range| is_range(range, least, most, names));
        (!is_fine).then(|| format!("must have a {name} from {least} to {most}, a range or `*`, and not `{part}`"))
    })
}

/// `*`, `5`, `1-5`, `*/15`, `mon-fri/2`.
fn is_range(text: &str, least: u32, most: u32, names: &[&str]) -> bool {
    let (range, step) = text.split_once('/').map_or((text, None), |(range, step)| (range, Some(step)));
    let value = |text: &str| {
        let lower = text.to_ascii_lowercase();
        let by_name = names.iter().position(|name| *name == lower);
        by_name.and_then(|at| u32::try_from(at).ok()).map_or_else(|| number(text), |at| Some(at + least))
    };
    let (from, to) = match range.split_once('-') {
        // The library takes whatever stands between a star and a dash.
        _ if range == "*" || range == "?" || range.starts_with("*-") || range.starts_with("?-") => {
            (Some(least), Some(most))
        }
        Some((from, to)) => (value(from), value(to)),
        None => (value(range), if step.is_some() { Some(most) } else { value(range) }),
    };
    let step_is_fine = step.is_none_or(|step| number(step).is_some_and(|step| step > 0));
    step_is_fine && matches!((from, to), (Some(from), Some(to)) if least <= from && from <= to && to <= most)
}

/// A number as Go reads it: with a `+` too.
fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// `1h30m`, `90s`, `1.5h`, as Go writes durations.
fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut rest = unsigned;
    if rest == "0" {
        return true;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        let has_digits = number.bytes().any(|byte| byte.is_ascii_digit()) && number.matches('.').count() <= 1;
        let unit = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].into_iter().find(|unit| {
            behind
                .strip_prefix(unit)
                .is_some_and(|next| next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        });
        match unit {
            Some(unit) if has_digits => rest = &behind[unit.len()..],
            _ => return false,
        }
    }
    !unsigned.is_empty()
}

/// The first parts of the names of time zones.
const REGIONS: [&str; 17] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Brazil",
    "Canada",
    "Chile",
    "Etc",
    "Europe",
    "Indian",
    "Mexico",
    "Pacific",
    "US",
    "posix",
];

/// Checks a time zone that is set.
pub(super) fn validate_time_zone(check: &mut Check<'_>, zone: &Field<'_, '_>) {
    let Some(name) = zone.opt_str() else { return };
    if name.is_empty() {
        check.invalid(zone, "must name a time zone, or be left out");
        return;
    }
    let is_part = |part: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
        (1..=14).contains(&part.len())
            && part.bytes().all(known)
            && !part.starts_with('-')
            && !matches!(part, "." | "..")
    };
    if !name.split('/').all(is_part) {
        check.invalid(zone, "must be a name such as `Europe/Berlin` or `Etc/UTC`");
    } else if name.eq_ignore_ascii_case("local") {
        check.invalid(zone, "must say which time zone, as in `Europe/Berlin`");
    } else if name.split_once('/').is_some_and(|(region, _)| !REGIONS.contains(&region)) {
        check.invalid(zone, "is in no region that the time zone database knows");
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn schedules_are_read_as_kubernetes_reads_them() {
        for right in [
            "* * * * *",
            "*/15 0-6,22 1 jan-mar MON",
            "0 0 ? * ?",
            "5/10 * * * *",
            "@daily",
            "@every 1h30m",
            "@every 1.5h",
            "0 0 31 2 0",
            ",1 * * * *",
            "1-5/2 * * * *",
        ] {
            assert_eq!(fault(right), None, "{right}");
        }
        for wrong in [
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "5-1 * * * *",
            "*/0 * * * *",
            "a * * * *",
            "1/2/3 * * * *",
            "1-2-3 * * * *",
            "-1 * * * *",
            "@never",
            "@every soon",
            "@every",
            "* * * foo *",
        ] {
            assert!(fault(wrong).is_some(), "{wrong}");
        }
    }
}
