-- Answers on their way in.

-- One look-up for all that decides about an answer: the round's state; whether the tick that
-- settles it has begun; whether the epoch it was sealed to is open.
-- name: select_admission
SELECT state,
    (SELECT COUNT(*) FROM epochs
        WHERE epochs.round = rounds.id AND epochs.open = 0 AND epochs.purpose = $3),
    (SELECT COUNT(*) FROM epochs
        WHERE epochs.round = rounds.id AND epochs.number = $2 AND epochs.open = 1)
FROM rounds WHERE id = $1;

-- name: select_replay
SELECT mac FROM replays WHERE round = $1 AND id = $2;

-- name: insert_replay
INSERT INTO replays (round, id, mac) VALUES ($1, $2, $3);

-- name: insert_pending
INSERT INTO pending (round, epoch, id, pieces, sealed) VALUES ($1, $2, $3, $4, $5);

-- name: add_acknowledged
UPDATE round_counts SET acknowledged = acknowledged + $2 WHERE round = $1;

-- name: select_pending_exists
SELECT pieces FROM pending WHERE round = $1 AND epoch = $2 AND id = $3;

-- name: select_arrivals
SELECT number, answers FROM arrivals;

-- name: insert_arrivals
INSERT INTO arrivals (number, answers) VALUES ($1, $2);

-- name: delete_arrivals
DELETE FROM arrivals WHERE number = $1;

-- name: insert_damaged_arrivals
INSERT INTO damaged_arrivals (number, answers) VALUES ($1, $2);

-- name: select_damaged_arrivals
SELECT number, answers FROM damaged_arrivals;

-- name: delete_damaged_arrival
DELETE FROM damaged_arrivals WHERE number = $1;

-- name: delete_damaged_arrivals
DELETE FROM damaged_arrivals;

-- Those of another round than $1 that are not in state $2 yet.
-- name: select_other_rounds
SELECT id FROM rounds WHERE id <> $1 AND state < $2;
