//! Where on the picture what is.

use tiny_skia::{Color, Paint, Pixmap, Rect, Transform};

use crate::text::{Font, Look, Side};
use crate::{Chart, Form, bars, lines, scale};

/// Pixels: what a phone shows in a chat without shrinking it much.
pub const WIDTH: u32 = 1080;
pub const HEIGHT: u32 = 720;

const MARGIN: f32 = 36.0;
const SMALL: f32 = 26.0;

/// The field between the axes, and the values at its lower and upper edge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    low: i128,
    high: i128,
    points: usize,
}

pub(crate) fn draw(picture: &mut Pixmap, chart: &Chart, font: &Font) {
    picture.fill(chart.theme.ground());
    let top = heading(picture, chart, font);
    let ticks = scale::ticks(chart);
    let plot = axis(picture, chart, font, (&ticks, top));
    match chart.form {
        Form::Bars | Form::Stacked => bars::draw(picture, chart, &plot),
        Form::Line | Form::Steps => lines::draw(picture, chart, &plot),
    }
    labels(picture, chart, font, &plot);
}

/// Title, note and, where there are several, the names of the series. Gives the height at which they end.
fn heading(picture: &mut Pixmap, chart: &Chart, font: &Font) -> f32 {
    let room = pixels(WIDTH) - 2.0 * MARGIN;
    let title = Look { size: 40.0, bold: true, colour: chart.theme.ink() };
    let note = Look { size: SMALL, bold: false, colour: chart.theme.faint() };
    let mut y = MARGIN + 34.0;
    font.write(picture, &font.fitting(&chart.title, title, room), (MARGIN, y, Side::Start), title);
    if !chart.note.is_empty() {
        y += 42.0;
        font.write(picture, &font.fitting(&chart.note, note, room), (MARGIN, y, Side::Start), note);
    }
    if chart.series.len() > 1 {
        y += 48.0;
        legend(picture, chart, font, y);
    }
    y + 42.0
}

fn legend(picture: &mut Pixmap, chart: &Chart, font: &Font, y: f32) {
    const SQUARE: f32 = 24.0;
    let look = Look { size: SMALL, bold: false, colour: chart.theme.ink() };
    let room = pixels(WIDTH) - 2.0 * MARGIN - count(chart.series.len()) * (SQUARE + 40.0);
    let whole: f32 = chart.series.iter().map(|series| font.width(&series.name, look)).sum();
    // Where not all names fit, each gets an equal share.
    let share = if whole <= room { room } else { room / count(chart.series.len()) };
    let mut x = MARGIN;
    let names: Vec<_> = chart.series.iter().map(|series| font.fitting(&series.name, look, share)).collect();
    for (index, name) in names.iter().enumerate() {
        fill(picture, (x, y - 21.0, SQUARE, SQUARE), chart.theme.series(index));
        font.write(picture, name, (x + SQUARE + 12.0, y, Side::Start), look);
        x += SQUARE + 40.0 + font.width(name, look);
    }
}

/// The lines of the grid and the values beside them.
fn axis(picture: &mut Pixmap, chart: &Chart, font: &Font, (ticks, top): (&[i128], f32)) -> Plot {
    let look = Look { size: SMALL, bold: false, colour: chart.theme.faint() };
    let unit = 10_i128.pow(chart.numbers.decimals.min(18));
    let whole = ticks.iter().all(|tick| tick % unit == 0);
    let written: Vec<_> = ticks.iter().map(|tick| scale::written(*tick, &chart.numbers, whole)).collect();
    let widest =
        written.iter().map(|text| font.width(text, look)).fold(0.0, f32::max).min(pixels(WIDTH) / 3.0);
    let plot = Plot {
        left: MARGIN + widest + 16.0,
        right: pixels(WIDTH) - MARGIN,
        top,
        bottom: pixels(HEIGHT) - MARGIN - 48.0,
        low: ticks.first().copied().unwrap_or_default(),
        high: ticks.last().copied().unwrap_or(1),
        points: chart.labels.len(),
    };
    for (tick, text) in ticks.iter().zip(&written) {
        let y = plot.height(*tick);
        let (weight, colour) =
            if *tick == 0 { (3.0, chart.theme.faint()) } else { (2.0, chart.theme.grid()) };
        fill(picture, (plot.left, y - weight / 2.0, plot.right - plot.left, weight), colour);
        font.write(
            picture,
            &font.fitting(text, look, widest + 1.0),
            (plot.left - 16.0, y + 9.0, Side::End),
            look,
        );
    }
    plot
}

/// Every first, second, fifth … label, so that they do not touch; the last point has one if the distance allows.
fn labels(picture: &mut Pixmap, chart: &Chart, font: &Font, plot: &Plot) {
    let look = Look { size: SMALL, bold: false, colour: chart.theme.faint() };
    let room = plot.right - plot.left;
    let shown: Vec<_> = chart.labels.iter().map(|label| font.fitting(label, look, room / 2.0)).collect();
    let widest = shown.iter().map(|label| font.width(label, look)).fold(1.0, f32::max) + 24.0;
    let distance = room / count(plot.points);
    let every = (1..=plot.points).find(|every| count(*every) * distance >= widest).unwrap_or(plot.points);
    for (index, label) in shown.iter().enumerate().step_by(every) {
        let half = font.width(label, look) / 2.0;
        let x = plot.middle(index).clamp((plot.left - 60.0 + half).max(half), pixels(WIDTH) - 8.0 - half);
        font.write(picture, label, (x, plot.bottom + 46.0, Side::Middle), look);
    }
}

impl Plot {
    /// Where a value is, counted from the top of the picture.
    #[expect(clippy::cast_precision_loss, reason = "the picture has 720 rows")]
    pub fn height(&self, value: i128) -> f32 {
        let share = (value - self.low) as f64 / (self.high - self.low).max(1) as f64;
        self.bottom - narrow(share) * (self.bottom - self.top)
    }

    /// The middle of a point's column.
    pub fn middle(&self, index: usize) -> f32 {
        self.left + (count(index) + 0.5) * self.column()
    }

    /// The width of a point's column.
    pub fn column(&self) -> f32 {
        (self.right - self.left) / count(self.points)
    }
}

/// Paints a rectangle: left, top, width, height.
pub(crate) fn fill(picture: &mut Pixmap, (x, y, width, height): (f32, f32, f32, f32), colour: Color) {
    let mut paint = Paint::default();
    paint.set_color(colour);
    if let Some(rectangle) = Rect::from_xywh(x, y, width, height) {
        picture.fill_rect(rectangle, &paint, Transform::identity(), None);
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are at most a thousand points")]
pub(crate) const fn count(number: usize) -> f32 {
    number as f32
}

#[expect(clippy::cast_precision_loss, reason = "there are about a thousand pixels")]
const fn pixels(number: u32) -> f32 {
    number as f32
}

#[expect(clippy::cast_possible_truncation, reason = "shares are between 0 and 1")]
const fn narrow(share: f64) -> f32 {
    share as f32
}
