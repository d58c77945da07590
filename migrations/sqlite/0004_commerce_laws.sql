-- The laws of the ledger, kept by the database itself: whoever writes a movement, by whatever way, has moved the
-- balances with it, or nothing.

CREATE TRIGGER sku_added AFTER INSERT ON sku BEGIN
    INSERT INTO sku_trigram (rowid, search_text) VALUES (NEW.id, NEW.search_text);
    INSERT INTO sku_stock (sku_id, reorder_point) SELECT NEW.id, NEW.reorder_point WHERE NEW.kind = 'stocked';
END;

CREATE TRIGGER sku_reworded AFTER UPDATE OF search_text ON sku WHEN OLD.search_text <> NEW.search_text BEGIN
    INSERT OR REPLACE INTO sku_trigram (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;

CREATE TRIGGER sku_replanned AFTER UPDATE OF reorder_point, kind ON sku
WHEN OLD.reorder_point IS NOT NEW.reorder_point OR OLD.kind <> NEW.kind BEGIN
    INSERT INTO sku_stock (sku_id, reorder_point) SELECT NEW.id, NEW.reorder_point WHERE NEW.kind = 'stocked'
        ON CONFLICT (sku_id) DO UPDATE SET reorder_point = excluded.reorder_point;
    DELETE FROM sku_stock WHERE sku_id = NEW.id AND NEW.kind <> 'stocked';
END;

CREATE TRIGGER kit_component_kinds BEFORE INSERT ON kit_component BEGIN
    SELECT RAISE(ABORT, 'law: a kit is made of stocked SKUs')
    WHERE NOT EXISTS (SELECT 1 FROM sku WHERE id = NEW.kit_id AND kind = 'kit')
       OR NOT EXISTS (SELECT 1 FROM sku_stock WHERE sku_id = NEW.component_id);
END;

CREATE TRIGGER stock_movement_stays BEFORE UPDATE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'law: the ledger is only ever added to');
END;

CREATE TRIGGER stock_movement_remains BEFORE DELETE ON stock_movement BEGIN
    SELECT RAISE(ABORT, 'law: the ledger is only ever added to');
END;

CREATE TRIGGER stock_movement_reversal AFTER INSERT ON stock_movement WHEN NEW.reverses IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'law: a reversal gives back exactly what one movement took')
    WHERE NOT EXISTS (
        SELECT 1 FROM stock_movement m
        WHERE m.id = NEW.reverses AND m.reverses IS NULL AND m.sku_id = NEW.sku_id AND m.kind = NEW.kind
          AND m.warehouse_id = NEW.warehouse_id AND m.bin_id IS NEW.bin_id AND m.delta = -NEW.delta);
END;

CREATE TRIGGER stock_movement_in_a_bin AFTER INSERT ON stock_movement WHEN NEW.bin_id IS NOT NULL BEGIN
    INSERT INTO bin_balance (sku_id, bin_id, on_hand) VALUES (NEW.sku_id, NEW.bin_id, NEW.delta)
        ON CONFLICT (sku_id, bin_id) DO UPDATE SET on_hand = bin_balance.on_hand + excluded.on_hand;
END;

CREATE TRIGGER stock_movement_moves AFTER INSERT ON stock_movement BEGIN
    INSERT INTO stock_balance (sku_id, warehouse_id, on_hand) VALUES (NEW.sku_id, NEW.warehouse_id, NEW.delta)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET on_hand = stock_balance.on_hand + excluded.on_hand;
    SELECT RAISE(ABORT, 'law: balance_after is the balance')
    FROM stock_balance WHERE sku_id = NEW.sku_id AND warehouse_id = NEW.warehouse_id AND on_hand <> NEW.balance_after;
    -- What leaves may not be more than is there; what is sold or carried away, not more than is free.
    SELECT RAISE(ABORT, 'law: stock may not go below what policy allows')
    FROM stock_balance b JOIN warehouse w ON w.id = b.warehouse_id
    WHERE NEW.delta < 0 AND b.sku_id = NEW.sku_id AND b.warehouse_id = NEW.warehouse_id AND w.below_zero <> 'always'
      AND b.on_hand < CASE WHEN NEW.kind IN ('sell', 'transfer') THEN b.reserved ELSE 0 END
      AND NOT (w.below_zero = 'sales' AND NEW.kind = 'sell' AND NEW.doc_type = 'sale');
    INSERT INTO stock_out (sku_id, since)
        SELECT NEW.sku_id, NEW.occurred_at FROM sku_stock
        WHERE sku_id = NEW.sku_id AND on_hand > 0 AND on_hand + NEW.delta <= 0;
    UPDATE stock_out SET until = MAX(since, NEW.occurred_at)
        WHERE sku_id = NEW.sku_id AND until IS NULL AND NEW.delta > 0
          AND (SELECT on_hand + NEW.delta FROM sku_stock WHERE sku_id = NEW.sku_id) > 0;
    UPDATE sku_stock SET on_hand = on_hand + NEW.delta,
        first_us = CASE WHEN first_us <= NEW.occurred_at THEN first_us ELSE NEW.occurred_at END
        WHERE sku_id = NEW.sku_id;
