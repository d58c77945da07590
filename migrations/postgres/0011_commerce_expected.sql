-- Nothing here replaces rows unasked, as SQLite's INSERT OR REPLACE does, so there is nothing to forbid.
COMMENT ON TABLE incoming IS 'What is on its way. A row is new under its document''s line, or changed in its place.';
