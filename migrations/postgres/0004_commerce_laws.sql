-- The same laws as for SQLite, in the language of PostgreSQL.

CREATE FUNCTION sku_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.kind = 'stocked' THEN
        INSERT INTO sku_stock (sku_id, reorder_point) VALUES (NEW.id, NEW.reorder_point);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sku_added AFTER INSERT ON sku FOR EACH ROW EXECUTE FUNCTION sku_added();

CREATE FUNCTION sku_replanned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.kind = 'stocked' THEN
        INSERT INTO sku_stock (sku_id, reorder_point) VALUES (NEW.id, NEW.reorder_point)
            ON CONFLICT (sku_id) DO UPDATE SET reorder_point = excluded.reorder_point;
    ELSE
        DELETE FROM sku_stock WHERE sku_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sku_replanned AFTER UPDATE OF reorder_point, kind ON sku FOR EACH ROW
WHEN (OLD.reorder_point IS DISTINCT FROM NEW.reorder_point OR OLD.kind <> NEW.kind) EXECUTE FUNCTION sku_replanned();

-- A law that was broken, under the code that PostgreSQL has for checks.
CREATE FUNCTION law(sentence TEXT) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'law: %', sentence USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION kit_component_kinds() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM sku WHERE id = NEW.kit_id AND kind = 'kit')
       OR NOT EXISTS (SELECT 1 FROM sku_stock WHERE sku_id = NEW.component_id) THEN
        PERFORM law('a kit is made of stocked SKUs');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kit_component_kinds BEFORE INSERT ON kit_component FOR EACH ROW EXECUTE FUNCTION kit_component_kinds();

CREATE FUNCTION stock_movement_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM law('the ledger is only ever added to');
    RETURN NULL;
END $$;
CREATE TRIGGER stock_movement_stays BEFORE UPDATE OR DELETE ON stock_movement
FOR EACH ROW EXECUTE FUNCTION stock_movement_stays();
CREATE TRIGGER stock_movement_remains BEFORE TRUNCATE ON stock_movement
FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_stays();

CREATE FUNCTION stock_movement_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_on_hand BIGINT;
    now_reserved BIGINT;
    policy TEXT;
    was BIGINT;
BEGIN
    IF NEW.reverses IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stock_movement m
        WHERE m.id = NEW.reverses AND m.reverses IS NULL AND m.sku_id = NEW.sku_id AND m.kind = NEW.kind
          AND m.warehouse_id = NEW.warehouse_id AND m.bin_id IS NOT DISTINCT FROM NEW.bin_id AND m.delta = -NEW.delta) THEN
        PERFORM law('a reversal gives back exactly what one movement took');
    END IF;
    IF NEW.bin_id IS NOT NULL THEN
        INSERT INTO bin_balance (sku_id, bin_id, on_hand) VALUES (NEW.sku_id, NEW.bin_id, NEW.delta)
            ON CONFLICT (sku_id, bin_id) DO UPDATE SET on_hand = bin_balance.on_hand + excluded.on_hand;
    END IF;
    INSERT INTO stock_balance (sku_id, warehouse_id, on_hand) VALUES (NEW.sku_id, NEW.warehouse_id, NEW.delta)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET on_hand = stock_balance.on_hand + excluded.on_hand
        RETURNING on_hand, reserved INTO now_on_hand, now_reserved;
    IF now_on_hand <> NEW.balance_after THEN
        PERFORM law('balance_after is the balance');
    END IF;
    IF NEW.delta < 0 THEN
        SELECT below_zero INTO policy FROM warehouse WHERE id = NEW.warehouse_id;
        -- What leaves may not be more than is there; what is sold or carried away, not more than is free.
        IF policy <> 'always' AND NOT (policy = 'sales' AND NEW.kind = 'sell' AND NEW.doc_type = 'sale')
           AND now_on_hand < (CASE WHEN NEW.kind IN ('sell', 'transfer') THEN now_reserved ELSE 0 END) THEN
            PERFORM law('stock may not go below what policy allows');
        END IF;
    END IF;
    UPDATE sku_stock SET on_hand = on_hand + NEW.delta,
        first_us = CASE WHEN first_us <= (EXTRACT(EPOCH FROM NEW.occurred_at) * 1000000)::BIGINT THEN first_us ELSE (EXTRACT(EPOCH FROM NEW.occurred_at) * 1000000)::BIGINT END
        WHERE sku_id = NEW.sku_id RETURNING on_hand - NEW.delta INTO was;
    IF was > 0 AND was + NEW.delta <= 0 THEN
        INSERT INTO stock_out (sku_id, since) VALUES (NEW.sku_id, (EXTRACT(EPOCH FROM NEW.occurred_at) * 1000000)::BIGINT);
    ELSIF was <= 0 AND was + NEW.delta > 0 THEN
        UPDATE stock_out SET until = GREATEST(since, (EXTRACT(EPOCH FROM NEW.occurred_at) * 1000000)::BIGINT)
            WHERE sku_id = NEW.sku_id AND until IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER stock_movement_moves AFTER INSERT ON stock_movement FOR EACH ROW EXECUTE FUNCTION stock_movement_moves();

