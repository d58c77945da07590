//! `retry`: updates that were set aside go back into the line, after an upgrade has mended what broke on them, and so do
//! those of a kind that no earlier version knew.

use anyhow::Context as _;
use kit::db::Tx;
use kit::store::inbox;

use crate::config::Config;
use crate::telegram::glance;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let db = crate::app::open(config).await?;
    let mut tx = db.begin().await.context("The database cannot be written to")?;
    let count = back(&mut tx).await.context("The updates cannot be put back")?;
    tx.commit().await.context("The updates cannot be put back")?;
    db.close().await;
    super::say(&format!("Updates that are tried again: {count}."));
    Ok(())
}

async fn back(tx: &mut Tx) -> kit::db::Result<u64> {
    let mut count = inbox::retry_parked(tx).await?;
    for (id, raw) in inbox::unknown(tx).await? {
        if let Some(known) = glance(&raw).filter(|seen| !seen.unknown) {
            count += inbox::recognise(tx, id, &known.lane).await?;
        }
    }
    Ok(count)
}
