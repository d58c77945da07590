//! Making a photo of a code.

use std::io::Cursor;

use image::imageops::{FilterType, fast_blur, overlay, resize};
use image::{DynamicImage, GrayImage, ImageFormat, Luma};

/// Numbers that look like chance and are the same every time (Knuth's MMIX generator).
pub struct Noise(u64);

impl Noise {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Between −1 and 1.
    pub fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f32::from((self.0 >> 48) as u16) / 32_768.0 - 1.0
    }
}

/// A table top under a lamp: lighter on one side.
pub fn table(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| Luma([(110 + 60 * x / width + (x * 7 + y * 13) % 9) as u8]))
}

/// Puts a code on the photo with its middle at a point, turned by an angle, so many pixels wide.
pub fn put(photo: &mut GrayImage, code: &GrayImage, middle: (u32, u32), degrees: f32, width: u32) {
    let height = code.height() * width / code.width();
    let code = resize(code, width, height, FilterType::CatmullRom);
    let (sine, cosine) = degrees.to_radians().sin_cos();
    let reach = ((width * width + height * height) as f32).sqrt() as u32 / 2 + 1;
    for y in middle.1.saturating_sub(reach)..(middle.1 + reach).min(photo.height()) {
        for x in middle.0.saturating_sub(reach)..(middle.0 + reach).min(photo.width()) {
            let (dx, dy) = (x as f32 - middle.0 as f32, y as f32 - middle.1 as f32);
            let (u, v) =
                (dx * cosine + dy * sine + width as f32 / 2.0, dy * cosine - dx * sine + height as f32 / 2.0);
            if let Some(shade) = between(&code, u, v) {
                // Print is not black and paper not white, and both are lit as the table is.
                let light = f32::from(photo.get_pixel(x, y).0[0]) / 170.0;
                photo.put_pixel(x, y, Luma([((30.0 + shade * 0.8) * light.min(1.0)) as u8]));
            }
        }
    }
}

fn between(code: &GrayImage, x: f32, y: f32) -> Option<f32> {
    if x < 0.0 || y < 0.0 || x + 1.0 >= code.width() as f32 || y + 1.0 >= code.height() as f32 {
        return None;
    }
    let (left, top, right, down) = (x as u32, y as u32, x.fract(), y.fract());
    let shade = |x, y| f32::from(code.get_pixel(x, y).0[0]);
    let upper = shade(left, top) * (1.0 - right) + shade(left + 1, top) * right;
    let lower = shade(left, top + 1) * (1.0 - right) + shade(left + 1, top + 1) * right;
    Some(upper * (1.0 - down) + lower * down)
}

/// Blur of a hand and grain of a small sensor.
pub fn spoil(photo: &GrayImage, blur: f32, grain: f32, seed: u64) -> GrayImage {
    let mut spoilt = if blur > 0.0 { fast_blur(photo, blur) } else { photo.clone() };
    let mut noise = Noise::new(seed);
    for pixel in spoilt.pixels_mut() {
        pixel.0[0] = (f32::from(pixel.0[0]) + noise.next() * grain).clamp(0.0, 255.0) as u8;
    }
    spoilt
}

/// As a phone sends it.
pub fn jpeg(photo: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(photo.clone())
        .to_rgb8()
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .expect("memory takes it");
    bytes.into_inner()
}

/// Two pictures side by side.
pub fn beside(left: &GrayImage, right: &GrayImage) -> GrayImage {
    let mut sheet =
        GrayImage::from_pixel(left.width() + right.width(), left.height().max(right.height()), Luma([255]));
    overlay(&mut sheet, left, 0, 0);
    overlay(&mut sheet, right, i64::from(left.width()), 0);
    sheet
}
