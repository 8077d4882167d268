-- Ticks: what is opened, what is counted, what waits on.

-- name: select_pending
SELECT round, epoch, id, pieces, sealed FROM pending
WHERE round = $1 AND epoch = $2 AND pieces > 0 ORDER BY id;

-- name: select_pending_piece
SELECT sealed FROM pending WHERE round = $1 AND epoch = $2 AND id = $3 AND pieces = 0;

-- name: delete_pending
DELETE FROM pending WHERE round = $1 AND epoch = $2;

-- name: select_waiting
SELECT question, sealed FROM waiting WHERE round = $1 AND epoch = $2 ORDER BY record_id;

-- name: insert_waiting
INSERT INTO waiting (round, epoch, record_id, question, sealed) VALUES ($1, $2, $3, $4, $5);

-- name: delete_waiting
DELETE FROM waiting WHERE round = $1 AND epoch = $2;

-- name: select_sealed_left
SELECT (SELECT COUNT(*) FROM pending WHERE pending.round = $1)
    + (SELECT COUNT(*) FROM waiting WHERE waiting.round = $1);

-- name: insert_batch
INSERT INTO batches (round, question, batch, base, withheld, recoded)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING;

-- name: select_batches
SELECT question, batch, base, withheld, recoded
FROM batches WHERE round = $1 ORDER BY question, batch;

-- name: select_counter
SELECT total FROM counters
WHERE round = $1 AND question = $2 AND dimension = $3 AND category = $4 AND choice = $5;

-- name: add_to_counter
INSERT INTO counters (round, question, dimension, category, choice, total)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (round, question, dimension, category, choice)
DO UPDATE SET total = counters.total + excluded.total;

-- name: select_counters
SELECT question, dimension, category, choice, total
FROM counters WHERE round = $1 ORDER BY question, dimension, category, choice;

-- name: select_withdrawals
SELECT id FROM withdrawals WHERE round = $1 ORDER BY id;

-- name: select_withdrawal
SELECT id FROM withdrawals WHERE round = $1 AND id = $2;

-- Kept only while the round still counts: a settled round gets no new comments.
-- name: insert_withdrawal
INSERT INTO withdrawals (round, id)
SELECT rounds.id, $2 FROM rounds WHERE rounds.id = $1 AND rounds.state < $3
ON CONFLICT DO NOTHING;

-- name: delete_withdrawals_of
DELETE FROM withdrawals WHERE round = $1;

-- name: select_replays_of
SELECT round, id, mac FROM replays WHERE round = $1;

-- name: delete_replays_of
DELETE FROM replays WHERE round = $1;
