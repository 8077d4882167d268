-- Answers that are durable and on their way to `pending` and `replays`: a row holds those of one
-- transaction, or a part of them, under a random number (service/store/sqlite/arrival_row.h). They
-- are moved on before the log is emptied, so that no order of arrival outlives it.
CREATE TABLE arrivals (
    number INTEGER NOT NULL PRIMARY KEY,
    answers BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What could not be read in such a row once the rest was moved on. `lyhord check` tells of it. It
-- may hold an answer beside its replay key, and goes when its round is settled.
CREATE TABLE damaged_arrivals (
    number INTEGER NOT NULL PRIMARY KEY,
    answers BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The public half of the review key that the comments are sealed to which nobody has reviewed; if
-- all are reviewed, the one of the last. At most one row.
CREATE TABLE review_key (
    public_key BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
