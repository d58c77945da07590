//! Sales: a row is a line of an order, as the marketplace tells of it. What was sold from our own stock leaves it.

mod room;

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{ACCOUNT, CURRENCY, Current, Cursor, Found, SKU, WAREHOUSE, Wrong, unknown};
use crate::files::compare;
use crate::files::earlier::Beside;
use crate::files::field::{Field, Meaning, Need};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, Item, SoldLine};
use crate::sale::{self, Order, OrderLine};
use crate::store::listing;
use crate::{AccountId, FulfilledBy, Money, Result, SaleLineId, SkuId, WarehouseId};
use room::{Taken, Takes};

pub const ORDER: Field = Field::new(
    "order",
    Meaning::Code,
    &["order id", "order number", "order no", "замовлення", "номер замовлення", "заказ", "номер заказа"],
)
.always()
.key();

/// Orders of one line need not number it.
pub const LINE: Field = Field::new(
    "line",
    Meaning::Code,
    &["order line", "line id", "order item id", "line number", "рядок", "позиція", "строка", "позиция"],
)
.key();

pub const FIELDS: &[Field] = &[
    ACCOUNT.always().key(),
    ORDER,
    LINE,
    Field::new(
        "placed",
        Meaning::Moment,
        &[
            "placed at",
            "order date",
            "purchase date",
            "date",
            "sold at",
            "дата",
            "дата замовлення",
            "дата заказа",
        ],
    )
    .when_new(),
    Field::new(
        "version",
        Meaning::Moment,
        &["changed at", "updated at", "last updated", "оновлено", "обновлено", "змінено", "изменено"],
    ),
    Field { need: Need::Never, key: false, ..SKU },
    Field::new(
        "listing",
        Meaning::Code,
        &[
            "seller sku",
            "listing sku",
            "external sku",
            "msku",
            "артикул маркетплейсу",
            "артикул маркетплейса",
        ],
    ),
    Field::new(
        "quantity",
        Meaning::Whole { least: 0, none: false },
        &["qty", "units", "quantity sold", "кількість", "к-сть", "количество", "кол-во"],
    )
    .when_new(),
    Field::new(
        "price",
        Meaning::Money { none: false },
        &["unit price", "item price", "price each", "ціна", "ціна за одиницю", "цена", "цена за единицу"],
    )
    .when_new(),
    Field::new(
        "shipping",
        Meaning::Money { none: false },
        &["shipping cost", "postage", "label cost", "доставка", "вартість доставки", "стоимость доставки"],
    ),
    CURRENCY,
    Field::new(
        "fulfilled_by",
        Meaning::Word(BY),
        &["fulfilled by", "fulfillment", "fulfilment", "ships from", "хто відправляє", "кто отправляет"],
    ),
    WAREHOUSE,
];

const BY: &[(&str, &[&str])] = &[
    ("own", &["merchant", "seller", "mfn", "fbm", "ми", "власний склад", "мы", "свой склад"]),
    ("marketplace", &["amazon", "afn", "fba", "wfs", "маркетплейс"]),
];

/// What names in rows stand for.
struct Names {
    skus: BTreeMap<String, Item>,
    /// What listings offer, for rows that name only those.
    offered: BTreeMap<(AccountId, String), SkuId>,
    accounts: BTreeMap<String, AccountId>,
    warehouses: BTreeMap<String, WarehouseId>,
}

