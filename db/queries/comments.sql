-- Comments, and their disposal.

-- name: insert_comment
INSERT INTO comments (id, round, question, area, week, state, sealed, plain, language, themes)
VALUES ($1, $2, $3, $4, $5, 0, $6, NULL, '', '')
ON CONFLICT DO NOTHING;

-- name: select_comments
SELECT id, round, question, area, week, state, sealed, plain, language, themes, translation
FROM comments WHERE round = $1 AND state = $2 ORDER BY id;

-- A page of them, behind an id.
-- name: select_comments_behind
SELECT id, round, question, area, week, state, sealed, plain, language, themes, translation
FROM comments WHERE round = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4;

-- name: select_comments_of
SELECT id, round, question, area, week, state, sealed, plain, language, themes, translation
FROM comments WHERE round = $1;

-- name: select_comment
SELECT id, round, question, area, week, state, sealed, plain, language, themes, translation
FROM comments WHERE id = $1;

-- Of a file from before there were translations, such as an old backup.
-- name: select_comments_of_untranslated
SELECT id, round, question, area, week, state, sealed, plain, language, themes, NULL
FROM comments WHERE round = $1;

-- name: select_comment_untranslated
SELECT id, round, question, area, week, state, sealed, plain, language, themes, NULL
FROM comments WHERE id = $1;

-- name: update_comment
UPDATE comments
SET state = $2, sealed = $3, plain = $4, language = $5, themes = $6, translation = $7
WHERE id = $1;

-- name: delete_comment
DELETE FROM comments WHERE id = $1;

-- name: delete_comments_of
DELETE FROM comments WHERE round = $1;

-- name: select_comment_counts
SELECT round, COUNT(*) FROM comments GROUP BY round;

-- Nothing while no comment is in state $1.
-- name: select_review_key_in_use
SELECT public_key FROM review_key
WHERE EXISTS (SELECT id FROM comments WHERE state = $1);

-- name: delete_review_key
DELETE FROM review_key;

-- name: insert_review_key
INSERT INTO review_key (public_key) VALUES ($1);

-- A disposal that was cut short and is asked for again adds to its receipt.
-- name: put_disposal
INSERT INTO disposals (id, day, decision, slug, round_number, texts)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET texts = disposals.texts + excluded.texts;

-- name: select_disposals
SELECT id, day, decision, slug, round_number, texts FROM disposals ORDER BY day, id;
