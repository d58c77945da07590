//! What is looked at. Its JSON is short, so that it fits into a button.

use chrono::{Days, NaiveDate};
use commerce::{AccountId, Currency, Every, Period, SkuId, report};
use kit::Cx;
use serde::{Deserialize, Serialize};

use super::period::length;

/// How the sales are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    #[serde(rename = "d")]
    Day,
    #[serde(rename = "w")]
    Week,
    #[serde(rename = "m")]
    Month,
    /// Marketplace by marketplace.
    #[serde(rename = "p")]
    Place,
    /// The SKUs that sold most (earned most).
    #[serde(rename = "t")]
    Top,
    /// Those that sold least (lost most).
    #[serde(rename = "b")]
    Bottom,
}

/// How; a SKU's number; an account's number; the first day and the last; the currency that everything is turned into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct View(pub By, pub Option<i64>, pub Option<i64>, pub NaiveDate, pub NaiveDate, pub Option<Currency>);

impl View {
    /// The so many days that end today.
    pub fn last_days(days: u64, today: NaiveDate) -> Self {
        let first = today.checked_sub_days(Days::new(days.saturating_sub(1))).unwrap_or(today);
        Self(By::Day, None, None, first, today, None).over(first, today)
    }

    /// The same over another time, in steps that leave a list short enough to read.
    pub fn over(self, first: NaiveDate, last: NaiveDate) -> Self {
        let by = match self.0 {
            By::Day | By::Week | By::Month => match length(first, last) {
                ..=14 => By::Day,
                15..=92 => By::Week,
                _ => By::Month,
            },
            other => other,
        };
        Self(by, self.1, self.2, first, last, self.5)
    }

    pub const fn by(self, by: By) -> Self {
        Self(by, self.1, self.2, self.3, self.4, self.5)
    }

    pub const fn in_currency(self, currency: Option<Currency>) -> Self {
        Self(self.0, self.1, self.2, self.3, self.4, currency)
    }

    pub fn account(&self) -> Option<AccountId> {
        self.2.map(AccountId)
    }

    /// In the zone of whoever looks.
    pub fn period(&self, cx: &Cx) -> Period {
        Period { first: self.3, last: self.4, zone: cx.zone() }
    }

    /// The steps of time; a month where it is not grouped by time, because then they are added up anyway.
    pub const fn every(&self) -> Every {
        match self.0 {
            By::Day => Every::Day,
            By::Week => Every::Week,
            By::Month | By::Place | By::Top | By::Bottom => Every::Month,
        }
    }

    pub fn ask(&self, cx: &Cx) -> report::Ask {
        report::Ask {
            period: self.period(cx),
            every: self.every(),
            account: self.account(),
            sku: self.1.map(SkuId),
            currency: self.5,
        }
    }
}
