-- Beside the numbers of trade items any text on a label can stand for a SKU: a shop's own, a maker's, a serial number.
-- What has as many digits as a number of a trade item is one, with 14 digits, so that it is there in one spelling.
ALTER TABLE barcode DROP CONSTRAINT barcode_gtin_check;
ALTER TABLE barcode RENAME COLUMN gtin TO code;
ALTER TABLE barcode ALTER COLUMN code TYPE TEXT COLLATE "C";
ALTER TABLE barcode ADD CONSTRAINT barcode_code_check
    CHECK (LENGTH(code) BETWEEN 1 AND 300 AND code !~ '^([0-9]{8}|[0-9]{12}|[0-9]{13})$');
