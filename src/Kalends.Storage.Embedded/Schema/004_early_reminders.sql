-- earliest: the largest of minutes, so that the few reminders of long before are found without reading all. Rows of before this step count
-- as the earliest there can be, until they are written again.
ALTER TABLE reminders ADD COLUMN earliest INTEGER NOT NULL DEFAULT 527040;
CREATE INDEX reminders_by_user ON reminders (user_id, earliest);
