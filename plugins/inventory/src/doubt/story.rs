use crate::scan::story::photo;
use crate::world::{DELL_EAN, open};

/// What the shop prints on labels of its own: as many digits as a barcode has, and no check digit.
const OWN: &str = "12345678";
/// A laptop's barcode with a slip in its last digit.
const SLIP: &str = "2000000000122";

/// A QR code cannot be misread, so it says what it says.
#[tokio::test]
async fn digits_of_our_own_are_attached_from_a_photo_and_found_again() {
    let shop = open().await;
    shop.stage.lea().sends_file("photo.png", photo(&[OWN]), "").await;
    shop.stage.lea().taps("Attach to a SKU").await;
    shop.stage.lea().says("MUG-10").await;
    shop.stage.lea().taps("Attach").await;
    shop.stage.lea().says(&format!("/attach {OWN} DELL-7490-A")).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: 📎 photo.png
    bot → Lea: The code says 12345678; no SKU has it.
        [🔗 Attach to a SKU]
    Lea: [Attach to a SKU]
    bot ✎ Lea: 🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: MUG-10
    bot → Lea: 🔗 12345678 would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 12345678 is attached.
        [↩ Undo]
        [📦 Card]
    Lea: /attach 12345678 DELL-7490-A
    bot → Lea: 12345678 belongs to MUG-10 already.
    ");
    shop.stage.anna().sends_file("photo.png", photo(&[OWN]), "").await;
    assert!(shop.stage.last().starts_with("MUG-10"), "not found by its photo: {}", shop.stage.last());
    assert!(shop.stage.last().contains(&format!("🏷 {OWN}")), "not on the card: {}", shop.stage.last());
    shop.stage.anna().says(OWN).await;
    assert!(shop.stage.last().starts_with("MUG-10"), "not found when it is typed: {}", shop.stage.last());
    shop.stage.anna().says(&format!("/adjust {OWN} -2 KYIV lost")).await;
    assert!(shop.stage.last().contains("MUG-10 · KYIV: 12 → 10"), "not a SKU: {}", shop.stage.last());
    shop.stage.skip();
    shop.stage.lea().taps("Undo").await;
    shop.stage.ben().sends_file("photo.png", photo(&[OWN]), "").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Undo]
    bot ✎ Lea: ↩ 12345678 is not attached any more.
        [🔗 Attach to a SKU]
        [📦 Card]
    Ben: 📎 photo.png
    bot → Ben: Код гласит 12345678; такого товара нет.
    ");
}

/// Anna has mistyped a digit: she hears what she meant, and one press opens it.
#[tokio::test]
async fn a_mistyped_barcode_is_mended_with_one_press() {
    let shop = open().await;
    shop.stage.anna().says(SLIP).await;
    shop.stage.anna().taps(DELL_EAN).await;
    assert!(shop.stage.last().starts_with("DELL-7490-A"), "{}", shop.stage.last());
    shop.stage.ben().says("/stock 96385075").await;
    shop.stage.ben().taps("96385074").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: 2000000000122
    bot → Anna: “2000000000122” looks like a barcode, but its last digit should be 1: a digit was misread or mistyped, or it is a label of your own.
        2000000000121 is DELL-7490-A: Dell Latitude 7490 14" i5-8350U 16GB 256GB
        [🔎 2000000000121]
    Anna: [2000000000121]
    bot ✎ Anna: DELL-7490-A · used
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        KYIV: 7 on hand, 7 free
        LVIV: 2 on hand, 2 free
        🛒 ebay-main: 9 for 249.00 EUR, active, 7 min ago
        📈 9 expected, reordered at 3: enough.

        +2 LVIV → 2 · received · PO-7
            2026-11-21 12:00 · Olena (101)
        +7 KYIV → 7 · received · PO-7
            2026-11-21 12:00 · Olena (101)

        🏷 2000000000121
        [± Adjust] [📥 Receive]
        [🔁 Transfer] [🧮 Count]
        [🔒 Hold]
        [📜 History] [🔔 Watch]
        [📈 Chart] [💶 Prices] [🔄 Refresh]
    Ben: /stock 96385075
    bot → Ben: «96385075» похоже на штрихкод, но его последняя цифра должна быть 4: какая-то цифра прочитана или набрана неверно, либо это ваша собственная этикетка.
        [🔎 96385074]
    Ben: [96385074]
    bot ✎ Ben: Код гласит 96385074; такого товара нет.
    "#);
}

