//! The kinds of file: what their rows say, how those are found and written.

mod barcodes;
mod components;
mod costs;
mod expected;
mod fees;
mod orders;
mod places;
mod prices;
mod products;
mod rates;
mod refunds;
mod sales;
mod stock;

use db::{On, Timestamp, Tx};

use super::earlier::Beside;
use super::field::{Field, Meaning};
use super::import::Import;
use super::record::{Datum, Record};
use super::refusal::Why;
use crate::Result;

crate::column::words! {
    /// What a file is about.
    Kind {
        Products = "products",
        /// What was counted: rows become movements to the counted number.
        Stock = "stock",
        Prices = "prices",
        Costs = "costs",
        Barcodes = "barcodes",
        Sales = "sales",
        Warehouses = "warehouses",
        Accounts = "accounts",
        /// What kits are made of.
        Components = "components",
        /// Between currencies, by day.
        Rates = "rates",
        /// What marketplaces take for what was sold.
        Fees = "fees",
        Refunds = "refunds",
        /// What was ordered from suppliers and is on its way.
        Expected = "expected",
    }
}

/// What is there where a row wants something.
#[derive(Debug, Default)]
pub(super) struct Current {
    /// What the row is compared with; none: it adds something new.
    pub there: Option<Record>,
    /// What the row's silence stands for, where that is not `there`.
    pub base: Option<Record>,
    /// The same row of the same file was written before, whatever has become of it since.
    pub done: bool,
}

impl Current {
    pub fn known(there: Record) -> Self {
        Self { there: Some(there), ..Self::default() }
    }

    /// The row, with what it does not say filled in.
    pub fn over(&self, row: &Record) -> Record {
        self.base.as_ref().or(self.there.as_ref()).map_or_else(|| row.clone(), |base| row.over(base))
    }
}

/// The places of these rows, in the order of the moments from which they hold. They are those of a batch: rows of
/// earlier batches count by what they wrote, and those of later ones not yet.
fn in_time(rows: &[(u32, &Record)], now: Timestamp) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by_key(|at| rows.get(*at).map(|(_, row)| row.moment("from").unwrap_or(now)));
    places
}

