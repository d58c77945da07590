-- What a shop has, sells and earns. Money is integer minor units and an ISO 4217 currency.

CREATE TABLE account (
    id          INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    marketplace TEXT    NOT NULL CHECK (marketplace <> ''),
    name        TEXT    NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'auth_failed', 'tripped'))
);

-- below_zero: 'never'; 'sales' (an order that was placed is a fact, even one that nothing is left for); 'always'.
CREATE TABLE warehouse (
    id         INTEGER PRIMARY KEY,
    code       TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    name       TEXT    NOT NULL,
    below_zero TEXT    NOT NULL DEFAULT 'sales' CHECK (below_zero IN ('never', 'sales', 'always'))
);

CREATE TABLE bin (
    id           INTEGER PRIMARY KEY,
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    code         TEXT    NOT NULL CHECK (code <> ''),
    UNIQUE (warehouse_id, code),
    UNIQUE (id, warehouse_id)
);

CREATE TABLE product (
    id    INTEGER PRIMARY KEY,
    code  TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    title TEXT    NOT NULL,
    brand TEXT    NOT NULL DEFAULT ''
);

-- One sellable condition of a product. code_key, code_back and search_text are what searching compares: folded in case,
-- accents and look-alike letters, code_back from its end to its beginning.
CREATE TABLE sku (
    id            INTEGER PRIMARY KEY,
    product_id    INTEGER NOT NULL REFERENCES product (id),
    code          TEXT    NOT NULL UNIQUE CHECK (code <> ''),
    title         TEXT    NOT NULL,
    condition     TEXT    NOT NULL CHECK (condition IN ('new', 'open_box', 'refurbished', 'used', 'for_parts')),
    kind          TEXT    NOT NULL CHECK (kind IN ('stocked', 'kit', 'virtual')),
    reorder_point INTEGER CHECK (reorder_point >= 0),
    reorder_to    INTEGER CHECK (reorder_to >= COALESCE(reorder_point, 0)),
    multiple      INTEGER NOT NULL DEFAULT 1 CHECK (multiple >= 1),
    buffer        INTEGER NOT NULL DEFAULT 0 CHECK (buffer >= 0),
    lead_days     INTEGER CHECK (lead_days >= 0),
    supplier      TEXT    NOT NULL DEFAULT '',
    hold          TEXT    CHECK (hold <> ''),
    photo         TEXT    CHECK (photo <> ''),
    code_key      TEXT    NOT NULL,
    code_back     TEXT    NOT NULL,
    search_text   TEXT    NOT NULL,
    changed_at    INTEGER NOT NULL
);
CREATE INDEX sku_product ON sku (product_id);
CREATE INDEX sku_by_key ON sku (code_key, id);
CREATE INDEX sku_by_back ON sku (code_back, id);

-- Trigrams of search_text. Without positions (detail) it is a third of the size; what it finds is compared afterwards.
CREATE VIRTUAL TABLE sku_trigram USING fts5 (
    search_text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
);

