//! What is low, as a spreadsheet to order from.

use commerce::low::Low as Row;
use kit::{Context, Cx, Message, Reply, Result, Tap, TapSpec};
use sheets::write::{Column, Fault, Format, Shape, Value, Writer};

use super::all;

/// The whole list as XLSX; the value is the words it was narrowed by.
pub struct Sheet;

impl Tap for Sheet {
    type Value = String;
    const SPEC: TapSpec = TapSpec::new("ilx", crate::SEE, "low");

    async fn run(&self, cx: &mut Cx, words: String) -> Result<Reply> {
        let rows = all(cx, &words).await?;
        let (count, columns) = (rows.len(), columns(cx));
        let bytes = kit::busy(move || write(&rows, columns)).await?.context("the list cannot be written")?;
        let name = format!("low-{}.xlsx", cx.local(cx.now()).format("%Y-%m-%d"));
        let text = cx.tell("inventory-low-sheet", kit::args![count = count]);
        Ok(Reply::message(Message::new(text).file(name, bytes)))
    }
}

const COLUMNS: [(&str, Shape, u8); 18] = [
    ("sku", Shape::Text, 18),
    ("title", Shape::Text, 44),
    ("supplier", Shape::Text, 18),
    ("order", Shape::Whole, 9),
    ("on_hand", Shape::Whole, 9),
    ("incoming", Shape::Whole, 9),
    ("reserved", Shape::Whole, 9),
    ("forecast", Shape::Whole, 9),
    ("reorder_point", Shape::Whole, 9),
    ("multiple", Shape::Whole, 9),
    ("lead_days", Shape::Whole, 9),
    ("cover", Shape::Whole, 9),
    ("sold_7", Shape::Whole, 9),
    ("sold_30", Shape::Whole, 9),
    ("sold_90", Shape::Whole, 9),
    // Two decimals, which a column of money has.
    ("per_day_7", Shape::Money { decimals: 2 }, 9),
    ("per_day_30", Shape::Money { decimals: 2 }, 9),
    ("per_day_90", Shape::Money { decimals: 2 }, 9),
];

fn columns(cx: &Cx) -> Vec<Column> {
    let column =
        |(name, shape, width)| Column { title: cx.label(&format!("inventory-col-{name}")), shape, width };
    COLUMNS.map(column).into()
}

fn write(rows: &[Row], columns: Vec<Column>) -> Result<Vec<u8>, Fault> {
    let mut out = Writer::new(Vec::new(), Format::Xlsx, "Low", columns)?;
    for row in rows {
        let [week, month, quarter] = row.velocity.sold.map(Value::Whole);
        let [per_day_7, per_day_30, per_day_90] =
            row.velocity.per_day_milli().map(|milli| Value::Money(milli / 10));
        let known = |number: Option<i64>| number.map_or(Value::Empty, Value::Whole);
        out.row(&[
            Value::Text(&row.code),
            Value::Text(&row.title),
            Value::Text(&row.supplier),
            Value::Whole(row.suggested()),
            Value::Whole(row.on_hand),
            Value::Whole(row.incoming),
            Value::Whole(row.reserved),
            Value::Whole(row.forecast()),
            Value::Whole(row.reorder.point),
            Value::Whole(row.reorder.multiple),
            known(row.lead_days),
            known(row.days_of_cover()),
            week,
            month,
            quarter,
            per_day_7,
            per_day_30,
            per_day_90,
        ])?;
    }
    out.finish()
}
