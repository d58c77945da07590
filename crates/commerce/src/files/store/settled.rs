//! Fees and refunds in bulk.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp};

use super::ROWS;
use crate::{Currency, Result, SaleLineId};

#[derive(Debug, sqlx::FromRow)]
pub struct BookedFee {
    pub sale_line_id: SaleLineId,
    pub account: String,
    pub order_id: String,
    pub line: String,
    pub kind: String,
    pub amount: i64,
    pub currency: Currency,
    pub estimated: bool,
}

macro_rules! fees {
    () => {
        "SELECT f.sale_line_id, a.code AS account, s.order_id, l.line, f.kind, f.amount, f.currency, f.estimated
         FROM fee f JOIN sale_line l ON l.id = f.sale_line_id JOIN sale s ON s.id = l.sale_id
         JOIN account a ON a.id = s.account_id WHERE f.sale_line_id IN ("
    };
}

/// All fees of these lines.
#[boxed]
pub async fn fees(
    on: &mut dyn On,
    lines: &[SaleLineId],
) -> Result<BTreeMap<(SaleLineId, String), BookedFee>> {
    let mut found = BTreeMap::new();
    for chunk in lines.chunks(ROWS) {
        let rows = db::fetch_built!(on, BookedFee, |q| {
            q.push(fees!());
            q.push_values(chunk, |row, line| {
                row.push_bind(*line);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|fee| ((fee.sale_line_id, fee.kind.clone()), fee)));
    }
    Ok(found)
}

/// All fees of the next so many lines that have some.
#[boxed]
pub async fn fee_page(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<BookedFee>> {
    let sql = concat!(
        fees!(),
        "SELECT DISTINCT sale_line_id FROM fee WHERE sale_line_id > $1 ORDER BY sale_line_id LIMIT $2)
         ORDER BY f.sale_line_id, f.kind"
    );
    Ok(db::fetch_all!(on, BookedFee, sql, after, most)?)
}

#[derive(Debug, sqlx::FromRow)]
pub struct BookedRefund {
    pub sale_line_id: SaleLineId,
    pub account: String,
    pub order_id: String,
    pub line: String,
    pub refund_id: String,
    pub at: Timestamp,
    pub amount: i64,
    pub currency: Currency,
    pub quantity: i64,
    /// Where its units were put back, as the ledger tells.
    pub back_to: Option<String>,
}

macro_rules! refunds {
    () => {
        "SELECT r.sale_line_id, a.code AS account, s.order_id, l.line, r.refund_id, r.at, r.amount, r.currency, r.quantity,
                w.code AS back_to
         FROM refund r JOIN sale_line l ON l.id = r.sale_line_id JOIN sale s ON s.id = l.sale_id
         JOIN account a ON a.id = s.account_id
         LEFT JOIN stock_movement m ON m.doc_type = 'return' AND m.line = 1
             AND m.doc_id = CAST(r.sale_line_id AS TEXT) || '/' || r.refund_id
         LEFT JOIN warehouse w ON w.id = m.warehouse_id WHERE r.sale_line_id IN ("
    };
}

/// All refunds of these lines.
#[boxed]
pub async fn refunds(
    on: &mut dyn On,
    lines: &[SaleLineId],
) -> Result<BTreeMap<(SaleLineId, String), BookedRefund>> {
    let mut found = BTreeMap::new();
    for chunk in lines.chunks(ROWS) {
        let rows = db::fetch_built!(on, BookedRefund, |q| {
            q.push(refunds!());
            q.push_values(chunk, |row, line| {
                row.push_bind(*line);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|it| ((it.sale_line_id, it.refund_id.clone()), it)));
    }
    Ok(found)
}

/// All refunds of the next so many lines that have some.
#[boxed]
pub async fn refund_page(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<BookedRefund>> {
    let sql = concat!(
        refunds!(),
        "SELECT DISTINCT sale_line_id FROM refund WHERE sale_line_id > $1 ORDER BY sale_line_id LIMIT $2)
         ORDER BY r.sale_line_id, r.refund_id"
    );
    Ok(db::fetch_all!(on, BookedRefund, sql, after, most)?)
}
