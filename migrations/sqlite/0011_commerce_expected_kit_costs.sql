-- INSERT OR REPLACE deletes what stands in its way, and no trigger for deleting hears of it. An expected receipt is new under
-- its document's line, or changed in its place.
DROP TRIGGER incoming_is_new;
CREATE TRIGGER incoming_is_new BEFORE INSERT ON incoming BEGIN
    SELECT RAISE(ABORT, 'law: an expected receipt is cancelled, not deleted')
    WHERE EXISTS (SELECT 1 FROM incoming WHERE id = NEW.id)
       OR EXISTS (SELECT 1 FROM incoming WHERE doc_type = NEW.doc_type AND doc_id = NEW.doc_id AND line = NEW.line);
END;

-- A kit that has no cost of its own costs what its parts did, where all of them had a cost in one currency.
UPDATE sale_line SET (cost, cost_currency) = (
        SELECT CAST(SUM(k.quantity * (c.unit + c.landed)) AS BIGINT), MIN(c.currency)
        FROM kit_component k JOIN cost c ON c.sku_id = k.component_id AND c.from_at = (
            SELECT MAX(x.from_at) FROM cost x WHERE x.sku_id = k.component_id AND x.from_at <= sale_line.placed_at)
        WHERE k.kit_id = sale_line.sku_id GROUP BY k.kit_id
        HAVING COUNT(*) = (SELECT COUNT(*) FROM kit_component a WHERE a.kit_id = sale_line.sku_id)
           AND MIN(c.currency) = MAX(c.currency))
    WHERE cost IS NULL AND sku_id IN (SELECT kit_id FROM kit_component);
