-- What iCalendar files call an event; NULL where the row is older than the column and waits to be filled in.
ALTER TABLE events ADD COLUMN ical_uid TEXT;
CREATE INDEX events_by_uid ON events (calendar_id, ical_uid);
CREATE INDEX events_without_uid ON events (event_key) WHERE ical_uid IS NULL;

CREATE TABLE feed_links (
    owner_id     INTEGER NOT NULL,
    secret_hash  BLOB NOT NULL,
    feed_link_id BLOB NOT NULL,
    calendar_id  INTEGER NOT NULL,
    permission   INTEGER NOT NULL,
    label        TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (owner_id, secret_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_links_by_calendar ON feed_links (calendar_id);

CREATE TABLE imports (
    user_id    INTEGER NOT NULL,
    import_id  BLOB NOT NULL,
    updated_at INTEGER NOT NULL,
    document   BLOB NOT NULL,
    PRIMARY KEY (user_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_by_age ON imports (updated_at);

CREATE TABLE import_items (
    user_id   INTEGER NOT NULL,
    import_id BLOB NOT NULL,
    number    INTEGER NOT NULL,
    document  BLOB NOT NULL,
    PRIMARY KEY (user_id, import_id, number)
) STRICT, WITHOUT ROWID;