-- Every word of a title once, forwards and backwards: what a mistyped word may have meant.
CREATE TABLE search_word (
    word TEXT PRIMARY KEY,
    back TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX search_word_back ON search_word (back, word);

CREATE TABLE barcode (
    gtin   TEXT    PRIMARY KEY CHECK (LENGTH(gtin) = 14 AND gtin NOT GLOB '*[^0-9]*'),
    sku_id INTEGER NOT NULL REFERENCES sku (id)
) WITHOUT ROWID;
CREATE INDEX barcode_sku ON barcode (sku_id);

CREATE TABLE kit_component (
    kit_id       INTEGER NOT NULL REFERENCES sku (id),
    component_id INTEGER NOT NULL REFERENCES sku (id),
    quantity     INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (kit_id, component_id),
    CHECK (kit_id <> component_id)
) WITHOUT ROWID;
CREATE INDEX kit_component_component ON kit_component (component_id);

CREATE TABLE listing (
    id                INTEGER PRIMARY KEY,
    account_id        INTEGER NOT NULL REFERENCES account (id),
    external_sku      TEXT    NOT NULL CHECK (external_sku <> ''),
    external_id       TEXT,
    sku_id            INTEGER REFERENCES sku (id),
    channel           TEXT    NOT NULL DEFAULT 'unknown' CHECK (channel IN ('merchant', 'marketplace', 'unknown')),
    state             TEXT    NOT NULL DEFAULT 'unknown' CHECK (state IN ('active', 'inactive', 'out_of_stock', 'missing', 'unknown')),
    observed_quantity INTEGER,
    observed_price    INTEGER CHECK (observed_price >= 0),
    observed_currency TEXT    CHECK (LENGTH(observed_currency) = 3),
    observed_at       INTEGER,
    UNIQUE (account_id, external_sku),
    CHECK ((observed_price IS NULL) = (observed_currency IS NULL))
);
CREATE INDEX listing_sku ON listing (sku_id);
CREATE INDEX listing_external ON listing (external_sku);

-- Stock of one SKU over all warehouses; only stocked SKUs have a row, so only they can move. What follows is kept by the
-- triggers of the next migration: projections of the ledger, of reservations and of expected receipts. first_us: its first movement, in
-- microseconds since 1970.
CREATE TABLE sku_stock (
    sku_id        INTEGER PRIMARY KEY REFERENCES sku (id),
    on_hand       INTEGER NOT NULL DEFAULT 0,
    reserved      INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    incoming      INTEGER NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    reorder_point INTEGER,
    first_us      INTEGER
);
-- The few that are low, found without a look at the many that are not. (SQLite turns a comparison with a column round before
-- it looks for an index, so the column stands first.)
CREATE INDEX sku_stock_low ON sku_stock (sku_id) WHERE reorder_point >= on_hand + incoming - reserved;

CREATE TABLE stock_balance (
    sku_id       INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    on_hand      INTEGER NOT NULL DEFAULT 0,
    reserved     INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    incoming     INTEGER NOT NULL DEFAULT 0 CHECK (incoming >= 0),
    PRIMARY KEY (sku_id, warehouse_id)
) WITHOUT ROWID;

CREATE TABLE bin_balance (
    sku_id  INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    bin_id  INTEGER NOT NULL REFERENCES bin (id),
    on_hand INTEGER NOT NULL,
    PRIMARY KEY (sku_id, bin_id)
) WITHOUT ROWID;
CREATE INDEX bin_balance_bin ON bin_balance (bin_id);

-- The ledger. Rows are added, never changed.
CREATE TABLE stock_movement (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    sku_id        INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id  INTEGER NOT NULL REFERENCES warehouse (id),
    bin_id        INTEGER,
    kind          TEXT    NOT NULL CHECK (kind IN ('receive', 'sell', 'adjust', 'count', 'transfer', 'return', 'write_off')),
    delta         INTEGER NOT NULL CHECK (delta <> 0),
    balance_after INTEGER NOT NULL,
    doc_type      TEXT    NOT NULL CHECK (doc_type <> ''),
    doc_id        TEXT    NOT NULL CHECK (doc_id <> ''),
    line          INTEGER NOT NULL,
    actor         TEXT    NOT NULL CHECK (actor <> ''),
    reason        TEXT    NOT NULL DEFAULT '',
    occurred_at   INTEGER NOT NULL,
    recorded_at   INTEGER NOT NULL,
    reverses      INTEGER REFERENCES stock_movement (id),
    UNIQUE (doc_type, doc_id, line),
    FOREIGN KEY (bin_id, warehouse_id) REFERENCES bin (id, warehouse_id)
);
CREATE UNIQUE INDEX stock_movement_reversed_once ON stock_movement (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX stock_movement_sku ON stock_movement (sku_id, id);
CREATE INDEX stock_movement_demand ON stock_movement (sku_id, occurred_at, delta) WHERE kind = 'sell';

-- When a SKU had nothing anywhere, in microseconds since 1970 (in both databases: spans are added up). An open end is
-- NULL.
CREATE TABLE stock_out (
    sku_id INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    since  INTEGER NOT NULL,
    until  INTEGER CHECK (until >= since)
);
CREATE INDEX stock_out_sku ON stock_out (sku_id);
CREATE UNIQUE INDEX stock_out_open ON stock_out (sku_id) WHERE until IS NULL;

-- Demand as it was on a day: units sold in so many days, and on how many of them there was something to sell.
CREATE TABLE sku_velocity (
    sku_id  INTEGER PRIMARY KEY REFERENCES sku_stock (sku_id),
    as_of   INTEGER NOT NULL,
    sold_7  INTEGER NOT NULL,
    sold_30 INTEGER NOT NULL,
    sold_90 INTEGER NOT NULL,
    days_7  INTEGER NOT NULL CHECK (days_7 >= 1),
    days_30 INTEGER NOT NULL CHECK (days_30 >= 1),
    days_90 INTEGER NOT NULL CHECK (days_90 >= 1)
);
CREATE TABLE velocity_run (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    as_of INTEGER NOT NULL
);

CREATE TABLE reservation (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    sku_id       INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    quantity     INTEGER NOT NULL CHECK (quantity > 0),
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'consumed', 'released', 'expired')),
    doc_type     TEXT    NOT NULL,
    doc_id       TEXT    NOT NULL,
    line         INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    closed_at    INTEGER,
    UNIQUE (doc_type, doc_id, line),
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX reservation_open ON reservation (sku_id, warehouse_id) WHERE state = 'open';
CREATE INDEX reservation_expiring ON reservation (expires_at) WHERE state = 'open';

CREATE TABLE incoming (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    sku_id       INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    quantity     INTEGER NOT NULL CHECK (quantity > 0),
    received     INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
    doc_type     TEXT    NOT NULL,
    doc_id       TEXT    NOT NULL,
    line         INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    expected_at  INTEGER,
    created_at   INTEGER NOT NULL,
    UNIQUE (doc_type, doc_id, line)
);
CREATE INDEX incoming_open ON incoming (sku_id, warehouse_id) WHERE state = 'open';

-- A price holds from its time until the next one's. No account means: on all that have none of their own.
CREATE TABLE price (
    id         INTEGER PRIMARY KEY,
    sku_id     INTEGER NOT NULL REFERENCES sku (id),
    account_id INTEGER REFERENCES account (id),
    currency   TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    amount     INTEGER NOT NULL CHECK (amount >= 0),
    floor      INTEGER CHECK (floor >= 0),
    ceiling    INTEGER,
    from_at    INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    reason     TEXT    NOT NULL DEFAULT '',
    CHECK (floor IS NULL OR amount >= floor),
    CHECK (ceiling IS NULL OR amount <= ceiling)
);
CREATE UNIQUE INDEX price_effective ON price (sku_id, COALESCE(account_id, 0), currency, from_at);

CREATE TABLE cost (
    sku_id   INTEGER NOT NULL REFERENCES sku (id),
    from_at  INTEGER NOT NULL,
    currency TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    unit     INTEGER NOT NULL CHECK (unit >= 0),
    landed   INTEGER NOT NULL DEFAULT 0 CHECK (landed >= 0),
    actor    TEXT    NOT NULL,
    PRIMARY KEY (sku_id, from_at)
) WITHOUT ROWID;

-- So many hundred-millionths of the quote for one of the base (both in major units), from a day on (days since 1970).
CREATE TABLE exchange_rate (
    base    TEXT    NOT NULL CHECK (LENGTH(base) = 3),
    quote   TEXT    NOT NULL CHECK (LENGTH(quote) = 3),
    day     INTEGER NOT NULL,
    rate_e8 INTEGER NOT NULL CHECK (rate_e8 > 0),
    PRIMARY KEY (base, quote, day),
    CHECK (base <> quote)
) WITHOUT ROWID;

CREATE TABLE sale (
    id         INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    order_id   TEXT    NOT NULL CHECK (order_id <> ''),
    placed_at  INTEGER NOT NULL,
    UNIQUE (account_id, order_id)
);

-- cost (of a unit, landed), fees and refunded are projections of the tables that follow, so that a year adds up fast.
CREATE TABLE sale_line (
    id            INTEGER PRIMARY KEY,
    sale_id       INTEGER NOT NULL REFERENCES sale (id),
    line          TEXT    NOT NULL CHECK (line <> ''),
    account_id    INTEGER NOT NULL REFERENCES account (id),
    placed_at     INTEGER NOT NULL,
    version_at    INTEGER NOT NULL,
    sku_id        INTEGER REFERENCES sku (id),
    external_sku  TEXT    NOT NULL DEFAULT '',
    quantity      INTEGER NOT NULL CHECK (quantity >= 0),
    unit_price    INTEGER NOT NULL CHECK (unit_price >= 0),
    shipping      INTEGER NOT NULL DEFAULT 0,
    currency      TEXT    NOT NULL CHECK (LENGTH(currency) = 3),
    fulfilled_by  TEXT    NOT NULL CHECK (fulfilled_by IN ('own', 'marketplace')),
    warehouse_id  INTEGER REFERENCES warehouse (id),
    cost          INTEGER,
    cost_currency TEXT,
    fees          INTEGER NOT NULL DEFAULT 0,
    settled       BOOLEAN NOT NULL DEFAULT FALSE,
    refunded      INTEGER NOT NULL DEFAULT 0,
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
    sale_line_id INTEGER NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind <> ''),
    amount       INTEGER NOT NULL,
    currency     TEXT    NOT NULL,
    estimated    BOOLEAN NOT NULL,
    PRIMARY KEY (sale_line_id, kind),
    FOREIGN KEY (sale_line_id, currency) REFERENCES sale_line (id, currency)
) WITHOUT ROWID;

