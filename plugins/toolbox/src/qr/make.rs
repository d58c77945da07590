//! Text to a picture.

use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

use crate::sentence::{Sentence, Tell};

/// The text has more bytes than the largest code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    pub bytes: usize,
}

/// Pixels a square, and squares of white around the code, without which cameras do not see it.
const SCALE: usize = 10;
const MARGIN: usize = 4;

/// Draws a code as PNG, with as much error correction as there is room for at the size that the text needs anyway.
pub fn make(text: &str) -> Result<Vec<u8>, TooLong> {
    let too_long = TooLong { bytes: text.len() };
    let code = lay_out(text).ok_or(too_long)?;
    let width = code.width();
    let squares = code.to_colors();
    let side = u32::try_from((width + 2 * MARGIN) * SCALE).map_err(|_| too_long)?;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let square = |at: u32| (at as usize / SCALE).checked_sub(MARGIN).filter(|at| *at < width);
        let dark =
            square(x).zip(square(y)).is_some_and(|(x, y)| squares.get(y * width + x) == Some(&Color::Dark));
        Luma([if dark { 0 } else { 255 }])
    });
    let mut png = Cursor::new(Vec::new());
    // Writing to memory fails only where the picture is malformed, which this one is not.
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| too_long)?;
    Ok(png.into_inner())
}

fn lay_out(text: &str) -> Option<QrCode> {
    let smallest = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let better = [EcLevel::H, EcLevel::Q, EcLevel::M];
    let same_size =
        better.into_iter().find_map(|level| QrCode::with_version(text, smallest.version(), level).ok());
    Some(same_size.unwrap_or(smallest))
}

impl Tell for TooLong {
    fn sentence(&self) -> Sentence {
        Sentence::new("toolbox-qr-too-long").number("bytes", self.bytes)
    }
}
