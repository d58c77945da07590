//! `retry`: updates that were set aside go back into the line, after an upgrade has mended what broke on them.

use anyhow::Context as _;
use kit::db::{Db, Options};
use kit::store::inbox;

use crate::config::Config;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let options = Options { connections: 2, durable: true };
    let db =
        Db::open(config.database.url.expose(), &options).await.context("The database cannot be opened")?;
    let mut tx = db.begin().await.context("The database cannot be written to")?;
    let count = inbox::retry_parked(&mut tx).await.context("The updates cannot be put back")?;
    tx.commit().await.context("The updates cannot be put back")?;
    db.close().await;
    super::say(&format!("Updates that are tried again: {count}."));
    Ok(())
}
