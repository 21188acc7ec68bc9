//! Tables that scroll by themselves on a narrow screen, whose cells are aligned by classes: pulldown-cmark writes `style`
//! attributes, which our pages refuse.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The table that is being written.
#[derive(Default)]
pub(super) struct Tables {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    count: usize,
}

impl Tables {
    /// Writes an event, which may have nothing to do with tables.
    pub(super) fn event<'m>(&mut self, event: Event<'m>, out: &mut Vec<Event<'m>>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                self.count += 1;
                // Regions of one page need names of their own.
                let opening = format!(
                    "<div class=\"table-scroll\" role=\"region\" aria-label=\"Table {}\" tabindex=\"0\">\n",
                    self.count
                );
                out.push(Event::Html(opening.into()));
                out.push(Event::Start(Tag::Table(vec![Alignment::None; alignments.len()])));
                self.alignments = alignments;
            }
            Event::End(TagEnd::Table) => out.extend([event, html("</div>\n")]),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.column = 0;
                self.in_head = matches!(event, Event::Start(Tag::TableHead));
                out.push(event);
            }
            Event::Start(Tag::TableCell) => out.push(self.cell()),
            event => out.push(event),
        }
    }

    /// The next cell's opening tag.
    fn cell<'m>(&mut self) -> Event<'m> {
        let alignment = self.alignments.get(self.column);
        self.column += 1;
        match (self.in_head, alignment) {
            (true, Some(Alignment::Right)) => html("<th scope=\"col\" class=\"align-right\">"),
            (true, Some(Alignment::Center)) => html("<th scope=\"col\" class=\"align-center\">"),
            (true, _) => html("<th scope=\"col\">"),
            (false, Some(Alignment::Right)) => html("<td class=\"align-right\">"),
            (false, Some(Alignment::Center)) => html("<td class=\"align-center\">"),
            (false, _) => html("<td>"),
        }
    }
}

fn html<'m>(text: &'static str) -> Event<'m> {
    Event::Html(text.into())
}
