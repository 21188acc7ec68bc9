//! Chooses the patterns that stand beside the pod in the comparison table.
//!
//! Check boxes, so that several can stand there; the two that are most often confused stand there first. The choice is
//! the reader's and of no use without scripts, where the style sheet leaves it out.

use analyzer::analysis::Pattern;
use leptos::prelude::*;

/// The patterns that the table shows at first.
const FIRST: [Pattern; 2] = [Pattern::SharedPodMicroservices, Pattern::Sidecar];

/// The chosen patterns.
#[derive(Clone, Copy)]
pub(crate) struct Columns(RwSignal<Vec<Pattern>>);

impl Columns {
    /// The usual two.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(FIRST.to_vec()))
    }

    /// The patterns to show, in the order in which the documentation introduces them.
    pub(crate) fn chosen(self) -> Vec<Pattern> {
        let chosen = self.0.read();
        Pattern::ALL.into_iter().filter(|pattern| chosen.contains(pattern)).collect()
    }

    fn set(self, pattern: Pattern, shown: bool) {
        self.0.update(|chosen| {
            chosen.retain(|other| *other != pattern);
            if shown {
                chosen.push(pattern);
            }
        });
    }
}

/// One check box a pattern.
pub(crate) fn choice(columns: Columns) -> impl IntoView {
    let boxes: Vec<_> = Pattern::ALL.into_iter().map(|pattern| check_box(columns, pattern)).collect();
    view! {
        <fieldset class="columns">
            <legend>"Compare with"</legend>
            {boxes}
        </fieldset>
    }
}

fn check_box(columns: Columns, pattern: Pattern) -> impl IntoView {
    view! {
        <label>
            <input
                type="checkbox"
                autocomplete="off"
                checked=FIRST.contains(&pattern)
                on:change=move |event| columns.set(pattern, event_target_checked(&event))
            />
            {pattern.title()}
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_keep_their_order() {
        Owner::new().with(|| {
            let columns = Columns::new();
            assert_eq!(columns.chosen(), FIRST);
            columns.set(Pattern::Single, true);
            columns.set(Pattern::Sidecar, false);
            assert_eq!(columns.chosen(), [Pattern::Single, Pattern::SharedPodMicroservices]);
        });
    }

    #[test]
    fn every_pattern_has_a_labelled_box() {
        let html = Owner::new().with(|| choice(Columns::new()).to_html());
        assert_eq!(html.matches("type=\"checkbox\"").count(), Pattern::ALL.len(), "{html}");
        assert_eq!(html.matches(" checked").count(), FIRST.len(), "{html}");
        assert!(Pattern::ALL.iter().all(|pattern| html.contains(pattern.title())), "{html}");
    }
}
