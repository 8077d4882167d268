-- What everybody may see of a settled round. An edition never changes; what is corrected is another
-- edition. `tables` is the text of service/disclosure/public_gate.h.
CREATE TABLE publications (
    round BLOB NOT NULL REFERENCES rounds (id),
    edition INTEGER NOT NULL CHECK (edition > 0),
    day INTEGER NOT NULL,
    who TEXT NOT NULL,
    tables TEXT NOT NULL,
    PRIMARY KEY (round, edition)
) STRICT, WITHOUT ROWID;

INSERT INTO tallies (name, row_count, mark_sum) VALUES ('publications', 0, 0);
