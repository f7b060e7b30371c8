-- Times are seconds since 1970 UTC, UUIDs 16 bytes in network order, documents as in Kalends.Storage/Documents.

CREATE TABLE users (
    user_id       INTEGER PRIMARY KEY,
    email_key     TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    revision      INTEGER NOT NULL,
    document      BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
    user_id    INTEGER NOT NULL,
    token_hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE app_passwords (
    user_id         INTEGER NOT NULL,
    app_password_id BLOB NOT NULL,
    label           TEXT NOT NULL,
    secret_hash     BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (user_id, app_password_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
    user_id     INTEGER NOT NULL,
    path        TEXT NOT NULL,
    request_key TEXT NOT NULL,
    body_hash   BLOB NOT NULL,
    status      INTEGER NOT NULL,
    location    TEXT,
    etag        TEXT,
    body        BLOB NOT NULL,
    answered_at INTEGER NOT NULL,
    UNIQUE (user_id, path, request_key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (answered_at);

CREATE TABLE calendars (
    calendar_id INTEGER PRIMARY KEY,
    owner_id    INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    color       TEXT NOT NULL,
    description TEXT NOT NULL,
    is_public   INTEGER NOT NULL,
    time_zone   TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    deleted_at  INTEGER,
    deleted_by  INTEGER
) STRICT;
CREATE INDEX calendars_by_owner ON calendars (owner_id);

CREATE TABLE share_grants (
    calendar_id INTEGER NOT NULL,
    user_id     INTEGER NOT NULL,
    owner_id    INTEGER NOT NULL,
    permission  INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX share_grants_by_user ON share_grants (user_id);

-- A calendar's change feed: its newest sequence, and up to where changes may have been forgotten.
CREATE TABLE feeds (
    calendar_id INTEGER PRIMARY KEY,
    head        INTEGER NOT NULL,
    floor       INTEGER NOT NULL
) STRICT;

-- Everything below refers to an event in a calendar by event_key. is_home marks the calendar an event was last written to.
-- projected is the revision the projection was made from, 0 where there is none; first_face to last_face are its faces.
CREATE TABLE events (
    event_key    INTEGER PRIMARY KEY,
    calendar_id  INTEGER NOT NULL,
    event_id     BLOB NOT NULL,
    revision     INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    is_home      INTEGER NOT NULL,
    is_live      INTEGER NOT NULL,
    is_series    INTEGER NOT NULL,
    is_trash     INTEGER NOT NULL,
    gone_at      INTEGER,
    document     BLOB NOT NULL,
    projected    INTEGER NOT NULL DEFAULT 0,
    tzdb         TEXT,
    window_start INTEGER,
    window_end   INTEGER,
    first_face   INTEGER,
    last_face    INTEGER
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (event_id, calendar_id);
CREATE UNIQUE INDEX events_by_change ON events (calendar_id, sequence, event_id);
CREATE INDEX events_series ON events (calendar_id, event_id) WHERE is_live AND is_series;
CREATE INDEX events_trash ON events (calendar_id, event_id) WHERE is_trash;
CREATE INDEX events_gone ON events (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX events_unprojected ON events (calendar_id, event_id) WHERE projected < revision;
CREATE INDEX events_window_start ON events (calendar_id, window_start) WHERE is_live AND is_series;
CREATE INDEX events_window_end ON events (calendar_id, window_end) WHERE is_live AND is_series;
CREATE INDEX events_outdated ON events (window_end) WHERE is_live AND is_series;
CREATE INDEX events_by_tzdb ON events (tzdb) WHERE is_live;

CREATE TABLE history (
    event_key INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    document  BLOB NOT NULL,
    PRIMARY KEY (event_key, version)
) STRICT, WITHOUT ROWID;

-- minutes: one 32-bit little-endian integer per reminder.
CREATE TABLE reminders (
    event_key INTEGER NOT NULL,
    user_id   INTEGER NOT NULL,
    minutes   BLOB NOT NULL,
    PRIMARY KEY (event_key, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE faces (
    face_key INTEGER PRIMARY KEY,
    event_id BLOB NOT NULL,
    document BLOB NOT NULL
) STRICT;

-- span: 0 up to a day long, 1 up to 8 days, 2 up to 64 days, 3 longer; so that what overlaps [from, to) is one range of starts per span.
-- flags: 1 cancelled, 2 transparent.
CREATE TABLE occurrences (
    calendar_id     INTEGER NOT NULL,
    span            INTEGER NOT NULL,
    start           INTEGER NOT NULL,
    occurrence_id   BLOB NOT NULL,
    face_key        INTEGER NOT NULL,
    flags           INTEGER NOT NULL,
    end             INTEGER NOT NULL,
    start_offset    INTEGER NOT NULL,
    end_offset      INTEGER NOT NULL,
    original        INTEGER NOT NULL,
    original_offset INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, span, start, occurrence_id, face_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrences_by_face ON occurrences (face_key, start);

-- Faces whose occurrences readers must not see: of a projection still being written, or of a replaced one not yet swept.
CREATE TABLE hidden_faces (
    calendar_id INTEGER NOT NULL,
    first_face  INTEGER NOT NULL,
    last_face   INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, first_face)
) STRICT, WITHOUT ROWID;

-- Who takes part in an event elsewhere, with the time its occurrences span and the longest of them: where to look for busy time.
CREATE TABLE participations (
    user_id     INTEGER NOT NULL,
    event_key   INTEGER NOT NULL,
    calendar_id INTEGER NOT NULL,
    event_id    BLOB NOT NULL,
    response    INTEGER,
    first_start INTEGER NOT NULL,
    last_end    INTEGER NOT NULL,
    longest     INTEGER NOT NULL,
    first_face  INTEGER NOT NULL,
    last_face   INTEGER NOT NULL,
    PRIMARY KEY (user_id, event_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX participations_by_event ON participations (event_key);
CREATE INDEX participations_accepted ON participations (user_id, last_end) WHERE response = 1;

CREATE TABLE notifications (
    notification_id BLOB PRIMARY KEY,
    user_id         INTEGER NOT NULL,
    trigger_time    INTEGER NOT NULL,
    calendar_id     INTEGER NOT NULL,
    event_id        BLOB NOT NULL,
    occurrence_id   BLOB NOT NULL,
    start           INTEGER NOT NULL,
    minutes_before  INTEGER NOT NULL,
    channel         INTEGER NOT NULL,
    status          INTEGER NOT NULL,
    retry_count     INTEGER NOT NULL,
    next_attempt    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notifications_by_user ON notifications (user_id, trigger_time);
CREATE INDEX notifications_by_event ON notifications (event_id);
CREATE INDEX notifications_by_trigger ON notifications (trigger_time);
