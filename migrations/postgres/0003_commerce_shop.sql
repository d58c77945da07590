-- The same tables as for SQLite, in the types of PostgreSQL. What a shop has, sells and earns. Money is integer minor units and an ISO 4217 currency.

CREATE TABLE account (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    marketplace TEXT    NOT NULL CHECK (marketplace <> ''),
    name        TEXT    NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'auth_failed', 'tripped'))
);

-- below_zero: 'never'; 'sales' (an order that was placed is a fact, even one that nothing is left for); 'always'.
CREATE TABLE warehouse (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code       TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    name       TEXT    NOT NULL,
    below_zero TEXT    NOT NULL DEFAULT 'sales' CHECK (below_zero IN ('never', 'sales', 'always'))
);

CREATE TABLE bin (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
    code         TEXT    NOT NULL CHECK (code <> ''),
    UNIQUE (warehouse_id, code),
    UNIQUE (id, warehouse_id)
);

CREATE TABLE product (
    id    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code  TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    title TEXT    NOT NULL,
    brand TEXT    NOT NULL DEFAULT ''
);

-- One sellable condition of a product. code_key, code_back and search_text are what searching compares: folded in case,
-- accents and look-alike letters, code_back from its end to its beginning.
CREATE TABLE sku (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id    BIGINT NOT NULL REFERENCES product (id),
    code          TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    title         TEXT    NOT NULL,
    condition     TEXT    NOT NULL CHECK (condition IN ('new', 'open_box', 'refurbished', 'used', 'for_parts')),
    kind          TEXT    NOT NULL CHECK (kind IN ('stocked', 'kit', 'virtual')),
    reorder_point BIGINT CHECK (reorder_point >= 0),
    reorder_to    BIGINT CHECK (reorder_to >= COALESCE(reorder_point, 0)),
    multiple      BIGINT NOT NULL DEFAULT 1 CHECK (multiple >= 1),
    buffer        BIGINT NOT NULL DEFAULT 0 CHECK (buffer >= 0),
    lead_days     BIGINT CHECK (lead_days >= 0),
    supplier      TEXT    NOT NULL DEFAULT '',
    hold          TEXT    CHECK (hold <> ''),
    photo         TEXT    CHECK (photo <> ''),
    code_key      TEXT COLLATE "C"    NOT NULL,
    code_back     TEXT COLLATE "C"    NOT NULL,
    search_text   TEXT    NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX sku_product ON sku (product_id);
CREATE INDEX sku_by_key ON sku (code_key, id);
CREATE INDEX sku_by_back ON sku (code_back, id);

-- Trigrams of search_text, in which substrings are found.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX sku_trigram ON sku USING gin (search_text gin_trgm_ops);

-- Every word of a title once, forwards and backwards: what a mistyped word may have meant.
CREATE TABLE search_word (
    word TEXT COLLATE "C" PRIMARY KEY,
    back TEXT COLLATE "C" NOT NULL
);
CREATE INDEX search_word_back ON search_word (back, word);

CREATE TABLE barcode (
    gtin   TEXT    PRIMARY KEY CHECK (gtin ~ '^[0-9]{14}$'),
    sku_id BIGINT NOT NULL REFERENCES sku (id)
);
CREATE INDEX barcode_sku ON barcode (sku_id);

CREATE TABLE kit_component (
    kit_id       BIGINT NOT NULL REFERENCES sku (id),
    component_id BIGINT NOT NULL REFERENCES sku (id),
    quantity     BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (kit_id, component_id),
    CHECK (kit_id <> component_id)
);
CREATE INDEX kit_component_component ON kit_component (component_id);

CREATE TABLE listing (
    id                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id        BIGINT NOT NULL REFERENCES account (id),
    external_sku      TEXT    NOT NULL CHECK (external_sku <> ''),
    external_id       TEXT,
    sku_id            BIGINT REFERENCES sku (id),
    channel           TEXT    NOT NULL DEFAULT 'unknown' CHECK (channel IN ('merchant', 'marketplace', 'unknown')),
    state             TEXT    NOT NULL DEFAULT 'unknown' CHECK (state IN ('active', 'inactive', 'out_of_stock', 'missing', 'unknown')),
    observed_quantity BIGINT,
    observed_price    BIGINT CHECK (observed_price >= 0),
    observed_currency TEXT    CHECK (LENGTH(observed_currency) = 3),
    observed_at       TIMESTAMPTZ,
    UNIQUE (account_id, external_sku),
    CHECK ((observed_price IS NULL) = (observed_currency IS NULL))
);
CREATE INDEX listing_sku ON listing (sku_id);
CREATE INDEX listing_external ON listing (external_sku);

-- Stock of one SKU over all warehouses; only stocked SKUs have a row, so only they can move. What follows is kept by the
-- triggers of the next migration: projections of the ledger, of reservations and of expected receipts. first_us: its first movement, in
-- microseconds since 1970.
CREATE TABLE sku_stock (
    sku_id        BIGINT PRIMARY KEY REFERENCES sku (id),
    on_hand       BIGINT NOT NULL DEFAULT 0,
    reserved      BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    incoming      BIGINT NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    reorder_point BIGINT,
    first_us      BIGINT
);
-- The few that are low, found without a look at the many that are not. (SQLite turns a comparison with a column round before
-- it looks for an index, so the column stands first.)
CREATE INDEX sku_stock_low ON sku_stock (sku_id) WHERE reorder_point >= on_hand + incoming - reserved;

CREATE TABLE stock_balance (
    sku_id       BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
    on_hand      BIGINT NOT NULL DEFAULT 0,
    reserved     BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    incoming     BIGINT NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    PRIMARY KEY (sku_id, warehouse_id)
);

CREATE TABLE bin_balance (
    sku_id  BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    bin_id  BIGINT NOT NULL REFERENCES bin (id),
    on_hand BIGINT NOT NULL,
    PRIMARY KEY (sku_id, bin_id)
);
CREATE INDEX bin_balance_bin ON bin_balance (bin_id);

-- The ledger. Rows are added, never changed.
CREATE TABLE stock_movement (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku_id        BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id  BIGINT NOT NULL REFERENCES warehouse (id),
    bin_id        BIGINT,
    kind          TEXT    NOT NULL CHECK (kind IN ('receive', 'sell', 'adjust', 'count', 'transfer', 'return', 'write_off')),
    delta         BIGINT NOT NULL CHECK (delta <> 0),
    balance_after BIGINT NOT NULL,
    doc_type      TEXT    NOT NULL CHECK (doc_type <> ''),
    doc_id        TEXT    NOT NULL CHECK (doc_id <> ''),
    line          BIGINT NOT NULL,
    actor         TEXT    NOT NULL CHECK (actor <> ''),
    reason        TEXT    NOT NULL DEFAULT '',
    occurred_at   TIMESTAMPTZ NOT NULL,
    recorded_at   TIMESTAMPTZ NOT NULL,
    reverses      BIGINT REFERENCES stock_movement (id),
    UNIQUE (doc_type, doc_id, line),
    FOREIGN KEY (bin_id, warehouse_id) REFERENCES bin (id, warehouse_id)
);
CREATE UNIQUE INDEX stock_movement_reversed_once ON stock_movement (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX stock_movement_sku ON stock_movement (sku_id, id);
CREATE INDEX stock_movement_demand ON stock_movement (sku_id, occurred_at, delta) WHERE kind = 'sell';

-- When a SKU had nothing anywhere, in microseconds since 1970 (in both databases: spans are added up). An open end is
-- NULL.
CREATE TABLE stock_out (
    sku_id BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    since  BIGINT NOT NULL,
    until  BIGINT CHECK (until >= since)
);
CREATE INDEX stock_out_sku ON stock_out (sku_id);
CREATE UNIQUE INDEX stock_out_open ON stock_out (sku_id) WHERE until IS NULL;

-- Demand as it was on a day: units sold in so many days, and on how many of them there was something to sell.
CREATE TABLE sku_velocity (
    sku_id  BIGINT PRIMARY KEY REFERENCES sku_stock (sku_id),
    as_of   TIMESTAMPTZ NOT NULL,
    sold_7  BIGINT NOT NULL,
    sold_30 BIGINT NOT NULL,
    sold_90 BIGINT NOT NULL,
    days_7  BIGINT NOT NULL CHECK (days_7 >= 1),
    days_30 BIGINT NOT NULL CHECK (days_30 >= 1),
    days_90 BIGINT NOT NULL CHECK (days_90 >= 1)
);
CREATE TABLE velocity_run (
    one   BIGINT PRIMARY KEY CHECK (one = 1),
    as_of TIMESTAMPTZ NOT NULL
);

CREATE TABLE reservation (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku_id       BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
    quantity     BIGINT NOT NULL CHECK (quantity > 0),
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'consumed', 'released', 'expired')),
    doc_type     TEXT    NOT NULL,
    doc_id       TEXT    NOT NULL,
    line         BIGINT NOT NULL,
    actor        TEXT    NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ,
    closed_at    TIMESTAMPTZ,
    UNIQUE (doc_type, doc_id, line),
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX reservation_open ON reservation (sku_id, warehouse_id) WHERE state = 'open';
CREATE INDEX reservation_expiring ON reservation (expires_at) WHERE state = 'open';

CREATE TABLE incoming (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku_id       BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
    quantity     BIGINT NOT NULL CHECK (quantity > 0),
    received     BIGINT NOT NULL DEFAULT 0 CHECK (received >= 0),
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
    doc_type     TEXT    NOT NULL,
    doc_id       TEXT    NOT NULL,
    line         BIGINT NOT NULL,
    actor        TEXT    NOT NULL,
    expected_at  TIMESTAMPTZ,
    created_at   TIMESTAMPTZ NOT NULL,
    UNIQUE (doc_type, doc_id, line)
);
CREATE INDEX incoming_open ON incoming (sku_id, warehouse_id) WHERE state = 'open';

-- A price holds from its time until the next one's. No account means: on all that have none of their own.
CREATE TABLE price (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku_id     BIGINT NOT NULL REFERENCES sku (id),
    account_id BIGINT REFERENCES account (id),
    currency   TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    amount     BIGINT NOT NULL CHECK (amount >= 0),
    floor      BIGINT CHECK (floor >= 0),
    ceiling    BIGINT,
    from_at    TIMESTAMPTZ NOT NULL,
    actor      TEXT    NOT NULL,
    reason     TEXT    NOT NULL DEFAULT '',
    CHECK (floor IS NULL OR amount >= floor),
    CHECK (ceiling IS NULL OR amount <= ceiling)
);
CREATE UNIQUE INDEX price_effective ON price (sku_id, COALESCE(account_id, 0), currency, from_at);

CREATE TABLE cost (
    sku_id   BIGINT NOT NULL REFERENCES sku (id),
    from_at  TIMESTAMPTZ NOT NULL,
    currency TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    unit     BIGINT NOT NULL CHECK (unit >= 0),
    landed   BIGINT NOT NULL DEFAULT 0 CHECK (landed >= 0),
    actor    TEXT    NOT NULL,
    PRIMARY KEY (sku_id, from_at)
);

-- So many hundred-millionths of the quote for one of the base (both in major units), from a day on (days since 1970).
CREATE TABLE exchange_rate (
    base    TEXT    NOT NULL CHECK (LENGTH(base) = 3),
    quote   TEXT    NOT NULL CHECK (LENGTH(quote) = 3),
    day     BIGINT NOT NULL,
    rate_e8 BIGINT NOT NULL CHECK (rate_e8 > 0),
    PRIMARY KEY (base, quote, day),
    CHECK (base <> quote)
);

CREATE TABLE sale (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    order_id   TEXT    NOT NULL CHECK (order_id <> ''),
    placed_at  TIMESTAMPTZ NOT NULL,
    UNIQUE (account_id, order_id)
);

-- cost (of a unit, landed), fees and refunded are projections of the tables that follow, so that a year adds up fast.
CREATE TABLE sale_line (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sale_id       BIGINT NOT NULL REFERENCES sale (id),
    line          TEXT    NOT NULL CHECK (line <> ''),
    account_id    BIGINT NOT NULL REFERENCES account (id),
    placed_at     TIMESTAMPTZ NOT NULL,
    version_at    TIMESTAMPTZ NOT NULL,
    sku_id        BIGINT REFERENCES sku (id),
    external_sku  TEXT    NOT NULL DEFAULT '',
    quantity      BIGINT NOT NULL CHECK (quantity >= 0),
    unit_price    BIGINT NOT NULL CHECK (unit_price >= 0),
    shipping      BIGINT NOT NULL DEFAULT 0,
    currency      TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    fulfilled_by  TEXT    NOT NULL CHECK (fulfilled_by IN ('own', 'marketplace')),
    warehouse_id  BIGINT REFERENCES warehouse (id),
    cost          BIGINT,
    cost_currency TEXT,
    fees          BIGINT NOT NULL DEFAULT 0,
    settled       BOOLEAN NOT NULL DEFAULT FALSE,
    refunded      BIGINT NOT NULL DEFAULT 0,
    UNIQUE (sale_id, line),
    UNIQUE (id, currency),
    CHECK (fulfilled_by = 'own' OR warehouse_id IS NULL),
    CHECK ((cost IS NULL) = (cost_currency IS NULL))
);
-- All that a report of a period adds up, so that it need not look up the lines.
CREATE INDEX sale_line_placed ON sale_line (
    placed_at, account_id, currency, cost_currency, settled, quantity, unit_price, fees, shipping, refunded, cost
);
CREATE INDEX sale_line_sku ON sale_line (sku_id, placed_at);

-- A fee is an estimate until the settlement replaces it. It has the currency of its line.
CREATE TABLE fee (
    sale_line_id BIGINT NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind <> ''),
    amount       BIGINT NOT NULL,
    currency     TEXT    NOT NULL,
    estimated    BOOLEAN NOT NULL,
    PRIMARY KEY (sale_line_id, kind),
    FOREIGN KEY (sale_line_id, currency) REFERENCES sale_line (id, currency)
);

