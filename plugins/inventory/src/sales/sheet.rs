//! A report as a spreadsheet.

use commerce::report::{Row, TopSku};
use commerce::{Currency, Money};
use kit::{Context, Cx, Message, Reply, Result, Tap, TapSpec};
use sheets::write::{Column, Fault, Format, Shape, Value, Writer};

use super::accounts;
use super::told::{currencies, ranked, rows, title};
use super::view::{By, View};

pub struct Sheet<const MONEY: bool>;

impl<const MONEY: bool> Tap for Sheet<MONEY> {
    type Value = View;
    const SPEC: TapSpec = if MONEY {
        TapSpec::new("ipx", crate::MONEY, "profit")
    } else {
        TapSpec::new("isx", crate::SEE, "sales")
    };

    async fn run(&self, cx: &mut Cx, view: View) -> Result<Reply> {
        let rows = rows::<MONEY>(cx, &view).await?;
        let bytes = match view.0 {
            By::Top | By::Bottom => ranking::<MONEY>(cx, &view, &rows).await?,
            _ => report::<MONEY>(cx, rows).await?,
        };
        let kind = if MONEY { "profit" } else { "sales" };
        let name = format!("{kind}-{}-{}.xlsx", view.3, view.4);
        Ok(Reply::message(Message::new(title::<MONEY>(cx, &view).await?).file(name, bytes)))
    }
}

fn columns(cx: &Cx, columns: &[(&str, Shape, u8)]) -> Vec<Column> {
    let column = |(name, shape, width): &(&str, Shape, u8)| Column {
        title: cx.label(&format!("inventory-col-{name}")),
        shape: *shape,
        width: *width,
    };
    columns.iter().map(column).collect()
}

/// Amounts of different currencies stand in one column, each with its currency beside it, and as text where they have
/// other decimals than most.
const AMOUNT: Shape = Shape::Money { decimals: 2 };

const FIRST: [(&str, Shape, u8); 6] = [
    ("from", Shape::Date, 11),
    ("account", Shape::Text, 16),
    ("marketplace", Shape::Text, 14),
    ("currency", Shape::Text, 9),
    ("units", Shape::Whole, 9),
    ("revenue", AMOUNT, 13),
];

/// What leads see besides.
const THEN: [(&str, Shape, u8); 7] = [
    ("settled", Shape::Text, 12),
    ("fees", AMOUNT, 13),
    ("shipping", AMOUNT, 13),
    ("refunded", AMOUNT, 13),
    ("cost", AMOUNT, 13),
    ("margin", AMOUNT, 13),
    ("uncosted", Shape::Whole, 13),
];

/// A line a step, account and currency.
async fn report<const MONEY: bool>(cx: &Cx, rows: Vec<Row>) -> Result<Vec<u8>> {
    let accounts = accounts(cx).await?;
    let mut head = columns(cx, &FIRST);
    if MONEY {
        head.extend(columns(cx, &THEN));
    }
    let settled = [cx.label("inventory-estimated"), cx.label("inventory-settled")];
    let write = move || {
        let mut out = Writer::new(Vec::new(), Format::Xlsx, "Sales", head)?;
        for row in rows {
            let account = accounts.iter().find(|account| account.id == row.account);
            let [estimated, is_settled] = &settled;
            let amounts = [row.revenue, row.fees, row.shipping, row.refunded, row.cost, row.margin()];
            let texts = amounts.map(|minor| Money::new(minor, row.currency).decimal());
            let mut amounts =
                amounts.iter().zip(&texts).map(|(minor, text)| amount(row.currency, *minor, text));
            let mut line = vec![
                Value::Date(row.from),
                Value::Text(account.map_or("", |account| &account.code)),
                Value::Text(account.map_or("", |account| &account.marketplace)),
                Value::Text(row.currency.code()),
                Value::Whole(row.units),
            ];
            line.extend(amounts.next());
            if MONEY {
                line.push(Value::Text(if row.settled { is_settled } else { estimated }));
                line.extend(amounts);
                line.push(Value::Whole(row.uncosted));
            }
            out.row(&line)?;
        }
        out.finish()
    };
    kit::busy(write).await?.context("the report cannot be written")
}

fn amount(currency: Currency, minor: i64, text: &str) -> Value<'_> {
    if currency.exponent() == 2 { Value::Money(minor) } else { Value::Text(text) }
}

/// SKUs in a spreadsheet: more than anybody reads.
const MOST: i64 = 10_000;

/// A line a SKU and currency.
async fn ranking<const MONEY: bool>(cx: &Cx, view: &View, rows: &[Row]) -> Result<Vec<u8>> {
    let mut found: Vec<(Currency, TopSku)> = Vec::new();
    for currency in currencies(rows) {
        let skus = ranked::<MONEY>(cx, view, currency, MOST).await?;
        found.extend(skus.into_iter().map(|sku| (currency, sku)));
    }
    let mut head = columns(
        cx,
        &[
            ("sku", Shape::Text, 18),
            ("title", Shape::Text, 44),
            ("currency", Shape::Text, 9),
            ("units", Shape::Whole, 9),
            ("revenue", AMOUNT, 13),
        ],
    );
    if MONEY {
        head.extend(columns(cx, &[("margin", AMOUNT, 13), ("uncosted", Shape::Whole, 13)]));
    }
    let write = move || -> Result<Vec<u8>, Fault> {
        let mut out = Writer::new(Vec::new(), Format::Xlsx, "SKU", head)?;
        for (currency, sku) in &found {
            let texts = [sku.revenue, sku.margin].map(|minor| Money::new(minor, *currency).decimal());
            let [revenue, margin] = &texts;
            let mut line = vec![
                Value::Text(&sku.code),
                Value::Text(&sku.title),
                Value::Text(currency.code()),
                Value::Whole(sku.units),
                amount(*currency, sku.revenue, revenue),
            ];
            if MONEY {
                line.extend([amount(*currency, sku.margin, margin), Value::Whole(sku.uncosted)]);
            }
            out.row(&line)?;
        }
        out.finish()
    };
    kit::busy(write).await?.context("the ranking cannot be written")
}
