use crate::scan::story::photo;
use crate::world::open;

/// A barcode of the shop's own range that nobody has yet.
fn new() -> String {
    commerce::Gtin::completing(200_000_000_034).to_string()
}

#[tokio::test]
async fn lea_attaches_a_new_barcode_from_its_photo() {
    let shop = open().await;
    shop.stage.anna().sends_file("photo.png", photo(&[&new()]), "").await;
    shop.stage.lea().sends_file("photo.png", photo(&[&new()]), "").await;
    shop.stage.lea().taps("Attach to a SKU").await;
    shop.stage.lea().says("teapot").await;
    shop.stage.lea().says("mug").await;
    shop.stage.lea().taps("MUG-10").await;
    let attach = shop.stage.lea().remembers("Attach");
    shop.stage.lea().taps("Attach").await;
    shop.stage.lea().presses(attach.0, &attach.1, "[Attach, again]").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: 📎 photo.png
    bot → Anna: The code says 2000000000343; no SKU has it.
    Lea: 📎 photo.png
    bot → Lea: The code says 2000000000343; no SKU has it.
        [🔗 Attach to a SKU]
    Lea: [Attach to a SKU]
    bot ✎ Lea: 🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: teapot
    bot → Lea: I found nothing for “teapot”, and nothing that is spelled alike. Try fewer words, or the beginning of the code.

        🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: mug
    bot → Lea: 🔗 2000000000343: which of these is it?
        [MUG-10 · Coffee mug, blue]
        [MUG-SET · Two mugs in a box]
        [🔎 Another]
    Lea: [MUG-10]
    bot ✎ Lea: 🔗 2000000000343 would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 2000000000343 is attached.
        [↩ Undo]
        [📦 Card]
    Lea: [Attach, again]
    bot (toast) This was done already.
    ");
    let audit = shop.stage.audit(3).await;
    assert!(audit.contains(&"Lea tap ib ok".to_owned()), "what was attached stands in the audit: {audit:?}");
    shop.stage.ben().says(&new()).await;
    assert!(shop.stage.last().starts_with("MUG-10"), "what was attached is not found: {}", shop.stage.last());
    shop.stage.skip();
    shop.stage.lea().taps("Undo").await;
    shop.stage.ben().says(&new()).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Undo]
    bot ✎ Lea: ↩ 2000000000343 is not attached any more.
        [🔗 Attach to a SKU]
        [📦 Card]
    Ben: 2000000000343
    bot → Ben: Код гласит 2000000000343; такого товара нет.
    ");
}

#[tokio::test]
async fn a_barcode_that_was_typed_or_has_its_sku_in_the_caption_is_attached_too() {
    let shop = open().await;
    shop.stage.lea().says(&new()).await;
    shop.stage.lea().sends_file("photo.png", photo(&[&new()]), "/scan MUG-10").await;
    shop.stage.lea().says(&format!("/attach {} DELL-7490-B", new())).await;
    shop.stage.lea().taps("Attach").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea: 2000000000343
    bot → Lea: The code says 2000000000343; no SKU has it.
        [🔗 Attach to a SKU]
    Lea: 📎 photo.png /scan MUG-10
    bot → Lea: 🔗 2000000000343 would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: /attach 2000000000343 DELL-7490-B
    bot → Lea: 🔗 2000000000343 would belong to:
        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 2000000000343 is attached.
        [↩ Undo]
        [📦 Card]
    "#);
}

