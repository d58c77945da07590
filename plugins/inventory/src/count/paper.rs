//! Counting away from the chat: the list as a table, and the table back.
//!
//! The list says when it was made. What is expected of a row is what the ledger said then: whoever walks along the shelves
//! with it knows nothing of what is sold before the list comes back.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use commerce::count::{self, Item};
use commerce::{CountId, catalogue};
use kit::db::Timestamp;
use kit::{Context, Cx, Input, Message, Reply, Result, Tap, TapSpec};
use sheets::value::{self, Mark};
use sheets::write::{Column, Format, Shape, Value, Writer};
use sheets::{Kind, Limits, Row, Table, Wanted, guess};

use super::item::next;
use super::{session, told};
use crate::told::actor;

/// The list with an empty column for what is there; the value is the count's number.
pub struct Paper;

impl Tap for Paper {
    type Value = i64;
    const SPEC: TapSpec = TapSpec::new("inp", crate::MOVE, "count");

    async fn run(&self, cx: &mut Cx, id: i64) -> Result<Reply> {
        let items = items(cx, CountId(id)).await?;
        let as_of = cx.now().to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true);
        let title = |name: &str| cx.label(&format!("inventory-col-{name}"));
        let column = |name, shape, width| Column { title: title(name), shape, width };
        let columns = vec![
            column("sku", Shape::Text, 18),
            column("title", Shape::Text, 44),
            column("counted", Shape::Whole, 10),
            column("as_of", Shape::Text, 28),
        ];
        let bytes = kit::busy(move || {
            let mut out = Writer::new(Vec::new(), Format::Xlsx, "Count", columns)?;
            for item in &items {
                let (code, title) = (Value::Text(&item.code), Value::Text(&item.title));
                out.row(&[code, title, Value::Empty, Value::Text(&as_of)])?;
            }
            out.finish()
        });
        let bytes = bytes.await?.context("the list cannot be written")?;
        let text = cx.tell("inventory-count-paper", kit::args![number = id.to_string()]);
        Ok(Reply::message(Message::new(text).file(format!("count-{id}.xlsx"), bytes)))
    }
}

