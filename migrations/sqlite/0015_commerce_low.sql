-- The same words as in PostgreSQL, where they are needed.
DROP INDEX sku_stock_low;
CREATE INDEX sku_stock_low ON sku_stock (sku_id) WHERE on_hand + incoming - reserved - reorder_point <= 0;
