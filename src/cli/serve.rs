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
    // It answers before it says that it runs, so it listens from the beginning. Whoever ends it on its way up leaves what a
    // crash would leave: the next start goes on with it.
    let mut asked = std::pin::pin!(signal());
    let bot = tokio::select! {
        bot = Bot::start(config, stop.clone()) => bot?,
        () = &mut asked => return Ok(()),
    };
    tokio::select! {
        () = asked => tracing::info!("stopping: what is at work is finished first"),
        () = bot.gave_up() => {}
    }
    stop.cancel();
    bot.ended().await
}

/// Ctrl-C, or what a service manager sends: heard from this call on, not only from when it is awaited, so that whoever
/// reads that the program runs can end it politely at once.
#[cfg(unix)]
pub fn signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    async fn heard(signal: std::io::Result<Signal>) {
        match signal {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    }
    let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    async move {
        tokio::select! {
            () = heard(interrupt) => {}
            () = heard(terminate) => {}
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
pub async fn signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
