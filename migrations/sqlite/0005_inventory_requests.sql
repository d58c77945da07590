-- Changes of stock that a lead was asked to confirm, by the number of their document; decided once, whoever decides.
CREATE TABLE inventory_request (
    doc_id     TEXT PRIMARY KEY,
    asked_by   INTEGER NOT NULL,
    asked_at   INTEGER NOT NULL,
    decision   TEXT CHECK (decision IN ('confirmed', 'refused')),
    decided_by INTEGER,
    decided_at INTEGER,
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
);
