//! One list, as the programs of several countries save it: whichever comes first is new, and all others say the same.

use commerce::files::Kind;

use crate::{Shop, tally};

/// With a point before decimals and the year first.
const LIST: &str = "sku,price,currency,from\nS-0,1234.50,EUR,2026-11-21\nS-1,0.99,EUR,2026-11-22\n";

fn variants() -> Vec<(&'static str, Vec<u8>)> {
    let semicolons = LIST.replace(',', ";").replace("1234.50", "1 234,50").replace("0.99", "0,99");
    let days =
        |first: &str, second: &str| semicolons.replace("2026-11-21", first).replace("2026-11-22", second);
    let utf16 = std::iter::once(0xfeff).chain(semicolons.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    vec![
        ("plain", LIST.into()),
        ("with a byte order mark", format!("\u{feff}{LIST}").into()),
        ("LibreOffice in Kyiv", semicolons.clone().into()),
        ("with lines of Windows", semicolons.replace('\n', "\r\n").into()),
        ("Excel's Unicode text", utf16),
        ("with points in dates", days("21.11.2026", "22.11.2026").into()),
        ("with days as numbers", days("46347", "46348").into()),
        ("with thousands marked by points", semicolons.replace("1 234,50", "1.234,50").into()),
        ("with narrow blanks and signs", semicolons.replace("1 234,50", "1\u{202f}234,50\u{a0}€").into()),
        (
            "everything in quotation marks",
            LIST.replace(',', "\",\"")
                .replace('\n', "\"\n\"")
                .trim_end_matches('"')
                .replacen("sku", "\"sku", 1)
                .into(),
        ),
        (
            "with other titles",
            LIST.replacen("sku,price,currency,from", "Артикул,Ціна,Валюта,Діє з", 1).into(),
        ),
    ]
}

#[tokio::test]
async fn story_one_list_from_many_programs_is_one_list() {
    let files = variants();
    for (first, file) in &files {
        let shop = Shop::with(2, 0).await;
        assert_eq!(shop.import(Kind::Prices, file).await, tally(2, 0, 0, 0), "{first}");
        for (then, other) in &files {
            let seen = shop.preview(Kind::Prices, other).await;
            assert_eq!(seen.tally, tally(0, 0, 2, 0), "{first}, then {then}: {seen}");
        }
    }
}
