//! Turns our own SVG into PNG: services that show a preview of a link read no SVG.
//!
//! It is given the cards of our own pages only, never a reader's manifest. It reads no file and asks nobody: fonts come with
//! the program, and pictures inside a picture are left out. What was drawn last is kept, within a bound.

use crate::prepared::{Prepared, tag};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/atkinson-hyperlegible-next-400.ttf"),
    include_bytes!("../fonts/atkinson-hyperlegible-next-700.ttf"),
    include_bytes!("../fonts/atkinson-hyperlegible-mono-400.ttf"),
];
/// So many pictures are kept, of some 50 KB each; then they are forgotten.
const KEPT: usize = 128;

/// Draws, and keeps what it drew.
#[derive(Debug)]
pub(crate) struct Painter {
    fonts: Arc<fontdb::Database>,
    /// By the tag of the SVG, so that a changed page is drawn anew.
    drawn: Mutex<BTreeMap<String, Prepared>>,
}

impl Painter {
    /// Reads the fonts.
    pub(crate) fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        for font in FONTS {
            fonts.load_font_data(font.to_vec());
        }
        Self { fonts: Arc::new(fonts), drawn: Mutex::default() }
    }

    /// The picture as a PNG.
    pub(crate) fn png(&self, svg: &str) -> Result<Prepared, String> {
        let name = tag(svg.as_bytes());
        if let Some(picture) = self.kept().get(&name) {
            return Ok(picture.clone());
        }
        let bytes = self.draw(svg)?.encode_png().map_err(|error| error.to_string())?;
        let picture = Prepared::file("image/png", bytes.into(), None, None);
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(name, picture.clone());
        Ok(picture)
    }

    fn draw(&self, svg: &str) -> Result<Pixmap, String> {
        let none = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
        let options = Options { fontdb: Arc::clone(&self.fonts), image_href_resolver: none, ..Options::default() };
        let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
        let size = tree.size().to_int_size();
        let mut picture = Pixmap::new(size.width(), size.height()).ok_or("a picture without a size")?;
        resvg::render(&tree, Transform::default(), &mut picture.as_mut());
        Ok(picture)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Prepared>> {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inked(painter: &Painter, attributes: &str) -> usize {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"30\"><text y=\"20\" {attributes}>emptyDir</text></svg>"
        );
        painter.draw(&svg).unwrap().pixels().iter().filter(|pixel| pixel.alpha() > 128).count()
    }

    #[test]
    fn words_are_drawn_in_our_fonts() {
        let painter = Painter::new();
        let [plain, bold, mono] = [
            "font-family=\"Atkinson Hyperlegible Next\"",
            "font-family=\"Atkinson Hyperlegible Next\" font-weight=\"700\"",
            "font-family=\"Atkinson Hyperlegible Mono\"",
        ]
        .map(|attributes| inked(&painter, attributes));
        assert!(plain > 50, "{plain}");
        assert!(bold > plain, "{bold} is not bolder than {plain}");
        assert!(mono > 50 && mono != plain, "{mono}, {plain}");
        assert_eq!(inked(&painter, "font-family=\"None of ours\""), 0, "no other font is looked for");
    }

    #[test]
    fn a_picture_is_drawn_once_and_nothing_is_read_for_it() {
        let painter = Painter::new();
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/favicon.svg");
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"{here}\" width=\"9\" height=\"9\"/></svg>"
        );
        painter.png(&svg).unwrap();
        painter.png(&svg).unwrap();
        assert_eq!(painter.kept().len(), 1);
        assert!(painter.draw(&svg).unwrap().pixels().iter().all(|pixel| pixel.alpha() == 0));
        assert!(painter.png("no picture").is_err());
        for number in 0..=KEPT {
            painter.png(&svg.replacen("width=\"9\"", &format!("width=\"{}\"", number + 1), 1)).unwrap();
        }
        assert!(painter.kept().len() <= KEPT);
    }
}
