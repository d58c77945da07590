//! Numbers of rows, told apart by the compiler.

crate::column::id! {
    /// An account on a marketplace.
    AccountId,
    WarehouseId,
    /// A place in a warehouse.
    BinId,
    ProductId,
    /// One sellable condition of a product.
    SkuId,
    ListingId,
    /// A row of the ledger.
    MovementId,
    ReservationId,
    /// An expected receipt.
    IncomingId,
    SaleLineId,
    /// A cycle count.
    CountId,
}
