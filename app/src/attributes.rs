//! The attributes of an element as one, for the rows of long lists.
//!
//! Each key makes such lists anew. With components erased, leptos then takes away every attribute of every row and sets it
//! again, though most stay as they were. These are compared in the browser, all of an element in one call, and only what
//! differs is set. An element has the same attributes all its life; their values are ids and places, never a reader's text.

use std::borrow::Cow;

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::{Attribute, NextAttribute};
use leptos::tachys::renderer::types::Element;

use crate::browser;
use crate::text::escape;

/// Between names and values, in what the browser gets.
const SEPARATOR: &str = "\u{1f}";

/// Names with their values.
#[derive(Clone, Debug)]
pub(crate) struct Attributes(Vec<(&'static str, Cow<'static, str>)>);

/// The attributes of an element, for `{..attributes([…])}` in a view.
pub(crate) fn attributes<const N: usize>(list: [(&'static str, Cow<'static, str>); N]) -> Attributes {
    Attributes(list.into())
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;

    type State = ();
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.len() + 4).sum()
    }

    fn to_html(self, html: &mut String, class: &mut String, _style: &mut String, _inner_html: &mut String) {
        for (name, value) in self.0 {
            if name == "class" {
                class.push_str(&value);
            } else {
                html.extend([" ", name, "=\"", &escape(&value), "\""]);
            }
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) {
        self.build(element);
    }

    fn build(self, element: &Element) {
        let parts: Vec<&str> = self.0.iter().flat_map(|(name, value)| [*name, value]).collect();
        browser::dress(element, &parts.join(SEPARATOR));
    }

    /// Never called: what is erased is built again.
    fn rebuild(self, _state: &mut ()) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    // No keys: by these leptos would take the attributes away first.
}

impl NextAttribute for Attributes {
    type Output<NewAttr: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<NewAttr: Attribute>(self, next: NewAttr) -> Vec<AnyAttribute> {
        vec![self.into_any_attr(), next.into_any_attr()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::*;

    #[test]
    fn they_are_written_and_escaped() {
        let html =
            view! { <i {..attributes([("class", "one two".into()), ("data-x", "\"<&".into())])}>"z"</i> }.to_html();
        assert!(html.contains("class=\"one two\"") && html.contains("data-x=\"&quot;&lt;&amp;\""), "{html}");
    }
}
