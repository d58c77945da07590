use crate::scan::story::photo;
use crate::world::{DELL_EAN, open};

#[tokio::test]
async fn what_nobody_expected_is_added_to_the_count() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.skip();
    shop.stage.anna().says("mug-10").await;
    shop.stage.anna().taps("Add it").await;
    shop.stage.anna().says("11").await;
    shop.stage.anna().says("7").await;
    shop.stage.anna().says("/tally DELL-7490-B 2").await;
    shop.stage.anna().taps("Add it").await;
    shop.stage.anna().taps("Review").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r#"
    Anna: mug-10
    bot → Anna: 🔎 MUG-10 is not on the list of KYIV SKU 11-21 12:00.
        Coffee mug, blue
        Shall I add it, so that the count shows it?
        [➕ Add it]
        [▶ Go on] [📦 Card]
    Anna: [Add it]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 0 of 2 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review] [📦 Card]
    Anna: 11
    bot → Anna: ✔ MUG-10: 11
        🧮 KYIV SKU 11-21 12:00: 1 of 2 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
        [✅ As expected] [⌨️ Type it]
        [⏭ Later] [🚪 Leave]
        [📋 Review]
    Anna: 7
    bot → Anna: ✔ DELL-7490-A: 7
        🧮 KYIV SKU 11-21 12:00: 2 of 2 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Anna: /tally DELL-7490-B 2
    bot → Anna: 🔎 DELL-7490-B is not on the list of KYIV SKU 11-21 12:00.
        Dell Latitude 7490 14" i7-8650U 16GB 512GB
        Shall I add it with 2 counted, so that the count shows it?
        [➕ Add it]
        [▶ Go on] [📦 Card]
    Anna: [Add it]
    bot ✎ Anna: ✔ DELL-7490-B: 2
        🧮 KYIV SKU 11-21 12:00: 3 of 3 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
        [📋 Review]
    Anna: [Review]
    bot ✎ Anna: 🧮 KYIV SKU 11-21 12:00: 3 of 3 counted
        2 differences, 0 units:
        MUG-10: 12 → 11 (−1)
        DELL-7490-B: 1 → 2 (+1)
        [▶ Go on] [📄 As a table]
        [🙋 Ask a lead]
    "#);
}

#[tokio::test]
async fn a_photo_says_what_she_has_before_her() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV").await;
    shop.stage.anna().taps("Everything").await;
    shop.stage.anna().taps("Type it").await;
    shop.stage.skip();
    shop.stage.anna().sends_file("photo.png", photo(&["MUG-10"]), "").await;
    shop.stage.anna().says("12").await;
    shop.stage.anna().taps("Later").await;
    // Without the form, too; the serial number beside the barcode is nothing to us.
    shop.stage.anna().sends_file("photo.png", photo(&[DELL_EAN, "SN-0815-4711"]), "").await;
    shop.stage.anna().says("7").await;
    shop.stage.anna().says("1").await;
    // Nothing is being counted any more, so a photo opens the card again.
    shop.stage.anna().sends_file("photo.png", photo(&["MUG-10"]), "").await;
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r#"
    Anna: 📎 photo.png
    bot → Anna: 🧮 KYIV Everything 11-21 12:00: 0 of 3 counted

        MUG-10
        Coffee mug, blue

        How many are there? Write the number, or choose below.
    Anna: 12
    bot → Anna: ✔ MUG-10: 12
        🧮 KYIV Everything 11-21 12:00: 1 of 3 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
    Anna: [Later]
    bot ✎ Anna: 🧮 KYIV Everything 11-21 12:00: 1 of 3 counted

        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB

        How many are there? Write the number, or choose below.
    Anna: 📎 photo.png
    bot → Anna: 🧮 KYIV Everything 11-21 12:00: 1 of 3 counted

        DELL-7490-A
        Dell Latitude 7490 14" i5-8350U 16GB 256GB

        How many are there? Write the number, or choose below.
    Anna: 7
    bot → Anna: ✔ DELL-7490-A: 7
        🧮 KYIV Everything 11-21 12:00: 2 of 3 counted

        DELL-7490-B
        Dell Latitude 7490 14" i7-8650U 16GB 512GB

        How many are there? Write the number, or choose below.
    Anna: 1
    bot → Anna: ✔ DELL-7490-B: 1
        🧮 KYIV Everything 11-21 12:00: 3 of 3 counted
        Everything is counted. A lead can write it into the ledger now.
        Did you find something that was not on the list? /tally MUG-10 3 adds it.
    Anna: 📎 photo.png
    bot → Anna: MUG-10 · new
        Coffee mug, blue

        KYIV: 12 on hand, 12 free
        LVIV: 0 on hand, 0 free
        📉 12 expected, reordered at 20: order 70.

        +12 KYIV → 12 · received · PO-7
            2026-11-21 12:00 · Olena (101)
    "#);
}

