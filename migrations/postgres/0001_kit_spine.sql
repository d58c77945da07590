-- The same tables as for SQLite, in the types of PostgreSQL.

CREATE TABLE inbox (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    update_id   BIGINT NOT NULL UNIQUE,
    lane        TEXT    NOT NULL,
    owner       TEXT,
    received_at TIMESTAMPTZ NOT NULL,
    attempts    BIGINT NOT NULL DEFAULT 0,
    interrupted BOOLEAN NOT NULL DEFAULT FALSE,
    state       TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked', 'unknown')),
    note        TEXT,
    finished_at TIMESTAMPTZ,
    raw         TEXT    NOT NULL
);
CREATE INDEX inbox_new ON inbox (id) WHERE state = 'new';
CREATE INDEX inbox_new_lane ON inbox (lane) WHERE state = 'new';
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE state = 'done';

CREATE TABLE outbox (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat_id    BIGINT NOT NULL,
    priority   BIGINT NOT NULL,
    card       TEXT,
    what       JSONB    NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts   BIGINT NOT NULL DEFAULT 0,
    owner      TEXT,
    not_before TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at    TIMESTAMPTZ,
    message_id BIGINT,
    note       TEXT
);
CREATE INDEX outbox_open ON outbox (id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_closed ON outbox (sent_at) WHERE state IN ('sent', 'failed');

CREATE TABLE blob (
    name       TEXT PRIMARY KEY,
    bytes      BYTEA    NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE card (
    name       TEXT PRIMARY KEY,
    chat_id    BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE expiring (
    chat_id    BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX expiring_at ON expiring (at);

CREATE TABLE chat (
    chat_id       BIGINT PRIMARY KEY,
    off           JSONB    NOT NULL DEFAULT '[]',
    limited_until TIMESTAMPTZ,
    moved_to      BIGINT
);

CREATE TABLE person (
    user_id         BIGINT PRIMARY KEY,
    name            TEXT    NOT NULL,
    username        TEXT,
    language        TEXT    NOT NULL,
    language_chosen BOOLEAN NOT NULL DEFAULT FALSE,
    role            TEXT    NOT NULL DEFAULT 'stranger' CHECK (role IN ('stranger', 'staff', 'lead', 'admin')),
    grants          JSONB    NOT NULL DEFAULT '{}',
    asked_at        TIMESTAMPTZ,
    met_at          TIMESTAMPTZ NOT NULL
);

CREATE TABLE form (
    lane       TEXT PRIMARY KEY,
    command    TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    given      JSONB    NOT NULL,
    message_id BIGINT,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE tap (
    key        TEXT PRIMARY KEY,
    tap        TEXT    NOT NULL,
    version    BIGINT NOT NULL,
    value      TEXT    NOT NULL,
    once       BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ,
    used_by    BIGINT
);

CREATE TABLE audit (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          TIMESTAMPTZ NOT NULL,
    user_id     BIGINT NOT NULL,
    chat_id     BIGINT NOT NULL,
    thread_id   BIGINT,
    path        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    detail      JSONB    NOT NULL DEFAULT '{}',
    duration_us BIGINT NOT NULL
);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE job (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         TEXT    NOT NULL,
    task         TEXT    NOT NULL,
    user_id      BIGINT NOT NULL,
    chat_id      BIGINT NOT NULL,
    thread_id    BIGINT,
    language     TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    cancel       BOOLEAN NOT NULL DEFAULT FALSE,
    checkpoint   TEXT,
    attempts     BIGINT NOT NULL DEFAULT 0,
    created_at   TIMESTAMPTZ NOT NULL,
    finished_at  TIMESTAMPTZ
);

CREATE TABLE lease (
    name  TEXT PRIMARY KEY,
    owner TEXT    NOT NULL,
    epoch BIGINT NOT NULL,
    until TIMESTAMPTZ NOT NULL
);
