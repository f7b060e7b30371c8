-- until_ms: milliseconds since 1970 UTC, 0 where it was released. run: which opening of the file it was taken in.
CREATE TABLE leases (
    name     TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,
    token    INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    run      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
