//! A picture to the texts in it.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::imageops::{FilterType, invert, resize};
use image::{GrayImage, ImageReader, Limits};
use rqrr::PreparedImage;

use crate::decode;
use crate::sentence::{Sentence, Tell};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No PNG, JPEG or WebP, or a broken one.
    NotAPicture,
    TooLarge {
        side: u32,
    },
    /// There is no code in it, or none that can be read.
    NotFound,
}

/// Largest side of a picture, in pixels: more than any phone's. A small file can claim to be much larger.
const MOST: u32 = 12_000;

/// What a picture may take in memory, in bytes: 67 megapixels in colours that show through, and phones make 50.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// So many megapixels are taken of any picture.
const MEGAPIXELS: u32 = 60;

/// Unpacked one after the other: what a picture takes in colours is needed once, however many people send one at the same
/// time, and also when somebody's time is over while theirs is still being looked at.
static UNPACKING: Mutex<()> = Mutex::new(());

/// The sides to which a picture is shrunk, one after the other. Codes that fill a photo are found best when small, small
/// ones in a corner when large.
const SIDES: [u32; 3] = [1000, 500, 2000];

/// Finds all codes, also light ones on dark ground.
pub fn read(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let picture = open(bytes)?;
    let largest = picture.width().max(picture.height());
    for side in SIDES {
        let shrunk = if largest > side { shrink(&picture, largest, side) } else { picture.clone() };
        let mut inverse = shrunk.clone();
        invert(&mut inverse);
        let found = [&shrunk, &inverse].into_iter().map(texts).find(|texts| !texts.is_empty());
        match found {
            Some(texts) => return Ok(texts),
            None if largest <= side && side > 500 => break,
            None => {}
        }
    }
    Err(Fault::NotFound)
}

fn open(bytes: &[u8]) -> Result<GrayImage, Fault> {
    let _one = UNPACKING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST);
    limits.max_image_height = Some(MOST);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(on_white(&picture)),
        Err(image::ImageError::Limits(_)) => Err(Fault::TooLarge { side: MOST }),
        Err(_) => Err(Fault::NotAPicture),
    }
}

/// In shades of grey; what shows through is white, as on the screen where the code was made.
fn on_white(picture: &image::DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.to_luma8();
    }
    let shaded = picture.to_luma_alpha8();
    GrayImage::from_fn(shaded.width(), shaded.height(), |x, y| {
        let [shade, alpha] = shaded.get_pixel(x, y).0.map(u16::from);
        let mixed = (shade * alpha + 255 * (255 - alpha)) / 255;
        image::Luma([u8::try_from(mixed).unwrap_or(u8::MAX)])
    })
}

fn shrink(picture: &GrayImage, largest: u32, side: u32) -> GrayImage {
    let scaled = |length: u32| {
        u32::try_from(u64::from(length) * u64::from(side) / u64::from(largest)).unwrap_or(side).max(1)
    };
    resize(picture, scaled(picture.width()), scaled(picture.height()), FilterType::Triangle)
}