#[tokio::test]
async fn what_cannot_be_attached_is_refused() {
    let shop = open().await;
    shop.stage.anna().says(&format!("/attach {} MUG-10", new())).await;
    shop.stage.lea().says("/attach 2000000000344 MUG-10").await;
    shop.stage.lea().says(&format!("/attach {} MUG-10", crate::world::DELL_EAN)).await;
    // Lea and Olena attach the same code at once, to different things.
    shop.stage.lea().says(&format!("/attach {} MUG-10", new())).await;
    shop.stage.olena().says(&format!("/attach {} DELL-7490-B", new())).await;
    shop.stage.olena().taps("Прив'язати").await;
    shop.stage.lea().taps("Attach").await;
    shop.stage.olena().taps("Скасувати").await;
    shop.stage.lea().taps("Attach").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: /attach 2000000000343 MUG-10
    bot → Anna: You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
    Lea: /attach 2000000000344 MUG-10
    bot → Lea: “2000000000344” looks like a barcode, but its last digit should be 3: a digit was misread or mistyped, or it is a label of your own.
        [🔎 2000000000343]
        [🔗 It is a label of our own]
    Lea: /attach 2000000000121 MUG-10
    bot → Lea: 2000000000121 belongs to DELL-7490-A already.
    Lea: /attach 2000000000343 MUG-10
    bot → Lea: 🔗 2000000000343 would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Olena: /attach 2000000000343 DELL-7490-B
    bot → Olena: 🔗 2000000000343 належатиме товару:
        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB
        [✅ Прив'язати]
        [🔎 Інший] [✖ Скасувати]
    Olena: [Прив'язати]
    bot ✎ Olena: 🔗 2000000000343 прив'язано.
        [↩ Скасувати]
        [📦 Картка]
    Lea: [Attach]
    bot (alert) 2000000000343 belongs to DELL-7490-B already.
    Olena: [Скасувати]
    bot ✎ Olena: ↩ 2000000000343 більше не прив'язано.
        [🔗 Прив'язати до товару]
        [📦 Картка]
    Lea: [Attach]
    bot ✎ Lea: 🔗 2000000000343 is attached.
        [↩ Undo]
        [📦 Card]
    "#);
}

/// A code that is none, or somebody's, is told before she looks for the SKU.
#[tokio::test]
async fn a_code_that_cannot_be_attached_is_told_when_it_is_named() {
    let shop = open().await;
    shop.stage.lea().says("/attach").await;
    shop.stage.lea().says("2000000000344").await;
    shop.stage.lea().says(crate::world::DELL_EAN).await;
    shop.stage.lea().says("=2000000000344").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: /attach
    bot → Lea: 🔗 Attach a barcode or label
        Which barcode? Or what the label says.
        Write your answer.
        [✖ Cancel]
    Lea: 2000000000344
    bot → Lea: “2000000000344” looks like a barcode, but its last digit should be 3: a digit was misread or mistyped. If it is a label of your own, write =2000000000344.

        🔗 Attach a barcode or label
        Which barcode? Or what the label says.
        Write your answer.
        [✖ Cancel]
    Lea: 2000000000121
    bot → Lea: 2000000000121 belongs to DELL-7490-A already.

        🔗 Attach a barcode or label
        Which barcode? Or what the label says.
        Write your answer.
        [✖ Cancel]
    Lea: =2000000000344
    bot → Lea: 🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    ");
}

/// Asked twice and pressed twice: the second press has attached nothing, and so there is nothing to take back.
#[tokio::test]
async fn what_is_attached_is_not_attached_again() {
    let shop = open().await;
    shop.stage.lea().says(&format!("/attach {} MUG-10", new())).await;
    let first = shop.stage.lea().remembers("Attach");
    shop.stage.lea().says(&format!("/attach {} MUG-10", new())).await;
    shop.stage.skip();
    shop.stage.lea().taps("Attach").await;
    shop.stage.lea().presses(first.0, &first.1, "[Attach, above]").await;
    shop.stage.lea().says(&format!("/attach {} MUG-10", new())).await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Attach]
    bot ✎ Lea: 🔗 2000000000343 is attached.
        [↩ Undo]
        [📦 Card]
    Lea: [Attach, above]
    bot (alert) 2000000000343 belongs to MUG-10 already.
    Lea: /attach 2000000000343 MUG-10
    bot → Lea: 2000000000343 belongs to MUG-10 already.
    ");
}

/// The shop prints labels of its own. Whatever stands on one, its photo finds the SKU, and so do its words.
#[tokio::test]
async fn a_label_with_any_text_is_attached_from_its_photo_and_found_again() {
    let shop = open().await;
    let label = "Shelf 5: blue mugs (left)";
    shop.stage.lea().sends_file("photo.png", photo(&[label]), "").await;
    shop.stage.lea().taps("Attach to a SKU").await;
    shop.stage.lea().says("mug").await;
    shop.stage.lea().taps("MUG-10").await;
    shop.stage.lea().taps("Attach").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: 📎 photo.png
    bot → Lea: The code says Shelf 5: blue mugs (left); no SKU has it.
        [🔗 Attach to a SKU]
    Lea: [Attach to a SKU]
    bot ✎ Lea: 🔗 Attach a barcode or label
        Which SKU does it belong to? Its code, or words of the title.
        Write your answer.
        [‹ Back] [✖ Cancel]
    Lea: mug
    bot → Lea: 🔗 Shelf 5: blue mugs (left): which of these is it?
        [MUG-10 · Coffee mug, blue]
        [MUG-SET · Two mugs in a box]
        [🔎 Another]
    Lea: [MUG-10]
    bot ✎ Lea: 🔗 Shelf 5: blue mugs (left) would belong to:
        MUG-10
        Coffee mug, blue
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 Shelf 5: blue mugs (left) is attached.
        [↩ Undo]
        [📦 Card]
    ");
    shop.stage.anna().sends_file("photo.png", photo(&[label]), "").await;
    assert!(shop.stage.last().starts_with("MUG-10"), "not found by its photo: {}", shop.stage.last());
    shop.stage.ben().says(&format!("/stock {label}")).await;
    assert!(shop.stage.last().starts_with("MUG-10"), "not found by its words: {}", shop.stage.last());
    shop.stage.skip();
    shop.stage.lea().taps("Undo").await;
    shop.stage.anna().sends_file("photo.png", photo(&[label]), "").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: [Undo]
    bot ✎ Lea: ↩ Shelf 5: blue mugs (left) is not attached any more.
        [🔗 Attach to a SKU]
        [📦 Card]
    Anna: 📎 photo.png
    bot → Anna: The code says Shelf 5: blue mugs (left); no SKU has it.
    ");
}

/// Serial numbers: typed in small letters, taken out in a file and brought in again. What has the digits of a barcode is
/// asked about, and a SKU's own code is its own.
#[tokio::test]
async fn labels_are_typed_taken_out_and_brought_in() {
    let shop = open().await;
    shop.stage.lea().says("/attach SN-00017 DELL-7490-B").await;
    shop.stage.lea().taps("Attach").await;
    shop.stage.lea().says("/attach 12345678 MUG-10").await;
    shop.stage.lea().says("/attach MUG-10 DELL-7490-B").await;
    shop.stage.lea().says("/export barcodes csv").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Lea: /attach SN-00017 DELL-7490-B
    bot → Lea: 🔗 SN-00017 would belong to:
        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB
        [✅ Attach]
        [🔎 Another] [✖ Cancel]
    Lea: [Attach]
    bot ✎ Lea: 🔗 SN-00017 is attached.
        [↩ Undo]
        [📦 Card]
    Lea: /attach 12345678 MUG-10
    bot → Lea: “12345678” looks like a barcode, but its last digit should be 0: a digit was misread or mistyped, or it is a label of your own.
        [🔎 12345670]
        [🔗 It is a label of our own]
    Lea: /attach MUG-10 DELL-7490-B
    bot → Lea: MUG-10 is a SKU's own code: it is found by that anyway.
    Lea: /export barcodes csv
    bot → Lea: I am making the file; it comes here in a moment.
    bot → Lea
        📎 barcodes.csv (65 bytes)
    "#);
    let (name, bytes) = shop.stage.file();
    insta::assert_snapshot!(String::from_utf8(bytes.clone()).unwrap().trim_start_matches('\u{feff}'), @r"
    barcode,sku
    2000000000121,DELL-7490-A
    SN-00017,DELL-7490-B
    ");
    shop.stage.ben().says("sn-00017").await;
    assert!(shop.stage.last().starts_with("DELL-7490-B"), "not found: {}", shop.stage.last());
    shop.stage.skip();
    shop.stage.lea().sends_file(&name, bytes, "/import barcodes").await;
    shop.stage.lea().taps("Preview").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Lea: 📎 barcodes.csv /import barcodes
    bot → Lea: barcodes.csv: barcodes. These are the columns; press one to change it.
        ✅ barcode ← barcode
        ✅ sku ← sku
        [barcode] [sku]
        [👀 Preview]
    Lea: [Preview]
    bot ✎ Lea: I am looking through barcodes.csv. Nothing is written yet.
    bot → Lea: barcodes.csv, 2 rows: 0 new, 0 changed, 2 the same, 0 refused. Nothing is written yet.
    ");
}
