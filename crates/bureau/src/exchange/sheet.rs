//! CSV, as spreadsheets read and write it.

use std::io::{self, Write};

use super::{Pair, Unreadable, known};

const HEAD: [&str; 5] = ["language", "source", "target", "state", "note"];

pub(super) fn head(out: &mut impl Write) -> io::Result<()> {
    // Spreadsheets take a file without the mark for the system's old encoding.
    out.write_all("\u{feff}".as_bytes())?;
    line(out, HEAD)
}

pub(super) fn row(out: &mut impl Write, language: &str, pair: &Pair) -> io::Result<()> {
    line(out, [language, &pair.source, &pair.target, &pair.state, &pair.note])
}

fn line<'a>(out: &mut impl Write, fields: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(fields)?;
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

/// Columns are found by their names; the delimiter is what the first line has most of.
pub(super) fn read(text: &str) -> Result<Vec<Pair>, Unreadable> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |error: csv::Error| Unreadable::Broken(error.to_string());
    let heads: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_lowercase()).collect();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let (Some(source), Some(target)) = (column("source"), column("target")) else {
        return Err(Unreadable::Unknown);
    };
    let language = column("language");
    let note = column("note");
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        if field(source).is_empty() || field(target).is_empty() {
            continue;
        }
        pairs.push(Pair {
            language: language.map(field).and_then(|code| known(&code)),
            source: field(source),
            target: field(target),
            state: String::new(),
            note: note.map(field).unwrap_or_default(),
        });
    }
    Ok(pairs)
}
