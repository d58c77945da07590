-- Nothing here replaces rows unasked, as SQLite's INSERT OR REPLACE does, so there is nothing to forbid.
COMMENT ON TABLE incoming IS 'What is on its way. A row is new under its document''s line, or changed in its place.';

-- A kit that has no cost of its own costs what its parts did, where all of them had a cost in one currency.
UPDATE sale_line SET (cost, cost_currency) = (
        SELECT CAST(SUM(k.quantity * (c.unit + c.landed)) AS BIGINT), MIN(c.currency)
        FROM kit_component k JOIN cost c ON c.sku_id = k.component_id AND c.from_at = (
            SELECT MAX(x.from_at) FROM cost x WHERE x.sku_id = k.component_id AND x.from_at <= sale_line.placed_at)
        WHERE k.kit_id = sale_line.sku_id GROUP BY k.kit_id
        HAVING COUNT(*) = (SELECT COUNT(*) FROM kit_component a WHERE a.kit_id = sale_line.sku_id)
           AND MIN(c.currency) = MAX(c.currency))
    WHERE cost IS NULL AND sku_id IN (SELECT kit_id FROM kit_component);
