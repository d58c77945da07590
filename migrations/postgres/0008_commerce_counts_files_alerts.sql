-- How far the ledger was when an item was counted, so that what was corrected since is known; and in which order a person
-- was asked for items, so that a number goes to the one that was asked for last.
ALTER TABLE count_item ADD COLUMN seen BIGINT;
ALTER TABLE count_item ADD COLUMN asked BIGINT NOT NULL DEFAULT 0;
UPDATE count_item SET seen = COALESCE((
        SELECT MAX(m.id) FROM stock_movement m JOIN count_session s ON s.id = count_item.session_id
        WHERE m.sku_id = count_item.sku_id AND m.warehouse_id = s.warehouse_id AND m.recorded_at <= count_item.counted_at), 0)
    WHERE counted IS NOT NULL AND session_id IN (SELECT id FROM count_session WHERE state = 'open');
CREATE INDEX count_item_asked ON count_item (taken_by, asked);

-- The rows of files of counted stock that have been taken in, whether they changed anything or not.
CREATE TABLE file_line (
    document TEXT   NOT NULL,
    line     BIGINT NOT NULL,
    PRIMARY KEY (document, line)
);
INSERT INTO file_line (document, line) SELECT DISTINCT doc_id, line FROM stock_movement WHERE doc_type = 'file';

-- What was sold before anybody had said which SKU the listing offers.
CREATE INDEX sale_line_unmapped ON sale_line (account_id, external_sku) WHERE sku_id IS NULL;

-- SKUs that have been told of as out, until there is something of them again. Those that are out now are no news.
CREATE TABLE out_alert (
    sku_id BIGINT PRIMARY KEY REFERENCES sku (id),
    out_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sku_stock_out ON sku_stock (sku_id) WHERE on_hand <= 0;
INSERT INTO out_alert (sku_id, out_at) SELECT sku_id, now() FROM sku_stock WHERE on_hand <= 0;

-- Nothing here replaces rows unasked, as SQLite's INSERT OR REPLACE does; what is left is a closed count.
CREATE FUNCTION count_item_remains() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM count_session WHERE id = COALESCE(OLD.session_id, NEW.session_id) AND state <> 'open') THEN
        PERFORM law('a count that was closed stays as it was');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER count_item_remains BEFORE INSERT OR DELETE ON count_item FOR EACH ROW EXECUTE FUNCTION count_item_remains();
