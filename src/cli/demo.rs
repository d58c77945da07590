//! `demo`: the shipped bot, talking Bot API over HTTP to a Telegram on this machine. Only the address differs.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use llm_emulator::{Emulator, Plan};
use sandbox::{Sandbox, WorldSpec};
use tokio_util::sync::CancellationToken;

use crate::app::Bot;
use crate::config::{
    Config, Database, Format, Log, Mode, People, Provider, Secret, Telegram, Translate, Web,
};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the chat page listens; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The folder with the demo's data; without it, a temporary one that is gone at the end.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// A script that people play while you watch: a list of steps in JSON, see crates/sandbox/CONTROL.md.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Translations are made by a model on this machine that goes wrong when you tell it to, with buttons on a page.
    #[arg(long)]
    model: bool,
}

/// Enough goods that a search means something, and few enough that the demo starts at once.
const SKUS: u64 = 3000;

pub async fn run(args: &Args) -> anyhow::Result<()> {
    super::start_log(&Log { format: Format::Pretty, level: "warn".into() });
    let script = args.script.as_deref().map(read_script).transpose()?;
    let temporary = tempfile::tempdir().context("There is no room for the demo's data")?;
    let folder = args.data.clone().unwrap_or_else(|| temporary.path().to_path_buf());
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let world = WorldSpec::demo();
    let token = world.bots.first().map(|bot| bot.token.clone()).context("The demo's world has no bot")?;
    let sandbox = Sandbox::start(world, args.listen)
        .await
        .context("The chat page cannot start; try --listen 127.0.0.1:0")?;
    let model = model(args.model).await?;
    let config = Config {
        telegram: Telegram {
            token: Some(Secret::new(token)),
            api_url: sandbox.api_url(),
            mode: Mode::Poll,
            webhook_url: String::new(),
            webhook_secret: None,
            overall_per_s: 30,
            chat_per_s: 1,
            group_per_min: 20,
        },
        database: Database {
            url: Secret::new(format!("sqlite:{}", folder.join("demo.sqlite").display())),
            connections: 4,
        },
        people: People { owners: vec![101], zone: chrono_tz::Tz::UTC },
        web: Web { listen: SocketAddr::from(([127, 0, 0, 1], 0)), copy: "demo".into() },
        translate: translate(model.as_ref(), folder.join("orders")),
        log: Log { format: Format::Pretty, level: "warn".into() },
    };
    let stop = CancellationToken::new();
    let bot = Bot::start(&config, stop.clone()).await?;
    bot.inhabit(&[
        (102, "Lea", "en", kit::Role::Lead),
        (103, "Anna", "en", kit::Role::Staff),
        (104, "Ben", "ru", kit::Role::Staff),
    ])
    .await?;
    bot.fill_shelves(SKUS).await?;
    // Everybody on the team has pressed Start: a bot cannot write first to somebody who has not.
    for id in 101..=104 {
        let said = sandbox.act("say", &serde_json::json!({ "chat": id, "user": id, "text": "/start" }));
        said.map_err(|refused| anyhow::anyhow!("The demo's people cannot speak: {refused:?}"))?;
    }
    bot.show_commands().await?;
    let mut asked = std::pin::pin!(super::serve::signal());
    super::say(&format!("Quartermaster runs. Open {} — Ctrl-C ends it.", sandbox.page_url()));
    if let Some(model) = &model {
        super::say(&format!("What shall go wrong with the model is said at {}/control", model.base_url()));
    }
    if let Some(steps) = &script {
        let played = tokio::select! {
            played = sandbox.play(steps) => Some(played),
            () = &mut asked => None,
        };
        match played {
            Some(Ok(steps)) => super::say(&format!("The script of {steps} steps has been played.")),
            Some(Err(refused)) => super::say(&format!("The script stopped: {refused}")),
            None => return end(stop, bot, sandbox).await,
        }
    }
    asked.await;
    end(stop, bot, sandbox).await
}

/// The model on this machine, if it is wanted.
async fn model(wanted: bool) -> anyhow::Result<Option<Emulator>> {
    if !wanted {
        return Ok(None);
    }
    Ok(Some(Emulator::start(Plan::default()).await.context("The model cannot start")?))
}

/// Who translates: the model on this machine, with prices as a small one has them, or the built-in translator.
fn translate(model: Option<&Emulator>, orders: PathBuf) -> Translate {
    let pretend = Translate::pretend(orders);
    let Some(model) = model else { return pretend };
    Translate {
        provider: Provider::Openai,
        base_url: format!("{}/v1", model.base_url()),
        model: "emulator-1".into(),
        price_prompt: 15,
        price_completion: 60,
        ..pretend
    }
}

fn read_script(path: &Path) -> anyhow::Result<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not a list of steps in JSON", path.display()))
}

async fn end(stop: CancellationToken, bot: Bot, sandbox: Sandbox) -> anyhow::Result<()> {
    stop.cancel();
    bot.ended().await?;
    sandbox.stop().await;
    Ok(())
}
