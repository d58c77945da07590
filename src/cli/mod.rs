//! The command line.

mod check;
mod demo;
mod demo_data;
mod docs;
mod export;
mod healthcheck;
mod import;
mod retry;
mod sandbox;
mod serve;
mod translate;

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, Format, Log};

/// A Telegram bot that the staff of a shop run their operations from.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    /// The configuration file; without it, config.toml where there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The whole bot in your browser: no account, no token, no internet.
    Demo(demo::Args),
    /// Runs the bot against Telegram.
    Serve,
    /// Looks at the configuration, the database, Telegram and the texts, and says what is wrong and how to mend it.
    Check,
    /// Only the local Telegram, for whoever wants to try a bot against it.
    Sandbox(sandbox::Args),
    /// Prints docs/commands.md: every command, from its own description.
    Commands,
    /// Reads a file of warehouses, products, stock, prices, sales and so on into the shop, after a preview.
    Import(import::Args),
    /// Writes all warehouses, products, stock, prices, sales and so on into a file that `import` takes back.
    Export(export::Args),
    /// Fills an empty shop with invented goods and a year of sales.
    DemoData(demo_data::Args),
    /// Translates files, folders and ZIPs, with the bot's own engine, memory and report.
    Translate(translate::Args),
    /// Tries again what was set aside, after an upgrade has mended what broke on it.
    Retry,
    /// Asks the running bot whether it is well; for a container's health check.
    Healthcheck,
}

pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&anyhow::Error::new(error).context("The runtime cannot start")),
    };
    let result = runtime.block_on(async {
        match &cli.command {
            Command::Demo(args) => demo::run(args).await,
            Command::Sandbox(args) => sandbox::run(args).await,
            Command::Commands => docs::run(),
            Command::Serve => serve::run(&load(&cli)?).await,
            Command::Check => check::run(cli.config.as_deref()).await,
            Command::Import(args) => import::run(&load(&cli)?, args).await,
            Command::Export(args) => export::run(&load(&cli)?, args).await,
            Command::DemoData(args) => demo_data::run(&load(&cli)?, args).await,
            Command::Translate(args) => translate::run(&load(&cli)?, args).await,
            Command::Retry => retry::run(&load(&cli)?).await,
            Command::Healthcheck => healthcheck::run(&load(&cli)?).await,
        }
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

/// Some of it was done. What was not is in the sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Partly(String);

/// The exit code of [`Partly`]: 1 says that nothing was done, and 2 is clap's.
const PARTLY: u8 = 3;

fn load(cli: &Cli) -> anyhow::Result<Config> {
    Config::load(cli.config.as_deref())
        .map_err(|problems| anyhow::anyhow!("The configuration cannot be used.\n{problems}"))
}

/// One sentence on standard error, with what caused it.
fn failed(error: &anyhow::Error) -> ExitCode {
    say_error(&format!("{error:#}"));
    if error.is::<Partly>() { ExitCode::from(PARTLY) } else { ExitCode::FAILURE }
}

/// What the command was run for. Whoever reads it may have seen enough (`… | head`): that is no mistake.
fn say(text: &str) {
    let said = writeln!(std::io::stdout(), "{text}");
    if let Err(error) = said.or_else(|error| match error.kind() {
        ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }) {
        say_error(&format!("This could not be written: {error}. {text}"));
    }
}

fn say_error(text: &str) {
    eprintln!("{text}");
}

/// Starts the log. `RUST_LOG` is not read: the level is in the configuration, like everything else.
fn start_log(log: &Log) {
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match log.format {
        Format::Json => builder.json().flatten_event(true).init(),
        Format::Pretty => builder.with_target(false).compact().init(),
    }
}
