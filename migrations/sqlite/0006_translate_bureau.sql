-- An order at the translation bureau: files, languages, settings. person 0 is the command line.
CREATE TABLE translate_job (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    archive     BOOLEAN NOT NULL,
    settings    TEXT    NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'working', 'paused', 'done', 'cancelled')),
    pause       TEXT,
    run         INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL
);
CREATE INDEX translate_job_person ON translate_job (person, id);

-- Its files, in their order. stored is the number of the file that was sent, entry the place in it if that is a ZIP.
CREATE TABLE translate_file (
    job_id   INTEGER NOT NULL REFERENCES translate_job (id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    path     TEXT    NOT NULL,
    stored   INTEGER NOT NULL,
    entry    INTEGER,
    folder   BOOLEAN NOT NULL,
    size     INTEGER NOT NULL,
    modified INTEGER,
    PRIMARY KEY (job_id, number)
);

-- What has become of each text, once a job and language. heard: it came, and its answer is not over yet.
CREATE TABLE translate_segment (
    job_id     INTEGER NOT NULL REFERENCES translate_job (id) ON DELETE CASCADE,
    language   TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    file       INTEGER NOT NULL,
    place      TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    target     TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('new', 'heard', 'memory', 'ok', 'repaired', 'approximate', 'kept', 'human')),
    reason     TEXT    NOT NULL DEFAULT '',
    warnings   TEXT    NOT NULL DEFAULT '[]',
    call_id    INTEGER,
    call_place INTEGER,
    PRIMARY KEY (job_id, language, digest)
);
CREATE INDEX translate_segment_state ON translate_segment (job_id, state);

-- Calls to a model: what each cost. An open one was under way; if the program died, it may have been billed.
CREATE TABLE translate_call (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    job_id     INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    open       BOOLEAN NOT NULL DEFAULT TRUE,
    millionths INTEGER NOT NULL,
    prompt     INTEGER NOT NULL DEFAULT 0,
    cached     INTEGER NOT NULL DEFAULT 0,
    completion INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX translate_call_job ON translate_call (job_id);
CREATE INDEX translate_call_person ON translate_call (person, at);

-- One row a person, taken hold of while money is set aside, so that two jobs cannot both take the last of it.
CREATE TABLE translate_purse (
    person INTEGER PRIMARY KEY,
    calls  INTEGER NOT NULL
);

-- The translation memory. pretend: by the built-in translator, whose texts are no translations.
CREATE TABLE translate_memory (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    language   TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    style      TEXT    NOT NULL,
    origin     TEXT    NOT NULL CHECK (origin IN ('model', 'pretend', 'human')),
    source     TEXT    NOT NULL,
    target     TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL,
    UNIQUE (language, digest, style, origin)
);

-- A few fingerprints of each text in the memory, by which similar ones are found.
CREATE TABLE translate_print (
    language  TEXT    NOT NULL,
    print     INTEGER NOT NULL,
    memory_id INTEGER NOT NULL REFERENCES translate_memory (id) ON DELETE CASCADE,
    PRIMARY KEY (language, print, memory_id)
);
CREATE INDEX translate_print_memory ON translate_print (memory_id);

-- The glossary. Language * is all of them; an empty target says that the word is not translated.
CREATE TABLE translate_term (
    language   TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    target     TEXT    NOT NULL,
    note       TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL,
    PRIMARY KEY (language, source)
);

-- Settings that somebody gave a name.
CREATE TABLE translate_preset (
    person   INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    settings TEXT    NOT NULL,
    PRIMARY KEY (person, name)
);

-- What is known about a model's endpoint, so that it is not tried out again.
CREATE TABLE translate_endpoint (
    base_url   TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    verdict    TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (base_url, model)
);
