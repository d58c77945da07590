-- SKUs that have been told of as low, until they are well above their reorder point again.
CREATE TABLE low_alert (
    sku_id     INTEGER PRIMARY KEY REFERENCES sku (id),
    crossed_at INTEGER NOT NULL
);
