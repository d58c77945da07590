//! What the shop refuses, in the reader's language.

use commerce::Error;
use kit::{Cx, Fault};

/// A refusal where it is their doing or a rule; ours otherwise.
pub fn told(cx: &Cx, error: Error) -> Fault {
    match error {
        Error::Short { code, warehouse, wanted, available } => cx.refuse(
            "inventory-short",
            kit::args![
                code = code,
                warehouse = warehouse,
                wanted = cx.number(wanted),
                available = cx.number(available.max(0))
            ],
        ),
        Error::NotStocked { code } => cx.refuse("inventory-not-stocked", kit::args![code = code]),
        Error::Unknown { what: _, name } => cx.refuse("inventory-unknown", kit::args![name = name]),
        Error::AlreadyReversed => cx.refuse("inventory-reversed", kit::args![]),
        Error::Closed => cx.refuse("inventory-closed", kit::args![]),
        Error::Moved(_) => cx.refuse("inventory-moved", kit::args![]),
        other => Fault::Broken(other.into()),
    }
}
