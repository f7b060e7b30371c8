-- How many events a calendar has, whatever their state.
ALTER TABLE feeds ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
UPDATE feeds SET events = (SELECT count(*) FROM events WHERE events.calendar_id = feeds.calendar_id);