/// Lea knows better: it is a label of the shop's own.
#[tokio::test]
async fn typed_digits_are_attached_when_somebody_says_that_they_are_our_own() {
    let shop = open().await;
    shop.stage.lea().says(SLIP).await;
    let own = shop.stage.lea().remembers("It is a label of our own");
    shop.stage.lea().taps("It is a label of our own").await;
    shop.stage.lea().says("MUG-10").await;
    shop.stage.lea().taps("Attach").await;
    // The same button again, and by somebody to whom it was passed on.
    shop.stage.lea().presses(own.0, &own.1, "[It is a label of our own, again]").await;
    shop.stage.anna().presses(own.0, &own.1, "[Lea's button, forwarded]").await;
    shop.stage.olena().says("/attach 2000000000344 MUG-10").await;
    shop.stage.olena().taps("Це наша власна етикетка").await;
    shop.stage.olena().taps("Прив'язати").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea: 2000000000122
    bot → Lea: “2000000000122” looks like a barcode, but its last digit should be 1: a digit was misread or mistyped, or it is a label of your own.
        2000000000121 is DELL-7490-A: Dell Latitude 7490 14" i5-8350U 16GB 256GB
        [🔎 2000000000121]
        [🔗 It is a label of our own]
    Lea: [It is a label of our own]
    bot ✎ Lea: 🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: MUG-10
    bot → Lea: 🔗 2000000000122 would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 2000000000122 is attached.
        [↩ Undo]
        [📦 Card]
    Lea: [It is a label of our own, again]
    bot ✎ Lea: 2000000000122 belongs to MUG-10 already.

        🔗 Attach a barcode or label
        Which barcode? Or what the label says.
        Write your answer.
        [✖ Cancel]
    Anna: [Lea's button, forwarded]
    bot (toast) You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
    Olena: /attach 2000000000344 MUG-10
    bot → Olena: «2000000000344» схоже на штрихкод, але його остання цифра мала б бути 3: якусь цифру прочитано чи набрано хибно або це ваша власна етикетка.
        [🔎 2000000000343]
        [🔗 Це наша власна етикетка]
    Olena: [Це наша власна етикетка]
    bot ✎ Olena: 🔗 2000000000344 належатиме товару:
        MUG-10
        Coffee mug, blue
        [✅ Прив'язати]
        [🔎 Інший] [✖ Скасувати]
    Olena: [Прив'язати]
    bot ✎ Olena: 🔗 2000000000344 прив'язано.
        [↩ Скасувати]
        [📦 Картка]
    "#);
    shop.stage.lea().says("/export barcodes csv").await;
    let (name, bytes) = shop.stage.file();
    insta::assert_snapshot!(String::from_utf8(bytes.clone()).unwrap().trim_start_matches('\u{feff}'), @r"
    barcode,sku
    2000000000121,DELL-7490-A
    ␣2000000000122,MUG-10
    ␣2000000000344,MUG-10
    ");
    shop.stage.skip();
    shop.stage.lea().sends_file(&name, bytes, "/import barcodes").await;
    shop.stage.lea().taps("Preview").await;
    insta::assert_snapshot!(shop.stage.last(), @"barcodes.csv, 3 rows: 0 new, 0 changed, 3 the same, 0 refused. Nothing is written yet.");
    shop.stage.skip();
}

/// While she counts, Anna mistypes what she has before her.
#[tokio::test]
async fn a_mistyped_barcode_in_a_count_is_mended_too() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.skip();
    shop.stage.anna().says(SLIP).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: 2000000000122
    bot → Anna: “2000000000122” looks like a barcode, but its last digit should be 1: a digit was misread or mistyped, or it is a label of your own.
        2000000000121 is DELL-7490-A: Dell Latitude 7490 14" i5-8350U 16GB 256GB
        [🔎 2000000000121]
    "#);
}
