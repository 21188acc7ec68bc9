//! What a reader did with a playground before it was live, so that making it live takes nothing away: text, choices, opened
//! parts and the focus. Places are counted through the elements, since what is made anew is the same as what it replaces.

use app::all;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventInit, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

/// The textarea of a playground.
pub(crate) fn textarea(section: &Element) -> Option<HtmlTextAreaElement> {
    section.query_selector("textarea[name='manifest']").ok()??.dyn_into().ok()
}

/// What a reader did.
pub(crate) struct Before {
    /// What stands in the textarea, where that is another text than the server's.
    text: Option<String>,
    /// The boxes and buttons that were switched.
    switched: Vec<Place>,
    /// The values that were picked from lists.
    picked: Vec<(Place, String)>,
    /// The parts that are open.
    open: Vec<Place>,
    /// What has the focus, and the selection if that is the textarea.
    focus: Option<(Place, Option<(u32, u32)>)>,
}

impl Before {
    /// Looks at what the server drew.
    pub(crate) fn of(section: &Element) -> Self {
        let changed = |area: &HtmlTextAreaElement| area.default_value().is_ok_and(|served| served != area.value());
        let inputs = all::<HtmlInputElement>(section, "input[type='radio'], input[type='checkbox']");
        let switched = inputs.iter().filter(|input| (input.checked() && !input.default_checked()) || is_emptied(input));
        let lists = all::<HtmlSelectElement>(section, "select");
        let picked = lists.iter().filter(|list| !has_default(list));
        let open = all::<HtmlDetailsElement>(section, "details[open]");
        let focus = document().active_element().filter(|focus| section.contains(Some(focus)));
        Self {
            text: textarea(section).filter(changed).map(|area| area.value()),
            switched: switched.filter_map(|input| Place::of(section, input)).collect(),
            picked: picked.filter_map(|list| Some((Place::of(section, list)?, list.value()))).collect(),
            open: open.iter().filter_map(|details| Place::of(section, details)).collect(),
            focus: focus.and_then(|focus| Some((Place::of(section, &focus)?, selection(&focus)))),
        }
    }

    /// Does the same again with what was made anew.
    pub(crate) fn restore(self, section: &Element) {
        for place in self.switched {
            if let Some(input) = place.find::<HtmlElement>(section) {
                input.click();
            }
        }
        for (place, value) in self.picked {
            if let Some(list) = place.find::<HtmlSelectElement>(section) {
                list.set_value(&value);
                tell(&list, "change");
            }
        }
        for place in self.open {
            if let Some(details) = place.find::<HtmlDetailsElement>(section) {
                details.set_open(true);
            }
        }
        if let Some((text, area)) = self.text.zip(textarea(section)) {
            area.set_value(&text);
            tell(&area, "input");
        }
        let Some((place, selection)) = self.focus else { return };
        if let Some(focus) = place.find::<HtmlElement>(section) {
            let _ = focus.focus();
            if let Some(((start, end), area)) = selection.zip(focus.dyn_ref::<HtmlTextAreaElement>()) {
                let _ = area.set_selection_range(start, end);
            }
        }
    }
}

/// Whether a box was ticked when it came, and is no more. A button of a group is switched off by switching another on.
fn is_emptied(input: &HtmlInputElement) -> bool {
    input.default_checked() && !input.checked() && input.type_() == "checkbox"
}

/// Whether a list shows what it showed when it came.
fn has_default(list: &HtmlSelectElement) -> bool {
    let options = all::<HtmlOptionElement>(list, "option");
    let chosen = options.iter().find(|option| option.default_selected()).or(options.first());
    chosen.is_none_or(|option| option.value() == list.value())
}

fn selection(element: &Element) -> Option<(u32, u32)> {
    let area = element.dyn_ref::<HtmlTextAreaElement>()?;
    Some((area.selection_start().ok()??, area.selection_end().ok()??))
}

/// Sends the event that a reader's own hand would have sent.
fn tell(element: &Element, kind: &str) {
    let upwards = EventInit::new();
    upwards.set_bubbles(true);
    let _ = Event::new_with_event_init_dict(kind, &upwards).and_then(|event| element.dispatch_event(&event));
}

/// The way from a playground to an element in it: which child, which child of that, and so on.
struct Place(Vec<u32>);

impl Place {
    fn of(section: &Element, element: &Element) -> Option<Self> {
        let mut way = Vec::new();
        let mut at = element.clone();
        while at != *section {
            let mut before = 0;
            let mut sibling = at.previous_element_sibling();
            while let Some(earlier) = sibling {
                before += 1;
                sibling = earlier.previous_element_sibling();
            }
            way.push(before);
            at = at.parent_element()?;
        }
        way.reverse();
        Some(Self(way))
    }

    fn find<T: JsCast>(&self, section: &Element) -> Option<T> {
        let child = |inside: Element, index: &u32| inside.children().item(*index);
        self.0.iter().try_fold(section.clone(), child)?.dyn_into().ok()
    }
}
