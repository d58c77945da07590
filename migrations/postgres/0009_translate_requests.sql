-- What a line of the books stands for: how many requests went out for it, and whether some of its tokens are a guess.
ALTER TABLE translate_call ADD COLUMN requests BIGINT NOT NULL DEFAULT 1;
ALTER TABLE translate_call ADD COLUMN estimated BOOLEAN NOT NULL DEFAULT FALSE;
