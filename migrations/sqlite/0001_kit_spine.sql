-- Times are microseconds since 1970 in UTC.

CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id   INTEGER NOT NULL UNIQUE,
    lane        TEXT    NOT NULL,
    owner       TEXT,
    received_at INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    interrupted BOOLEAN NOT NULL DEFAULT FALSE,
    state       TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked', 'unknown')),
    note        TEXT,
    finished_at INTEGER,
    raw         TEXT    NOT NULL
);
CREATE INDEX inbox_new ON inbox (id) WHERE state = 'new';
CREATE INDEX inbox_new_lane ON inbox (lane) WHERE state = 'new';
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE state = 'done';

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id    INTEGER NOT NULL,
    priority   INTEGER NOT NULL,
    card       TEXT,
    what       TEXT    NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    owner      TEXT,
    not_before INTEGER,
    created_at INTEGER NOT NULL,
    sent_at    INTEGER,
    message_id INTEGER,
    note       TEXT
);
CREATE INDEX outbox_open ON outbox (id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_closed ON outbox (sent_at) WHERE state IN ('sent', 'failed');

CREATE TABLE blob (
    name       TEXT PRIMARY KEY,
    bytes      BLOB    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE card (
    name       TEXT PRIMARY KEY,
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE expiring (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX expiring_at ON expiring (at);

CREATE TABLE chat (
    chat_id       INTEGER PRIMARY KEY,
    off           TEXT    NOT NULL DEFAULT '[]',
    limited_until INTEGER,
    moved_to      INTEGER
);

CREATE TABLE person (
    user_id         INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL,
    username        TEXT,
    language        TEXT    NOT NULL,
    language_chosen BOOLEAN NOT NULL DEFAULT FALSE,
    role            TEXT    NOT NULL DEFAULT 'stranger' CHECK (role IN ('stranger', 'staff', 'lead', 'admin')),
    grants          TEXT    NOT NULL DEFAULT '{}',
    asked_at        INTEGER,
    met_at          INTEGER NOT NULL
);

CREATE TABLE form (
    lane       TEXT PRIMARY KEY,
    command    TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    given      TEXT    NOT NULL,
    message_id INTEGER,
    updated_at INTEGER NOT NULL
);

CREATE TABLE tap (
    key        TEXT PRIMARY KEY,
    tap        TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    value      TEXT    NOT NULL,
    once       BOOLEAN NOT NULL,
    created_at INTEGER NOT NULL,
    used_at    INTEGER,
    used_by    INTEGER
);

CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    chat_id     INTEGER NOT NULL,
    thread_id   INTEGER,
    path        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    detail      TEXT    NOT NULL DEFAULT '{}',
    duration_us INTEGER NOT NULL
);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE job (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT    NOT NULL,
    task         TEXT    NOT NULL,
    user_id      INTEGER NOT NULL,
    chat_id      INTEGER NOT NULL,
    thread_id    INTEGER,
    language     TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    cancel       BOOLEAN NOT NULL DEFAULT FALSE,
    checkpoint   TEXT,
    attempts     INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    finished_at  INTEGER
);

CREATE TABLE lease (
    name  TEXT PRIMARY KEY,
    owner TEXT    NOT NULL,
    epoch INTEGER NOT NULL,
    until INTEGER NOT NULL
);
