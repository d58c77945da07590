//! The emulator alone: prints its address and serves until it is interrupted.

use std::{io::Write, net::SocketAddr, path::PathBuf};

use clap::Parser;
use llm_emulator::{Emulator, Plan};

/// A language model that misbehaves on purpose.
#[derive(Debug, Parser)]
struct Arguments {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// A plan of faults in TOML.
    #[arg(long)]
    faults: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let plan: Plan = match arguments.faults {
        Some(path) => toml::from_str(&std::fs::read_to_string(path)?)?,
        None => Plan::default(),
    };
    let emulator = Emulator::listen(arguments.listen, plan).await?;
    writeln!(std::io::stdout(), "{}", emulator.base_url())?;
    tokio::signal::ctrl_c().await?;
    Ok(())
}
