//! Black and white by the light around each pixel.

use image::{GrayImage, Luma};

/// How far around a pixel its light is measured: several bars and gaps of a code that is large enough to be read.
const REACH: u32 = 24;

/// How much darker than its surroundings a pixel is where there is ink, in steps of 255.
const DARKER: u32 = 8;

/// A picture in which what is darker than its surroundings is black and all else white. The library sets one limit for a
/// whole line of pixels, which misses a small code on a large, unevenly lit ground.
pub(super) fn flat(picture: &GrayImage) -> GrayImage {
    let (width, height) = picture.dimensions();
    let sums = sums(picture);
    // There is one more column and row of sums than of pixels.
    let sum = |x: u32, y: u32| {
        sums.get(y as usize * (width as usize + 1) + x as usize).copied().unwrap_or_default()
    };
    GrayImage::from_fn(width, height, |x, y| {
        let (left, top) = (x.saturating_sub(REACH), y.saturating_sub(REACH));
        let (right, bottom) = ((x + REACH).min(width), (y + REACH).min(height));
        let all = sum(right, bottom) + sum(left, top) - sum(right, top) - sum(left, bottom);
        let area = u64::from((right - left).max(1) * (bottom - top).max(1));
        let shade = picture.get_pixel_checked(x, y).map_or(255, |pixel| u32::from(pixel.0[0]));
        Luma([if u64::from(shade + DARKER) * area < all { 0 } else { 255 }])
    })
}

/// For each corner of a pixel, the sum of all shades above it and to its left.
fn sums(picture: &GrayImage) -> Vec<u64> {
    let width = picture.width() as usize + 1;
    let mut sums = vec![0; width];
    for row in picture.rows() {
        let above = sums.len() - width;
        let mut line = 0;
        sums.push(0);
        for (column, pixel) in row.enumerate() {
            line += u64::from(pixel.0[0]);
            let upper = sums.get(above + column + 1).copied().unwrap_or_default();
            sums.push(upper + line);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_black_in_the_light_and_in_the_shade() {
        let picture = GrayImage::from_fn(400, 60, |x, _| {
            let light = if x < 200 { 60 } else { 230 };
            Luma([if x % 10 < 4 { light / 2 } else { light }])
        });
        let flat = flat(&picture);
        for x in [100, 101, 300, 301] {
            assert_eq!(flat.get_pixel(x, 30), &Luma([0]), "{x}");
            assert_eq!(flat.get_pixel(x + 6, 30), &Luma([255]), "{x}");
        }
        assert!(
            super::flat(&GrayImage::from_pixel(50, 50, Luma([120]))).pixels().all(|pixel| pixel.0[0] == 255)
        );
        assert_eq!(super::flat(&GrayImage::new(0, 0)).dimensions(), (0, 0));
    }
}
