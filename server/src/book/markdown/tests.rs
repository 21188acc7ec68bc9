//! Markdown as this site writes it, and what it refuses to write.

use super::*;

fn article(source: &str) -> Article {
    rendered(source, false)
}

fn rendered(source: &str, asleep: bool) -> Article {
    let file = |name: &str| match name {
        "examples/pod.yaml" => Ok("kind: Pod\n".to_owned()),
        _ => Err(format!("{name}: not there")),
    };
    let playground = |fence: &Fence, number: usize| format!("[{number}|{}|{}]", fence.info.views(), fence.text);
    render(source, 0, &Surroundings { folder: "/docs/", file: &file, playground: &playground, asleep })
}

fn html(source: &str) -> String {
    article(source).html
}

fn remarks(source: &str) -> Vec<(u32, String)> {
    article(source).remarks.into_iter().map(|remark| (remark.line, remark.message)).collect()
}

#[test]
fn headings_can_be_linked_to() {
    let article = article("## One `two`\n\n### Über\n\n## One two\n");
    let ids: Vec<&str> = article.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["one-two", "über", "one-two-2"]);
    assert!(article.html.contains("<h2 id=\"one-two\">One <code>two</code> <a class=\"anchor\" href=\"#one-two\""));
    assert!(article.remarks.is_empty());
}

#[test]
fn words_are_kept_for_the_search() {
    let passages = article("One *two*.\n\n## Three\n\n`four` five\n").passages;
    let said: Vec<_> = passages.iter().map(|one| (one.anchor.as_deref(), one.text.trim())).collect();
    assert_eq!(said, [(None, "One two."), (Some("three"), "four five")]);
}

#[test]
fn headings_that_jump_are_remarked_on() {
    assert_eq!(remarks("## One\n\n#### Two\n")[0].0, 3);
    assert_eq!(remarks("# One\n").len(), 1);
}

#[test]
fn nothing_foreign_gets_into_the_page() {
    for source in [
        "<script>alert(1)</script>\n",
        "a <img src=x onerror=alert(1)> b",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&#58;alert(1))",
        "![a](javascript:alert(1))",
        "![a](https://tracker.example/x.png)",
        "## T {onclick=alert(1)}",
        "<javascript:alert(1)>",
    ] {
        let html = html(source).to_lowercase();
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("onclick"), "{html}");
        assert!(!html.contains("href=\"javascript"), "{html}");
    }
    assert_eq!(remarks("a\n\n<b>c</b>\n")[0].0, 3);
}

#[test]
fn tables_are_aligned_by_classes() {
    let html = html("| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert!(html.contains("<th scope=\"col\" class=\"align-right\">b</th>"), "{html}");
    assert!(html.contains("<td>1</td><td class=\"align-right\">2</td>"), "{html}");
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn alerts_are_notes_with_a_title() {
    let html = html("> [!WARNING]\n> Careful.\n");
    assert!(html.contains("<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Warning</p>"));
    assert!(html.trim_end().ends_with("</div>"), "{html}");
}

#[test]
fn playgrounds_are_rendered_by_the_caller_and_code_above_them_where_they_have_no_editor() {
    let html =
        html("```yaml playground\na: 1 #! verdict: x\n```\n\n```yaml playground view=flow title=\"<T>\"\nb: 2\n```\n");
    assert!(html.contains("<div class=\"example\">\n[1|all|a: 1\n]"), "{html}");
    assert!(html.contains("<figcaption>&lt;T&gt;</figcaption>"), "{html}");
    assert!(html.contains("<span class=\"tk-key\">b</span>") && html.contains("[2|flow|b: 2\n]"), "{html}");
}

#[test]
fn a_sleeping_playground_is_a_listing_with_a_button_that_belongs_to_its_form() {
    let html = rendered("```yaml playground view=verdict\na: 1\n```\n", true).html;
    assert!(html.contains("<span class=\"tk-key\">a</span>"), "{html}");
    assert!(html.contains("form=\"p1-form\" data-wake>Edit this example</button>"), "{html}");
}

#[test]
fn variants_in_a_row_are_one_group() {
    let html = html("```sh tab=Linux title=Linux\na\n```\n\n```sh tab=macOS title=macOS\nb\n```\n\nText.\n");
    assert_eq!(html.matches("<div class=\"variants\">").count(), 1, "{html}");
    assert!(html.contains("</div>\n</div>\n<p>Text.</p>") && html.contains("data-tab=\"macOS\""), "{html}");
}

#[test]
fn a_fence_may_name_a_file() {
    let article = article("```yaml playground file=examples/pod.yaml\n#! verdict: single\n```\n");
    assert_eq!((article.fences[0].text.as_str(), article.fences[0].announcements.len()), ("kind: Pod\n", 1));
    assert_eq!(remarks("\n```yaml file=none.yaml\n```\n"), [(2, "none.yaml: not there".to_owned())]);
    assert_eq!(remarks("```yaml file=examples/pod.yaml\na: 1\n```\n").len(), 1);
}

#[test]
fn code_of_other_languages_is_shown_as_it_is() {
    assert!(
        html("```sh\necho '<b>' #! finding: x\n```\n")
            .contains("<code>echo &#39;&lt;b&gt;&#39; #! finding: x\n</code>")
    );
}

#[test]
fn images_are_ours_and_have_words() {
    assert!(html("![A *pod*](/img/pod.svg)").contains("<img src=\"/img/pod.svg\" alt=\"A pod\""));
    assert_eq!(remarks("![](/img/pod.svg)").len(), 1);
}
