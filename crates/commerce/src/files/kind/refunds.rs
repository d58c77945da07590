//! Refunds: a row is money given back for a line of an order, and perhaps units that came back to stock. What is in stays as
//! it is: money that was given back cannot be given back otherwise.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::orders::{self, Lines};
use super::{ACCOUNT, CURRENCY, Current, Cursor, Found, WAREHOUSE, Wrong, sales, unknown};
use crate::files::earlier::Beside;
use crate::files::field::{Field, Meaning};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, settled};
use crate::settle::{self, Refund};
use crate::{Money, Result, SaleLineId};

pub const FIELDS: &[Field] = &[
    ACCOUNT.always().key(),
    sales::ORDER,
    sales::LINE,
    Field::new(
        "refund",
        Meaning::Code,
        &["refund id", "return id", "rma", "номер повернення", "повернення", "номер возврата", "возврат"],
    )
    .always()
    .key(),
    Field::new(
        "at",
        Meaning::Moment,
        &["refunded at", "refund date", "return date", "date", "дата", "дата повернення", "дата возврата"],
    )
    .when_new(),
    Field::new(
        "amount",
        Meaning::Money { none: false },
        &["refund amount", "refunded", "сума", "сума повернення", "сумма", "сумма возврата"],
    )
    .when_new(),
    CURRENCY,
    Field::new(
        "quantity",
        Meaning::Whole { least: 0, none: false },
        &["qty", "units", "returned", "кількість", "к-сть", "количество", "кол-во"],
    ),
    Field {
        name: "back_to",
        synonyms: &["back to", "warehouse", "restocked to", "location", "склад", "на склад"],
        ..WAREHOUSE
    },
];

#[boxed]
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let lines = Lines::of(on, rows).await?;
    let known = settled::refunds(on, &lines.ids(rows)).await?;
    let warehouses = store::warehouses(on).await?;
    let mut returned: BTreeMap<SaleLineId, i64> = BTreeMap::new();
    for ((line, _), refund) in &known {
        *returned.entry(*line).or_default() += refund.quantity;
    }
    let mut added: BTreeMap<SaleLineId, i64> = BTreeMap::new();
    let before = |line| beside.earlier.as_ref().and_then(|it| it.returned.get(&line)).copied().unwrap_or(0);
    let found = rows.iter().map(|(_, row)| {
        let sold = lines.find(row)?;
        orders::in_currency(row, sold)?;
        if let Some(name) = row.text("back_to").filter(|name| !warehouses.contains_key(name.trim())) {
            return Err(unknown("back_to", "warehouse", name.trim()));
        }
        let line = SaleLineId(sold.id);
        let number = row.text("refund").unwrap_or_default().trim().to_owned();
        if let Some(there) = known.get(&(line, number)) {
            let mut there = there.over(row);
            if sold.sku.is_none() || there.number("quantity") == Some(0) {
                // Where it was to go says nothing when there was nothing to put back.
                there.set("back_to", row.get("back_to").cloned());
            }
            return Ok(Current::known(there));
        }
        let (added, units) = (added.entry(line).or_default(), row.number("quantity").unwrap_or(0));
        let others = returned.get(&line).copied().unwrap_or(0).saturating_add(before(line));
        if others.saturating_add(*added).saturating_add(units) > sold.quantity {
            return Err((Some("quantity"), Why::MoreThanSold { sold: sold.quantity }));
        }
        // What is not taken counts for nothing beside later rows.
        if row.get("at").is_some() && row.get("amount").is_some() {
            *added = added.saturating_add(units);
        }
        Ok(Current::default())
    });
    let found = found.collect();
    if let Some(earlier) = &mut beside.earlier {
        for (line, units) in added {
            *earlier.returned.entry(line).or_default() += units;
        }
    }
    Ok(found)
}

/// Of what several lists say came back of one line, only as much is taken as was sold.
#[boxed]
pub async fn lock(tx: &mut Tx, rows: &[(u32, &Record)]) -> Result<()> {
    let lines = Lines::of(tx, rows).await?;
    settle::lock_refunded(tx, &lines.ids(rows).into_iter().collect()).await?;
    Ok(())
}

/// A refund that is in stays as it is.
pub fn check(merged: &Record, there: Option<&Record>) -> std::result::Result<(), Wrong> {
    let changed = there.and_then(|there| Some((there, *merged.differences(there).first()?)));
    match changed {
        Some((there, field)) => {
            let is = there.show(field.name).unwrap_or_else(|| "none".to_owned());
            Err((Some(field.name), Why::Stays { is }))
        }
        None => Ok(()),
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let lines = Lines::of(tx, &borrowed).await?;
    let warehouses = store::warehouses(tx).await?;
    let refunds: Vec<Refund> = rows
        .iter()
        .filter_map(|(_, row)| {
            Some(Refund {
                line: SaleLineId(lines.find(row).ok()?.id),
                refund_id: row.text("refund")?.trim().to_owned(),
                amount: Money::new(row.number("amount")?, row.currency()?),
                quantity: row.number("quantity").unwrap_or(0),
                at: row.moment("at")?,
                back_to: row.text("back_to").and_then(|name| warehouses.get(name.trim())).copied(),
            })
        })
        .collect();
    settle::refunds(tx, &refunds, &of.actor, of.at).await?;
    Ok(())
}

impl settled::BookedRefund {
    /// The row, as it stands in the books.
    fn over(&self, row: &Record) -> Record {
        let back = self.back_to.clone().map(Datum::Text);
        row.clone()
            .with("at", Some(Datum::Moment(self.at)))
            .with("amount", Some(Datum::Money(self.amount)))
            .with("quantity", Some(Datum::Whole(self.quantity)))
            .with("back_to", back)
    }
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = settled::refund_page(on, after.unwrap_or_default().0, most).await?;
    let rows = rows.iter().map(|refund| {
        let text = |text: &str| Some(Datum::Text(text.to_owned()));
        let record = Record::new(FIELDS)
            .with("account", text(&refund.account))
            .with("order", text(&refund.order_id))
            .with("line", text(&refund.line))
            .with("refund", text(&refund.refund_id))
            .with("currency", text(refund.currency.code()));
        ((refund.sale_line_id.0, 0), refund.over(&record))
    });
    Ok(rows.collect())
}