CREATE FUNCTION reservation_opened() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO stock_balance (sku_id, warehouse_id, reserved) VALUES (NEW.sku_id, NEW.warehouse_id, NEW.quantity)
        ON CONFLICT (sku_id, warehouse_id) DO UPDATE SET reserved = stock_balance.reserved + excluded.reserved;
    IF EXISTS (SELECT 1 FROM stock_balance b JOIN warehouse w ON w.id = b.warehouse_id
               WHERE b.sku_id = NEW.sku_id AND b.warehouse_id = NEW.warehouse_id AND w.below_zero <> 'always'
                 AND b.on_hand < b.reserved) THEN
        PERFORM law('only what is free can be reserved');
    END IF;
    UPDATE sku_stock SET reserved = reserved + NEW.quantity WHERE sku_id = NEW.sku_id;
    RETURN NULL;
END $$;
CREATE TRIGGER reservation_opened AFTER INSERT ON reservation FOR EACH ROW WHEN (NEW.state = 'open')
EXECUTE FUNCTION reservation_opened();

CREATE FUNCTION reservation_closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE stock_balance SET reserved = reserved - OLD.quantity
        WHERE sku_id = OLD.sku_id AND warehouse_id = OLD.warehouse_id;
    UPDATE sku_stock SET reserved = reserved - OLD.quantity WHERE sku_id = OLD.sku_id;
    RETURN NULL;
END $$;
CREATE TRIGGER reservation_closed AFTER UPDATE ON reservation FOR EACH ROW
WHEN (OLD.state = 'open' AND NEW.state <> 'open') EXECUTE FUNCTION reservation_closed();

CREATE FUNCTION reservation_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM law('a reservation is open, then closed, and otherwise stays as it was');
    RETURN NULL;
END $$;
CREATE TRIGGER reservation_stays BEFORE UPDATE ON reservation FOR EACH ROW
WHEN (OLD.state <> 'open' OR OLD.sku_id <> NEW.sku_id OR OLD.warehouse_id <> NEW.warehouse_id OR OLD.quantity <> NEW.quantity)
EXECUTE FUNCTION reservation_stays();
CREATE TRIGGER reservation_remains BEFORE DELETE ON reservation FOR EACH ROW EXECUTE FUNCTION reservation_stays();

-- What is still to come of a receipt: nothing once it is closed or all of it is there.
CREATE FUNCTION incoming_outstanding(state TEXT, quantity BIGINT, received BIGINT) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN state = 'open' THEN GREATEST(quantity - received, 0) ELSE 0 END $$;

CREATE FUNCTION incoming_expected() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    more BIGINT := incoming_outstanding(NEW.state, NEW.quantity, NEW.received);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.sku_id <> NEW.sku_id OR OLD.warehouse_id <> NEW.warehouse_id THEN
            PERFORM law('an expected receipt keeps its SKU and its warehouse');
        END IF;
        more := more - incoming_outstanding(OLD.state, OLD.quantity, OLD.received);
    END IF;
    INSERT INTO stock_balance (sku_id, warehouse_id) VALUES (NEW.sku_id, NEW.warehouse_id) ON CONFLICT DO NOTHING;
    UPDATE stock_balance SET incoming = incoming + more WHERE sku_id = NEW.sku_id AND warehouse_id = NEW.warehouse_id;
    UPDATE sku_stock SET incoming = incoming + more WHERE sku_id = NEW.sku_id;
    RETURN NULL;
END $$;
CREATE TRIGGER incoming_expected AFTER INSERT OR UPDATE ON incoming FOR EACH ROW EXECUTE FUNCTION incoming_expected();

CREATE FUNCTION incoming_remains() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM law('an expected receipt is cancelled, not deleted');
    RETURN NULL;
END $$;
CREATE TRIGGER incoming_remains BEFORE DELETE ON incoming FOR EACH ROW EXECUTE FUNCTION incoming_remains();

CREATE FUNCTION count_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM count_session WHERE id = OLD.session_id AND state <> 'open') THEN
        PERFORM law('a count that was closed stays as it was');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER count_item_stays BEFORE UPDATE ON count_item FOR EACH ROW EXECUTE FUNCTION count_item_stays();
