//! Each builder on block style, brackets, JSON, CRLF, comments and texts without a last line break.

use super::*;
use crate::yaml::{self, Node};

/// The text after a change that `make` builds from its root; none where it builds none.
fn after(text: &str, make: impl Fn(Node<'_>) -> Option<Change>) -> Option<String> {
    let tree = yaml::read(text);
    let fix = make(tree.root(tree.documents.first()?))?.into_fix("test", true)?;
    Some(fix.apply(text))
}

fn limit() -> New<'static> {
    New::plain("1Gi")
}

#[test]
fn a_key_is_added_behind_the_last_one_and_its_comment() {
    let put_it = |text: &str| after(text, |root| put(root, &["a", "size"], limit()));
    assert_eq!(put_it("a:\n    x: 1 # one\n# b\nb: 2\n").unwrap(), "a:\n    x: 1 # one\n    size: 1Gi\n# b\nb: 2\n");
    assert_eq!(put_it("a:\r\n  x: 1\r\nb: 2").unwrap(), "a:\r\n  x: 1\r\n  size: 1Gi\r\nb: 2");
    assert_eq!(put_it("a:\n  x: 1").unwrap(), "a:\n  x: 1\n  size: 1Gi");
    assert_eq!(put_it("a:\n  x: |\n    text\n\nb: 1\n").unwrap(), "a:\n  x: |\n    text\n  size: 1Gi\n\nb: 1\n");
    assert_eq!(put_it("a:\n  x: |+\n    text\n\nb: 1\n").unwrap(), "a:\n  size: 1Gi\n  x: |+\n    text\n\nb: 1\n");
    assert_eq!(put_it("a: {x: 1} # c\n").unwrap(), "a: {x: 1, size: 1Gi} # c\n");
    assert_eq!(put_it("a: { x: 1 }\n").unwrap(), "a: { x: 1, size: 1Gi }\n");
    assert_eq!(put_it("a: {} # c\n").unwrap(), "a: {size: 1Gi} # c\n");
    assert_eq!(put_it("a: # c\nb: 1\n").unwrap(), "a: # c\n  size: 1Gi\nb: 1\n");
    assert_eq!(put_it("a:\nb: 1\n").unwrap(), "a:\n  size: 1Gi\nb: 1\n");
    assert_eq!(put_it("a: ~\n").unwrap(), "a: {size: 1Gi}\n");
    assert_eq!(put_it("{\"a\": {\"x\": 1}}").unwrap(), "{\"a\": {\"x\": 1, \"size\": 1Gi}}");
    assert_eq!(put_it("a: {x: 1,\n  y: 2}\n").unwrap(), "a: {x: 1,\n  y: 2, size: 1Gi}\n");
}

#[test]
fn what_may_stand_elsewhere_too_is_left_alone() {
    let put_it = |text: &str| after(text, |root| put(root.at("b")?, &["size"], limit()));
    assert_eq!(put_it("a: &a {x: 1}\nb: *a\n"), None);
    assert_eq!(put_it("a: &a {x: 1}\nb:\n  <<: *a\n"), None);
    assert_eq!(put_it("b:\n  size: 1\n  size: 2\n"), None);
}

#[test]
fn nested_keys_are_added_in_the_style_around() {
    let text = "spec:\n    containers:\n        - name: a\n          image: b\n";
    let put_it = |value: New<'static>| {
        after(text, |root| put(root.at("spec.containers")?.items().next()?, &["resources", "limits"], value.clone()))
    };
    assert_eq!(
        put_it(New::Map(vec![("memory", New::ask("1Gi", "the memory"))])).unwrap(),
        format!("{text}          resources:\n              limits:\n                  memory: 1Gi # peapod: fill in the memory\n")
            .replace("image: b\n          ", "image: b\n          ")
    );
    assert_eq!(
        after(text, |root| put(
            root.at("spec")?,
            &["volumes"],
            New::List(vec![New::Map(vec![("name", New::text("v"))])])
        ))
        .unwrap(),
        format!("{text}    volumes:\n        - name: v\n")
    );
}

#[test]
fn a_scalar_is_replaced_in_its_quotes() {
    let put_it = |text: &str, value: New<'static>| after(text, |root| put(root, &["a"], value.clone()));
    assert_eq!(put_it("a: 'x' # c\n", New::text("z")).unwrap(), "a: z # c\n");
    assert_eq!(put_it("a: \"x\"\n", New::text("z")).unwrap(), "a: \"z\"\n");
    assert_eq!(put_it("a: x # c\n", New::ask("z", "it")).unwrap(), "a: z # c # peapod: fill in it\n");
    assert_eq!(put_it("a: |\n  x\n", New::text("z")), None);
    assert_eq!(put_it("a:\n", New::text("true")).unwrap(), "a: \"true\"\n");
    assert_eq!(put_it("{a: x, b: [1]}\n", New::ask("z", "it")).unwrap(), "{a: z, b: [1]} # peapod: fill in it\n");
    assert_eq!(put_it("{a: x, b: 'one\n two'}\n", New::ask("z", "it")), None);
}

