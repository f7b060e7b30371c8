-- Secret addresses of calendars, by the calendar's owner; the secrets themselves are not kept.
CREATE TABLE IF NOT EXISTS feed_links (
    slot         SMALLINT UNSIGNED NOT NULL,
    owner_id     BIGINT NOT NULL,
    secret_hash  VARBINARY(64) NOT NULL,
    feed_link_id BINARY(16) NOT NULL,
    calendar_id  BIGINT NOT NULL,
    permission   TINYINT NOT NULL,
    label        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (slot, owner_id, secret_hash),
    KEY feed_links_by_calendar (owner_id, calendar_id)
) {storage};

CREATE TABLE IF NOT EXISTS imports (
    slot       SMALLINT UNSIGNED NOT NULL,
    user_id    BIGINT NOT NULL,
    import_id  BINARY(16) NOT NULL,
    updated_at BIGINT NOT NULL,
    document   BLOB NOT NULL,
    PRIMARY KEY (slot, user_id, import_id),
    KEY imports_by_age (updated_at)
) {storage};

CREATE TABLE IF NOT EXISTS import_items (
    slot      SMALLINT UNSIGNED NOT NULL,
    user_id   BIGINT NOT NULL,
    import_id BINARY(16) NOT NULL,
    number    INT NOT NULL,
    noted_at  BIGINT NOT NULL,
    document  MEDIUMBLOB NOT NULL,
    PRIMARY KEY (slot, user_id, import_id, number),
    KEY import_items_by_age (noted_at)
) {storage};
