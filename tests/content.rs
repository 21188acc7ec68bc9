//! The documentation against the analyzer: every manifest in it is analysed, and what its author announces must be what
//! is found.
//!
//! A page may leave ordinary advice about its examples unsaid. It may not leave unsaid what its own rule finds, another
//! finding of a rule that it names, or anything that Kubernetes would refuse.

use analyzer::{Analysis, Finding, KubernetesVersion, LineIndex, Options, Severity, Source};
use server::book::{Announced, Book, Fence, Page};
use std::collections::BTreeSet;

#[test]
fn pages_say_what_the_analyzer_finds() {
    let book = Book::load(tests::here("content")).unwrap();
    let mut wrong = Vec::new();
    let mut fences = 0;
    for page in &book.pages {
        let playgrounds = book.fences(page).into_iter().filter(|fence| fence.info.is_playground());
        for fence in playgrounds.chain(announcing(&book, page)) {
            fences += 1;
            let place = format!("{}:{}", page.file.display(), fence.line);
            wrong
                .extend(Checked::new(page, &fence).problems().into_iter().map(|problem| format!("{place}: {problem}")));
        }
    }
    assert!(fences >= 10, "only {fences} fences were found");
    assert!(wrong.is_empty(), "{} problems\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn authors_have_nothing_to_repair() {
    let book = Book::load(tests::here("content")).unwrap();
    let flaws: Vec<String> = book.check().iter().map(ToString::to_string).collect();
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn what_is_to_repair_is_told_with_file_and_line() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("content-flaws");
    std::fs::create_dir_all(folder.join("docs")).unwrap();
    let front = "---\ntitle: T\ndescription: D.\n---\n";
    let text = "\nSee [a page](nowhere.md).\n\n## Here\n\nSee [that place](#there) and [this one](#here).\n\n#### Deep\n\n![](/img/badge/docs/page.svg)\n\n```yaml\na: 1 #! finding: none-such\n```\n";
    std::fs::write(folder.join("docs/page.md"), [front, text].concat()).unwrap();
    let flaws = Book::load(&folder).unwrap().check();
    // The catalogue's pages are made, and miss the patterns' here.
    let flaws = flaws.iter().map(ToString::to_string).filter(|flaw| flaw.starts_with("docs/"));
    let flaws: Vec<String> = flaws.collect();
    for (line, says) in [
        (1, "does not say when it last changed"),
        (6, "the link to `/docs/nowhere` leads nowhere"),
        (10, "there is no heading `#there` on `/docs/page`"),
        (12, "heading"),
        (14, "image"),
        (16, "`none-such` is announced, and is no rule"),
    ] {
        let place = format!("docs/page.md:{line}: ");
        assert!(flaws.iter().any(|flaw| flaw.starts_with(&place) && flaw.contains(says)), "{place}{says}\n{flaws:#?}");
    }
    assert_eq!(flaws.len(), 6, "{flaws:#?}");
}

#[test]
fn a_wrong_announcement_is_noticed() {
    let text =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: web, image: nginx}\n";
    let problems = |page: &str| {
        let folder = tempfile(page);
        let book = Book::load(&folder).unwrap();
        let fence = book.fences(&book.pages[0]).remove(0);
        Checked::new(&book.pages[0], &fence).problems()
    };
    let page = |mark: &str, text: &str| format!("---\ntitle: T\n---\n```yaml playground\n{mark}\n{text}```\n");
    let announced = text.replace("nginx}", "nginx} #! finding: image-latest-or-untagged");
    assert!(problems(&page("#! verdict: single", &announced)).is_empty());
    assert_eq!(problems(&page("#! verdict: sidecar", text)).len(), 1);
    assert_eq!(problems(&page("#! no finding: image-latest-or-untagged", text)).len(), 1);
    assert_eq!(problems(&page("#! finding: hostpath", text)).len(), 1);
    let misplaced = text.replace("kind: Pod", "kind: Pod #! finding: image-latest-or-untagged");
    assert_eq!(problems(&page("", &misplaced)).len(), 2, "missing where announced, unannounced where found");
}

#[test]
fn a_lesson_asks_for_what_its_start_lacks_and_its_solution_has() {
    let book = Book::load(tests::here("content")).unwrap();
    let mut lessons = 0;
    for page in book.section("learn").filter(|page| !page.front.checks.is_empty()) {
        lessons += 1;
        let checks: Vec<app::Check> =
            page.front.check_lines().iter().filter_map(|line| app::Check::parse(line)).collect();
        let fences = book.fences(page);
        let missed = |flag: &str| -> Vec<&str> {
            let fence =
                fences.iter().find(|fence| fence.info.has(flag)).unwrap_or_else(|| panic!("{}: {flag}", page.path));
            let analysis = analyzer::analyze(&fence.text, &Options::default());
            checks.iter().filter(|check| !check.holds(&analysis)).map(app::Check::line).collect()
        };
        assert!(!missed("start").is_empty(), "{}: the start passes already", page.path);
        assert_eq!(missed("solution"), Vec::<&str>::new(), "{}", page.path);
    }
    assert!(lessons >= 12, "only {lessons} lessons");
}

