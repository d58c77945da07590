use super::answer;
use crate::world::{open, trade};

/// The answer to the second press of a button, at the end of a way there: what is said, and then buttons; `»` is said, too.
async fn second(way: &[&str]) -> String {
    let shop = open().await;
    trade(&shop).await;
    let lea = shop.stage.lea();
    let (label, way) = way.split_last().unwrap();
    for (at, step) in way.iter().enumerate() {
        match step.strip_prefix('»') {
            Some(words) => lea.says(words).await,
            None if at == 0 => lea.says(step).await,
            None => lea.taps(step).await,
        }
    }
    let (message, data) = lea.remembers(label);
    lea.taps(label).await;
    let first = answer(&shop);
    lea.presses(message, &data, "[again]").await;
    let again = answer(&shop);
    let again = if again == first { "the same".to_owned() } else { again };
    format!("{} › {label}: {first} ‖ {again}\n", way.join(" › "))
}

async fn seconds(ways: &[&[&str]]) -> String {
    let mut table = String::new();
    for way in ways {
        table += &second(way).await;
    }
    table
}

#[tokio::test]
async fn buttons_of_a_card_can_be_pressed_twice() {
    let table = seconds(&[
        &["/stock dell 7490", "DELL-7490-A"],
        &["MUG-10", "Adjust"],
        &["MUG-10", "Receive"],
        &["MUG-10", "Transfer"],
        &["MUG-10", "Count"],
        &["MUG-10", "Hold"],
        &["MUG-10", "History"],
        &["MUG-10", "Watch"],
        &["MUG-10", "Watch", "Card"],
        &["MUG-10", "Watch", "Card", "Unwatch"],
        &["MUG-10", "Chart"],
        &["MUG-10", "Prices"],
        &["MUG-10", "Refresh"],
        &["MUG-10", "Off sale"],
        &["MUG-10", "Off sale", "Take it off sale"],
        &["MUG-10", "Off sale", "Cancel"],
        &["MUG-10", "Off sale", "Take it off sale", "»MUG-10", "On sale", "Put it back on sale"],
    ])
    .await;
    insta::assert_snapshot!(table, @r#"
    /stock dell 7490 › DELL-7490-A: DELL-7490-A · used / Dell Latitude 7490 14" i5-8350U 16GB 256GB / KYIV: 6 on hand, 6 free ‖ the same
    MUG-10 › Adjust: ± Adjust stock / How many more, or fewer (with a minus)? / A whole number from −1,000,000 to 1,000,000. ‖ the same
    MUG-10 › Receive: 📥 Receive goods / How many have come? / A whole number from 1 to 1,000,000. ‖ the same
    MUG-10 › Transfer: 🔁 Transfer / How many? / A whole number from 1 to 1,000,000. ‖ the same
    MUG-10 › Count: 🧮 Count one SKU / In which warehouse? / Choose below, or write it. ‖ the same
    MUG-10 › Hold: 🔒 Hold / How many shall I keep back? / A whole number from 1 to 1,000,000. ‖ the same
    MUG-10 › History: 📜 MUG-10 / −1 KYIV → 6 · sold · order 4 line 1 / 2026-11-20 12:00 · sync ‖ the same
    MUG-10 › Watch: You will be told when it runs low. ‖ (toast) This was done already.
    MUG-10 › Watch › Card: MUG-10 · new / Coffee mug, blue / KYIV: 6 on hand, 6 free ‖ the same
    MUG-10 › Watch › Card › Unwatch: You will not be told of it any more. ‖ (toast) This was done already.
    MUG-10 › Chart: a picture ‖ the same
    MUG-10 › Prices: 💶 MUG-10 / Coffee mug, blue / It has no price yet. ‖ the same
    MUG-10 › Refresh: MUG-10 · new / Coffee mug, blue / KYIV: 6 on hand, 6 free ‖ the same
    MUG-10 › Off sale: MUG-10 / Coffee mug, blue / It would be off sale until somebody puts it back: whoever looks for it is told, and none is ordered. ‖ the same
    MUG-10 › Off sale › Take it off sale: MUG-10 / ⏸ It is off sale now. ‖ (toast) This was done already.
    MUG-10 › Off sale › Cancel: MUG-10 · new / Coffee mug, blue / KYIV: 6 on hand, 6 free ‖ the same
    MUG-10 › Off sale › Take it off sale › »MUG-10 › On sale › Put it back on sale: MUG-10 / ▶ It is on sale again. ‖ (toast) This was done already.
    "#);
}

#[tokio::test]
async fn buttons_of_a_change_can_be_pressed_twice() {
    let table = seconds(&[
        &["/adjust MUG-10 -2 KYIV lost", "Write it"],
        &["/adjust MUG-10 -2 KYIV lost", "Cancel"],
        &["/adjust MUG-10 -2 KYIV lost", "Write it", "Undo"],
        &["/adjust MUG-10 -2 KYIV lost", "Write it", "Card"],
        &["/adjust", "Cancel"],
        &["/adjust MUG-10", "Back"],
        &["/adjust MUG-10", "−1"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them"],
        &["/hold MUG-10 3 KYIV Vera", "Cancel"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them", "Undo"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them", "Card", "Held"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them", "Card", "Held", "Let go of 1"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them", "Card", "Held", "Let go of 1", "Let go"],
        &["/hold MUG-10 3 KYIV Vera", "Hold them", "Card", "Held", "Let go of 1", "Let go", "Undo"],
        &["/attach SN-1 MUG-10", "Attach"],
        &["/attach SN-1 MUG-10", "Attach", "Undo"],
        &["/attach SN-1 mug", "MUG-10"],
        &["/attach SN-1 mug", "Another"],
    ])
    .await;
    insta::assert_snapshot!(table, @r"
    /adjust MUG-10 -2 KYIV lost › Write it: ✅ Written: / MUG-10 · KYIV: 6 → 4 (−2) ‖ (toast) This was done already.
    /adjust MUG-10 -2 KYIV lost › Cancel: MUG-10 · new / Coffee mug, blue / KYIV: 6 on hand, 6 free ‖ the same
    /adjust MUG-10 -2 KYIV lost › Write it › Undo: ↩ Taken back: / MUG-10 · KYIV: 4 → 6 (+2) ‖ (toast) This was done already.
    /adjust MUG-10 -2 KYIV lost › Write it › Card: MUG-10 · new / Coffee mug, blue / KYIV: 4 on hand, 4 free ‖ the same
    /adjust › Cancel: Cancelled. Nothing was changed. ‖ (toast) This question is no longer open.
    /adjust MUG-10 › Back: ± Adjust stock / Which one? Its code or barcode. / Write your answer. ‖ (toast) This question is no longer open.
    /adjust MUG-10 › −1: ± Adjust stock / In which warehouse? / Choose below, or write it. ‖ (toast) This question is no longer open.
    /hold MUG-10 3 KYIV Vera › Hold them: 🔒 Kept back: / MUG-10 · KYIV: 3 until 2026-11-24 12:00 / For: Vera ‖ (toast) This was done already.
    /hold MUG-10 3 KYIV Vera › Cancel: MUG-10 · new / Coffee mug, blue / KYIV: 6 on hand, 6 free ‖ the same
    /hold MUG-10 3 KYIV Vera › Hold them › Undo: 🔓 Free again: / MUG-10 · KYIV: 3 until 2026-11-24 12:00 / For: Vera ‖ (toast) This was done already.
    /hold MUG-10 3 KYIV Vera › Hold them › Card › Held: 🔒 This is kept back: / 1. MUG-10 · KYIV: 3 until 2026-11-24 12:00 / Vera · Lea (102) ‖ the same
    /hold MUG-10 3 KYIV Vera › Hold them › Card › Held › Let go of 1: This would be free again: / MUG-10 · KYIV: 3 until 2026-11-24 12:00 / For: Vera ‖ the same
    /hold MUG-10 3 KYIV Vera › Hold them › Card › Held › Let go of 1 › Let go: 🔓 Free again: / MUG-10 · KYIV: 3 until 2026-11-24 12:00 / For: Vera ‖ (toast) This was done already.
    /hold MUG-10 3 KYIV Vera › Hold them › Card › Held › Let go of 1 › Let go › Undo: 🔒 Kept back: / MUG-10 · KYIV: 3 until 2026-11-24 12:00 / For: Vera ‖ (toast) This was done already.
    /attach SN-1 MUG-10 › Attach: 🔗 SN-1 is attached. ‖ (toast) This was done already.
    /attach SN-1 MUG-10 › Attach › Undo: ↩ SN-1 is not attached any more. ‖ (toast) This was done already.
    /attach SN-1 mug › MUG-10: 🔗 SN-1 would belong to: / MUG-10 / Coffee mug, blue ‖ the same
    /attach SN-1 mug › Another: 🔗 Attach a barcode or label / Which SKU does it belong to? Its code, or words of the title. / Write your answer. ‖ the same
    ");
}

#[tokio::test]
async fn buttons_of_money_can_be_pressed_twice() {
    let table = seconds(&[
        &["/price MUG-10", "Change the price"],
        &["/price MUG-10", "Cost"],
        &["/price MUG-10 9 EUR", "Write it"],
        &["/price MUG-10 9 EUR", "Cancel"],
        &["/price MUG-10 9 EUR", "Write it", "Prices"],
        &["/price MUG-10 9 EUR", "Write it", "Prices", "History"],
        &["/cost MUG-10", "Change the cost"],
        &["/cost MUG-10", "Prices"],
        &["/cost MUG-10 4", "Write it"],
        &["/cost MUG-10 4", "Cancel"],
        &["/cost MUG-10 4", "Write it", "Costs"],
        &["/sales", "Weeks"],
        &["/sales", "7 d"],
        &["/sales", "As picture"],
        &["/sales", "As XLSX"],
        &["/profit", "Marketplaces"],
        &["/profit", "As picture"],
        &["/profit", "As XLSX"],
        &["/low", "DELL-7490-B"],
        &["/low", "As XLSX"],
        &["/alerts", "Turn on"],
        &["/alerts", "Turn on", "Turn off"],
    ])
    .await;
    insta::assert_snapshot!(table, @r#"
    /price MUG-10 › Change the price: 💶 Change a price / Which price? You can add an account, “from 2026-12-01”, “floor 199” and “ceiling 299”. / Write your answer. ‖ the same
    /price MUG-10 › Cost: 🏷 MUG-10 / Coffee mug, blue / 8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here ‖ the same
    /price MUG-10 9 EUR › Write it: ✅ The price is set: / MUG-10 · everywhere · from now on / – → 9.00 EUR ‖ (toast) This was done already.
    /price MUG-10 9 EUR › Cancel: 💶 MUG-10 / Coffee mug, blue / It has no price yet. ‖ the same
    /price MUG-10 9 EUR › Write it › Prices: 💶 MUG-10 / Coffee mug, blue / everywhere: 9.00 EUR, since 2026-11-21 12:00 ‖ the same
    /price MUG-10 9 EUR › Write it › Prices › History: 📜 MUG-10 / 2026-11-21 12:00 · 9.00 EUR · everywhere / Lea (102) ‖ the same
    /cost MUG-10 › Change the cost: 🏷 Change a cost / What does a unit cost? You can add “landed 0.40” for bringing it here, and a day. / Write your answer. ‖ the same
    /cost MUG-10 › Prices: 💶 MUG-10 / Coffee mug, blue / It has no price yet. ‖ the same
    /cost MUG-10 4 › Write it: ✅ The cost is set: / MUG-10 · 2026-11-21 12:00 / 8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here ‖ (toast) This was done already.
    /cost MUG-10 4 › Cancel: 🏷 MUG-10 / Coffee mug, blue / 8.00 EUR a unit: 3.00 EUR to the supplier, 5.00 EUR to bring it here ‖ the same
    /cost MUG-10 4 › Write it › Costs: 🏷 MUG-10 / Coffee mug, blue / 9.00 EUR a unit: 4.00 EUR to the supplier, 5.00 EUR to bring it here ‖ the same
    /sales › Weeks: 📊 Sales / 2026-10-23 – 2026-11-21 / 6 sold for 298.50 EUR ‖ the same
    /sales › 7 d: 📊 Sales / 2026-11-15 – 2026-11-21 / 2 sold for 19.80 EUR ‖ the same
    /sales › As picture: a picture ‖ the same
    /sales › As XLSX: 📊 Sales ‖ the same
    /profit › Marketplaces: 💰 Profit / 2026-10-23 – 2026-11-21 / ≈ Fees estimated: 3 sold for 268.80 EUR ‖ the same
    /profit › As picture: a picture ‖ the same
    /profit › As XLSX: 💰 Profit ‖ the same
    /low › DELL-7490-B: DELL-7490-B · refurbished / Dell Latitude 7490 14" i7-8650U 16GB 512GB / KYIV: 1 on hand, 1 free ‖ the same
    /low › As XLSX: 2 SKUs that run low. ‖ the same
    /alerts › Turn on: 🔔 This chat hears of every SKU that runs low: once when it does, and every morning how things stand. ‖ (toast) This was done already.
    /alerts › Turn on › Turn off: 🔕 This chat does not hear of what runs low. ‖ (toast) This was done already.
    "#);
}

#[tokio::test]
async fn buttons_of_a_count_can_be_pressed_twice() {
    let begin = "/count KYIV MUG-10 DELL-7490-A";
    let table = seconds(&[
        &["/count", "KYIV"],
        &["/count", "KYIV", "Everything"],
        &[begin, "Begin"],
        &[begin, "Begin", "As expected"],
        &[begin, "Begin", "Later"],
        &[begin, "Begin", "Leave"],
        &[begin, "Begin", "As expected", "»3", "Review"],
        &[begin, "Begin", "As expected", "»3", "Review", "As a table"],
        &[begin, "Begin", "As expected", "»3", "Review", "Write it"],
        &[begin, "Begin", "As expected", "»3", "Review", "Drop it"],
        &[begin, "Begin", "As expected", "»3", "Review", "Drop it", "Yes, drop it"],
        &[begin, "Begin", "»DELL-7490-B", "Add it"],
    ])
    .await;
    insta::assert_snapshot!(table, @r#"
    /count › KYIV: 🧮 What shall we count in KYIV? SKUs can also be written: /count KYIV MUG-10. ‖ the same
    /count › KYIV › Everything: 🧮 KYIV Everything 11-21 12:00: 0 of 3 counted / DELL-7490-A / Dell Latitude 7490 14" i5-8350U 16GB 256GB ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin: 🧮 KYIV SKU 11-21 12:00: 0 of 2 counted / MUG-10 / Coffee mug, blue ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected: ✔ MUG-10: 6 / 🧮 KYIV SKU 11-21 12:00: 1 of 2 counted / DELL-7490-A ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › Later: 🧮 KYIV SKU 11-21 12:00: 0 of 2 counted / DELL-7490-A / Dell Latitude 7490 14" i5-8350U 16GB 256GB ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › Leave: What you have not counted is free for the others. Thank you! ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected › »3 › Review: 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted / 1 difference, −3 units, −465.00 EUR: / DELL-7490-A: 6 → 3 (−3) · −465.00 EUR ‖ the same
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected › »3 › Review › As a table: Write into the column “Counted” what is there, and send the file back with /count #1. What stays empty stays uncounted. ‖ the same
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected › »3 › Review › Write it: ✅ Lea has written the count into the ledger. / 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted / 1 difference, −3 units, −465.00 EUR: ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected › »3 › Review › Drop it: What was counted so far would be forgotten: / 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted / 1 difference, −3 units, −465.00 EUR: ‖ the same
    /count KYIV MUG-10 DELL-7490-A › Begin › As expected › »3 › Review › Drop it › Yes, drop it: 🗑 Lea has dropped the count; nothing was written. / 🧮 KYIV SKU 11-21 12:00: 2 of 2 counted / 1 difference, −3 units, −465.00 EUR: ‖ (toast) This was done already.
    /count KYIV MUG-10 DELL-7490-A › Begin › »DELL-7490-B › Add it: 🧮 KYIV SKU 11-21 12:00: 0 of 3 counted / DELL-7490-B / Dell Latitude 7490 14" i7-8650U 16GB 512GB ‖ (toast) This was done already.
    "#);
}
