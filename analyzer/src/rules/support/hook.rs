//! How long a lifecycle hook takes, as far as it says.

use crate::lifecycle::command::{base, statements};
use crate::pod::Hook;

/// Where a hook says how long it takes, and how many seconds: its `sleep`, or the sleeps of its command.
pub(in crate::rules) fn seconds(hook: &Hook<'_>) -> Option<(&'static str, i64)> {
    if let Some(seconds) = hook.node.at("sleep.seconds").and_then(|seconds| seconds.int()) {
        return Some(("sleep.seconds", seconds));
    }
    let words: Vec<&str> = hook.node.at("exec.command")?.items().filter_map(|word| word.raw()).take(100).collect();
    let direct = slept(&words);
    let total = words.iter().flat_map(|word| statements(word)).filter_map(|statement| slept(&statement)).sum::<i64>();
    direct.or((total > 0).then_some(total)).map(|seconds| ("exec.command", seconds))
}

/// The seconds of `sleep 20`, `sleep 20s` or `sleep 1m`.
fn slept(words: &[&str]) -> Option<i64> {
    let (program, time) = (words.first()?, words.get(1)?);
    if base(program) != "sleep" {
        return None;
    }
    let (number, unit) = match time.strip_suffix('m') {
        Some(number) => (number, 60),
        None => (time.strip_suffix('s').unwrap_or(time), 1),
    };
    let seconds: i64 = number.parse().ok()?;
    (0..=86_400).contains(&seconds).then_some(seconds * unit)
}
