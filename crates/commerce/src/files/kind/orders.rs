//! The lines of orders that rows about fees and refunds name.

use std::collections::BTreeMap;

use db::On;

use super::{Wrong, sales, unknown};
use crate::files::record::Record;
use crate::files::refusal::Why;
use crate::files::store::{self, SoldLine};
use crate::{AccountId, Result, SaleLineId};

pub struct Lines {
    accounts: BTreeMap<String, AccountId>,
    sold: BTreeMap<(AccountId, String, String), SoldLine>,
}

impl Lines {
    pub async fn of(on: &mut dyn On, rows: &[(u32, &Record)]) -> Result<Self> {
        let accounts = store::accounts(on).await?;
        let key = |row: &'_ Record| -> Option<(AccountId, String, String)> {
            let account = *accounts.get(row.text("account")?.trim())?;
            Some((account, row.text("order")?.trim().to_owned(), sales::line(row).to_owned()))
        };
        let keys: Vec<_> = rows.iter().filter_map(|(_, row)| key(row)).collect();
        let keys: Vec<_> = keys.iter().map(|(a, order, line)| (*a, order.as_str(), line.as_str())).collect();
        let sold = store::sold_lines(on, &keys).await?;
        Ok(Self { accounts, sold })
    }

    /// The lines that rows are about.
    pub fn ids(&self, rows: &[(u32, &Record)]) -> Vec<SaleLineId> {
        rows.iter().filter_map(|(_, row)| self.find(row).ok()).map(|sold| SaleLineId(sold.id)).collect()
    }

    /// The line that a row is about.
    pub fn find(&self, row: &Record) -> std::result::Result<&SoldLine, Wrong> {
        let name = row.text("account").unwrap_or_default().trim();
        let account = *self.accounts.get(name).ok_or_else(|| unknown("account", "account", name))?;
        let order = row.text("order").unwrap_or_default().trim();
        let line = sales::line(row);
        let sold = self.sold.get(&(account, order.to_owned(), line.to_owned()));
        sold.ok_or_else(|| match row.text("line") {
            Some(_) => unknown("line", "line", &format!("{order} / {line}")),
            None => unknown("order", "order", order),
        })
    }
}

/// What is booked on a line has its currency.
pub fn in_currency(row: &Record, sold: &SoldLine) -> std::result::Result<(), Wrong> {
    match row.currency() {
        Some(said) if said == sold.currency => Ok(()),
        _ => Err((Some("currency"), Why::Stays { is: sold.currency.to_string() })),
    }
}
