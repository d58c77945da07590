//! Turning a picture by any angle.

use image::{GrayImage, Luma};

/// A picture that was turned around its middle, on white ground that is large enough for its corners.
pub(super) struct Turned {
    pub picture: GrayImage,
    sine: f32,
    cosine: f32,
    /// The middle before and after.
    from: (f32, f32),
    to: (f32, f32),
}

impl Turned {
    #[expect(clippy::cast_precision_loss, reason = "no side is longer than 12 000 pixels")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides are positive")]
    pub fn new(picture: &GrayImage, degrees: f32) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let from = (width / 2.0, height / 2.0);
        if degrees == 0.0 {
            return Self { picture: picture.clone(), sine, cosine, from, to: from };
        }
        let new_width = width * cosine.abs() + height * sine.abs();
        let new_height = width * sine.abs() + height * cosine.abs();
        let to = (new_width / 2.0, new_height / 2.0);
        let mut turned = Self { picture: GrayImage::new(0, 0), sine, cosine, from, to };
        turned.picture = GrayImage::from_fn(new_width.ceil() as u32, new_height.ceil() as u32, |x, y| {
            Luma([between(picture, turned.back((x as f32 + 0.5, y as f32 + 0.5)))])
        });
        turned
    }

    /// Where a point of the turned picture was before.
    pub fn back(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (x, y) = (x - self.to.0, y - self.to.1);
        (x * self.cosine + y * self.sine + self.from.0, y * self.cosine - x * self.sine + self.from.1)
    }
}

/// The shade at a point, mixed from the four pixels around it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "points outside are sorted out before"
)]
fn between(picture: &GrayImage, (x, y): (f32, f32)) -> u8 {
    let (x, y) = (x - 0.5, y - 0.5);
    if x < 0.0 || y < 0.0 {
        return 255;
    }
    let (left, top) = (x as u32, y as u32);
    let (right, down) = (x.fract(), y.fract());
    let shade = |x, y| picture.get_pixel_checked(x, y).map_or(255.0, |pixel| f32::from(pixel.0[0]));
    let upper = shade(left, top) * (1.0 - right) + shade(left + 1, top) * right;
    let lower = shade(left, top + 1) * (1.0 - right) + shade(left + 1, top + 1) * right;
    (upper * (1.0 - down) + lower * down).round() as u8
}
