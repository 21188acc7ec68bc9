//! The figures of a load, side by side, each with its aim. Nothing is measured here.

use super::Row;
use std::fmt::Write as _;
use std::time::Duration;

/// The whole table, and the memory in kilobytes after all of it.
pub(super) fn table(rows: &[Row], memory: &[(&str, u64)]) -> String {
    let mut text = format!(
        "\n{:<9} {:>11}  {:>10} {:>9} {:>6}  {:<8} {:>10} {:>9}  share\n",
        "", "connections", "peapod/s", "p99", "errors", "beside", "/s", "p99"
    );
    for row in rows {
        let (rate, p99) = row.beside;
        let share = row.ours.rate / rate;
        let beside = if p99.is_some() { "nginx" } else { "one core" };
        let aim = if share >= row.aim { "kept" } else { "not kept" };
        let _ = writeln!(
            text,
            "{:<9} {:>11}  {:>10.0} {:>9} {:>6}  {beside:<8} {rate:>10.0} {:>9}  {share:.2} (aim {}: {aim})",
            row.what,
            row.connections,
            row.ours.rate,
            time(row.ours.p99),
            row.ours.errors,
            p99.map_or_else(String::new, time),
            row.aim,
        );
    }
    for (name, kilobytes) in memory {
        let _ = writeln!(text, "memory after all that: {name} {} MB", kilobytes / 1024);
    }
    text
}

fn time(time: Duration) -> String {
    let micros = time.as_micros();
    if micros < 10_000 { format!("{micros} µs") } else { format!("{} ms", micros / 1000) }
}

#[cfg(test)]
mod tests {
    use super::super::Figures;
    use super::*;

    #[test]
    fn says_whether_an_aim_is_kept() {
        let ours = Figures { rate: 80.0, p99: Duration::from_millis(20), errors: 0 };
        let row = |rate| Row {
            what: "page",
            connections: 32,
            ours,
            beside: (rate, Some(Duration::from_micros(70))),
            aim: 0.8,
        };
        let text = table(&[row(100.0), row(101.0)], &[("peapod", 2048)]);
        assert!(text.contains("0.80 (aim 0.8: kept)") && text.contains("0.79 (aim 0.8: not kept)"), "{text}");
        assert!(text.contains(" 20 ms ") && text.contains(" 70 µs ") && text.contains("peapod 2 MB"), "{text}");
    }
}
