//! A badge: what a manifest is and whether something is wrong with it, in one line. It stands in other people's pages, so it
//! brings its own colours and no font.

use crate::html::escape;
use analyzer::analysis::Lifecycle;
use analyzer::{Analysis, Severity};

const HEIGHT: usize = 22;
/// Room for a character of the usual fonts at 12 px; a little too much looks better than too little.
const ADVANCE: usize = 7;
const MARGIN: usize = 9;

/// The badge of an analysis.
pub(crate) fn badge(analysis: &Analysis) -> String {
    let (left, right, tone) = (pattern(analysis), problems(analysis), tone(analysis));
    let title = escape(&format!("pattern: {left} · {right}"));
    let left = format!("pattern: {left}");
    let [first, second] = [&left, &right].map(|text| text.chars().count() * ADVANCE + 2 * MARGIN);
    let (whole, middle, other) = (first + second, first / 2, first + second / 2);
    let (left, right) = (escape(&left), escape(&right));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{HEIGHT}\" viewBox=\"0 0 {whole} {HEIGHT}\" \
         role=\"img\" aria-label=\"{title}\"><title>{title}</title>\
         <clipPath id=\"r\"><rect width=\"{whole}\" height=\"{HEIGHT}\" rx=\"4\"/></clipPath>\
         <g clip-path=\"url(#r)\"><rect width=\"{first}\" height=\"{HEIGHT}\" fill=\"#37414d\"/>\
         <rect x=\"{first}\" width=\"{second}\" height=\"{HEIGHT}\" fill=\"{tone}\"/></g>\
         <g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,DejaVu Sans,Arial,sans-serif\" font-size=\"11.5\">\
         <text x=\"{middle}\" y=\"15\">{left}</text><text x=\"{other}\" y=\"15\">{right}</text></g></svg>\n"
    )
}

/// `sidecar (native)`; of several pods, how many.
fn pattern(analysis: &Analysis) -> String {
    match analysis.pods.as_slice() {
        [] => "no pod".to_owned(),
        [pod] => {
            let pattern = pod.verdict.as_ref().map_or("unknown", |verdict| verdict.pattern.id());
            let native = pod.containers.iter().any(|container| container.lifecycle == Lifecycle::NativeSidecar);
            if native { format!("{pattern} (native)") } else { pattern.to_owned() }
        }
        pods => format!("{} pods", pods.len()),
    }
}

/// `0 problems`. Remarks are none.
fn problems(analysis: &Analysis) -> String {
    match analysis.findings.iter().filter(|finding| finding.severity > Severity::Info).count() {
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    }
}

/// White text on each has a contrast of more than 4.5.
fn tone(analysis: &Analysis) -> &'static str {
    match analysis.findings.iter().map(|finding| finding.severity).max() {
        Some(Severity::Error) => "#b3261e",
        Some(Severity::Warning) => "#8f5800",
        _ => "#1a6b35",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzer::{Options, analyze};

    fn of(text: &str) -> String {
        badge(&analyze(text, &Options::default()))
    }

    #[test]
    fn it_says_what_the_pod_is_and_how_well() {
        let native = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  initContainers:\n  - {name: logs, image: 'fluent/fluent-bit:3.1', restartPolicy: Always}\n  containers:\n  - {name: web, image: 'nginx:1.27'}\n";
        let svg = of(native);
        assert!(svg.contains("pattern: sidecar (native) · "), "{svg}");
        assert!(of("a: [").contains("pattern: no pod · "), "{}", of("a: ["));
        assert!(of(&format!("{native}---\n{native}")).contains("pattern: 2 pods"));
    }
}
