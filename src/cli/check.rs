//! `check`: the doctor. What is wrong, and how to mend it.

use std::path::Path;

use kit::Registry;
use kit::db::{Db, Options};
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Mode};
use crate::model;
use crate::telegram::{Api, Token};

/// Goes through everything, says what it finds, and fails when something must be mended.
pub async fn run(file: Option<&Path>) -> anyhow::Result<()> {
    let config = match Config::load(file) {
        Ok(config) => {
            found(true, "The configuration is in order.");
            config
        }
        Err(problems) => {
            found(
                false,
                &format!("The configuration has mistakes:\n  {}", problems.to_string().replace('\n', "\n  ")),
            );
            anyhow::bail!("Mend the configuration, then run this again.");
        }
    };
    let mut findings = vec![owners(&config)];
    findings.extend(database(&config).await);
    findings.extend([texts(), telegram(&config).await]);
    let well = findings.iter().all(Result::is_ok);
    for finding in findings {
        match finding {
            Ok(text) => found(true, &text),
            Err(text) => found(false, &text),
        }
    }
    anyhow::ensure!(well, "Something must be mended before the bot can run.");
    Ok(())
}

fn found(well: bool, text: &str) {
    super::say(&format!("{} {text}", if well { "✓" } else { "✗" }));
}

fn owners(config: &Config) -> Result<String, String> {
    if config.people.owners.is_empty() {
        return Err("There is no owner, so nobody could let anybody in. Set [people] owners to your number at Telegram; @userinfobot tells it.".into());
    }
    Ok(format!("Owners: {}.", config.people.owners.len()))
}

/// The database, and what the plugins keep in it or need besides.
async fn database(config: &Config) -> Vec<Result<String, String>> {
    let url = config.database.url.expose();
    let mend = if url.starts_with("sqlite:") {
        "Is the folder there, and may this user write to it? Is the disk full?"
    } else {
        "Does the server run, and are the name, the user and the password in the address right?"
    };
    match Db::open(url, &Options { connections: 2, durable: true }).await {
        Ok(db) => {
            let opens = format!("The database ({}) opens, and its tables are up to date.", db.kind());
            let found = plugins(config, &db).await;
            db.close().await;
            std::iter::once(Ok(opens)).chain(found).collect()
        }
        Err(error) => vec![Err(format!("The database cannot be used: {error}. {mend}"))],
    }
}

async fn plugins(config: &Config, db: &Db) -> Vec<Result<String, String>> {
    let all = crate::plugins::looked_at(model::Server::of(&config.translate));
    match Registry::new(all) {
        Ok(registry) => registry.health(db).await,
        Err(error) => vec![Err(format!("The plugins do not fit together: {error:#}."))],
    }
}

/// The same sentences in every language.
fn texts() -> Result<String, String> {
    let sources: Vec<_> = crate::plugins::described().iter().map(kit::Plugin::words).collect();
    kit::Words::load(&sources)
        .map(|_| "The texts are in order in every language.".to_owned())
        .map_err(|error| format!("The texts are broken: {error:#}."))
}

async fn telegram(config: &Config) -> Result<String, String> {
    let Some(token) = &config.telegram.token else {
        return Err("There is no token. @BotFather gives one (/newbot); set TELEGRAM_BOT_TOKEN to it.".into());
    };
    let api = Api::new(&config.telegram.api_url, Token::new(token.expose()))
        .map_err(|error| format!("{error:#}."))?;
    let stop = CancellationToken::new();
    stop.cancel();
    let username = api.username(&stop).await.map_err(|error| format!("Telegram: {error:#}."))?;
    let webhook =
        api.webhook().await.map_err(|error| format!("Telegram does not tell of its webhook: {error}."))?;
    match (config.telegram.mode, webhook.is_empty()) {
        (Mode::Poll, false) => Err(format!(
            "Telegram sends @{username}'s updates to a webhook, so polling gets none. `serve` removes it; is another program using this token?"
        )),
        _ => Ok(format!("Telegram knows the bot: @{username}.")),
    }
}
