//! `demo-data`: fills an empty shop with invented goods and a year of sales.

use anyhow::Context as _;
use demo_shop::Shop;
use kit::Clock;

use crate::config::Config;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many SKUs.
    #[arg(long, default_value_t = 3000)]
    skus: u64,
    /// Another seed makes another shop.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let db = crate::app::open(config).await?;
    let shop = Shop::new(args.seed, args.skus, Clock::System.now());
    let step = (args.skus / 10).max(1);
    let mut told = 0;
    let done = |skus: u64| {
        if skus / step > told {
            told = skus / step;
            super::say_error(&format!("{skus} of {} SKUs", args.skus));
        }
    };
    let loaded = demo_shop::load(&db, shop, done).await.context("The demo's shop cannot be written")?;
    db.close().await;
    super::say(&format!(
        "The shop has {} SKUs, {} movements of stock and {} sold lines.",
        loaded.skus, loaded.movements, loaded.sale_lines
    ));
    Ok(())
}
