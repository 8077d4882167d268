-- What everybody may see of settled rounds.

-- The next edition only, of a settled round.
-- name: insert_publication
INSERT INTO publications (round, edition, day, who, tables)
SELECT $1, $2, $3, $4, $5
WHERE EXISTS (SELECT 1 FROM rounds WHERE id = $1 AND state = $6)
    AND $2 = 1 + (SELECT COUNT(*) FROM publications WHERE round = $1);

-- name: select_publications
SELECT round, edition, day, who, tables FROM publications WHERE round = $1 ORDER BY edition;

-- name: select_newest_publications
SELECT round, MAX(edition), MAX(day) FROM publications GROUP BY round ORDER BY round;

-- name: select_all_publications
SELECT round, edition, day, who, tables FROM publications;
