//! `check`: the doctor. What is wrong, and how to mend it.

use std::path::Path;

use kit::Registry;
use kit::db::{self, Db, Tables};
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

/// The database, and what the plugins keep in it or need besides. It is only looked at: bringing it up to date is for the
/// program that then runs.
async fn database(config: &Config) -> Vec<Result<String, String>> {
    let url = config.database.url.expose();
    let mend = if url.starts_with("sqlite:") {
        "Is the folder there, and may this user write to it? Is the disk full?"
    } else {
        "Does the server run, and are the name, the user and the password in the address right?"
    };
    let wrong = |error: String| Err(format!("The database cannot be used: {error}. {mend}"));
    let looked = async {
        db::sqlite_file(url).map_or(Ok(()), |file| writable(&file))?;
        Db::look(url).await.map_err(|error| error.to_string())
    };
    let db = match looked.await {
        Ok(Some(db)) => db,
        Ok(None) => {
            let none = "There is no database yet; the first start makes it.".to_owned();
            return std::iter::once(Ok(none)).chain(plugins(config, None).await).collect();
        }
        Err(error) => return vec![wrong(error)],
    };
    let found = match db.tables().await {
        Ok(known) => {
            let current = known.are_up_to_date().then_some(&db);
            std::iter::once(tables(db.kind(), &known)).chain(plugins(config, current).await).collect()
        }
        Err(error) => vec![wrong(error.to_string())],
    };
    db.close().await;
    found
}

/// Whether a file, or the folder in which it will be, can be written to. Nothing is.
fn writable(file: &Path) -> Result<(), String> {
    let may = if file.exists() {
        std::fs::OpenOptions::new().append(true).open(file).map(drop)
    } else {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        tempfile::tempfile_in(folder.unwrap_or(Path::new("."))).map(drop)
    };
    may.map_err(|error| format!("{}: {error}", file.display()))
}

fn tables(kind: &str, tables: &Tables) -> Result<String, String> {
    let opens = format!("The database ({kind}) opens");
    if !tables.broken.is_empty() {
        return Err(format!(
            "{opens}, but the program would not start on it: {} was begun and not finished, or is not what this version makes of it. Restore a copy from before, or run the version that made it.",
            tables.broken.join(", ")
        ));
    }
    if !tables.unknown.is_empty() {
        return Err(format!("{opens}, but {}.", db::Error::Newer(tables.unknown.clone())));
    }
    Ok(match tables.missing.len() {
        0 => format!("{opens}, and its tables are up to date."),
        _ if tables.empty => format!("{opens}. It is empty; its tables will be made at the next start."),
        _ => format!(
            "{opens}. These changes will be applied at the next start: {}.",
            tables.missing.join(", ")
        ),
    })
}

async fn plugins(config: &Config, db: Option<&Db>) -> Vec<Result<String, String>> {
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