/// What is there, or why the row cannot be: the field, and the reason.
pub(super) type Found = std::result::Result<Current, Wrong>;
pub(super) type Wrong = (Option<&'static str>, Why);

/// Where a page of an export ended.
pub(super) type Cursor = (i64, i64);

const SKU: Field = Field::new(
    "sku",
    Meaning::Code,
    &[
        "sku code",
        "article",
        "article number",
        "item code",
        "item number",
        "part number",
        "product code",
        "артикул",
        "код",
        "код товару",
        "код товара",
        "номенклатура",
        "ску",
    ],
)
.always()
.key();

const WAREHOUSE: Field = Field::new(
    "warehouse",
    Meaning::Code,
    &["location", "store", "depot", "stock location", "склад", "місце", "место", "локація", "локация"],
);

const ACCOUNT: Field = Field::new(
    "account",
    Meaning::Code,
    &["channel", "marketplace account", "shop", "акаунт", "обліковий запис", "магазин", "аккаунт", "канал"],
);

const CURRENCY: Field = Field::new(
    "currency",
    Meaning::Currency,
    &["currency code", "cur", "валюта", "код валюти", "код валюты"],
);

const FROM: Field = Field::new(
    "from",
    Meaning::Moment,
    &["valid from", "effective from", "starts", "since", "діє з", "з дати", "действует с", "с даты"],
)
.key();

impl Kind {
    /// The columns of such files, in the order in which exports have them.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Products => products::FIELDS,
            Self::Stock => stock::FIELDS,
            Self::Prices => prices::FIELDS,
            Self::Costs => costs::FIELDS,
            Self::Barcodes => barcodes::FIELDS,
            Self::Sales => sales::FIELDS,
            Self::Warehouses => places::WAREHOUSES,
            Self::Accounts => places::ACCOUNTS,
            Self::Components => components::FIELDS,
            Self::Rates => rates::FIELDS,
            Self::Fees => fees::FIELDS,
            Self::Refunds => refunds::FIELDS,
            Self::Expected => expected::FIELDS,
        }
    }

    /// Whether rows have something in common that earlier rows decide, so that those are looked at again when an import
    /// goes on behind a checkpoint.
    pub(super) const fn shares(self) -> bool {
        matches!(self, Self::Products)
    }

    /// What tells a row from others of its file, also where it says the same by its silence.
    pub(super) fn key(self, row: &Record) -> Vec<Option<String>> {
        match self {
            Self::Sales | Self::Fees | Self::Refunds if row.get("line").is_none() => {
                row.clone().with("line", Some(Datum::Text(sales::line(row).to_owned()))).key()
            }
            // Currencies, in any letters.
            Self::Rates => row.key().into_iter().map(|text| text.map(|text| text.to_uppercase())).collect(),
            _ => row.key(),
        }
    }

    /// The line of an order that a row is, where that is about one thing only.
    pub(super) fn line(self, row: &Record) -> Option<(String, i64)> {
        if self == Self::Expected { expected::line(row) } else { None }
    }

    /// What is there where these rows want something, in their order.
    pub(super) async fn current(
        self,
        on: &mut dyn On,
        rows: &[(u32, &Record)],
        beside: &mut Beside<'_>,
    ) -> Result<Vec<Found>> {
        match self {
            Self::Products => products::current(on, rows, beside).await,
            Self::Stock => stock::current(on, rows, beside.of).await,
            Self::Prices => prices::current(on, rows, beside).await,
            Self::Costs => costs::current(on, rows, beside).await,
            Self::Barcodes => barcodes::current(on, rows).await,
            Self::Sales => sales::current(on, rows, beside).await,
            Self::Warehouses => places::warehouses(on, rows).await,
            Self::Accounts => places::accounts(on, rows).await,
            Self::Components => components::current(on, rows).await,
            Self::Rates => rates::current(on, rows).await,
            Self::Fees => fees::current(on, rows).await,
            Self::Refunds => refunds::current(on, rows, beside).await,
            Self::Expected => expected::current(on, rows, beside).await,
        }
    }

    /// What a row means by its silence, whatever is there.
    pub(super) fn complete(self, row: &mut Record) {
        if self == Self::Fees {
            fees::complete(row);
        }
    }

    /// What no cell alone shows.
    pub(super) fn check(self, merged: &Record, there: Option<&Record>) -> std::result::Result<(), Wrong> {
        match self {
            Self::Products => products::check(merged, there),
            Self::Prices => prices::check(merged),
            Self::Costs if merged.currency().is_none() => Err((Some("currency"), Why::NoCurrency)),
            Self::Sales => sales::check(merged, there),
            Self::Stock => stock::check(merged),
            Self::Accounts => places::check(merged, there),
            Self::Rates => rates::check(merged),
            Self::Refunds => refunds::check(merged, there),
            Self::Costs
            | Self::Barcodes
            | Self::Warehouses
            | Self::Components
            | Self::Fees
            | Self::Expected => Ok(()),
        }
    }

    /// Makes this transaction the only one that changes what these rows are about.
    pub(super) async fn lock(self, tx: &mut Tx, rows: &[(u32, &Record)]) -> Result<()> {
        match self {
            Self::Stock => stock::lock(tx, rows).await,
            Self::Expected => {
                crate::incoming::lock_numbers(tx).await?;
                stock::lock(tx, rows).await
            }
            Self::Refunds => refunds::lock(tx, rows).await,
            _ => Ok(()),
        }
    }

    /// Writes whole rows: what they do not say is filled in.
    pub(super) async fn write(
        self,
        tx: &mut Tx,
        rows: &[(u32, Record)],
        of: &Import,
        now: Timestamp,
    ) -> Result<()> {
        match self {
            Self::Products => products::write(tx, rows, of).await,
            Self::Stock => stock::write(tx, rows, of, now).await,
            Self::Prices => prices::write(tx, rows, of).await,
            Self::Costs => costs::write(tx, rows, of).await,
            Self::Barcodes => barcodes::write(tx, rows).await,
            Self::Sales => sales::write(tx, rows, of).await,
            Self::Warehouses => places::write_warehouses(tx, rows).await,
            Self::Accounts => places::write_accounts(tx, rows).await,
            Self::Components => components::write(tx, rows).await,
            Self::Rates => rates::write(tx, rows).await,
            Self::Fees => fees::write(tx, rows).await,
            Self::Refunds => refunds::write(tx, rows, of).await,
            Self::Expected => expected::write(tx, rows, of, now).await,
        }
    }

    /// Remembers which rows of a file were taken in, where what is there does not tell.
    pub(super) async fn taken(self, tx: &mut Tx, rows: &[u32], of: &Import) -> Result<()> {
        if self == Self::Stock { stock::taken(tx, rows, of).await } else { Ok(()) }
    }

    /// Everything of this kind, a page at a time.
    pub(super) async fn page(
        self,
        on: &mut dyn On,
        after: Option<Cursor>,
        most: i64,
    ) -> Result<Vec<(Cursor, Record)>> {
        match self {
            Self::Products => products::page(on, after, most).await,
            Self::Stock => stock::page(on, after, most).await,
            Self::Prices => prices::page(on, after, most).await,
            Self::Costs => costs::page(on, after, most).await,
            Self::Barcodes => barcodes::page(on, after, most).await,
            Self::Sales => sales::page(on, after, most).await,
            Self::Warehouses => places::page_warehouses(on, after).await,
            Self::Accounts => places::page_accounts(on, after).await,
            Self::Components => components::page(on, after, most).await,
            Self::Rates => rates::page(on, after, most).await,
            Self::Fees => fees::page(on, after, most).await,
            Self::Refunds => refunds::page(on, after, most).await,
            Self::Expected => expected::page(on, after, most).await,
        }
    }
}

fn unknown(field: &'static str, what: &'static str, name: &str) -> Wrong {
    (Some(field), Why::Unknown { what, name: name.to_owned() })
}
