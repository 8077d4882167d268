-- What `lyhord check` compares, and what the store remembers for itself.

-- name: select_tally
SELECT row_count, mark_sum FROM tallies WHERE name = $1;

-- name: update_tally
UPDATE tallies SET row_count = $2, mark_sum = $3 WHERE name = $1;

-- name: select_all_pending
SELECT round, epoch, id, pieces, sealed FROM pending WHERE pieces > 0;

-- name: select_all_waiting
SELECT round, epoch, record_id, question, sealed FROM waiting;

-- name: select_all_comments
SELECT id, round, question, area, week, state, sealed, plain, language, themes, translation
FROM comments;

-- name: select_all_comments_untranslated
SELECT id, round, question, area, week, state, sealed, plain, language, themes, NULL FROM comments;

-- name: select_all_counters
SELECT round, question, dimension, category, choice, total FROM counters;

-- name: select_all_batches
SELECT round, question, batch, base, withheld, recoded FROM batches;

-- name: select_all_replays
SELECT round, id, mac FROM replays;

-- name: select_round_tallies
SELECT rounds.id, round_counts.acknowledged,
    (SELECT COUNT(*) FROM pending WHERE pending.round = rounds.id AND pending.pieces > 0),
    (SELECT COUNT(*) FROM waiting WHERE waiting.round = rounds.id),
    (SELECT COUNT(*) FROM comments WHERE comments.round = rounds.id),
    (SELECT COUNT(*) FROM comments WHERE comments.round = rounds.id AND comments.state = 0)
FROM rounds JOIN round_counts ON round_counts.round = rounds.id
ORDER BY rounds.slug, rounds.number;

-- name: insert_chore
INSERT INTO chores (name) VALUES ($1) ON CONFLICT DO NOTHING;

-- name: select_chore
SELECT name FROM chores WHERE name = $1;

-- name: delete_chore
DELETE FROM chores WHERE name = $1;

-- Only a backup has attachments: the table is no part of the schema. SQLite only, like all backups
-- that are files.
-- name: create_attachments
CREATE TABLE IF NOT EXISTS attachments (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- name: drop_attachments
DROP TABLE IF EXISTS attachments;

-- name: put_attachment
INSERT INTO attachments (name, bytes) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes;

-- name: delete_attachment
DELETE FROM attachments WHERE name = $1;

-- name: select_attachments
SELECT name, bytes FROM attachments ORDER BY name;

-- name: select_attachments_exist
SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'attachments';
