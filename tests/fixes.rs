//! Every fix and every conversion on real manifests: what is complained of is gone, nothing else has changed, and the API
//! server refuses nothing that it did not refuse before.

use analyzer::convert::{Target, convert};
use analyzer::diff::{DiffLine, Fate};
use analyzer::finding::{Fix, Source};
use analyzer::{Analysis, Finding, Options, analyze};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The real manifests, document by document, so that each analysis is short.
fn documents(folder: &str) -> Vec<(String, String)> {
    let Some(folder) = tests::shared(folder) else { return Vec::new() };
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut documents = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|one| one == "yaml")) {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (index, piece) in text.split("\n---\n").enumerate() {
            documents.push((format!("{name}#{index}"), piece.to_owned()));
        }
    }
    documents
}

fn real() -> Vec<(String, String)> {
    let mut all = documents("corpus/dev");
    all.extend(documents("corpus/bulk"));
    all
}

/// The findings that the API server would make, counted.
fn refusals(analysis: &Analysis) -> BTreeMap<(&str, &str), usize> {
    let mut counted = BTreeMap::new();
    for finding in &analysis.findings {
        if matches!(finding.source, Source::Decode | Source::Api | Source::Yaml) {
            *counted.entry((finding.rule, finding.message.as_str())).or_insert(0) += 1;
        }
    }
    counted
}

/// What a text refuses that the other did not.
fn new_refusals(old: &Analysis, new: &Analysis) -> Vec<String> {
    let known = refusals(old);
    let more = refusals(new).into_iter().filter(|(key, count)| count > known.get(key).unwrap_or(&0));
    more.map(|((rule, message), _)| format!("{rule}: {message}")).collect()
}

fn count(analysis: &Analysis, finding: &Finding) -> usize {
    analysis.findings.iter().filter(|other| other.rule == finding.rule && other.message == finding.message).count()
}

/// The comments of a text: all lines from their `#` on, so far as that is one.
fn comments(text: &str) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for line in text.lines() {
        let at = if line.trim_start().starts_with('#') { line.find('#') } else { None };
        if let Some(at) = at {
            *counted.entry(line[at..].trim_end()).or_insert(0) += 1;
        }
    }
    counted
}

/// What is wrong with a fix.
fn problems(text: &str, old: &Analysis, finding: &Finding, fix: &Fix) -> Vec<String> {
    let mut wrong = Vec::new();
    let repaired = fix.apply(text);
    let new = analyze(&repaired, &Options::default());
    if count(&new, finding) >= count(old, finding) {
        wrong.push("the finding is still there".to_owned());
    }
    // What stopped the API server while it decoded hid all that it would say afterwards.
    if finding.source == Source::Rule {
        wrong.extend(new_refusals(old, &new).into_iter().map(|refusal| format!("now refused: {refusal}")));
    }
    if new.findings.iter().any(|one| one.source == Source::Internal) {
        wrong.push("an internal error".to_owned());
    }
    let asked = new.findings.iter().filter(|one| one.rule == "unfilled-placeholder").count();
    let before = old.findings.iter().filter(|one| one.rule == "unfilled-placeholder").count();
    if !fix.placeholders.is_empty() && asked == before {
        wrong.push("a placeholder that nobody would notice".to_owned());
    }
    // What stands outside of the edits is the same by how edits are made; inside, no comment of others may go.
    if finding.source == Source::Rule && !fix.title.starts_with("Remove") {
        let kept = comments(&repaired);
        let lost: Vec<&str> = comments(text)
            .into_iter()
            .filter(|(one, count)| kept.get(one).unwrap_or(&0) < count)
            .map(|(one, _)| one)
            .collect();
        if !lost.is_empty() {
            wrong.push(format!("comments are lost: {lost:?}"));
        }
    }
    let breaks = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    let ((old_crlf, old_all), (new_crlf, new_all)) = (breaks(text), breaks(&repaired));
    if old_crlf == old_all && new_crlf != new_all || old_crlf == 0 && new_crlf > 0 {
        wrong.push("line breaks are mixed".to_owned());
    }
    for span in fix.selections() {
        if span.of(&repaired).is_empty() {
            wrong.push("a placeholder of nothing".to_owned());
        }
    }
    wrong
}

