//! A picture in shades of grey, the right way up.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageError, ImageReader, Limits};

use crate::Fault;

/// Largest side of a picture, in pixels: more than any phone's. A small file can claim to be much larger.
pub const MOST: u32 = 12_000;

/// Largest number of pixels, which bounds memory: a hundred megapixels in colour are 300 MB.
const PIXELS: u64 = 100_000_000;

/// Unpacked one after the other: in colours a picture may take hundreds of megabytes, in grey a third and less.
static UNPACKING: Mutex<()> = Mutex::new(());

pub(crate) fn open(bytes: &[u8]) -> Result<GrayImage, Fault> {
    let _one = UNPACKING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::NotAPicture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST);
    limits.max_image_height = Some(MOST);
    limits.max_alloc = Some(320 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Fault::TooLarge { side: MOST });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
    let mut grey = DynamicImage::from(on_white(&picture));
    grey.apply_orientation(orientation);
    Ok(grey.into_luma8())
}

fn fault(error: &ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::TooLarge { side: MOST },
        _ => Fault::NotAPicture,
    }
}

/// What shows through is white, as on the screen where the code was made.
fn on_white(picture: &DynamicImage) -> GrayImage {
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
