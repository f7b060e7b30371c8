-- Times are seconds since 1970 UTC, UUIDs 16 bytes in network order, documents as in Kalends.Storage/Documents. Every row carries the
-- slot of its shard key, first in the primary key: a slot lies together, and can be moved. {storage} is what the server stores tables
-- with. Every statement can be repeated: MySQL ends a transaction at each of them.

-- What all servers of one installation have in common.
CREATE TABLE IF NOT EXISTS installation (
    id          TINYINT PRIMARY KEY,
    address_key BINARY(32) NOT NULL
);

-- Slots that this server has or had. state: see SlotState. peer: the other server of a move. fence_until: in milliseconds.
CREATE TABLE IF NOT EXISTS slots (
    slot        SMALLINT UNSIGNED NOT NULL,
    epoch       BIGINT NOT NULL,
    state       TINYINT NOT NULL,
    peer        VARCHAR(120),
    fence_until BIGINT,
    PRIMARY KEY (slot)
) {storage};

-- Keys that changed while their slot was being moved.
CREATE TABLE IF NOT EXISTS slot_changes (
    slot      SMALLINT UNSIGNED NOT NULL,
    kind      TINYINT NOT NULL,
    shard_key VARCHAR(330) NOT NULL,
    PRIMARY KEY (slot, kind, shard_key)
) {storage};

-- pending_since: while the address is not yet the user's.
CREATE TABLE IF NOT EXISTS users (
    slot          SMALLINT UNSIGNED NOT NULL,
    user_id       BIGINT NOT NULL,
    email_key     VARCHAR(330) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    revision      BIGINT NOT NULL,
    pending_since BIGINT,
    document      MEDIUMBLOB NOT NULL,
    PRIMARY KEY (slot, user_id),
    KEY users_pending (pending_since)
) {storage};

CREATE TABLE IF NOT EXISTS user_emails (
    slot           SMALLINT UNSIGNED NOT NULL,
    email_key      VARCHAR(330) NOT NULL,
    user_id        BIGINT NOT NULL,
    reserved_since BIGINT,
    PRIMARY KEY (slot, email_key),
    KEY user_emails_reserved (reserved_since)
) {storage};

CREATE TABLE IF NOT EXISTS sessions (
    slot       SMALLINT UNSIGNED NOT NULL,
    user_id    BIGINT NOT NULL,
    token_hash VARBINARY(64) NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, token_hash),
    KEY sessions_by_expiry (expires_at)
) {storage};

CREATE TABLE IF NOT EXISTS app_passwords (
    slot            SMALLINT UNSIGNED NOT NULL,
    user_id         BIGINT NOT NULL,
    app_password_id BINARY(16) NOT NULL,
    label           TEXT NOT NULL,
    secret_hash     VARBINARY(64) NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, app_password_id)
) {storage};

-- request_hash: SHA-256 of path and key.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    slot         SMALLINT UNSIGNED NOT NULL,
    user_id      BIGINT NOT NULL,
    request_hash BINARY(32) NOT NULL,
    body_hash    VARBINARY(64) NOT NULL,
    status       SMALLINT NOT NULL,
    location     TEXT,
    etag         TEXT,
    body         MEDIUMBLOB NOT NULL,
    answered_at  BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, request_hash),
    KEY idempotency_keys_by_age (answered_at)
) {storage};

-- share_sequence counts the changes of grants.
CREATE TABLE IF NOT EXISTS calendars (
    slot           SMALLINT UNSIGNED NOT NULL,
    owner_id       BIGINT NOT NULL,
    calendar_id    BIGINT NOT NULL,
    version        BIGINT NOT NULL,
    name           TEXT NOT NULL,
    color          VARCHAR(16) NOT NULL,
    description    MEDIUMTEXT NOT NULL,
    is_public      TINYINT NOT NULL,
    time_zone      VARCHAR(100) NOT NULL,
    created_at     BIGINT NOT NULL,
    deleted_at     BIGINT,
    deleted_by     BIGINT,
    share_sequence BIGINT NOT NULL,
    PRIMARY KEY (slot, owner_id, calendar_id),
    KEY calendars_by_id (calendar_id)
) {storage};

CREATE TABLE IF NOT EXISTS calendar_directory (
    slot        SMALLINT UNSIGNED NOT NULL,
    calendar_id BIGINT NOT NULL,
    owner_id    BIGINT NOT NULL,
    PRIMARY KEY (slot, calendar_id)
) {storage};

CREATE TABLE IF NOT EXISTS share_grants (
    slot        SMALLINT UNSIGNED NOT NULL,
    owner_id    BIGINT NOT NULL,
    calendar_id BIGINT NOT NULL,
    user_id     BIGINT NOT NULL,
    permission  TINYINT NOT NULL,
    created_at  BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    PRIMARY KEY (slot, owner_id, calendar_id, user_id)
) {storage};

-- What the grantees' shards have not been told yet; the newest per calendar and grantee.
CREATE TABLE IF NOT EXISTS link_outbox (
    slot        SMALLINT UNSIGNED NOT NULL,
    owner_id    BIGINT NOT NULL,
    calendar_id BIGINT NOT NULL,
    user_id     BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    is_granted  TINYINT NOT NULL,
    PRIMARY KEY (slot, owner_id, calendar_id, user_id)
) {storage};

-- At the grantee; one whose grant is gone stays for a while, so that an older word does not bring it back.
CREATE TABLE IF NOT EXISTS calendar_links (
    slot        SMALLINT UNSIGNED NOT NULL,
    user_id     BIGINT NOT NULL,
    calendar_id BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    is_granted  TINYINT NOT NULL,
    told_at     BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, calendar_id)
) {storage};

-- until_ms: milliseconds since 1970 UTC by this server's clock, 0 where it was released.
CREATE TABLE IF NOT EXISTS leases (
    slot     SMALLINT UNSIGNED NOT NULL,
    name     VARCHAR(120) NOT NULL,
    owner    VARCHAR(120) NOT NULL,
    token    BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (slot, name)
) {storage};

CREATE TABLE IF NOT EXISTS push_subscriptions (
    slot            SMALLINT UNSIGNED NOT NULL,
    user_id         BIGINT NOT NULL,
    subscription_id BINARY(16) NOT NULL,
    endpoint        TEXT NOT NULL,
    public_key      VARBINARY(128) NOT NULL,
    auth_secret     VARBINARY(64) NOT NULL,
    expires_at      BIGINT,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, subscription_id)
) {storage};

CREATE TABLE IF NOT EXISTS webhooks (
    slot       SMALLINT UNSIGNED NOT NULL,
    user_id    BIGINT NOT NULL,
    webhook_id BINARY(16) NOT NULL,
    url        TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (slot, user_id, webhook_id)
) {storage};

-- sent_at: one 64-bit little-endian integer for each code.
CREATE TABLE IF NOT EXISTS phones (
    slot          SMALLINT UNSIGNED NOT NULL,
    user_id       BIGINT NOT NULL,
    revision      BIGINT NOT NULL,
    verified      VARCHAR(20),
    asked         VARCHAR(20),
    code_hash     VARBINARY(64) NOT NULL,
    expires_at    BIGINT NOT NULL,
    attempts_left INT NOT NULL,
    sent_at       VARBINARY(2048) NOT NULL,
    PRIMARY KEY (slot, user_id)
) {storage};
