//! Letters.

use dejavu::sans;
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Transform};
use ttf_parser::{Face, OutlineBuilder};

pub(crate) struct Font {
    regular: Face<'static>,
    bold: Face<'static>,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Pixels an em.
    pub size: f32,
    pub bold: bool,
    pub colour: Color,
}

/// What of a text its point is: where it begins, its middle, or where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Start,
    Middle,
    End,
}

impl Font {
    pub fn new() -> Option<Self> {
        let face = |bytes| Face::parse(bytes, 0).ok();
        Some(Self { regular: face(sans::regular())?, bold: face(sans::bold())? })
    }

    /// The width of a text in pixels.
    pub fn width(&self, text: &str, look: Look) -> f32 {
        let face = self.face(look);
        text.chars().map(|letter| advance(face, letter)).sum::<f32>() * scale(face, look)
    }

    /// As much of the text as fits into so many pixels, with an ellipsis for what does not.
    pub fn fitting(&self, text: &str, look: Look, width: f32) -> String {
        if self.width(text, look) <= width {
            return text.to_owned();
        }
        let room = width - self.width("…", look);
        let (face, scale) = (self.face(look), scale(self.face(look), look));
        let mut used = 0.0;
        let fits = |letter: &char| {
            used += advance(face, *letter) * scale;
            used <= room
        };
        let kept: String = text.chars().take_while(fits).collect();
        format!("{}…", kept.trim_end())
    }

    /// Writes a text so that it begins, has its middle or ends at a point on its base line.
    pub fn write(&self, picture: &mut Pixmap, text: &str, (x, y, side): (f32, f32, Side), look: Look) {
        let face = self.face(look);
        let scale = scale(face, look);
        let width = if side == Side::Start { 0.0 } else { self.width(text, look) };
        let mut at = match side {
            Side::Start => x,
            Side::Middle => x - width / 2.0,
            Side::End => x - width,
        };
        let mut paint = Paint::default();
        paint.set_color(look.colour);
        for letter in text.chars() {
            if let Some(path) = outline(face, letter) {
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, at, y);
                picture.fill_path(&path, &paint, FillRule::Winding, place, None);
            }
            at += advance(face, letter) * scale;
        }
    }

    const fn face(&self, look: Look) -> &Face<'static> {
        if look.bold { &self.bold } else { &self.regular }
    }
}

fn scale(face: &Face<'_>, look: Look) -> f32 {
    look.size / f32::from(face.units_per_em())
}

fn advance(face: &Face<'_>, letter: char) -> f32 {
    let glyph = face.glyph_index(letter).unwrap_or_default();
    face.glyph_hor_advance(glyph).map_or(0.0, f32::from)
}

/// The shape of a letter in the font's units; nothing for spaces.
fn outline(face: &Face<'_>, letter: char) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    face.outline_glyph(face.glyph_index(letter).unwrap_or_default(), &mut pen)?;
    pen.0.finish()
}

struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { size: 30.0, bold: false, colour: Color::BLACK };

    #[test]
    fn the_font_has_our_letters() {
        let font = Font::new().unwrap();
        for letter in "AZaz09 АЯаяІіЇїЄєҐґЁё’«»—…€$£₴₽zł\u{202f}\u{a0}\u{2009}−".chars()
        {
            assert!(font.regular.glyph_index(letter).is_some(), "{letter:?}");
            assert!(font.bold.glyph_index(letter).is_some(), "{letter:?}");
        }
    }

    #[test]
    fn long_texts_are_cut() {
        let font = Font::new().unwrap();
        assert_eq!(font.fitting("Кухоль", LOOK, 500.0), "Кухоль");
        let cut = font.fitting(&"Кухоль ".repeat(30), LOOK, 300.0);
        assert!(cut.ends_with('…') && font.width(&cut, LOOK) <= 300.0, "{cut}");
        assert_eq!(font.fitting("Кухоль", LOOK, 0.0), "…");
    }
}
