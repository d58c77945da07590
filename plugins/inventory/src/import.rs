//! `/import`: a file of products, counted stock, prices, costs, sales or of another kind goes into the shop. Its columns are
//! agreed on, every row is looked at, and only then it is written, by a job.

mod agree;
mod preview;
mod write;

use commerce::files::{self, Kind, Mapping};
use kit::{
    Attached, Command, Context, Cx, Effect, Fault, Field, Input, Permission, Reply, Result, Said, Spec,
};
use serde::{Deserialize, Serialize};
use sheets::{Limits, Table};

pub use agree::{Assign, Choose};
pub use preview::{Look, Preview};
pub use write::{Apply, Write};

pub struct Import;

pub const KIND: Field<String> = Field::choice(
    "kind",
    &[
        "products",
        "stock",
        "prices",
        "costs",
        "barcodes",
        "sales",
        "warehouses",
        "accounts",
        "components",
        "rates",
        "fees",
        "refunds",
        "expected",
    ],
);
const FILE: Field<Input> = Field::file("file");

impl Command for Import {
    const SPEC: Spec = Spec::new("import")
        .fields(&[KIND.spec, FILE.spec])
        .needs(crate::FILES)
        .effect(Effect::Writes)
        .hears(is_sheet)
        .icon("📥");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let kind = kind(cx)?;
        may(cx, writing(kind))?;
        let file = cx.attached(&FILE).context("the file is not there")?;
        let mut sheet = sheet(cx, &file).await?;
        let look = kit::busy(move || files::look(&mut sheet, kind)).await?;
        let look = look.map_err(|fault| unreadable(cx, &fault).at("file"))?;
        let mapping = Mapping { zone: cx.zone(), ..look.mapping };
        let draft = Draft { kind, mapping, file, header: look.header };
        Ok(agree::card(cx, &draft))
    }
}

/// A spreadsheet by its name. Other tools work on CSV, too, so a bare CSV is asked about as any file.
fn is_sheet(said: &Said) -> bool {
    said.file.as_ref().is_some_and(|file| file.name.to_lowercase().ends_with(".xlsx"))
}

/// What bringing such a file in needs besides the right to bring files in: the rights that guard what it changes.
const fn writing(kind: Kind) -> &'static [Permission] {
    match kind {
        Kind::Products | Kind::Barcodes => &[],
        Kind::Stock | Kind::Sales => &[crate::MOVE, crate::CONFIRM],
        Kind::Prices => &[crate::PRICE, crate::CONFIRM],
        Kind::Warehouses | Kind::Accounts | Kind::Components | Kind::Rates | Kind::Expected => {
            &[crate::CONFIRM]
        }
        Kind::Costs | Kind::Fees => &[crate::MONEY],
        Kind::Refunds => &[crate::MONEY, crate::MOVE, crate::CONFIRM],
    }
}

/// What taking such a file out needs besides: costs are for those who may see them, and so is what a shipment costs.
pub const fn reading(kind: Kind) -> &'static [Permission] {
    match kind {
        Kind::Costs | Kind::Sales | Kind::Fees | Kind::Refunds => &[crate::MONEY],
        _ => &[],
    }
}

/// Refuses, with the first right that is missing.
pub fn may(cx: &Cx, needed: &[Permission]) -> Result<()> {
    match needed.iter().find(|right| !cx.may(**right)) {
        Some(right) => Err(cx.refuse("kit-denied-right", kit::args![right = right.name])),
        None => Ok(()),
    }
}

pub fn kind(cx: &Cx) -> Result<Kind> {
    let name = cx.get(&KIND)?;
    Kind::named(&name).context("a kind of file that is offered is not known")
}

/// A file on its way in, small enough to lie behind a button: its bytes stay at the messenger.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    kind: Kind,
    mapping: Mapping,
    file: Attached,
    header: Vec<String>,
}

/// The file, fetched anew: between two buttons a night may have passed.
pub async fn sheet(cx: &Cx, file: &Attached) -> Result<Table> {
    let bytes = cx.fetch(file).await?.bytes;
    let table = kit::busy(move || Table::from_bytes(bytes, Limits::default())).await?;
    table.map_err(|fault| unreadable(cx, &fault).at("file"))
}

/// A file that cannot be read as a table, in the reader's words.
pub fn unreadable(cx: &Cx, fault: &sheets::Fault) -> Fault {
    use sheets::Fault as F;
    let (key, row) = match fault {
        F::Empty => ("inventory-file-empty", 0),
        F::OldOrLocked => ("inventory-file-locked", 0),
        F::TooLarge { .. } | F::TooWide { .. } | F::TooLong { .. } => ("inventory-file-large", 0),
        F::CutShort { row: 0 } | F::Damaged { row: 0, .. } => ("inventory-file-cut", 0),
        F::OpenQuote { row } | F::CutShort { row } | F::BadText { row, .. } | F::Damaged { row, .. } => {
            ("inventory-file-damaged", *row)
        }
        _ => ("inventory-file-unreadable", 0),
    };
    cx.refuse(key, kit::args![row = cx.number(row)])
}

#[cfg(test)]
mod story;
