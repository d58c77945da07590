//! Charts as pictures that read well on a phone, in a dark chat and in a light one.
//!
//! [`png`] is a pure function: the same [`Chart`] gives the same bytes. It knows no languages; titles, names and labels come
//! in as texts in Latin or Cyrillic letters.

mod bars;
mod layout;
mod lines;
mod scale;
mod text;
mod theme;

use tiny_skia::Pixmap;

pub use layout::{HEIGHT, WIDTH};
pub use theme::Theme;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// A small line under the title; may be empty.
    pub note: String,
    /// One a point, in the reader's language. As many of them are written as there is room for.
    pub labels: Vec<String>,
    /// One to [`MOST_SERIES`], which people can still tell apart.
    pub series: Vec<Series>,
    pub form: Form,
    pub numbers: Numbers,
    pub theme: Theme,
}

/// Values of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// One a label; money in its smallest unit. Nothing where nothing is known.
    pub values: Vec<Option<i64>>,
}

/// How values become ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Line,
    /// The series side by side.
    Bars,
    /// The series on top of each other; negative values downwards.
    Stacked,
    /// A value holds until the next one, as stock does.
    Steps,
}

/// How values are written beside the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// How many of a value's last digits are decimals: 2 for cents.
    pub decimals: u32,
    /// Between thousands, as a rule a narrow space.
    pub gap: char,
    pub mark: char,
    /// Behind the number, such as `€`; may be empty.
    pub unit: String,
}

/// The most series that a chart takes.
pub const MOST_SERIES: usize = 4;

/// The most points that a chart takes: more than it has pixels for them.
pub const MOST_POINTS: usize = 1000;

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("A chart needs one to {MOST_SERIES} series and one to {MOST_POINTS} points.")]
    WrongSize,
    #[error("The series {name:?} has {values} values for {labels} labels.")]
    Uneven { name: String, values: usize, labels: usize },
    #[error("The picture cannot be made: {reason}.")]
    Picture { reason: String },
}

/// Draws a chart, 1080 pixels wide.
pub fn png(chart: &Chart) -> Result<Vec<u8>, Fault> {
    check(chart)?;
    let broken = |reason: &str| Fault::Picture { reason: reason.to_owned() };
    let mut picture = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| broken("there is no memory for it"))?;
    let font = text::Font::new().ok_or_else(|| broken("the font is damaged"))?;
    layout::draw(&mut picture, chart, &font);
    picture.encode_png().map_err(|error| broken(&error.to_string()))
}

fn check(chart: &Chart) -> Result<(), Fault> {
    let points = chart.labels.len();
    if !(1..=MOST_SERIES).contains(&chart.series.len()) || !(1..=MOST_POINTS).contains(&points) {
        return Err(Fault::WrongSize);
    }
    match chart.series.iter().find(|series| series.values.len() != points) {
        Some(odd) => Err(Fault::Uneven { name: odd.name.clone(), values: odd.values.len(), labels: points }),
        None => Ok(()),
    }
}
