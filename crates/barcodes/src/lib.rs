//! Reads barcodes from photos.
//!
//! [`read`] takes the bytes of a picture and gives every code that it finds in it, upright or turned, dark on light or
//! light on dark. It takes up to some seconds of a processor, so that callers run it off the async threads.

mod gtin;
mod photo;
mod scan;

pub use gtin::check_digit;
pub use photo::MOST;

/// A code in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    /// What the code says, check digit included.
    pub text: String,
    pub area: Area,
}

/// The symbologies that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Ean8,
    Ean13,
    UpcA,
    UpcE,
    Code128,
    Code39,
    /// Interleaved 2 of 5, on cartons.
    Itf,
    Qr,
    DataMatrix,
}

/// Where a code is, in pixels of the picture as a person sees it, that is, after the camera's own turning. Of a code with
/// bars, it is a line across it rather than all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
}

/// Why a picture cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("This is no PNG, JPEG or WebP picture, or a broken one.")]
    NotAPicture,
    #[error("The picture is larger than {side} pixels on one side, or than 100 megapixels.")]
    TooLarge { side: u32 },
}

/// Reads all codes in a PNG, JPEG or WebP picture, from the top down; nothing twice. None are an empty list.
pub fn read(bytes: &[u8]) -> Result<Vec<Found>, Fault> {
    Ok(scan::scan(&photo::open(bytes)?))
}

impl Found {
    /// The item number in 14 digits, by which the same item's UPC-A, EAN and carton codes can be compared. Nothing for
    /// codes that are none, or whose check digit is wrong.
    pub fn gtin(&self) -> Option<String> {
        gtin::gtin(self.kind, &self.text)
    }
}