#[test]
fn keys_and_items_go_with_their_comments() {
    let gone = |text: &str, key: &str| after(text, |root| remove(root.at("a")?, key));
    assert_eq!(gone("a:\n  x: 1\n  # about y\n  y: 2 # y\n  z: 3\n", "y").unwrap(), "a:\n  x: 1\n  z: 3\n");
    assert_eq!(gone("a:\n  x: 1 # one\nb: 2\n", "x").unwrap(), "a: {} # one\nb: 2\n");
    assert_eq!(gone("a: {x: 1, y: 2}\n", "x").unwrap(), "a: {y: 2}\n");
    assert_eq!(gone("a: {x: 1, y: 2}\n", "y").unwrap(), "a: {x: 1}\n");
    assert_eq!(gone("a:\n  x: 1\n  y: 2", "y").unwrap(), "a:\n  x: 1");
    let item = |text: &str, index: usize| after(text, |root| remove_item(root.at("a")?, index));
    assert_eq!(item("a:\n# one\n- x: 1\n# two\n- y: 2\n", 0).unwrap(), "a:\n# two\n- y: 2\n");
    assert_eq!(item("a:\n- x: 1\n# two\n- y:\n    z: 2\n# end\n", 1).unwrap(), "a:\n- x: 1\n# end\n");
    assert_eq!(item("a: [x, y, z]\n", 1).unwrap(), "a: [x, z]\n");
    assert_eq!(item("a:\n- x: 1\n", 0), None);
    assert_eq!(
        after("a:\n- x: 1\n  y: 2\n", |root| remove(root.at("a")?.items().next()?, "x")).unwrap(),
        "a:\n- y: 2\n"
    );
}

#[test]
fn items_move_with_their_comments_and_get_their_new_indentation() {
    let text = "spec:\n  containers:\n  # app\n  - name: app\n  # ships\n  - name: log # it\n    args:\n    - |\n      a\n        b\n  volumes: []\n";
    let moved = |text: &str| {
        after(text, |root| {
            let item = root.at("spec.containers")?.items().nth(1)?;
            move_to_list(
                root.at("spec")?,
                "containers",
                1,
                "initContainers",
                put(item, &["restartPolicy"], New::text("Always")),
            )
        })
    };
    assert_eq!(
        moved(text).unwrap(),
        "spec:\n  initContainers:\n  # ships\n  - name: log # it\n    args:\n    - |\n      a\n        b\n    restartPolicy: Always\n  containers:\n  # app\n  - name: app\n  volumes: []\n"
    );
    let with_init = "spec:\n  initContainers:\n    - name: first\n  containers:\n  - name: app\n  - name: log";
    assert_eq!(
        moved(with_init).unwrap(),
        "spec:\n  initContainers:\n    - name: first\n    - name: log\n      restartPolicy: Always\n  containers:\n  - name: app"
    );
    let list = "a:\n- x\n# about y\n- y\n- z\n";
    assert_eq!(after(list, |root| move_item(root.at("a")?, 1, 0)).unwrap(), "a:\n# about y\n- y\n- x\n- z\n");
}

#[test]
fn items_are_added_in_the_style_of_their_list() {
    let item = || New::Map(vec![("name", New::text("v")), ("emptyDir", New::Map(Vec::new()))]);
    let add = |text: &str| after(text, |root| put_item(root, "a", item()));
    assert_eq!(
        add("a:\n  - name: x\n    y: 1 # c\nb: 1\n").unwrap(),
        "a:\n  - name: x\n    y: 1 # c\n  - name: v\n    emptyDir: {}\nb: 1\n"
    );
    assert_eq!(add("a: [{name: x}]\n").unwrap(), "a: [{name: x}, {name: v, emptyDir: {}}]\n");
    assert_eq!(add("a: []\n").unwrap(), "a: [{name: v, emptyDir: {}}]\n");
    assert_eq!(add("b: 1\n").unwrap(), "b: 1\na:\n- name: v\n  emptyDir: {}\n");
    assert_eq!(
        after("a:\n  emptyDir:\n    size: 1\n  b: 1\n", |root| {
            replace_entry(root.at("a")?, "emptyDir", "claim", &New::Map(vec![("name", New::text("c"))]))
        })
        .unwrap(),
        "a:\n  claim:\n    name: c\n  b: 1\n"
    );
}

#[test]
fn a_line_that_nobody_could_read_gets_no_comment() {
    let text = |filler: usize| format!("{{spec: {{containers: [{{name: a}}], x: [{}]}}}}\n", "1, ".repeat(filler));
    let change = |text: &str| {
        let tree = crate::yaml::read(text);
        let root = tree.root(&tree.documents[0]);
        let container = root.at("spec.containers").and_then(|list| list.items().next()).unwrap();
        let plain = put(container, &["image"], New::plain("i")).is_some();
        (plain, put(container, &["image"], New::ask("i", "the image")).is_some())
    };
    assert_eq!(change(&text(10)), (true, true));
    assert_eq!(change(&text(10_000)), (true, false));
}
