-- An occurrence becomes one column, entry, that sorts by start, then id: reading a range is then little more than walking its rows. The
-- layout stands at OccurrenceEntry. span stays: 0 up to a day long, 1 up to 8 days, 2 up to 64 days, 3 longer.
CREATE TABLE entries (
    calendar_id INTEGER NOT NULL,
    span        INTEGER NOT NULL,
    entry       BLOB NOT NULL,
    face_key    INTEGER NOT NULL,
    PRIMARY KEY (calendar_id, span, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO entries (calendar_id, span, entry, face_key)
SELECT calendar_id, span,
    unhex(format('%016X%s%016X%02X%016X%016X%08X%08X%08X', start + (1 << 62), hex(occurrence_id), face_key, flags, end, original,
        start_offset & 0xFFFFFFFF, end_offset & 0xFFFFFFFF, original_offset & 0xFFFFFFFF)),
    face_key
FROM occurrences ORDER BY calendar_id, span, start, occurrence_id, face_key;
DROP TABLE occurrences;
ALTER TABLE entries RENAME TO occurrences;
CREATE INDEX occurrences_by_face ON occurrences (face_key, entry);
