-- SKUs that have been told of as low, until they are well above their reorder point again.
CREATE TABLE low_alert (
    sku_id     BIGINT PRIMARY KEY REFERENCES sku (id),
    crossed_at TIMESTAMPTZ NOT NULL
);
