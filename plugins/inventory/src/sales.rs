//! `/sales`: what was sold where and when, for what. `/profit` looks at the same, and at what is left of it.

mod period;
mod picture;
mod sheet;
mod told;
mod view;

use commerce::catalogue::{self, Sku};
use commerce::place::{self, Account};
use commerce::search::{How, search};
use commerce::{Error, SkuId};
use kit::{Command, Cx, Fault, Field, Reply, Result, Spec, Tap, TapSpec};

use crate::fault;
use crate::find;

pub use picture::Picture;
pub use sheet::Sheet;
pub use told::show;
pub use view::View;

pub struct Sales;

pub const WHAT: Field<String> = Field::rest("what").or("");

impl Command for Sales {
    const SPEC: Spec = Spec::new("sales").fields(&[WHAT.spec]).needs(crate::SEE).icon("📊");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let view = read(cx, &cx.get(&WHAT)?).await?;
        show::<SALES>(cx, &view).await
    }
}

/// Which of the two reports: what staff see, and what leads see. A constant of the type, so that each button asks for its
/// own right.
pub const SALES: bool = false;
pub const PROFIT: bool = true;

/// Turns to another period or grouping.
pub struct Turn<const MONEY: bool>;

impl<const MONEY: bool> Tap for Turn<MONEY> {
    type Value = View;
    const SPEC: TapSpec = if MONEY {
        TapSpec::new("irp", crate::MONEY, "profit")
    } else {
        TapSpec::new("ir", crate::SEE, "sales")
    };

    async fn run(&self, cx: &mut Cx, view: View) -> Result<Reply> {
        Ok(show::<MONEY>(cx, &view).await?.instead())
    }
}

/// What was typed: a period, an account, a SKU, in any order, each of them or none.
pub async fn read(cx: &Cx, text: &str) -> Result<View> {
    let today = cx.local(cx.now()).date_naive();
    let accounts = accounts(cx).await?;
    let mut view = View::last_days(30, today);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    while let Some((word, others)) = rest.split_first() {
        let account = find::account_before(&accounts, rest);
        // Of several words it is certainly the account.
        if let Some((found, long @ 2..)) = account {
            view.2 = Some(found.id.0);
            rest = rest.get(long..).unwrap_or_default();
            continue;
        }
        rest = others;
        let lower = word.to_lowercase();
        if let Some((first, last)) = period::read(&lower, today) {
            view = view.over(first, last);
        } else if let Some(account) =
            account.map(|(account, _)| account).or_else(|| marketplace(&accounts, &lower))
        {
            view.2 = Some(account.id.0);
        } else {
            view.1 = Some(named(cx, word).await?.id.0);
        }
    }
    Ok(view)
}

/// The account on a marketplace that has only one.
fn marketplace<'a>(accounts: &'a [Account], word: &str) -> Option<&'a Account> {
    let mut there = accounts.iter().filter(|account| account.marketplace == word);
    there.next().filter(|_| there.next().is_none())
}

/// The SKU that a word means; one that means nothing at all could have been meant as anything.
async fn named(cx: &Cx, word: &str) -> Result<Sku> {
    if !word.starts_with('#') {
        let found = search(&mut cx.read().await?, word, 1, 0).await.map_err(|error| refused(cx, error))?;
        if found.hits.is_empty() || found.how == How::Near {
            return Err(cx.refuse("inventory-sales-what", kit::args![word = word.to_owned()]).at("what"));
        }
    }
    find::sku(cx, word).await
}

async fn accounts(cx: &Cx) -> Result<Vec<Account>> {
    place::accounts(&mut cx.read().await?).await.map_err(|error| refused(cx, error))
}

async fn sku(cx: &Cx, view: &View) -> Result<Option<Sku>> {
    let Some(id) = view.1 else { return Ok(None) };
    let sku = catalogue::by_id(&mut cx.read().await?, SkuId(id)).await;
    sku.map(Some).map_err(|error| refused(cx, error))
}

fn refused(cx: &Cx, error: Error) -> Fault {
    match error {
        Error::NoRate { from, to } => {
            cx.refuse("inventory-no-rate", kit::args![from = from.to_string(), to = to.to_string()])
        }
        other => fault::told(cx, other),
    }
}

#[cfg(test)]
pub mod story;
