-- What sends notifications: due ones by time, those that failed for good, how far each shard has come.
ALTER TABLE notifications ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notifications ADD COLUMN failure TEXT;
ALTER TABLE notifications ADD COLUMN is_replayed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX notifications_due ON notifications (channel, next_attempt, notification_id) WHERE status IN (0, 3);
CREATE INDEX notifications_dead ON notifications (channel, notification_id) WHERE status = 2;

CREATE TABLE delivery_checkpoints (
    shard  INTEGER PRIMARY KEY,
    before INTEGER NOT NULL,
    fence  INTEGER NOT NULL
) STRICT;

-- Where notifications go besides mail.
CREATE TABLE push_subscriptions (
    user_id         INTEGER NOT NULL,
    subscription_id BLOB NOT NULL,
    endpoint        TEXT NOT NULL,
    public_key      BLOB NOT NULL,
    auth_secret     BLOB NOT NULL,
    expires_at      INTEGER,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (user_id, subscription_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooks (
    user_id    INTEGER NOT NULL,
    webhook_id BLOB NOT NULL,
    url        TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, webhook_id)
) STRICT, WITHOUT ROWID;

-- sent_at: one 64-bit little-endian integer for each code.
CREATE TABLE phones (
    user_id       INTEGER PRIMARY KEY,
    revision      INTEGER NOT NULL,
    verified      TEXT,
    asked         TEXT,
    code_hash     BLOB NOT NULL,
    expires_at    INTEGER NOT NULL,
    attempts_left INTEGER NOT NULL,
    sent_at       BLOB NOT NULL
) STRICT;
