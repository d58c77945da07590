//! The words of the trade, as the database and files spell them.

crate::column::words! {
    Condition { New = "new", OpenBox = "open_box", Refurbished = "refurbished", Used = "used", ForParts = "for_parts" }

    /// What a SKU is to the warehouse.
    Kind {
        Stocked = "stocked",
        /// Made of stocked SKUs when it is sold; its stock is what its components allow.
        Kit = "kit",
        /// A service or a download: nothing moves.
        Virtual = "virtual",
    }

    /// Why stock moved. A transfer is two movements.
    MovementKind {
        Receive = "receive", Sell = "sell", Adjust = "adjust", Count = "count", Transfer = "transfer", Return = "return",
        WriteOff = "write_off",
    }

    /// Whether a warehouse's stock may go below zero.
    BelowZero {
        Never = "never",
        /// Only by orders that a marketplace has taken: they are facts, even when nothing is left for them.
        Sales = "sales",
        Always = "always",
    }

    AccountState { Active = "active", Paused = "paused", AuthFailed = "auth_failed", Tripped = "tripped" }

    /// Who ships what is sold through a listing. `Marketplace` listings are never written to.
    Channel { Merchant = "merchant", Marketplace = "marketplace", Unknown = "unknown" }

    ListingState {
        Active = "active", Inactive = "inactive", OutOfStock = "out_of_stock", Missing = "missing", Unknown = "unknown",
    }

    ReservationState { Open = "open", Consumed = "consumed", Released = "released", Expired = "expired" }

    /// Closed: all of it has come.
    IncomingState { Open = "open", Closed = "closed", Cancelled = "cancelled" }

    /// Whose stock a sold unit came from.
    FulfilledBy { Own = "own", Marketplace = "marketplace" }

    CountState { Open = "open", Approved = "approved", Cancelled = "cancelled" }
}
