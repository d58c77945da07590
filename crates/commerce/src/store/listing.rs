//! What an account offers, as it was last seen there.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{On, Timestamp, Tx};

use super::{ROWS, sale};
use crate::{AccountId, Channel, Currency, Error, ListingId, ListingState, Money, Result, SkuId};

/// An account's offer of a SKU (of none, while nobody has said of which).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Listing {
    pub id: ListingId,
    pub account_id: AccountId,
    pub account_code: String,
    pub marketplace: String,
    pub external_sku: String,
    pub external_id: Option<String>,
    pub sku_id: Option<SkuId>,
    pub channel: Channel,
    pub state: ListingState,
    pub observed_quantity: Option<i64>,
    /// Minor units of `observed_currency`.
    pub observed_price: Option<i64>,
    pub observed_currency: Option<Currency>,
    pub observed_at: Option<Timestamp>,
}

impl Listing {
    pub fn price(&self) -> Option<Money> {
        Some(Money::new(self.observed_price?, self.observed_currency?))
    }
}

/// A listing as a file or a connector gives it. What is `None` leaves what was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub account: AccountId,
    pub external_sku: String,
    pub external_id: Option<String>,
    pub sku: Option<SkuId>,
    pub channel: Channel,
    pub state: ListingState,
    pub quantity: Option<i64>,
    pub price: Option<Money>,
    pub at: Timestamp,
}

/// Who moves the stock of what was sold before it was known of which SKU it was.
const ACTOR: &str = "listing";

/// Writes down what was seen. Something seen earlier than what is known changes nothing. What was sold before under a
/// code that has a SKU now leaves its stock. Returns how many rows changed.
#[boxed]
pub async fn upsert(tx: &mut Tx, seen: &[Seen]) -> Result<u64> {
    let mut changed = 0;
    for chunk in seen.chunks(ROWS) {
        let last: BTreeMap<_, &Seen> =
            chunk.iter().map(|s| ((s.account, s.external_sku.as_str()), s)).collect();
        changed += db::execute_built!(tx, |q| {
            q.push("INSERT INTO listing (account_id, external_sku, external_id, sku_id, channel, state, observed_quantity, observed_price, observed_currency, observed_at) ");
            q.push_values(last.values(), |row, s| {
                row.push_bind(s.account)
                    .push_bind(&s.external_sku)
                    .push_bind(&s.external_id)
                    .push_bind(s.sku);
                row.push_bind(s.channel).push_bind(s.state).push_bind(s.quantity);
                row.push_bind(s.price.map(|p| p.minor))
                    .push_bind(s.price.map(|p| p.currency))
                    .push_bind(s.at);
            });
            q.push(" ON CONFLICT (account_id, external_sku) DO UPDATE SET external_id = COALESCE(excluded.external_id, listing.external_id), sku_id = COALESCE(excluded.sku_id, listing.sku_id), channel = excluded.channel, state = excluded.state, observed_quantity = COALESCE(excluded.observed_quantity, listing.observed_quantity), observed_price = COALESCE(excluded.observed_price, listing.observed_price), observed_currency = COALESCE(excluded.observed_currency, listing.observed_currency), observed_at = excluded.observed_at WHERE listing.observed_at IS NULL OR listing.observed_at <= excluded.observed_at");
        })?;
        let offers: Vec<&Seen> = last.into_values().filter(|s| s.sku.is_some()).collect();
        if let Some(at) = offers.iter().map(|s| s.at).max() {
            let offers: Vec<_> = offers.iter().map(|s| (s.account, s.external_sku.as_str())).collect();
            sale::resolve(tx, &offers, ACTOR, at).await?;
        }
    }
    Ok(changed)
}

macro_rules! select {
    () => {
        "SELECT l.id, l.account_id, a.code AS account_code, a.marketplace, l.external_sku, l.external_id, l.sku_id, l.channel,
                l.state, l.observed_quantity, l.observed_price, l.observed_currency, l.observed_at
         FROM listing l JOIN account a ON a.id = l.account_id "
    };
}

/// A SKU's listings, by account.
#[boxed]
pub async fn of(on: &mut dyn On, sku: SkuId) -> Result<Vec<Listing>> {
    let sql = concat!(select!(), "WHERE l.sku_id = $1 ORDER BY a.code, l.external_sku");
    Ok(db::fetch_all!(on, Listing, sql, sku)?)
}

/// An account's listing by the code that the marketplace knows it under.
#[boxed]
pub async fn by_external(on: &mut dyn On, account: AccountId, external: &str) -> Result<Option<Listing>> {
    let sql = concat!(select!(), "WHERE l.account_id = $1 AND l.external_sku = $2");
    Ok(db::fetch_optional!(on, Listing, sql, account, external)?)
}

/// An account's listings in the order of their numbers, a page at a time.
#[boxed]
pub async fn page(
    on: &mut dyn On,
    account: AccountId,
    after: Option<ListingId>,
    most: i64,
) -> Result<Vec<Listing>> {
    let sql = concat!(select!(), "WHERE l.account_id = $1 AND l.id > $2 ORDER BY l.id LIMIT $3");
    Ok(db::fetch_all!(on, Listing, sql, account, after.map_or(0, |id| id.0), most)?)
}

/// The SKUs that accounts offer under such codes, as far as somebody has said.
pub(crate) async fn offered(
    on: &mut dyn On,
    codes: &[(AccountId, &str)],
) -> Result<BTreeMap<(AccountId, String), SkuId>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(ROWS) {
        let rows = db::fetch_built!(on, (AccountId, String, SkuId), |q| {
            q.push("SELECT account_id, external_sku, sku_id FROM listing WHERE sku_id IS NOT NULL AND (account_id, external_sku) IN (");
            q.push_values(chunk, |row, (account, external)| {
                row.push_bind(*account).push_bind(*external);
            });
            q.push(")");
        })?;
        found.extend(rows.into_iter().map(|(account, external, sku)| ((account, external), sku)));
    }
    Ok(found)
}

/// Says which SKU a listing offers. What was sold of it while nobody had said leaves its stock now.
#[boxed]
pub async fn map(
    tx: &mut Tx,
    listing: ListingId,
    sku: Option<SkuId>,
    (who, now): (&str, Timestamp),
) -> Result<()> {
    let mapped = db::fetch_optional!(
        tx,
        (AccountId, String),
        "UPDATE listing SET sku_id = $2 WHERE id = $1 RETURNING account_id, external_sku",
        listing,
        sku
    )?;
    let (account, external) =
        mapped.ok_or_else(|| Error::Unknown { what: "listing", name: listing.to_string() })?;
    sale::resolve(tx, &[(account, external.as_str())], who, now).await?;
    Ok(())
}