END;

CREATE TRIGGER reservation_opened AFTER INSERT ON reservation WHEN NEW.state = 'open' BEGIN
    INSERT INTO stock_balance (sku_id, warehouse_id, reserved) VALUES (NEW.sku_id, NEW.warehouse_id, NEW.quantity)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET reserved = stock_balance.reserved + excluded.reserved;
    SELECT RAISE(ABORT, 'law: only what is free can be reserved')
    FROM stock_balance b JOIN warehouse w ON w.id = b.warehouse_id
    WHERE b.sku_id = NEW.sku_id AND b.warehouse_id = NEW.warehouse_id AND w.below_zero <> 'always'
      AND b.on_hand < b.reserved;
    UPDATE sku_stock SET reserved = reserved + NEW.quantity WHERE sku_id = NEW.sku_id;
END;

CREATE TRIGGER reservation_closed AFTER UPDATE ON reservation WHEN OLD.state = 'open' AND NEW.state <> 'open' BEGIN
    UPDATE stock_balance SET reserved = reserved - OLD.quantity
        WHERE sku_id = OLD.sku_id AND warehouse_id = OLD.warehouse_id;
    UPDATE sku_stock SET reserved = reserved - OLD.quantity WHERE sku_id = OLD.sku_id;
END;

CREATE TRIGGER reservation_stays BEFORE UPDATE ON reservation
WHEN OLD.state <> 'open' OR OLD.sku_id <> NEW.sku_id OR OLD.warehouse_id <> NEW.warehouse_id OR OLD.quantity <> NEW.quantity
BEGIN
    SELECT RAISE(ABORT, 'law: a reservation is open, then closed, and otherwise stays as it was');
END;

CREATE TRIGGER reservation_remains BEFORE DELETE ON reservation BEGIN
    SELECT RAISE(ABORT, 'law: a reservation is closed, not deleted');
END;

-- What is still to come of a receipt: nothing once it is closed or all of it is there.
CREATE TRIGGER incoming_expected AFTER INSERT ON incoming BEGIN
    INSERT INTO stock_balance (sku_id, warehouse_id, incoming)
        VALUES (NEW.sku_id, NEW.warehouse_id, CASE WHEN NEW.state = 'open' THEN MAX(NEW.quantity - NEW.received, 0) ELSE 0 END)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET incoming = stock_balance.incoming + excluded.incoming;
    UPDATE sku_stock SET incoming = incoming + CASE WHEN NEW.state = 'open' THEN MAX(NEW.quantity - NEW.received, 0) ELSE 0 END
        WHERE sku_id = NEW.sku_id;
END;

CREATE TRIGGER incoming_changed AFTER UPDATE ON incoming BEGIN
    SELECT RAISE(ABORT, 'law: an expected receipt keeps its SKU and its warehouse')
    WHERE OLD.sku_id <> NEW.sku_id OR OLD.warehouse_id <> NEW.warehouse_id;
    UPDATE stock_balance SET incoming = incoming
        - CASE WHEN OLD.state = 'open' THEN MAX(OLD.quantity - OLD.received, 0) ELSE 0 END
        + CASE WHEN NEW.state = 'open' THEN MAX(NEW.quantity - NEW.received, 0) ELSE 0 END
        WHERE sku_id = NEW.sku_id AND warehouse_id = NEW.warehouse_id;
    UPDATE sku_stock SET incoming = incoming
        - CASE WHEN OLD.state = 'open' THEN MAX(OLD.quantity - OLD.received, 0) ELSE 0 END
        + CASE WHEN NEW.state = 'open' THEN MAX(NEW.quantity - NEW.received, 0) ELSE 0 END
        WHERE sku_id = NEW.sku_id;
END;

CREATE TRIGGER incoming_remains BEFORE DELETE ON incoming BEGIN
    SELECT RAISE(ABORT, 'law: an expected receipt is cancelled, not deleted');
END;

CREATE TRIGGER count_item_stays BEFORE UPDATE ON count_item BEGIN
    SELECT RAISE(ABORT, 'law: a count that was closed stays as it was')
    FROM count_session WHERE id = OLD.session_id AND state <> 'open';
END;
