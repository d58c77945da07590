-- Beside the numbers of trade items any text on a label can stand for a SKU: a shop's own, a maker's, a serial number.
-- What has as many digits as a number of a trade item is one, with 14 digits, so that it is there in one spelling.
CREATE TABLE label (
    code   TEXT    PRIMARY KEY CHECK (LENGTH(code) BETWEEN 1 AND 300
               AND NOT (LENGTH(code) IN (8, 12, 13) AND code NOT GLOB '*[^0-9]*')),
    sku_id INTEGER NOT NULL REFERENCES sku (id)
) WITHOUT ROWID;
INSERT INTO label (code, sku_id) SELECT gtin, sku_id FROM barcode;
DROP TABLE barcode;
ALTER TABLE label RENAME TO barcode;
CREATE INDEX barcode_sku ON barcode (sku_id);
