-- What is low by forecast, said so that PostgreSQL can know how few it is: of a comparison of two columns it takes a third of
-- all rows to pass, and read them all.
DROP INDEX sku_stock_low;
CREATE INDEX sku_stock_low ON sku_stock (sku_id) WHERE on_hand + incoming - reserved - reorder_point <= 0;
CREATE STATISTICS sku_stock_forecast ON (on_hand + incoming - reserved - reorder_point) FROM sku_stock;
ANALYZE sku_stock;
