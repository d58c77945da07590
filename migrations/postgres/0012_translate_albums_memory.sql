-- What the files that were sent at once have in common: they are one order.
ALTER TABLE translate_job ADD COLUMN together TEXT;

-- A machine's line counts for the model and the rules that made it: its style says so.
UPDATE translate_memory SET style = style || '@' || model || '#1' WHERE origin <> 'human';
