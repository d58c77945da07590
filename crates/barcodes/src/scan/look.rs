//! One look at one picture.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::multi::{GenericMultipleBarcodeReader, MultipleBarcodeReader};
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiUseMultiFormatReader, RXingResult,
};

use crate::{Kind, gtin};

/// A code and some points in it.
pub(super) struct Hit {
    pub kind: Kind,
    pub text: String,
    pub points: Vec<(f32, f32)>,
}

impl Hit {
    /// Whether stripes of any kind read as this now and then: its check is one digit, or there is none.
    pub const fn may_be_chance(&self) -> bool {
        !matches!(self.kind, Kind::Code128 | Kind::Qr | Kind::DataMatrix)
    }

    pub fn says_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.text == other.text
    }
}

const KINDS: [(BarcodeFormat, Kind); 9] = [
    (BarcodeFormat::EAN_8, Kind::Ean8),
    (BarcodeFormat::EAN_13, Kind::Ean13),
    (BarcodeFormat::UPC_A, Kind::UpcA),
    (BarcodeFormat::UPC_E, Kind::UpcE),
    (BarcodeFormat::CODE_128, Kind::Code128),
    (BarcodeFormat::CODE_39, Kind::Code39),
    (BarcodeFormat::ITF, Kind::Itf),
    (BarcodeFormat::QR_CODE, Kind::Qr),
    (BarcodeFormat::DATA_MATRIX, Kind::DataMatrix),
];

pub(super) fn look(picture: &GrayImage) -> Vec<Hit> {
    // The library reckons with positions that noise can put outside the picture; a panic there finds nothing.
    let found = catch_unwind(AssertUnwindSafe(|| detect(picture))).unwrap_or_default();
    found.iter().filter_map(hit).collect()
}

fn detect(picture: &GrayImage) -> Vec<RXingResult> {
    let (width, height) = picture.dimensions();
    let formats: HashSet<_> = KINDS.iter().map(|(format, _)| *format).collect();
    let hints =
        DecodeHints { PossibleFormats: Some(formats), TryHarder: Some(true), ..DecodeHints::default() };
    let Ok(source) = Luma8LuminanceSource::new(picture.as_raw().clone(), width, height) else {
        return Vec::new();
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let mut reader = GenericMultipleBarcodeReader::new(MultiUseMultiFormatReader::default());
    reader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default()
}

/// What the library found, if its check digit is right and it is long enough not to be chance.
fn hit(found: &RXingResult) -> Option<Hit> {
    let (_, kind) = *KINDS.iter().find(|(format, _)| format == found.getBarcodeFormat())?;
    let text = found.getText().to_owned();
    let sound = match kind {
        Kind::Ean8 | Kind::Ean13 | Kind::UpcA => gtin::is_sound(&text),
        Kind::UpcE => gtin::gtin(kind, &text).is_some(),
        // Without a check digit, stripes of any kind read as a few digits.
        Kind::Itf => text.len() >= 6,
        Kind::Code39 => text.len() >= 3,
        Kind::Code128 | Kind::Qr | Kind::DataMatrix => true,
    };
    let points = found.getPoints().iter().map(|point| (point.x, point.y)).collect();
    sound.then_some(Hit { kind, text, points })
}
