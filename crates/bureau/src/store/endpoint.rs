//! What is known about the endpoints of models.

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result, Timestamp, Tx};
use llm::Verdict;

#[boxed]
pub async fn find(on: &mut dyn On, base_url: &str, model: &str) -> Result<Option<Verdict>> {
    let row: Option<(Json<Verdict>,)> = db::fetch_optional!(
        on,
        (Json<Verdict>,),
        "SELECT verdict FROM translate_endpoint WHERE base_url = $1 AND model = $2",
        base_url,
        model,
    )?;
    Ok(row.map(|(verdict,)| verdict.0))
}

#[boxed]
pub async fn put(tx: &mut Tx, base_url: &str, model: &str, verdict: &Verdict, now: Timestamp) -> Result<()> {
    db::execute!(
        tx,
        "INSERT INTO translate_endpoint (base_url, model, verdict, changed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (base_url, model) DO UPDATE SET verdict = excluded.verdict, changed_at = excluded.changed_at",
        base_url,
        model,
        Json(verdict),
        now,
    )?;
    Ok(())
}
