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
    /// Keeps what happens in this file, and goes on from it when it is there. Without it, nothing is kept.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
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
    let sandbox = match &args.state {
        None => Sandbox::start(world, args.listen).await?,
        Some(path) => Sandbox::start_with_state(world, args.listen, path).await?,
    };
    let asked = super::serve::signal();
    super::say(&format!("Bot API  {}\nChat     {}", sandbox.api_url(), sandbox.page_url()));
    asked.await;
    sandbox.stop().await;
    Ok(())
}
