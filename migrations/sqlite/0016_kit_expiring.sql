-- Whose eyes alone a message is for that is to be deleted; its number is then one of such messages, below zero.
ALTER TABLE expiring ADD COLUMN receiver INTEGER;
