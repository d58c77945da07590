-- Claiming looks past what is claimed already, however long the line is: each index holds only what one half of the
-- question is about, and the lane with it. Together they cost no more to keep than the two that they replace.
DROP INDEX inbox_new;
DROP INDEX inbox_new_lane;
CREATE INDEX inbox_waiting ON inbox (id, lane) WHERE state = 'new' AND owner IS NULL;
CREATE INDEX inbox_held ON inbox (lane, owner) WHERE state = 'new' AND owner IS NOT NULL;

-- How often a job was begun since it last got any further.
ALTER TABLE job ADD COLUMN stalls BIGINT NOT NULL DEFAULT 0;