CREATE TABLE refund (
    sale_line_id INTEGER NOT NULL,
    refund_id    TEXT    NOT NULL CHECK (refund_id <> ''),
    amount       INTEGER NOT NULL CHECK (amount >= 0),
    currency     TEXT    NOT NULL,
    quantity     INTEGER NOT NULL CHECK (quantity >= 0),
    at           INTEGER NOT NULL,
    PRIMARY KEY (sale_line_id, refund_id),
    FOREIGN KEY (sale_line_id, currency) REFERENCES sale_line (id, currency)
) WITHOUT ROWID;

CREATE TABLE count_session (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT    NOT NULL,
    warehouse_id INTEGER NOT NULL REFERENCES warehouse (id),
    bin_id       INTEGER,
    state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'cancelled')),
    opened_by    TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    closed_by    TEXT,
    closed_at    INTEGER,
    FOREIGN KEY (bin_id, warehouse_id) REFERENCES bin (id, warehouse_id),
    CHECK ((state = 'open') = (closed_at IS NULL))
);

CREATE TABLE count_item (
    session_id INTEGER NOT NULL REFERENCES count_session (id),
    position   INTEGER NOT NULL,
    sku_id     INTEGER NOT NULL REFERENCES sku_stock (sku_id),
    taken_by   TEXT,
    expected   INTEGER,
    counted    INTEGER CHECK (counted >= 0),
    counted_by TEXT,
    counted_at INTEGER,
    PRIMARY KEY (session_id, position),
    UNIQUE (session_id, sku_id),
    CHECK ((counted IS NULL) = (expected IS NULL) AND (counted IS NULL) = (counted_by IS NULL))
) WITHOUT ROWID;
