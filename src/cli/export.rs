//! `export`: everything of a kind as a file that `import` takes back.

use std::fs::File;
use std::path::PathBuf;

use anyhow::Context as _;
use commerce::files::{self, Kind};
use sheets::Format;
use sheets::csv::dialect::Delimiter;

use crate::config::Config;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to write: warehouses, accounts, products, components, stock, prices, costs, barcodes, sales,
    /// fees, refunds, expected or rates.
    #[arg(value_parser = super::import::kind)]
    kind: Kind,
    /// Where to; its name ends in .csv or .xlsx.
    file: PathBuf,
    /// Puts semicolons between the cells of a CSV and commas before decimals, as much of Europe has it.
    #[arg(long)]
    semicolons: bool,
}

pub async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let ending = args.file.extension().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
    let format = match (ending.as_str(), args.semicolons) {
        ("xlsx", _) => Format::Xlsx,
        ("csv", true) => Format::Csv(Delimiter::Semicolon),
        ("csv", false) => Format::Csv(Delimiter::Comma),
        _ => anyhow::bail!("The file's name has to end in .csv or .xlsx"),
    };
    let db = crate::app::open(config).await?;
    // Under another name until it is whole: half a file must not look like one.
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
    let out = tempfile::NamedTempFile::new_in(&folder)
        .with_context(|| format!("{} cannot be written to", folder.display()))?;
    let out: (File, tempfile::TempPath) = out.into_parts();
    let (file, rows) = files::export(&db, args.kind, format, std::io::BufWriter::new(out.0)).await?;
    file.into_inner()
        .map_err(std::io::IntoInnerError::into_error)
        .context("The file cannot be written")?
        .sync_all()?;
    out.1.persist(&args.file).with_context(|| format!("{} cannot be written", args.file.display()))?;
    db.close().await;
    let noun = if rows == 1 { "row" } else { "rows" };
    super::say(&format!("{} has {rows} {noun} of {}.", args.file.display(), args.kind.name()));
    Ok(())
}