async fn items(cx: &Cx, id: CountId) -> Result<Vec<Item>> {
    let mut on = cx.read().await?;
    let mut all: Vec<Item> = Vec::new();
    loop {
        let after = all.last().map_or(0, |item| item.position);
        let page = count::items(&mut on, id, after, 500).await.map_err(|error| told(cx, error))?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// Rows of a file: more than anybody counts in a day.
const MOST: usize = 5_000;

/// Takes over what a file says was counted: all of it or nothing. A cell that is left empty was not counted.
pub async fn take(cx: &mut Cx, id: Option<CountId>, file: Input) -> Result<Reply> {
    let id = id.or_else(|| number(file.name.as_deref().unwrap_or_default()));
    let id = id.ok_or_else(|| cx.refuse("inventory-count-which", kit::args![]))?;
    session(cx, id).await?;
    let bytes = file.bytes;
    let lines = kit::busy(move || read(bytes)).await?.map_err(|fault| refusal(cx, &fault))?;
    let codes: Vec<_> = lines.keys().map(String::as_str).collect();
    let known = catalogue::by_codes(&mut cx.read().await?, &codes).await.map_err(|error| told(cx, error))?;
    if let Some((code, line)) = lines.iter().find(|(code, _)| !known.contains_key(*code)) {
        let args = kit::args![row = line.row, code = code.clone()];
        return Err(cx.refuse("inventory-count-file-sku", args));
    }
    let (who, now) = (actor(&cx.person), cx.now());
    if let Some(line) = lines.values().find(|line| line.as_of.is_some_and(|at| at > now)) {
        return Err(cx.refuse("inventory-count-file-moment", kit::args![row = line.row]));
    }
    let skus: Vec<_> = known.values().map(|sku| sku.id).collect();
    let tx = cx.tx().await?;
    count::add(tx, id, &skus).await.map_err(|error| told(cx, error))?;
    for (code, line) in &lines {
        let Some(sku) = known.get(code) else { continue };
        let (tx, counted) = (cx.tx().await?, (sku.id, line.counted));
        let written = match line.as_of {
            Some(at) => count::record_as_of(tx, id, counted, &who, at).await,
            None => count::record(tx, id, counted, &who, now).await,
        };
        written.map_err(|error| told(cx, error))?;
    }
    cx.note("count", id);
    cx.note("rows", lines.len());
    let mut reply = next(cx, id).await?;
    let taken = cx.tell("inventory-count-file-taken", kit::args![count = lines.len()]);
    for message in &mut reply.messages {
        message.text = taken.clone().line(&message.text);
    }
    Ok(reply)
}

/// The number in `count-7.xlsx`, as we have named it.
fn number(name: &str) -> Option<CountId> {
    let digits: String = name.strip_prefix("count-")?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().map(CountId)
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    row: u32,
    counted: i64,
    /// When the list was made that the row is on; none on a list of somebody's own, which is as of now.
    as_of: Option<Timestamp>,
}

/// Why a file says nothing.
#[derive(Debug, PartialEq, Eq)]
enum Unread {
    NotATable,
    TooLong,
    Columns,
    Number { row: u32, text: String },
    Moment { row: u32 },
    Twice { rows: [u32; 2], code: String },
}

const WANTED: [Wanted<'static>; 2] = [
    Wanted { name: "sku", synonyms: &["code", "код", "артикул"], kind: Kind::Code },
    Wanted {
        name: "counted",
        synonyms: &["count", "quantity", "qty", "пораховано", "посчитано"],
        kind: Kind::Whole,
    },
];

/// The column that says when the list was made, as we have named it. Any other date says something else.
const AS_OF: [&str; 3] = ["as of", "станом на", "по состоянию на"];

fn read(bytes: Vec<u8>) -> Result<BTreeMap<String, Line>, Unread> {
    let mut table = Table::from_bytes(bytes, Limits::default()).map_err(|_| Unread::NotATable)?;
    let rows = table.rows().map_err(|_| Unread::NotATable)?.take(MOST + 2);
    let rows: Vec<Row> = rows.collect::<Result<_, _>>().map_err(|_| Unread::NotATable)?;
    let Some((header, rows)) = rows.split_first() else { return Err(Unread::NotATable) };
    if rows.len() > MOST {
        return Err(Unread::TooLong);
    }
    let sample = rows.get(..rows.len().min(50)).unwrap_or_default();
    let found = guess(header, sample, &WANTED);
    let [Some(sku), Some(counted)] = found.as_slice() else { return Err(Unread::Columns) };
    let as_of =
        header.cells.iter().position(|cell| AS_OF.contains(&cell.text.trim().to_lowercase().as_str()));
    let mut lines = BTreeMap::new();
    for row in rows {
        let (code, text) = (row.text(sku.column).trim(), row.text(counted.column).trim());
        if code.is_empty() || text.is_empty() {
            continue;
        }
        let mark = row.cells.get(counted.column).map_or(Mark::Either, |cell| cell.mark(Mark::Either));
        let wrong = || Unread::Number { row: row.number, text: text.to_owned() };
        let counted = value::whole(text, mark).ok().filter(|counted| *counted >= 0).ok_or_else(wrong)?;
        let as_of = as_of.map_or("", |column| row.text(column).trim());
        let as_of = match as_of {
            "" => None,
            text => Some(moment(text).ok_or(Unread::Moment { row: row.number })?),
        };
        let line = Line { row: row.number, counted, as_of };
        // Two places of a shelf, or the same one twice: which it is only they know.
        if let Some(first) = lines.insert(code.to_owned(), line) {
            return Err(Unread::Twice { rows: [first.row, row.number], code: code.to_owned() });
        }
    }
    Ok(lines)
}

/// The moment that we have written there.
fn moment(text: &str) -> Option<Timestamp> {
    Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc().into())
}

fn refusal(cx: &Cx, fault: &Unread) -> kit::Fault {
    match fault {
        Unread::NotATable => cx.refuse("inventory-count-file-no-table", kit::args![]),
        Unread::TooLong => cx.refuse("inventory-count-file-long", kit::args![most = MOST]),
        Unread::Columns => cx.refuse("inventory-count-file-columns", kit::args![]),
        Unread::Number { row, text } => {
            cx.refuse("inventory-count-file-number", kit::args![row = *row, text = text.clone()])
        }
        Unread::Moment { row } => cx.refuse("inventory-count-file-moment", kit::args![row = *row]),
        Unread::Twice { rows: [first, second], code } => {
            let args = kit::args![first = *first, second = *second, code = code.clone()];
            cx.refuse("inventory-count-file-twice", args)
        }
    }
}

#[cfg(test)]
mod story;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, expected: Result<&[(&str, u32, i64)], Unread>) {
        let found = read(file.as_bytes().to_vec());
        let line = |(code, row, counted): &(&str, u32, i64)| {
            ((*code).to_owned(), Line { row: *row, counted: *counted, as_of: None })
        };
        assert_eq!(found, expected.map(|lines| lines.iter().map(line).collect()), "{file:?}");
    }

    #[test]
    fn a_cell_that_is_empty_was_not_counted() {
        check("SKU,Counted\nMUG-10,12\nMUG-20,\nMUG-30,0\n", Ok(&[("MUG-10", 2, 12), ("MUG-30", 4, 0)]));
        check("Код;Назва;Пораховано\nMUG-10;Горня;12\n", Ok(&[("MUG-10", 2, 12)]));
        check("SKU,Counted\nMUG-10,a lot\n", Err(Unread::Number { row: 2, text: "a lot".into() }));
        check("SKU,Counted\nMUG-10,-1\n", Err(Unread::Number { row: 2, text: "-1".into() }));
        check("Name,Colour\nMug,blue\n", Err(Unread::Columns));
        let twice = Unread::Twice { rows: [2, 4], code: "MUG-10".into() };
        check("SKU,Counted\nMUG-10,1\nMUG-20,2\nMUG-10,3\n", Err(twice));
        check("SKU,Counted,As of\nMUG-10,1,yesterday\n", Err(Unread::Moment { row: 2 }));
        check("", Err(Unread::NotATable));
    }
}
