use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, QrCode};

use super::Code;
use crate::world::{DELL_EAN, open};

/// Labels as they hang on a shelf, one beside the other.
pub fn photo(texts: &[&str]) -> Vec<u8> {
    let codes: Vec<_> = texts.iter().map(|text| QrCode::new(text).unwrap()).collect();
    let widest = codes.iter().map(QrCode::width).max().unwrap();
    let side = u32::try_from(widest).unwrap() + 8;
    let dark = |x: u32, y: u32| {
        let code = &codes[(x / side) as usize];
        let (squares, width) = (code.to_colors(), u32::try_from(code.width()).unwrap());
        let x = x % side;
        let inside = (4..width + 4).contains(&x) && (4..width + 4).contains(&y);
        inside && squares[((y - 4) * width + x - 4) as usize] == Color::Dark
    };
    let width = side * u32::try_from(codes.len()).unwrap();
    let tall = vec![vec![false; width as usize]; side as usize];
    let squares: Vec<Vec<bool>> =
        (0..).zip(tall).map(|(y, row)| (0..).zip(row).map(|(x, _)| dark(x, y)).collect()).collect();
    let picture = GrayImage::from_fn(width * 6, side * 6, |x, y| {
        Luma([if squares[(y / 6) as usize][(x / 6) as usize] { 0 } else { 255 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

#[tokio::test]
async fn a_photo_of_a_label_opens_its_card() {
    let shop = open().await;
    shop.stage.anna().sends_file("photo.png", photo(&["MUG-10"]), "").await;
    assert!(shop.stage.last().starts_with("MUG-10"));
    shop.stage.anna().sends_file("photo.png", photo(&[DELL_EAN]), "").await;
    assert!(shop.stage.last().starts_with("DELL-7490-A"));
    shop.stage.skip();
    shop.stage.anna().sends_file("photo.png", "not a picture", "").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: 📎 photo.png
    bot → Anna: That is not a picture I can read. Please send a photo (JPEG, PNG or WebP).
    ");
}

/// A shelf with several labels is a list; what nobody knows can be attached by those who may.
#[tokio::test]
async fn several_labels_are_a_list_of_cards() {
    let shop = open().await;
    let new = commerce::Gtin::completing(200_000_000_034).to_string();
    let shelf = photo(&["MUG-10", DELL_EAN, &new]);
    shop.stage.anna().sends_file("photo.png", shelf.clone(), "/scan").await;
    shop.stage.lea().sends_file("photo.png", shelf, "").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: 📎 photo.png /scan
    bot → Anna: 3 codes:
        • MUG-10 · MUG-10
        • 2000000000121 · DELL-7490-A
        • 2000000000343 · no SKU has it
        [MUG-10] [DELL-7490-A]
    Lea: 📎 photo.png
    bot → Lea: 3 codes:
        • MUG-10 · MUG-10
        • 2000000000121 · DELL-7490-A
        • 2000000000343 · no SKU has it
        [MUG-10] [DELL-7490-A]
        [🔗 2000000000343]
    ");
    shop.stage.anna().taps("DELL-7490-A").await;
    assert!(shop.stage.last().starts_with("DELL-7490-A"));
    shop.stage.skip();
}

/// Digits that look like a barcode are what they are where the code has a check of its own; else a bar may have been misread.
#[test]
fn digits_are_certain_where_the_code_checks_itself() {
    use barcodes::Kind::{Code39, Code128, DataMatrix, Itf, Qr};

    let area = barcodes::Area { left: 0, top: 0, width: 0, height: 0 };
    let certain =
        |kind| Code::read(&barcodes::Found { kind, text: "12345678".to_owned(), area }).barcode().is_ok();
    assert_eq!([Code128, Qr, DataMatrix].map(certain), [true; 3]);
    assert_eq!([Code39, Itf].map(certain), [false; 2]);
}
