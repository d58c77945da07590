//! A price as people type it: `249,90`, `€249.90`, `249 EUR ebay-main from 2026-12-01 floor 199`.

use chrono::{Days, NaiveDate};
use commerce::place::Account;
use commerce::{AccountId, Currency, Money, Period};
use kit::db::Timestamp;
use kit::{Cx, Fault, Result};
use sheets::value::{self, Mark, Order};

use crate::find;

/// What was typed after the SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// With the currency that was named, if one was.
    pub amount: String,
    pub floor: Option<String>,
    pub ceiling: Option<String>,
    pub account: Option<AccountId>,
    /// The day from which it holds; none is now.
    pub from: Option<NaiveDate>,
}

/// Words that stand before a floor, a ceiling and a day. People write in their language whatever the bot speaks.
const FLOOR: [&str; 6] = ["floor", "min", "мінімум", "мін", "минимум", "мин"];
const CEILING: [&str; 6] = ["ceiling", "max", "максимум", "макс", "стеля", "потолок"];
pub const FROM: [&str; 5] = ["from", "з", "із", "с", "со"];

/// Reads it apart. Whatever is neither an account nor a word of these belongs to the amount before it.
pub fn read(text: &str, accounts: &[Account], today: NaiveDate) -> Typed {
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    let (mut account, mut from, mut part) = (None, None, 0);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    while let Some((word, others)) = rest.split_first() {
        let named = find::account_before(accounts, rest);
        // Of several words it is certainly the account.
        if let Some((found, long @ 2..)) = named {
            account = Some(found.id);
            rest = rest.get(long..).unwrap_or_default();
            continue;
        }
        rest = others;
        let lower = word.to_lowercase();
        let is = |of: &[&str]| of.contains(&lower.as_str());
        if is(&FLOOR) {
            part = 1;
        } else if is(&CEILING) {
            part = 2;
        } else if is(&FROM) {
            part = 0;
        } else if let Some((found, _)) = named {
            account = Some(found.id);
        } else if is(&["now", "all", "зараз", "сейчас"]) {
            // What is so anyway; the buttons say it.
        } else if let Some(day) = date(word, today) {
            from = Some(day);
        } else if let Some(part) = parts.get_mut(part) {
            part.push(*word);
        }
    }
    let [amount, floor, ceiling] = parts.map(|words| words.join(" "));
    let given = |text: String| (!text.is_empty()).then_some(text);
    Typed { amount, floor: given(floor), ceiling: given(ceiling), account, from }
}

/// A day, if the word is one: `2026-12-01`, `01.12.2026`, `tomorrow`.
pub fn date(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word.to_lowercase().as_str() {
        "today" | "сьогодні" | "сегодня" => return Some(today),
        "tomorrow" | "завтра" => return today.checked_add_days(Days::new(1)),
        _ => {}
    }
    // With two marks at least: 249.90 is money.
    let marks = word.chars().filter(|c| matches!(c, '-' | '.' | '/')).count();
    (marks == 2).then(|| value::date(word, Order::Either).ok()).flatten()
}

/// When a day begins for this person; a day that is today begins now.
pub fn begins(cx: &Cx, day: NaiveDate) -> Timestamp {
    Period { first: day, last: day, zone: cx.zone() }.begins()
}

/// An amount; `currency` is meant where none is named. Refused at the field, with what was not understood.
pub fn amount(cx: &Cx, text: &str, currency: Option<Currency>, field: &'static str) -> Result<Money> {
    let typed = text.to_owned();
    let wrong = |key: &str| cx.refuse(key, kit::args![text = typed.clone()]).at(field);
    let named = |text: &str| value::money(text, 3, Mark::Either).ok().and_then(|money| money.currency);
    // Letters in any case: `249 eur`.
    let upper = text.to_uppercase();
    let text = if named(text).is_none() && named(&upper).is_some() { &upper } else { text };
    let code = named(text)
        .map(|code| code.parse::<Currency>())
        .transpose()
        .map_err(|_| wrong("inventory-not-money"))?;
    let currency = code.or(currency).ok_or_else(|| wrong("inventory-which-currency"))?;
    match value::money(text, currency.exponent(), Mark::Either) {
        Ok(money) if money.minor < 0 => Err(wrong("inventory-not-money")),
        Ok(money) => Ok(Money::new(money.minor, currency)),
        Err(fault) => Err(misread(cx, text, fault).at(field)),
    }
}

fn misread(cx: &Cx, text: &str, fault: value::Fault) -> Fault {
    let args = kit::args![text = text.to_owned()];
    match fault {
        value::Fault::TwoNumbers { grouped, fraction, .. } => cx.refuse(
            "inventory-two-numbers",
            kit::args![text = text.to_owned(), grouped = grouped, fraction = fraction],
        ),
        value::Fault::TooFine { .. } => cx.refuse("inventory-too-fine", args),
        _ => cx.refuse("inventory-not-money", args),
    }
}

#[cfg(test)]
mod tests {
    use commerce::AccountState;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: (&str, Option<&str>, Option<&str>, bool, Option<&str>)) {
        let ebay = Account {
            id: AccountId(7),
            code: "ebay-main".into(),
            marketplace: "ebay".into(),
            name: "eBay".into(),
            state: AccountState::Active,
        };
        let blanks = Account { code: "eBay Main Ukraine".into(), ..ebay.clone() };
        let other = Account { id: AccountId(8), code: "eBay Main".into(), ..ebay.clone() };
        let found = read(text, &[ebay, other, blanks], "2026-11-21".parse().unwrap());
        let (amount, floor, ceiling, has_account, from) = expected;
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let expected = Typed {
            amount: amount.into(),
            floor: owned(floor),
            ceiling: owned(ceiling),
            account: has_account.then_some(AccountId(7)),
            from: from.map(|day| day.parse().unwrap()),
        };
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn prices_as_people_type_them() {
        check("249", ("249", None, None, false, None));
        check("1 249,90 EUR", ("1 249,90 EUR", None, None, false, None));
        check("249 eBay-Main from 2026-12-01", ("249", None, None, true, Some("2026-12-01")));
        check(
            "249 з 01.12.2026 мін 199 max 299 EUR",
            ("249", Some("199"), Some("299 EUR"), false, Some("2026-12-01")),
        );
        check("249 ebay main ukraine from 2026-12-01", ("249", None, None, true, Some("2026-12-01")));
        check("249 “eBay Main Ukraine” min 199", ("249", Some("199"), None, true, None));
        check("249.90 tomorrow", ("249.90", None, None, false, Some("2026-11-22")));
        check("", ("", None, None, false, None));
    }
}
