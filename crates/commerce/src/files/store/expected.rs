//! What is on its way, in bulk.

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp};

use crate::Result;
use crate::incoming::PURCHASE;

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
