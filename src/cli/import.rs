//! `import`: a file of products, stock, prices, sales or of another kind goes into the shop.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono_tz::Tz;
use commerce::Currency;
use commerce::files::{self, Batches, Import, Kind, Tally};
use kit::Clock;
use kit::db::Db;
use sheets::value::{Mark, Order};
use sheets::{Limits, Table};

use crate::config::Config;

/// Rows of each verdict that are shown.
const SHOWN: usize = 10;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the file is about: warehouses, accounts, products, components, stock, prices, costs,
    /// barcodes, sales, fees, refunds, expected or rates.
    #[arg(value_parser = kind)]
    kind: Kind,
    /// A CSV or XLSX file.
    file: PathBuf,
    /// Only shows what would change.
    #[arg(long)]
    dry_run: bool,
    /// Says which column of the file is which field, as --map "Art. No=sku"; otherwise it is guessed.
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// The sheet of a workbook; otherwise the first that is not empty.
    #[arg(long)]
    sheet: Option<String>,
    /// The currency of amounts that do not name theirs.
    #[arg(long)]
    currency: Option<Currency>,
    /// What decimals stand behind: point or comma; otherwise the file tells.
    #[arg(long, value_parser = mark)]
    decimals: Option<Mark>,
    /// What comes first in 03/04/2026: day or month; otherwise the file tells.
    #[arg(long, value_parser = order)]
    dates: Option<Order>,
    /// By whose clocks times are that name no offset, and days begin: Europe/Kyiv; otherwise the shop's.
    #[arg(long)]
    zone: Option<Tz>,
}

pub fn kind(word: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    Kind::named(word).ok_or_else(|| format!("there are: {}", known()))
}

fn mark(word: &str) -> Result<Mark, String> {
    match word {
        "point" => Ok(Mark::Point),
        "comma" => Ok(Mark::Comma),
        _ => Err("point or comma".to_owned()),
    }
}

fn order(word: &str) -> Result<Order, String> {
    match word {
        "day" => Ok(Order::DayFirst),
        "month" => Ok(Order::MonthFirst),
        _ => Err("day or month".to_owned()),
    }
}

/// Fails with [`super::Partly`] when rows were refused and the others are in.
pub async fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let import = agree(args, args.zone.unwrap_or(config.people.zone))?;
    let db = crate::app::open(config).await?;
    let preview = files::preview(&db, table(args)?, &import, SHOWN).await?;
    super::say(&preview.to_string());
    let wanted = preview.tally;
    if args.dry_run {
        super::say("Nothing was written: this was a dry run.");
    } else if wanted.new + wanted.changed == 0 && (args.kind != Kind::Stock || wanted.same == 0) {
        super::say("There is nothing to write.");
    } else {
        let done = apply(&db, table(args)?, &import).await?;
        super::say(&format!("Written: {} new, {} changed.", done.new, done.changed));
    }
    db.close().await;
    match wanted.refused {
        0 => Ok(()),
        refused if args.dry_run => {
            Err(super::Partly(format!("Rows that would be refused: {refused}. Mend them first.")).into())
        }
        refused => Err(super::Partly(format!(
            "Rows that were refused: {refused}. Mend them and send the file again; what is in stays as it is."
        ))
        .into()),
    }
}

/// The columns, as they are guessed and as the command line says.
fn agree(args: &Args, zone: Tz) -> anyhow::Result<Import> {
    let look = files::look(&mut table(args)?, args.kind)?;
    let fields = || args.kind.fields().iter().map(|field| field.name).collect::<Vec<_>>().join(", ");
    let mut mapping = look.mapping.clone();
    for pair in &args.map {
        let (title, field) = pair.rsplit_once('=').context("--map takes COLUMN=FIELD")?;
        let column = look.column(title);
        let column = column.with_context(|| {
            format!("There is no column {title:?}; the file has: {}", look.header.join(", "))
        })?;
        let known = mapping.assign(args.kind, field, column);
        anyhow::ensure!(
            known,
            "There is no field {field:?} in {}; there are: {}",
            args.kind.name(),
            fields()
        );
    }
    let missing = mapping.missing(args.kind);
    anyhow::ensure!(
        missing.is_empty(),
        "No column was found for: {}. The file has: {}. Say which it is with --map COLUMN=FIELD",
        missing.join(", "),
        look.header.join(", ")
    );
    let columns = args.kind.fields().iter().zip(&mapping.columns);
    let read =
        columns.filter_map(|(field, at)| Some(format!("{} → {}", look.header.get((*at)?)?, field.name)));
    super::say(&format!("Columns: {}.", read.collect::<Vec<_>>().join(", ")));
    mapping.mark = args.decimals.unwrap_or(mapping.mark);
    mapping.order = args.dates.unwrap_or(mapping.order);
    mapping.currency = args.currency;
    mapping.zone = zone;
    let document =
        files::fingerprint(open(&args.file)?, args.kind, &mapping).context("The file cannot be read")?;
    Ok(Import {
        kind: args.kind,
        mapping,
        document,
        actor: "command line".to_owned(),
        at: Clock::System.now(),
    })
}

fn open(path: &Path) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("{} cannot be opened", path.display()))
}

fn table(args: &Args) -> anyhow::Result<Table> {
    open(&args.file)?;
    let table = Table::open(&args.file, Limits::default())?;
    Ok(match &args.sheet {
        Some(sheet) => table.with_sheet(sheet)?,
        None => table,
    })
}

async fn apply(db: &Db, table: Table, import: &Import) -> anyhow::Result<Tally> {
    let mut batches = Batches::of(table, import, 0);
    let mut tally = Tally::default();
    while let Some(batch) = batches.next().await? {
        let mut tx = db.begin().await?;
        let done = import.apply(&mut tx, &batch, Clock::System.now()).await;
        let done = done.with_context(|| {
            format!("The rows up to {} could not be written; those before them are in", batch.last())
        })?;
        tx.commit().await?;
        tally.plus(&done);
    }
    Ok(tally)
}