impl Names {
    async fn of(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Self> {
        let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
        let accounts = store::accounts(on).await?;
        let unnamed = rows.iter().filter(|(_, row)| row.text("sku").is_none());
        let codes = unnamed
            .filter_map(|(_, row)| Some((*accounts.get(row.text("account")?.trim())?, row.text("listing")?)));
        let codes: Vec<_> = codes.collect();
        let offered = listing::offered(on, &codes).await?;
        Ok(Self { skus, offered, accounts, warehouses: store::warehouses(on).await? })
    }

    fn account(&self, row: &Record) -> Option<AccountId> {
        self.accounts.get(row.text("account")?.trim()).copied()
    }

    fn check(&self, row: &Record) -> std::result::Result<AccountId, Wrong> {
        let name = row.text("account").unwrap_or_default().trim();
        let account = self.account(row).ok_or_else(|| unknown("account", "account", name))?;
        if let Some(code) = row.text("sku").filter(|code| store::item(&self.skus, code).is_none()) {
            return Err(unknown("sku", "SKU", code.trim()));
        }
        if let Some(name) = row.text("warehouse").filter(|name| !self.warehouses.contains_key(name.trim())) {
            return Err(unknown("warehouse", "warehouse", name.trim()));
        }
        Ok(account)
    }

    /// What a whole row takes from our stock. Its silence stands for the SKU that was sold before.
    fn takes(&self, row: &Record, sold: Option<&SoldLine>) -> Option<Taken> {
        let by = row.text("fulfilled_by").and_then(FulfilledBy::named);
        let warehouse = *self.warehouses.get(row.text("warehouse")?.trim())?;
        let named = || Some(store::item(&self.skus, row.text("sku")?)?.id);
        let listed = || self.offered.get(&(self.account(row)?, row.text("listing")?.to_owned())).copied();
        let sku = named().or_else(|| sold?.sku_id).or_else(listed)?;
        let units = row.number("quantity")?;
        (by != Some(FulfilledBy::Marketplace)).then_some(Taken { sku, warehouse, units })
    }

    fn order(&self, row: &Record) -> Option<Order> {
        let currency = row.currency()?;
        let placed_at = row.moment("placed")?;
        let line = OrderLine {
            line: line(row).to_owned(),
            sku: row.text("sku").and_then(|code| store::item(&self.skus, code)).map(|item| item.id),
            external_sku: row.text("listing").unwrap_or_default().to_owned(),
            quantity: row.number("quantity")?,
            unit_price: Money::new(row.number("price")?, currency),
            shipping: row.number("shipping").unwrap_or(0),
            fulfilled_by: row.text("fulfilled_by").and_then(FulfilledBy::named).unwrap_or(FulfilledBy::Own),
            warehouse: row.text("warehouse").and_then(|name| self.warehouses.get(name.trim())).copied(),
        };
        Some(Order {
            account: self.account(row)?,
            order_id: row.text("order")?.trim().to_owned(),
            placed_at,
            version_at: row.moment("version").unwrap_or(placed_at),
            lines: vec![line],
        })
    }
}

/// Orders of one line need not number it.
pub fn line(row: &Record) -> &str {
    row.text("line").map_or("1", str::trim)
}

#[boxed]
pub async fn current(
    on: &mut dyn On,
    rows: &[(u32, &Record)],
    beside: &mut Beside<'_>,
) -> Result<Vec<Found>> {
    let names = Names::of(on, rows).await?;
    let accounts: Vec<_> = rows.iter().map(|(_, row)| names.check(row)).collect();
    let keys: Vec<(AccountId, &str, &str)> = rows
        .iter()
        .zip(&accounts)
        .filter_map(|((_, row), account)| {
            Some((*account.as_ref().ok()?, row.text("order")?.trim(), line(row)))
        })
        .collect();
    let known = store::sold_lines(on, &keys).await?;
    let (mut found, mut takes): (Vec<Found>, Vec<Takes>) = (Vec::new(), Vec::new());
    for ((_, row), account) in rows.iter().zip(accounts) {
        let order = row.text("order").unwrap_or_default().trim();
        let sold = account.map(|account| known.get(&(account, order.to_owned(), line(row).to_owned())));
        let it = sold.clone().map(|sold| sold.map_or_else(Current::default, |sold| against(row, sold)));
        let written = it.as_ref().ok().and_then(|it| compare::written(row, it, beside.of.kind));
        takes.push(written.map_or_else(Takes::default, |row| {
            let sold = sold.ok().flatten();
            Takes { line: sold.map(|sold| SaleLineId(sold.id)), taken: names.takes(&row, sold) }
        }));
        found.push(it);
    }
    room::guard(on, &takes, &mut found, beside).await?;
    Ok(found)
}

fn against(row: &Record, sold: &SoldLine) -> Current {
    let mut there = record(sold);
    // Another account of the same state is no change; an older one changes nothing.
    let older = row.moment("version").is_some_and(|version| version < sold.version_at);
    if let Some(version) = row.get("version") {
        there.set("version", Some(version.clone()));
    }
    let by = row.text("fulfilled_by").and_then(FulfilledBy::named).unwrap_or(sold.fulfilled_by);
    if let (FulfilledBy::Marketplace, Some(said)) = (by, row.get("warehouse")) {
        // Whose stock it would have left, had we shipped it: nothing that is kept.
        there.set("warehouse", Some(said.clone()));
    }
    for name in ["placed", "line", "order"] {
        if let Some(said) = row.get(name) {
            there.set(name, Some(said.clone()));
        }
    }
    Current { there: Some(there), base: None, done: older }
}

fn record(sold: &SoldLine) -> Record {
    let text = |text: &str| Some(Datum::Text(text.to_owned())).filter(|_| !text.is_empty());
    Record::new(FIELDS)
        .with("account", text(&sold.account))
        .with("order", text(&sold.order_id))
        .with("line", text(&sold.line))
        .with("placed", Some(Datum::Moment(sold.placed_at)))
        .with("version", Some(Datum::Moment(sold.version_at)))
        .with("sku", sold.sku.as_deref().and_then(text))
        .with("listing", text(&sold.external_sku))
        .with("quantity", Some(Datum::Whole(sold.quantity)))
        .with("price", Some(Datum::Money(sold.unit_price)))
        .with("shipping", Some(Datum::Money(sold.shipping)))
        .with("currency", text(sold.currency.code()))
        .with("fulfilled_by", text(sold.fulfilled_by.name()))
        .with("warehouse", sold.warehouse.as_deref().and_then(text))
}

/// Fees and refunds are in the currency of their line, so it stays.
pub fn check(merged: &Record, there: Option<&Record>) -> std::result::Result<(), Wrong> {
    let currency = merged.currency().ok_or((Some("currency"), Why::NoCurrency))?;
    match there.and_then(Record::currency) {
        Some(is) if is != currency => Err((Some("currency"), Why::Stays { is: is.to_string() })),
        _ => Ok(()),
    }
}

#[boxed]
pub async fn write(tx: &mut Tx, rows: &[(u32, Record)], of: &Import) -> Result<()> {
    let borrowed: Vec<(u32, &Record)> = rows.iter().map(|(number, row)| (*number, row)).collect();
    let names = Names::of(tx, &borrowed).await?;
    let orders: Vec<Order> = rows.iter().filter_map(|(_, row)| names.order(row)).collect();
    sale::ingest(tx, &orders, &of.actor, of.at).await?;
    Ok(())
}

#[boxed]
pub async fn page(on: &mut dyn On, after: Option<Cursor>, most: i64) -> Result<Vec<(Cursor, Record)>> {
    let rows = store::sold_page(on, after.unwrap_or_default().0, most).await?;
    Ok(rows.iter().map(|sold| ((sold.id, 0), record(sold))).collect())
}
