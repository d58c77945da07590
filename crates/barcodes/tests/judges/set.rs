//! The set: every symbology, in every way in which it is held before a phone.

use std::collections::BTreeMap;
use std::time::Instant;

use barcodes::{Found, read};
use image::GrayImage;

use crate::photo::{beside, jpeg, put, spoil, table};
use crate::zint::{SAMPLES, Sample, draw};

/// How a photo was taken.
#[derive(Debug, Clone, Copy)]
struct Shot {
    name: &'static str,
    size: (u32, u32),
    degrees: &'static [f32],
    /// The code's width in per cent of the photo's.
    part: u32,
    blur: f32,
    grain: f32,
}

const fn shot(name: &'static str, degrees: &'static [f32], part: u32, blur: f32, grain: f32) -> Shot {
    Shot { name, size: (1600, 1200), degrees, part, blur, grain }
}

const SHOTS: [Shot; 5] = [
    shot("straight", &[0.0, 90.0], 40, 0.0, 0.0),
    shot("turned", &[20.0, 45.0, 130.0], 40, 0.0, 6.0),
    shot("small", &[3.0, 41.0], 22, 0.0, 6.0),
    shot("blurred", &[52.0], 45, 1.2, 4.0),
    shot("grainy", &[63.0], 45, 0.0, 40.0),
];

fn is_read(found: &[Found], sample: &Sample) -> bool {
    found.iter().any(|found| found.kind == sample.kind && found.text == sample.text)
}

fn photo(shot: &Shot, sample: &Sample, degrees: f32) -> GrayImage {
    let (width, height) = shot.size;
    let mut photo = table(width, height);
    let code = draw(sample, "3");
    // Square codes are as high as they are wide, and smaller on the thing they are on.
    let part = if code.height() * 3 > code.width() * 2 { shot.part * 6 / 10 } else { shot.part };
    put(&mut photo, &code, (width * 48 / 100, height * 51 / 100), degrees, width * part / 100);
    spoil(&photo, shot.blur, shot.grain, degrees.to_bits().into())
}

/// What is read of each kind of shot, and of how many; printed, so that the README can say it.
#[test]
fn nearly_all_of_the_set_is_read() {
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    let mut wrong = Vec::new();
    let start = Instant::now();
    for shot in &SHOTS {
        for sample in &SAMPLES {
            for degrees in shot.degrees {
                let found = read(&jpeg(&photo(shot, sample, *degrees))).expect("a picture");
                let share = shares.entry(shot.name).or_default();
                share.1 += 1;
                if is_read(&found, sample) {
                    share.0 += 1;
                } else {
                    missed.push((shot.name, sample.text, *degrees));
                }
                wrong.extend(found.into_iter().filter(|found| !is_read(std::slice::from_ref(found), sample)));
            }
        }
    }
    println!("{shares:?} in {:?}\nmissed: {missed:?}\nwrong: {wrong:?}", start.elapsed());
    let (read, all) = shares.values().fold((0, 0), |(a, b), (read, all)| (a + read, b + all));
    assert!(read * 100 >= all * 95, "{read} of {all} are read: {missed:?}");
    assert!(wrong.len() * 100 <= all, "what is not there is read: {wrong:?}");
}

#[test]
fn a_photo_of_twelve_megapixels() {
    for (index, degrees) in [(0, 0.0), (5, 38.0), (8, 15.0), (10, 80.0)] {
        let sample = &SAMPLES[index];
        let mut photo = table(4032, 3024);
        put(&mut photo, &draw(sample, "5"), (1400, 1900), degrees, 1100);
        let bytes = jpeg(&spoil(&photo, 1.0, 8.0, 1));
        let start = Instant::now();
        let found = read(&bytes).expect("a picture");
        println!("{} at {degrees}: {:?}", sample.text, start.elapsed());
        assert!(is_read(&found, sample), "{sample:?} {found:?}");
        let area = found[0].area;
        assert!((1000..1800).contains(&(area.left + area.width / 2)), "{area:?}");
        assert!((1400..2400).contains(&(area.top + area.height / 2)), "{area:?}");
    }
    let start = Instant::now();
    assert_eq!(read(&jpeg(&table(4032, 3024))), Ok(Vec::new()));
    println!("nothing: {:?}", start.elapsed());
}

#[test]
fn several_codes_in_one_picture() {
    let mut photo = table(2000, 1500);
    put(&mut photo, &draw(&SAMPLES[0], "3"), (500, 350), 4.0, 500);
    put(&mut photo, &draw(&SAMPLES[5], "3"), (1400, 400), 0.0, 600);
    put(&mut photo, &draw(&SAMPLES[8], "3"), (600, 1050), 30.0, 400);
    put(&mut photo, &draw(&SAMPLES[10], "3"), (1450, 1100), 12.0, 350);
    let found = read(&jpeg(&photo)).expect("a picture");
    let missing: Vec<_> =
        [0, 5, 8, 10].map(|index| SAMPLES[index]).into_iter().filter(|one| !is_read(&found, one)).collect();
    assert!(missing.is_empty(), "{missing:?} {found:?}");
    assert_eq!(found.len(), 4, "{found:?}");
    let twice = beside(&draw(&SAMPLES[8], "4"), &draw(&SAMPLES[8], "4"));
    assert_eq!(read(&jpeg(&twice)).expect("a picture").len(), 1, "the same code twice is one");
}
