//! The same list as the programs of several countries save it.

use encoding_rs::WINDOWS_1251;
use sheets::csv::dialect::Delimiter;
use sheets::value::{Mark, Order, date, money};
use sheets::{About, Limits, Table};

use crate::ask::{rows, texts};

fn about(bytes: &[u8]) -> (String, bool, Delimiter) {
    match Table::from_bytes(bytes.to_vec(), Limits::default()).expect("a table").about().clone() {
        About::Csv { encoding, guessed, delimiter } => (encoding.to_owned(), guessed, delimiter),
        About::Xlsx { .. } => panic!("this is CSV"),
    }
}

#[test]
fn one_list_from_many_programs() {
    let list = "Артикул;Назва;Ціна\r\nA-1;Кухоль порцеляновий;1 234,50\r\nA-2;Ложка;12,00\r\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(list.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let variants = [
        ("LibreOffice", list.as_bytes().to_vec(), ("UTF-8", false)),
        ("Excel, CSV UTF-8", format!("\u{feff}{list}").into_bytes(), ("UTF-8", false)),
        ("Excel, Unicode text", utf16, ("UTF-16LE", false)),
        ("Excel in Kyiv, CSV", WINDOWS_1251.encode(list).0.into_owned(), ("windows-1251", true)),
        ("with Excel's own line", format!("sep=;\r\n{list}").into_bytes(), ("UTF-8", false)),
        ("without the last line end", list.trim_end().as_bytes().to_vec(), ("UTF-8", false)),
    ];
    for (name, file, (encoding, guessed)) in variants {
        assert_eq!(about(&file), (encoding.to_owned(), guessed, Delimiter::Semicolon), "{name}");
        let rows = rows(file).expect("a table");
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3], "{name}");
        assert_eq!(rows[1].text(1), "Кухоль порцеляновий", "{name}");
        let mark = Mark::of(rows.iter().skip(1).map(|row| row.text(2)));
        let minor: Vec<_> =
            rows[1..].iter().map(|row| money(row.text(2), 2, mark).map(|money| money.minor)).collect();
        assert_eq!(minor, [Ok(123_450), Ok(1200)], "{name}");
    }
}

#[test]
fn dates_as_numbers_and_rows_of_any_length() {
    let file = "day,qty\n46347,5\n\n46348\n46349,7,extra,\n";
    let rows = rows(file.into()).expect("a table");
    assert_eq!(
        rows.iter().map(|row| (row.number, row.cells.len())).collect::<Vec<_>>(),
        [(1, 2), (2, 2), (4, 1), (5, 4)]
    );
    let days: Vec<_> =
        rows[1..].iter().map(|row| date(row.text(0), Order::Either).expect("a day").to_string()).collect();
    assert_eq!(days, ["2026-11-21", "2026-11-22", "2026-11-23"]);
}

#[test]
fn our_apostrophe_is_ours_and_theirs_stays() {
    assert_eq!(texts("a,b\n'=1+1,''=1\n's,'7\n".into())[1..], [["=1+1", "'=1"], ["'s", "'7"]]);
}
