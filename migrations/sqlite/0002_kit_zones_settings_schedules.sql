-- The zone in which a person reads times; none is the shop's.
ALTER TABLE person ADD COLUMN zone TEXT;

-- What administrators have set for a plugin; what is not here has its default.
CREATE TABLE setting (
    plugin     TEXT NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL,
    PRIMARY KEY (plugin, name)
);

-- When each recurring job is due next.
CREATE TABLE schedule (
    name    TEXT PRIMARY KEY,
    next_at INTEGER NOT NULL
);

-- Which chats want to hear of what; thread 0 is no topic.
CREATE TABLE subscription (
    subject   TEXT   NOT NULL,
    chat_id   INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    language  TEXT   NOT NULL,
    PRIMARY KEY (subject, chat_id, thread_id)
);
