-- Rounds and their epochs.

-- name: insert_round
INSERT INTO rounds (
    id, slug, number, state, opens_at, closes_at, publish_by, free_text_delete_date, decision_ref,
    expected_answers, grace_hours, weekly, batch_min, batch_size_min, closed_at, batch, told,
    told_day, resealed_day, released_day, questionnaire, areas, codebooks, area_categories)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    $21, $22, $23, $24)
ON CONFLICT DO NOTHING;

-- name: insert_round_count
INSERT INTO round_counts (round, acknowledged) VALUES ($1, 0);

-- A round never goes backwards, neither in state nor in batches: a writer that read it before a
-- tick finds no row.
-- name: update_round
UPDATE rounds SET
    state = $4, opens_at = $5, closes_at = $6, publish_by = $7, free_text_delete_date = $8,
    decision_ref = $9, expected_answers = $10, grace_hours = $11, weekly = $12, batch_min = $13,
    batch_size_min = $14, closed_at = $15, batch = $16, told = $17, told_day = $18,
    resealed_day = $19, released_day = $20, questionnaire = $21, areas = $22, codebooks = $23,
    area_categories = $24
WHERE id = $1 AND slug = $2 AND number = $3 AND state <= $4 AND batch <= $16;

-- name: update_round_after_tick
UPDATE rounds SET
    state = CASE WHEN state < $2 THEN $2 ELSE state END,
    batch = $3, told = $4, told_day = $5, resealed_day = $6, released_day = $7
WHERE id = $1 AND batch <= $3;

-- name: select_rounds
SELECT id, slug, number, state, opens_at, closes_at, publish_by, free_text_delete_date,
    decision_ref, expected_answers, grace_hours, weekly, batch_min, batch_size_min, closed_at,
    batch, told, told_day, resealed_day, released_day, questionnaire, areas, codebooks,
    area_categories
FROM rounds ORDER BY slug, number;

-- name: select_standing
SELECT state, batch, told FROM rounds WHERE id = $1;

-- name: close_epoch
UPDATE epochs SET open = 0, purpose = $3, tick_day = $4
WHERE round = $1 AND number = $2 AND open = 1;

-- name: insert_epoch
INSERT INTO epochs (round, number, public_key, open, purpose, tick_day, drained)
VALUES ($1, $2, $3, 1, $4, $5, 0)
ON CONFLICT DO NOTHING;

-- name: select_epochs
SELECT round, number, public_key, open, purpose, tick_day, drained
FROM epochs ORDER BY round, number;

-- name: drain_epoch
UPDATE epochs SET drained = 1 WHERE round = $1 AND number = $2 AND open = 0 AND drained = 0;

-- name: select_epoch_undrained
SELECT number FROM epochs WHERE round = $1 AND number = $2 AND drained = 0;

-- name: select_epoch_in_use
SELECT number FROM epochs WHERE round = $1 AND number = $2
    AND (open = 1
        OR EXISTS (SELECT 1 FROM pending WHERE pending.round = $1 AND pending.epoch = $2)
        OR EXISTS (SELECT 1 FROM waiting WHERE waiting.round = $1 AND waiting.epoch = $2));

-- name: delete_epoch
DELETE FROM epochs WHERE round = $1 AND number = $2;

-- name: delete_epochs_of
DELETE FROM epochs WHERE round = $1;
