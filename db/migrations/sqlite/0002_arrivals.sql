-- Answers that are durable and on their way to `pending` and `replays`: a row holds those of one
-- transaction (service/store/sqlite/arrivals.h). They are moved on before the log is emptied, so
-- that no order of arrival outlives it.
CREATE TABLE arrivals (
    number INTEGER NOT NULL PRIMARY KEY,
    answers BLOB NOT NULL
) STRICT, WITHOUT ROWID;
