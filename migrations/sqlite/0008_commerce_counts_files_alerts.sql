-- How far the ledger was when an item was counted, so that what was corrected since is known; and in which order a person
-- was asked for items, so that a number goes to the one that was asked for last.
ALTER TABLE count_item ADD COLUMN seen INTEGER;
ALTER TABLE count_item ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
UPDATE count_item SET seen = COALESCE((
        SELECT MAX(m.id) FROM stock_movement m JOIN count_session s ON s.id = count_item.session_id
        WHERE m.sku_id = count_item.sku_id AND m.warehouse_id = s.warehouse_id AND m.recorded_at <= count_item.counted_at), 0)
    WHERE counted IS NOT NULL AND session_id IN (SELECT id FROM count_session WHERE state = 'open');
CREATE INDEX count_item_asked ON count_item (taken_by, asked);

-- The rows of files of counted stock that have been taken in, whether they changed anything or not.
CREATE TABLE file_line (
    document TEXT    NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (document, line)
) WITHOUT ROWID;
INSERT INTO file_line (document, line) SELECT DISTINCT doc_id, line FROM stock_movement WHERE doc_type = 'file';

-- What was sold before anybody had said which SKU the listing offers.
CREATE INDEX sale_line_unmapped ON sale_line (account_id, external_sku) WHERE sku_id IS NULL;

-- SKUs that have been told of as out, until there is something of them again. Those that are out now are no news.
CREATE TABLE out_alert (
    sku_id INTEGER PRIMARY KEY REFERENCES sku (id),
    out_at INTEGER NOT NULL
);
CREATE INDEX sku_stock_out ON sku_stock (sku_id) WHERE on_hand <= 0;
INSERT INTO out_alert (sku_id, out_at)
    SELECT sku_id, CAST(unixepoch('now') AS INTEGER) * 1000000 FROM sku_stock WHERE on_hand <= 0;

-- INSERT OR REPLACE deletes what stands in its way, and no trigger for deleting hears of it.
CREATE TRIGGER stock_movement_is_new BEFORE INSERT ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'law: the ledger is only ever added to')
    WHERE EXISTS (SELECT 1 FROM stock_movement WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM stock_movement WHERE doc_type = NEW.doc_type AND doc_id = NEW.doc_id AND line = NEW.line)
       OR EXISTS (SELECT 1 FROM stock_movement WHERE NEW.reverses IS NOT NULL AND reverses = NEW.reverses);
END;

CREATE TRIGGER reservation_is_new BEFORE INSERT ON reservation BEGIN
    SELECT RAISE(ABORT, 'law: a reservation is open, then closed, and otherwise stays as it was')
    WHERE EXISTS (SELECT 1 FROM reservation WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM reservation WHERE doc_type = NEW.doc_type AND doc_id = NEW.doc_id AND line = NEW.line);
END;

-- An expected receipt is written again under its document's line, which changes it in its place: only its number is sure to
-- be new.
CREATE TRIGGER incoming_is_new BEFORE INSERT ON incoming BEGIN
    SELECT RAISE(ABORT, 'law: an expected receipt is cancelled, not deleted')
    WHERE EXISTS (SELECT 1 FROM incoming WHERE id = NEW.id);
END;

CREATE TRIGGER count_item_remains BEFORE DELETE ON count_item BEGIN
    SELECT RAISE(ABORT, 'law: a count that was closed stays as it was')
    FROM count_session WHERE id = OLD.session_id AND state <> 'open';
END;

CREATE TRIGGER count_item_is_new BEFORE INSERT ON count_item BEGIN
    SELECT RAISE(ABORT, 'law: a count that was closed stays as it was')
    FROM count_session WHERE id = NEW.session_id AND state <> 'open';
END;
