-- For whom units are kept back, or why; empty where an order says it.
ALTER TABLE reservation ADD COLUMN note TEXT NOT NULL DEFAULT '';