#[tokio::test]
async fn what_is_not_hers_to_count_is_refused_and_the_form_waits_on() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A MUG-10").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.ben().says("/count #1").await;
    shop.stage.anna().taps("Type it").await;
    shop.stage.skip();
    shop.stage.anna().sends_file("photo.png", photo(&["MUG-10"]), "").await;
    shop.stage.anna().sends_file("photo.png", photo(&["MUG-10", DELL_EAN]), "").await;
    shop.stage.anna().sends_file("photo.png", "a blurred picture", "").await;
    shop.stage.anna().says("MUG-SET").await;
    shop.stage.anna().says("MUG-99").await;
    shop.stage.anna().says("20000001").await;
    shop.stage.anna().taps("Cancel").await;
    shop.stage.ben().says("12").await;
    shop.stage.anna().says("MUG-10").await;
    let told = shop.stage.transcript();
    let words: Vec<_> = told.lines().filter(|line| !line.trim_start().starts_with('[')).collect();
    insta::assert_snapshot!(words.join("\n"), @r"
    Anna: 📎 photo.png
    bot → Anna: Ben is counting MUG-10 right now. /tally MUG-10 14 writes your number all the same.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: 📎 photo.png
    bot → Anna: I see several items in this picture. Please take a photo of one.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: 📎 photo.png
    bot → Anna: That is not a picture I can read. Please send a photo (JPEG, PNG or WebP).

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: MUG-SET
    bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: MUG-99
    bot → Anna: “MUG-99” could be MUG-10. Please write the whole code.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: 20000001
    bot → Anna: There is no SKU “20000001”. /stock finds it by words.

        🧮 Counted
        How many are there? A code, or a photo of a barcode, says what you have before you.
        Write it, or send it as a file (up to 20 MB).
    Anna: [Cancel]
    bot ✎ Anna: Cancelled. Nothing was changed.
    Ben: 12
    bot → Ben: ✔ MUG-10: 12
        🧮 KYIV SKU 11-21 12:00: посчитано 1 из 2
        Остальное считают другие.
    Anna: MUG-10
    bot → Anna: MUG-10 is counted already: 12, by Ben. /tally MUG-10 14 corrects the number.
    ");
}

/// The list was written into the ledger while she was asked: nothing can be added to it, and nobody else may.
#[tokio::test]
async fn what_was_found_too_late_stays_out() {
    let shop = open().await;
    shop.stage.anna().says("/count KYIV DELL-7490-A").await;
    shop.stage.anna().taps("Begin").await;
    shop.stage.anna().says("MUG-10").await;
    let add = shop.stage.anna().remembers("Add it");
    shop.stage.lea().says("/count #1").await;
    shop.stage.lea().taps("Review").await;
    shop.stage.lea().taps("Drop").await;
    shop.stage.lea().taps("Yes, drop it").await;
    shop.stage.skip();
    shop.stage.sam().presses(add.0, &add.1, "[Add it, forwarded]").await;
    shop.stage.anna().presses(add.0, &add.1, "[Add it]").await;
    shop.stage.anna().says("/tally MUG-10 3").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Sam: [Add it, forwarded]
    bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
        [🔑 Request access]
    Anna: [Add it]
    bot (alert) This count is over. Nothing was changed.
    Anna: /tally MUG-10 3
    bot → Anna: You are not counting anything right now. /count begins.
    ");
}
