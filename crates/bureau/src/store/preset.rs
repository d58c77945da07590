//! Settings that people gave a name, and the languages they use.

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Tx};

use crate::order::Settings;

#[boxed]
pub async fn all(on: &mut dyn On, person: i64) -> Result<Vec<(String, Settings)>> {
    let rows: Vec<(String, Json<Settings>)> = db::fetch_all!(
        on,
        (String, Json<Settings>),
        "SELECT name, settings FROM translate_preset WHERE person = $1 ORDER BY name",
        person,
    )?;
    Ok(rows.into_iter().map(|(name, settings)| (name, settings.0)).collect())
}

#[boxed]
pub async fn put(tx: &mut Tx, person: i64, name: &str, settings: &Settings) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO translate_preset (person, name, settings) VALUES ($1, $2, $3)
         ON CONFLICT (person, name) DO UPDATE SET settings = excluded.settings",
        person,
        name,
        Json(settings),
    )?;
    Ok(())
}

#[boxed]
pub async fn remove(tx: &mut Tx, person: i64, name: &str) -> Result<bool> {
    let gone =
        db::execute!(tx, "DELETE FROM translate_preset WHERE person = $1 AND name = $2", person, name)?;
    Ok(gone == 1)
}
