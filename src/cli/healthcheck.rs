//! `healthcheck`: is the bot that runs here well?

use anyhow::Context as _;

use crate::config::Config;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let address = format!("http://127.0.0.1:{}/healthz", config.web.listen.port());
    let answer = reqwest::get(&address).await.context("The bot does not answer")?;
    anyhow::ensure!(
        answer.status().is_success(),
        "The bot is not well: {}",
        answer.text().await.unwrap_or_default()
    );
    super::say("The bot is well.");
    Ok(())
}