CREATE TABLE refund (
    sale_line_id BIGINT NOT NULL,
    refund_id    TEXT    NOT NULL CHECK (refund_id <> ''),
    amount       BIGINT NOT NULL CHECK (amount >= 0),
    currency     TEXT    NOT NULL,
    quantity     BIGINT NOT NULL CHECK (quantity >= 0),
    at           TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (sale_line_id, refund_id),
    FOREIGN KEY (sale_line_id, currency) REFERENCES sale_line (id, currency)
);

CREATE TABLE count_session (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         TEXT    NOT NULL,
    warehouse_id BIGINT NOT NULL REFERENCES warehouse (id),
    bin_id       BIGINT,
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'cancelled')),
    opened_by    TEXT    NOT NULL,
    opened_at    TIMESTAMPTZ NOT NULL,
    closed_by    TEXT,
    closed_at    TIMESTAMPTZ,
    FOREIGN KEY (bin_id, warehouse_id) REFERENCES bin (id, warehouse_id),
    CHECK ((state = 'open') = (closed_at IS NULL))
);

CREATE TABLE count_item (
    session_id BIGINT NOT NULL REFERENCES count_session (id),
    position   BIGINT NOT NULL,
    sku_id     BIGINT NOT NULL REFERENCES sku_stock (sku_id),
    taken_by   TEXT,
    expected   BIGINT,
    counted    BIGINT CHECK (counted >= 0),
    counted_by TEXT,
    counted_at TIMESTAMPTZ,
    PRIMARY KEY (session_id, position),
    UNIQUE (session_id, sku_id),
    CHECK ((counted IS NULL) = (expected IS NULL) AND (counted IS NULL) = (counted_by IS NULL))
);