/// A content folder of one page.
fn tempfile(page: &str) -> std::path::PathBuf {
    static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("content-{number}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("page.md"), page).unwrap();
    folder
}

/// Fences without a playground whose author announces something all the same.
fn announcing(book: &Book, page: &Page) -> impl Iterator<Item = Fence> {
    let fences = book.fences(page).into_iter();
    fences.filter(|fence| fence.info.is_yaml() && !fence.info.is_playground() && !fence.announcements.is_empty())
}

/// A fence and its analysis.
struct Checked<'a> {
    fence: &'a Fence,
    own_rule: Option<&'a str>,
    analysis: Analysis,
    lines: LineIndex<'a>,
}

impl<'a> Checked<'a> {
    fn new(page: &'a Page, fence: &'a Fence) -> Self {
        let kubernetes = fence.info.kubernetes().unwrap_or(KubernetesVersion::NEWEST);
        let analysis = analyzer::analyze(&fence.text, &Options { kubernetes });
        let own_rule = page.path.strip_prefix("/rules/");
        Self { fence, own_rule, analysis, lines: LineIndex::new(&fence.text) }
    }

    fn problems(&self) -> Vec<String> {
        let mut problems = self.missing();
        problems.extend(self.unannounced());
        problems.extend(self.verdicts());
        problems
    }

    fn line(&self, finding: &Finding) -> u32 {
        self.lines.position(finding.span.start).line
    }

    /// Whether a rule speaks on a line; without a line, anywhere.
    fn speaks(&self, rule: &str, line: Option<u32>) -> bool {
        let findings = self.analysis.findings.iter().filter(|finding| finding.rule == rule);
        findings.into_iter().any(|finding| line.is_none_or(|line| self.line(finding) == line))
    }

    /// Announced and not so.
    fn missing(&self) -> Vec<String> {
        let say = |line: Option<u32>| line.map_or(String::new(), |line| format!(" on line {line}"));
        let wrong = self.fence.announcements.iter().filter_map(|announced| {
            let (id, line) = (&announced.id, announced.line);
            match announced.kind {
                Announced::Finding if !self.speaks(id, line) => {
                    Some(format!("`{id}` is announced{}, and not found", say(line)))
                }
                Announced::NoFinding if self.speaks(id, line) => {
                    Some(format!("`{id}` is found{}, and should not be", say(line)))
                }
                _ => None,
            }
        });
        wrong.collect()
    }

    /// Found and not announced.
    fn unannounced(&self) -> Vec<String> {
        let announced = |kind: Announced| self.fence.announcements.iter().filter(move |one| one.kind == kind);
        let named: BTreeSet<&str> =
            announced(Announced::Finding).map(|one| one.id.as_str()).chain(self.own_rule).collect();
        let found = self.analysis.findings.iter().filter(|finding| {
            let must_be_said =
                named.contains(finding.rule) || finding.source != Source::Rule || finding.severity == Severity::Error;
            let line = self.line(finding);
            let is_said =
                |one: &server::book::Announcement| one.id == finding.rule && one.line.is_none_or(|at| at == line);
            must_be_said && !announced(Announced::Finding).any(is_said)
        });
        found.map(|one| format!("line {}: `{}` is not announced: {}", self.line(one), one.rule, one.message)).collect()
    }

    /// The pods against the patterns that are announced for them in turn.
    fn verdicts(&self) -> Vec<String> {
        let announced: Vec<_> = self.fence.announcements.iter().filter(|one| one.kind == Announced::Verdict).collect();
        let found: Vec<(u32, &str)> = self
            .analysis
            .pods
            .iter()
            .map(|pod| {
                let line = self.lines.position(pod.span.start).line;
                (line, pod.verdict.as_ref().map_or("none", |verdict| verdict.pattern.id()))
            })
            .collect();
        if announced.is_empty() {
            return Vec::new();
        }
        let wanted: Vec<&str> = announced.iter().map(|one| one.id.as_str()).collect();
        let patterns: Vec<&str> = found.iter().map(|(_, pattern)| *pattern).collect();
        if wanted == patterns { Vec::new() } else { vec![format!("announced are {wanted:?}, found {patterns:?}")] }
    }
}
