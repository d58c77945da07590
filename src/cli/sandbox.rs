//! `sandbox`: the local Telegram alone.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use sandbox::{Sandbox, WorldSpec};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where it listens; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The bots, people and chats, as JSON; without it, the demo's.
    #[arg(long, value_name = "FILE")]
    world: Option<PathBuf>,
}

pub async fn run(args: &Args) -> anyhow::Result<()> {
    let world = match &args.world {
        None => WorldSpec::demo(),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            serde_json::from_str(&text).with_context(|| format!("{} is not a world", path.display()))?
        }
    };
    let sandbox = Sandbox::start(world, args.listen).await?;
    super::say(&format!("Bot API  {}\nChat     {}", sandbox.api_url(), sandbox.page_url()));
    super::serve::signal().await;
    sandbox.stop().await;
    Ok(())
}
