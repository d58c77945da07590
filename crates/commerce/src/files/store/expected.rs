//! What is on its way, in bulk.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp};

use super::ROWS;
use crate::Result;
use crate::incoming::{Incoming, PURCHASE};

/// All lines of these orders, open or not, by order and line.
#[boxed]
pub async fn of_orders(on: &mut dyn On, orders: &[&str]) -> Result<BTreeMap<(String, i64), Incoming>> {
    let mut found = BTreeMap::new();
    for chunk in orders.chunks(ROWS) {
        let rows = db::fetch_built!(on, Incoming, |q| {
            q.push("SELECT id, sku_id, warehouse_id, quantity, received, state, doc_type, doc_id, line, expected_at FROM incoming");
            q.push(" WHERE doc_type = ").push_bind(PURCHASE).push(" AND doc_id IN (");
            q.push_values(chunk, |row, order| {
                row.push_bind(*order);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|it| ((it.doc_id.clone(), it.line), it)));
    }
    Ok(found)
}

/// A line of an order that is open, with names instead of numbers.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    pub id: i64,
    pub sku: String,
    pub warehouse: String,
    pub quantity: i64,
    pub received: i64,
    pub order: String,
    pub line: i64,
    pub expected_at: Option<Timestamp>,
}

#[boxed]
pub async fn page(on: &mut dyn On, after: i64, most: i64) -> Result<Vec<Row>> {
    Ok(db::fetch_all!(
        on,
        Row,
        "SELECT i.id, s.code AS sku, w.code AS warehouse, i.quantity, i.received, i.doc_id AS \"order\", i.line, i.expected_at
         FROM incoming i JOIN sku s ON s.id = i.sku_id JOIN warehouse w ON w.id = i.warehouse_id
         WHERE i.id > $1 AND i.doc_type = $2 AND i.state = 'open' ORDER BY i.id LIMIT $3",
        after,
        PURCHASE,
        most,
    )?)
}
