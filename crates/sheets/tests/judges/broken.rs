//! Files that are cut, damaged, hostile or something else.

use std::io::{Cursor, Write};

use sheets::{Column, Fault, Format, Limits, Shape, Table, Value, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::ask::rows;

fn workbook(count: i64) -> Vec<u8> {
    let columns = vec![Column { title: "sku".into(), shape: Shape::Text, width: 9 }];
    let mut writer = Writer::new(Vec::new(), Format::Xlsx, "x", columns).expect("memory takes it");
    for number in 0..count {
        writer.row(&[Value::Text(&format!("A-{number}"))]).expect("it fits");
    }
    writer.finish().expect("memory takes it")
}

/// The workbook with one part of it changed.
fn with_part(file: &[u8], name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("our own");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let found = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).expect("sound");
        let bytes = if found == name { change(bytes) } else { bytes };
        out.start_file(found.as_str(), options).expect("memory takes it");
        out.write_all(&bytes).expect("memory takes it");
    }
    out.finish().expect("memory takes it").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[track_caller]
fn check(file: Vec<u8>, expected: &Fault) {
    assert_eq!(rows(file).as_ref().err(), Some(expected));
}

#[test]
fn half_a_workbook() {
    let file = workbook(100);
    check(file[..file.len() / 2].to_vec(), &Fault::CutShort { row: 0 });
    let cut = with_part(&file, SHEET, |sheet| {
        let text = String::from_utf8(sheet).expect("XML");
        text[..text.find("A-50").expect("row 52")].to_owned().into_bytes()
    });
    let mut table = Table::from_bytes(cut, Limits::default()).expect("it begins well");
    let found: Vec<_> = table.rows().expect("rows").collect();
    assert_eq!(found.len(), 51, "what may be incomplete is not given out");
    assert_eq!(found.last(), Some(&Err(Fault::CutShort { row: 50 })));
}

#[test]
fn half_a_list() {
    check("a,b\n1,\"x\n2,y\n".into(), &Fault::OpenQuote { row: 2 });
    let text = "a,b\n1,Кухоль".as_bytes();
    check(text[..text.len() - 1].to_vec(), &Fault::CutShort { row: 2 });
    check(b"\xef\xbb\xbfa,b\n1,\xd0\n".to_vec(), &Fault::BadText { row: 2, encoding: "UTF-8" });
    check(Vec::new(), &Fault::Empty);
}

#[test]
fn other_things_under_the_name_of_a_table() {
    check(b"%PDF-1.7 ...".to_vec(), &Fault::NotATable);
    check(b"<!DOCTYPE html><table>".to_vec(), &Fault::NotATable);
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x01\x02\x03".to_vec(), &Fault::NotATable);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(), &Fault::OldOrLocked);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("memory takes it");
    check(archive.finish().expect("memory takes it").into_inner(), &Fault::NotATable);
}

#[test]
fn bombs_are_not_opened() {
    let file = workbook(1);
    let small = Limits { unpacked: 4 << 20, resident: 1 << 20, row: 1 << 20, ..Limits::default() };
    let open = |file: Vec<u8>| Table::from_bytes(file, small).map(|_| ()).err();
    let rows = |sheet: Vec<u8>| [sheet, b"<row></row>".repeat(1 << 20)].concat();
    assert_eq!(open(with_part(&file, SHEET, rows)), Some(Fault::TooLarge { limit: 4 }));
    let fonts = |styles: Vec<u8>| [styles, b"<font/>".repeat(1 << 18)].concat();
    assert_eq!(open(with_part(&file, "xl/styles.xml", fonts)), Some(Fault::TooLarge { limit: 1 }));
    let text = |sheet: Vec<u8>| [sheet, vec![b'x'; 2 << 20]].concat();
    assert_eq!(open(with_part(&file, SHEET, text)), Some(Fault::TooLarge { limit: 1 }));
}

#[test]
fn no_damage_panics() {
    let file = workbook(3);
    for position in 0..file.len() {
        let mut damaged = file.clone();
        damaged[position] ^= 0x55;
        let _ = rows(damaged);
    }
    for (from, to) in [
        ("r=\"A2\"", "r=\"ZZZZZ2\""),
        ("r=\"A2\"", "r=\"\""),
        ("r=\"2\"", "r=\"99999999999\""),
        ("<is>", "<v>"),
        ("inlineStr", "s"),
    ] {
        let changed = with_part(&file, SHEET, |sheet| {
            String::from_utf8(sheet).expect("XML").replace(from, to).into_bytes()
        });
        let _ = rows(changed);
    }
}
