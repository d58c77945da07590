//! `serve`: the bot, against Telegram.

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;

use crate::app::Bot;
use crate::config::Config;

/// Tokens of the sandbox; a real one never looks like this, and this one never works at Telegram.
pub const SANDBOX_MARK: &str = ":SANDBOX-";

pub async fn run(config: &Config) -> anyhow::Result<()> {
    super::start_log(&config.log);
    let token = config.telegram.token.as_ref();
    let token = token.context("There is no token. Set TELEGRAM_BOT_TOKEN to the one that @BotFather gave you, or try `quartermaster demo`, which needs none")?;
    anyhow::ensure!(
        !(token.expose().contains(SANDBOX_MARK) && config.telegram.api_url.contains("telegram.org")),
        "The token is one of the sandbox's; Telegram does not know it. Set TELEGRAM_BOT_TOKEN to the one that @BotFather gave you"
    );
    let stop = CancellationToken::new();
    let bot = Bot::start(config, stop.clone()).await?;
    tokio::select! {
        () = signal() => tracing::info!("stopping: what is at work is finished first"),
        () = bot.gave_up() => {}
    }
    stop.cancel();
    bot.ended().await
}

/// Ctrl-C, or what a service manager sends.
pub async fn signal() {
    let ctrl_c = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = ctrl_c => {}
        () = terminate => {}
    }
}
