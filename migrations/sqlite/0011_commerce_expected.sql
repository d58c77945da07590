-- INSERT OR REPLACE deletes what stands in its way, and no trigger for deleting hears of it. An expected receipt is new under
-- its document's line, or changed in its place.
DROP TRIGGER incoming_is_new;
CREATE TRIGGER incoming_is_new BEFORE INSERT ON incoming BEGIN
    SELECT RAISE(ABORT, 'law: an expected receipt is cancelled, not deleted')
    WHERE EXISTS (SELECT 1 FROM incoming WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM incoming WHERE doc_type = NEW.doc_type AND doc_id = NEW.doc_id AND line = NEW.line);
END;