fn texts(picture: &GrayImage) -> Vec<String> {
    let mut prepared =
        PreparedImage::prepare_from_greyscale(picture.width() as usize, picture.height() as usize, |x, y| {
            let (x, y) = (u32::try_from(x).unwrap_or_default(), u32::try_from(y).unwrap_or_default());
            picture.get_pixel_checked(x, y).map_or(255, |pixel| pixel.0[0])
        });
    let mut texts: Vec<String> = Vec::new();
    for grid in prepared.detect_grids() {
        let mut content = Vec::new();
        if grid.decode_to(&mut content).is_ok() {
            let text = decode::guess(&content).text;
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts
}

impl Tell for Fault {
    fn sentence(&self) -> Sentence {
        match self {
            Self::NotAPicture => Sentence::new("toolbox-qr-not-a-picture"),
            Self::TooLarge { side } => {
                Sentence::new("toolbox-qr-too-large").number("side", *side).number("megapixels", MEGAPIXELS)
            }
            Self::NotFound => Sentence::new("toolbox-qr-not-found"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::make::{TooLong, make};
    use image::{DynamicImage, ImageFormat, Luma, imageops};
    use proptest::prelude::*;

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.into().write_to(&mut bytes, ImageFormat::Png).expect("into memory");
        bytes.into_inner()
    }

    fn code(text: &str) -> GrayImage {
        image::load_from_memory(&make(text).expect("short enough")).expect("our own picture").to_luma8()
    }

    #[test]
    fn texts_come_back() {
        for text in
            ["MUG-10", "https://example.com/?q=1", "Кухоль «Ранок» ☕", "マグカップ", &"x".repeat(1000)]
        {
            assert_eq!(read(&png(code(text))), Ok(vec![text.to_owned()]), "{text}");
        }
    }

    #[test]
    fn on_a_large_photo_turned_and_inverted() {
        let mut photo = GrayImage::from_fn(4000, 3000, |x, y| Luma([180 + ((x * 7 + y * 13) % 40) as u8]));
        imageops::overlay(&mut photo, &imageops::rotate90(&code("MUG-10")), 2500, 1700);
        assert_eq!(read(&png(photo)), Ok(vec!["MUG-10".to_owned()]));
        let mut dark = code("MUG-10");
        invert(&mut dark);
        assert_eq!(read(&png(dark)), Ok(vec!["MUG-10".to_owned()]));
    }

    #[test]
    fn two_codes_and_a_transparent_one() {
        let mut both = GrayImage::from_pixel(900, 500, Luma([255]));
        imageops::overlay(&mut both, &code("A-1"), 20, 60);
        imageops::overlay(&mut both, &code("B-2"), 480, 60);
        let mut found = read(&png(both)).expect("two codes");
        found.sort();
        assert_eq!(found, ["A-1", "B-2"]);
        let opaque = code("MUG-10");
        let clear = image::GrayAlphaImage::from_fn(opaque.width(), opaque.height(), |x, y| {
            image::LumaA([0, 255 - opaque.get_pixel(x, y).0[0]])
        });
        assert_eq!(read(&png(clear)), Ok(vec!["MUG-10".to_owned()]));
    }

    #[test]
    fn what_cannot_be_read() {
        assert_eq!(read(b"hello"), Err(Fault::NotAPicture));
        assert_eq!(read(b""), Err(Fault::NotAPicture));
        assert_eq!(read(&png(GrayImage::from_pixel(300, 200, Luma([200])))), Err(Fault::NotFound));
        assert_eq!(read(&png(GrayImage::from_pixel(1, 1, Luma([0])))), Err(Fault::NotFound));
        let wide = png(GrayImage::from_pixel(MOST + 1, 1, Luma([0])));
        assert_eq!(read(&wide), Err(Fault::TooLarge { side: MOST }));
        assert_eq!(make(&"x".repeat(3000)), Err(TooLong { bytes: 3000 }));
        assert!(make(&"x".repeat(2953)).is_ok());
    }

    /// A picture of this size that ends after its first words.
    fn claims(width: u32, height: u32, picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut bytes = png(picture);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let sum = crc32fast::hash(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    /// Seen to fail when only the sides have a limit, and half a gigabyte may be taken: it is then read to its end.
    #[test]
    fn a_small_file_that_claims_to_be_huge_takes_no_memory() {
        let colour = || image::RgbImage::from_pixel(9, 9, image::Rgb([9, 9, 9]));
        assert_eq!(read(&claims(12_000, 12_000, colour())), Err(Fault::TooLarge { side: MOST }));
        assert_eq!(
            read(&claims(8192, 6144, colour())),
            Err(Fault::NotAPicture),
            "as large as phones make them"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_text_comes_back(text in "[ -~]{1,60}|[а-яїєґ ]{1,40}|\\PC{1,20}") {
            prop_assert_eq!(read(&png(code(&text))), Ok(vec![text]));
        }
    }
}
