//! What can go wrong, in sentences.

use crate::ledger::Plan;
use crate::{BadMoney, Currency};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error(transparent)]
    Money(#[from] BadMoney),
    /// Between plan and apply the balances moved. What would change now is inside; nothing was changed.
    #[error("the stock has moved since this was planned")]
    Moved(Box<Plan>),
    /// Policy or a reservation stands in the way. Units.
    #[error("only {available} of {code} can be taken in {warehouse}, not {wanted}")]
    Short { code: String, warehouse: String, wanted: i64, available: i64 },
    #[error("{code} has no stock of its own: it is a kit or virtual")]
    NotStocked { code: String },
    #[error("there is no {what} {name}")]
    Unknown { what: &'static str, name: String },
    #[error("this movement has been reversed already, or is itself a reversal")]
    AlreadyReversed,
    /// The same document line, but not the same movement.
    #[error("line {line} of {doc_type} {doc_id} is in the ledger with another quantity or place")]
    OtherContent { doc_type: String, doc_id: String, line: i64 },
    /// The row is not in the state that this change is for.
    #[error("it has been closed or changed by somebody else")]
    Closed,
    /// Sales and receipts are written by warehouse, so bins cannot be counted.
    #[error("what should lie in one bin is not known")]
    BinUnknown,
    #[error("{price} is not between the floor and the ceiling")]
    OutOfBounds { price: crate::Money },
    #[error("there is no rate from {from} to {to} for that day")]
    NoRate { from: Currency, to: Currency },
    #[error("{0}")]
    Invalid(&'static str),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

impl Error {
    /// The database's own law that was broken, in its words, when somebody went round the checks in front of it.
    pub fn law(&self) -> Option<String> {
        let Self::Db(db::Error::Sql(sqlx::Error::Database(e))) = self else { return None };
        e.message().split_once("law: ").map(|(_, law)| law.to_owned())
    }
}
