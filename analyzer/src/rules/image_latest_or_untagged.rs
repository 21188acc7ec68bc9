//! `image-latest-or-untagged`: an image that can become another program at any restart.

use crate::edit::pods::pin;
use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "image-latest-or-untagged",
    severity: Severity::Warning,
    summary: "An image without a version can be another program after a restart.",
    source: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.containers() {
        let Some((image, tag)) = unpinned(container) else { continue };
        let why = match tag {
            None => "has no tag, which means `latest`",
            Some(_) => "has the tag `latest`",
        };
        report.say(
            subject.in_container(container, "image"),
            format!(
                "the image `{}` of `{}` {why}: after a restart it may be another program, and there is no way back to this one",
                short(image),
                called(container)
            ),
            "Name a version as the tag, and add the digest if it must never change.",
        );
        report.suggest("Name a version", || pin(container));
    }
}

/// The image and its tag, where nothing pins it. Images that something else fills in are not meant.
fn unpinned<'a>(container: &Container<'a>) -> Option<(&'a str, Option<&'a str>)> {
    let image = container.image?.value;
    let is_filled_in = image == "auto" || image.contains(['$', '{', ' ']) || image.contains("://");
    let reference = container.image_ref().filter(|reference| !is_filled_in && reference.is_unpinned())?;
    (!reference.repository.is_empty()).then_some((image, reference.tag))
}
