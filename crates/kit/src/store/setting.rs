//! What administrators have set.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Result, Timestamp, Tx};

use crate::ids::UserId;

#[boxed]
pub async fn find(on: &mut dyn On, plugin: &str, name: &str) -> Result<Option<String>> {
    let row = db::fetch_optional!(
        on,
        (String,),
        "SELECT value FROM setting WHERE plugin = $1 AND name = $2",
        plugin,
        name,
    )?;
    Ok(row.map(|(value,)| value))
}

/// All that differ from their defaults, by name.
#[boxed]
pub async fn all(on: &mut dyn On, plugin: &str) -> Result<BTreeMap<String, String>> {
    let rows =
        db::fetch_all!(on, (String, String), "SELECT name, value FROM setting WHERE plugin = $1", plugin)?;
    Ok(rows.into_iter().collect())
}

/// `what` is the plugin and the setting's name.
#[boxed]
pub async fn set(tx: &mut Tx, what: (&str, &str), value: &str, by: UserId, now: Timestamp) -> Result<u64> {
    db::execute!(
        tx,
        "INSERT INTO setting (plugin, name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (plugin, name)
         DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        what.0,
        what.1,
        value,
        now,
        by.0,
    )
}
