//! Looking for codes in a picture in several ways, until there are some.

mod flat;
mod look;
mod turn;

use image::GrayImage;
use image::imageops::{FilterType, resize, thumbnail};

use crate::Found;
use flat::flat;
use look::{Hit, look};
use turn::Turned;

/// One way to look: the longer side in pixels to which the picture is shrunk, and by how many degrees it is turned.
#[derive(Debug, Clone, Copy)]
struct Way {
    side: u32,
    degrees: f32,
    tone: Tone,
}

/// What is done to the shades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    AsItIs,
    Inverted,
    /// Black and white by the light around each pixel.
    Flat,
}

const fn way(side: u32, degrees: f32, tone: Tone) -> Way {
    Way { side, degrees, tone }
}

/// A code that fills the photo is found best when it is small, one in a corner when it is large. Bars are found within
/// some fifteen degrees of level and upright, so that three angles are all. The first ways are gone through even if one finds
/// something, because there may be more than one code.
const FIRST: [Way; 4] = [
    way(1000, 0.0, Tone::AsItIs),
    way(1800, 0.0, Tone::AsItIs),
    way(1000, 30.0, Tone::AsItIs),
    way(1000, 60.0, Tone::AsItIs),
];

/// What is tried one after the other if nothing was found.
const THEN: [Way; 9] = [
    way(1800, 0.0, Tone::Flat),
    way(1800, 30.0, Tone::Flat),
    way(1800, 60.0, Tone::Flat),
    way(500, 0.0, Tone::AsItIs),
    way(1000, 0.0, Tone::Inverted),
    way(500, 0.0, Tone::Inverted),
    way(1800, 15.0, Tone::Flat),
    way(1800, 45.0, Tone::Flat),
    way(3000, 0.0, Tone::Flat),
];

/// A code that may be chance must be read again when the picture is turned a little further, in degrees: stripes of another
/// code that a line crosses aslant are other stripes then.
const SECOND: f32 = 4.0;

pub(crate) fn scan(picture: &GrayImage) -> Vec<Found> {
    let mut found = Vec::new();
    for way in FIRST {
        let more = one(picture, way, &found);
        add(&mut found, more);
    }
    for way in THEN {
        if !found.is_empty() {
            break;
        }
        let more = one(picture, way, &found);
        add(&mut found, more);
    }
    found.sort_by_key(|found: &Found| (found.area.top, found.area.left));
    found
}

/// Adds what is new. Copies of a label in one picture are one code.
fn add(found: &mut Vec<Found>, more: Vec<Found>) {
    for one in more {
        if !found.iter().any(|known| known.kind == one.kind && known.text == one.text) {
            found.push(one);
        }
    }
}

/// What is found in one way. What was found before need not be confirmed again.
fn one(picture: &GrayImage, way: Way, known: &[Found]) -> Vec<Found> {
    let (width, height) = picture.dimensions();
    let largest = width.max(height);
    // Ways that would only enlarge the picture are the same as not shrinking it.
    let mut shrunk = if largest > way.side { shrink(picture, largest, way.side) } else { picture.clone() };
    match way.tone {
        Tone::AsItIs => {}
        Tone::Inverted => image::imageops::invert(&mut shrunk),
        Tone::Flat => shrunk = flat(&shrunk),
    }
    let scale = f64::from(largest) / f64::from(shrunk.width().max(shrunk.height()));
    let turned = Turned::new(&shrunk, way.degrees);
    let mut hits = look(&turned.picture);
    hits.retain(|hit| !known.iter().any(|found| found.kind == hit.kind && found.text == hit.text));
    if hits.iter().any(Hit::may_be_chance) {
        let again = look(&Turned::new(&shrunk, way.degrees + SECOND).picture);
        hits.retain(|hit| !hit.may_be_chance() || again.iter().any(|other| hit.says_the_same(other)));
    }
    hits.into_iter().map(|hit| placed(hit, &turned, scale)).collect()
}

fn shrink(picture: &GrayImage, largest: u32, side: u32) -> GrayImage {
    let scaled = |length: u32| {
        u32::try_from(u64::from(length) * u64::from(side) / u64::from(largest)).unwrap_or(side).max(1)
    };
    let (width, height) = (scaled(picture.width()), scaled(picture.height()));
    if largest > 2 * side {
        thumbnail(picture, width, height)
    } else {
        resize(picture, width, height, FilterType::Triangle)
    }
}

/// The hit in pixels of the whole picture.
fn placed(hit: Hit, turned: &Turned, scale: f64) -> Found {
    let points: Vec<_> = hit.points.iter().map(|point| turned.back(*point)).collect();
    let span = |of: fn(&(f32, f32)) -> f32| {
        let least = points.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let start = pixels(f64::from(least) * scale);
        (start, pixels(f64::from(most) * scale).saturating_sub(start))
    };
    let ((left, width), (top, height)) = (span(|point| point.0), span(|point| point.1));
    Found { kind: hit.kind, text: hit.text, area: crate::Area { left, top, width, height } }
}

/// The nearest pixel; what lies outside is the edge.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast stops at the edges, as is wanted"
)]
fn pixels(length: f64) -> u32 {
    length.round() as u32
}
