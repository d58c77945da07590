//! Sales: a row is a line of an order, as the marketplace tells of it. What was sold from our own stock leaves it.

use std::collections::{BTreeMap, BTreeSet};

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{ACCOUNT, CURRENCY, Current, Cursor, Found, SKU, WAREHOUSE, Wrong, unknown};
use crate::catalogue::{self, Sku};
use crate::files::field::{Field, Meaning, Need};
use crate::files::import::Import;
use crate::files::record::{Datum, Record};
use crate::files::refusal::Why;
use crate::files::store::{self, Item, SoldLine};
use crate::place;
use crate::sale::{self, Order, OrderLine};
use crate::store::{balance, listing};
use crate::{AccountId, BelowZero, FulfilledBy, Kind, Money, Result, SkuId, WarehouseId};

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
    offered: BTreeMap<(AccountId, String), Sku>,
    accounts: BTreeMap<String, AccountId>,
    warehouses: BTreeMap<String, WarehouseId>,
    /// Those whose stock never goes below zero.
    never: BTreeSet<WarehouseId>,
}

impl Names {
    async fn of(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Self> {
        let skus = store::items(on, rows.iter().filter_map(|(_, row)| row.text("sku"))).await?;
        let never = place::warehouses(on).await?.into_iter().filter(|w| w.below_zero == BelowZero::Never);
        let never = never.map(|w| w.id).collect();
        let accounts = store::accounts(on).await?;
        let unnamed = rows.iter().filter(|(_, row)| row.text("sku").is_none());
        let codes = unnamed
            .filter_map(|(_, row)| Some((*accounts.get(row.text("account")?.trim())?, row.text("listing")?)));
        let codes: Vec<_> = codes.collect();
        let offered = listing::offered(on, &codes).await?;
        let known = catalogue::by_ids(on, &offered.values().copied().collect::<Vec<_>>()).await?;
        let offered = offered.into_iter().filter_map(|(code, id)| Some((code, known.get(&id)?.clone())));
        let offered = offered.collect();
        Ok(Self { skus, offered, accounts, warehouses: store::warehouses(on).await?, never })
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

    /// The place that a row takes from, where that may not go below zero.
    fn strict(&self, row: &Record) -> Option<(SkuId, WarehouseId)> {
        let (sku, kind) = if let Some(code) = row.text("sku") {
            store::item(&self.skus, code).map(|item| (item.id, item.kind))?
        } else {
            let listing = (self.account(row)?, row.text("listing")?.to_owned());
            self.offered.get(&listing).map(|sku| (sku.id, sku.kind))?
        };
        let warehouse = self.warehouses.get(row.text("warehouse")?.trim())?;
        let place = (sku, *warehouse);
        (kind == Kind::Stocked && self.never.contains(warehouse)).then_some(place)
    }

    /// How many units can be taken from such places.
    async fn room(
        &self,
        on: &mut dyn On,
        rows: &[(u32, &Record)],
    ) -> Result<BTreeMap<(SkuId, WarehouseId), i64>> {
        let wanted = rows.iter().filter_map(|(_, row)| self.strict(row)).collect();
        let places = balance::places(on, &wanted).await?;
        Ok(places.into_iter().map(|(key, place)| (key, place.on_hand - place.reserved)).collect())
    }

    /// Takes what a row sells, or says that it is not there.
    fn take(
        &self,
        row: &Record,
        known: Option<&SoldLine>,
        room: &mut BTreeMap<(SkuId, WarehouseId), i64>,
    ) -> std::result::Result<(), Wrong> {
        let by = row.text("fulfilled_by").map_or_else(|| known.map(|k| k.fulfilled_by), FulfilledBy::named);
        let Some(left) = self.strict(row).and_then(|key| room.get_mut(&key)) else { return Ok(()) };
        let before = known.filter(|k| k.warehouse.is_some()).map_or(0, |k| k.quantity);
        let more = row.number("quantity").unwrap_or(before).saturating_sub(before);
        if by == Some(FulfilledBy::Marketplace) || more <= 0 {
            return Ok(());
        }
        if more > *left {
            return Err((Some("quantity"), Why::Short { available: (*left).max(0) }));
        }
        *left -= more;
        Ok(())
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
pub async fn current(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Vec<Found>> {
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
    let mut room = names.room(on, rows).await?;
    let found = rows.iter().zip(accounts).map(|((_, row), account)| {
        let order = row.text("order").unwrap_or_default().trim();
        let there = known.get(&(account?, order.to_owned(), line(row).to_owned()));
        names.take(row, there, &mut room)?;
        Ok(there.map_or_else(Current::default, |sold| against(row, sold)))
    });
    Ok(found.collect())
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