/// The most fixes of one rule that are tried: the rest are like them.
const MOST: usize = 60;

#[test]
fn every_fix_does_what_it_says_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, text) in real() {
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            // Each second one with the line breaks of Windows.
            if text.contains('\r') && name.len() % 2 == 0 {
                continue;
            }
            let old = analyze(&text, &Options::default());
            for finding in &old.findings {
                let Some(fix) = &finding.fix else { continue };
                let so_far = tried.entry(finding.rule).or_insert(0);
                *so_far += 1;
                if *so_far > MOST {
                    continue;
                }
                for problem in problems(&text, &old, finding, fix) {
                    wrong.push(format!("{name}: {} ({}; {}): {problem}", finding.rule, finding.message, fix.title));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems\n{}\n{tried:?}", wrong.len(), wrong.join("\n"));
}

/// Rules without a fix need knowledge that no text has; the list is here so that nobody drops a fix unseen.
#[test]
fn most_rules_have_a_fix_and_their_own_page_shows_it_working() {
    let book = server::book::Book::load(tests::here("content")).unwrap();
    let mut fixed: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = Vec::new();
    for page in &book.pages {
        for fence in book.fences(page).into_iter().filter(|fence| fence.info.is_yaml()) {
            let text = &fence.text;
            let old = analyze(text, &Options::default());
            for finding in old.findings.iter().filter(|one| one.source == Source::Rule) {
                let Some(fix) = &finding.fix else { continue };
                fixed.insert(finding.rule);
                for problem in problems(text, &old, finding, fix) {
                    wrong.push(format!(
                        "{}:{}: {} ({}): {problem}",
                        page.file.display(),
                        fence.line,
                        finding.rule,
                        fix.title
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems\n{}", wrong.len(), wrong.join("\n"));
    let without: Vec<&str> =
        analyzer::rules::RULES.iter().map(|rule| rule.id).filter(|id| !fixed.contains(id)).collect();
    assert!(fixed.len() >= 40, "only {} rules have a fix; without: {without:?}", fixed.len());
}

/// The comments right above a line that a conversion takes away: they speak of that line and go with it.
fn comments_of_removed_lines(diff: &[DiffLine]) -> BTreeSet<&str> {
    let mut gone = BTreeSet::new();
    let mut above = Vec::new();
    for line in diff.iter().filter(|line| line.fate != Fate::Added) {
        let text = line.text.trim();
        match line.fate {
            Fate::Removed if text.starts_with('#') => above.push(text),
            Fate::Removed => gone.extend(above.drain(..)),
            _ => above.clear(),
        }
    }
    gone
}

#[test]
fn no_conversion_gives_what_the_api_server_would_refuse() {
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, text) in documents("corpus/dev") {
        let old = analyze(&text, &Options::default());
        for pod in 0..old.pods.len() {
            for target in Target::ALL {
                let conversion = convert(&text, &Options::default(), pod, target);
                let Some(new) = &conversion.text else {
                    if conversion.obstacles.is_empty() {
                        wrong.push(format!("{name}: {target:?}: neither a text nor a reason"));
                    }
                    continue;
                };
                *made.entry(target.id()).or_insert(0) += 1;
                let analysis = analyze(new, &Options::default());
                wrong.extend(new_refusals(&old, &analysis).iter().map(|one| format!("{name}: {target:?}: {one}")));
                if new == &text || conversion.notes.is_empty() || conversion.after.is_empty() {
                    wrong.push(format!("{name}: {target:?}: nothing changed, or nothing said"));
                }
                let (kept, before) = (comments(new), comments(&text));
                let gone = comments_of_removed_lines(&conversion.diff);
                let lost: Vec<_> =
                    before.keys().filter(|one| !kept.contains_key(*one) && !gone.contains(**one)).collect();
                if !lost.is_empty() {
                    wrong.push(format!("{name}: {target:?}: comments are lost: {lost:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems\n{}\n{made:?}", wrong.len(), wrong.join("\n"));
}
