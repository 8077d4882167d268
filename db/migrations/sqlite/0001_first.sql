-- The first schema. Every table is WITHOUT ROWID: a rowid would keep the order of arrival. Days are
-- counted from 1970-01-01; instants, in seconds, occur only beside rounds and staff, never beside
-- an answer. Flags are 0 or 1.

CREATE TABLE documents (
    name TEXT NOT NULL PRIMARY KEY,
    json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dialogues (
    slug TEXT NOT NULL PRIMARY KEY,
    questionnaire TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    number INTEGER NOT NULL,
    state INTEGER NOT NULL,
    opens_at INTEGER,
    closes_at INTEGER,
    publish_by INTEGER,
    free_text_delete_date INTEGER,
    decision_ref TEXT NOT NULL,
    expected_answers INTEGER,
    grace_hours INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    batch_min INTEGER NOT NULL,
    batch_size_min INTEGER NOT NULL,
    closed_at INTEGER,
    batch INTEGER NOT NULL,
    told INTEGER NOT NULL,
    told_day INTEGER NOT NULL,
    resealed_day INTEGER NOT NULL,
    released_day INTEGER NOT NULL,
    questionnaire TEXT NOT NULL,
    areas TEXT NOT NULL,
    codebooks TEXT NOT NULL,
    area_categories TEXT NOT NULL,
    UNIQUE (slug, number)
) STRICT, WITHOUT ROWID;

-- Answers ever stored in a round. Apart from `rounds`, whose rows are large: this one changes with
-- every group of answers.
CREATE TABLE round_counts (
    round BLOB NOT NULL PRIMARY KEY REFERENCES rounds (id),
    acknowledged INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- drained: its tick is committed; the row only waits for its key file to be destroyed.
CREATE TABLE epochs (
    round BLOB NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    open INTEGER NOT NULL,
    purpose INTEGER NOT NULL,
    tick_day INTEGER NOT NULL,
    drained INTEGER NOT NULL,
    PRIMARY KEY (round, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX one_open_epoch ON epochs (round) WHERE open = 1;

-- An answer in pieces, each under a random id (service/store/sqlite/pending.h): `pieces` is how
-- many it has in its first one, whose id is the answer's, and 0 in the others.
-- The foreign key keeps an epoch, and so its private key, for as long as it holds a record.
CREATE TABLE pending (
    round BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    id BLOB NOT NULL,
    pieces INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (round, epoch, id),
    FOREIGN KEY (round, epoch) REFERENCES epochs (round, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting (
    round BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    record_id BLOB NOT NULL,
    question INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (round, epoch, record_id),
    FOREIGN KEY (round, epoch) REFERENCES epochs (round, number)
) STRICT, WITHOUT ROWID;

-- By round first, so that settlement deletes a range.
CREATE TABLE replays (
    round BLOB NOT NULL,
    id BLOB NOT NULL,
    mac BLOB NOT NULL,
    PRIMARY KEY (round, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawals (
    round BLOB NOT NULL REFERENCES rounds (id),
    id BLOB NOT NULL,
    PRIMARY KEY (round, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE batches (
    round BLOB NOT NULL REFERENCES rounds (id),
    question INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    base INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    recoded TEXT NOT NULL,
    PRIMARY KEY (round, question, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
    round BLOB NOT NULL REFERENCES rounds (id),
    question INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    category INTEGER NOT NULL,
    choice INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (round, question, dimension, category, choice)
) STRICT, WITHOUT ROWID;

-- state: 0 pending (sealed), 1 approved (plain), 2 withheld (neither): a text never lies beside its
-- sealed form.
CREATE TABLE comments (
    id BLOB NOT NULL PRIMARY KEY,
    round BLOB NOT NULL REFERENCES rounds (id),
    question INTEGER NOT NULL,
    area TEXT NOT NULL,
    week INTEGER NOT NULL,
    state INTEGER NOT NULL,
    sealed BLOB,
    plain TEXT,
    language TEXT NOT NULL,
    themes TEXT NOT NULL,
    CHECK ((state = 0) = (sealed IS NOT NULL)),
    CHECK ((state = 1) = (plain IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX comments_by_round ON comments (round, state);

CREATE TABLE staff (
    name TEXT NOT NULL PRIMARY KEY,
    role INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    failed_logins INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    setup_hash BLOB NOT NULL,
    setup_expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    staff TEXT NOT NULL,
    created INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_staff ON sessions (staff);

CREATE TABLE tokens (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    staff TEXT NOT NULL,
    scope TEXT NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_staff ON tokens (staff);

-- About staff only, never about residents; order of writing is its purpose.
CREATE TABLE audit (
    sequence INTEGER NOT NULL PRIMARY KEY,
    occurred INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    object TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE disposals (
    id BLOB NOT NULL PRIMARY KEY,
    day INTEGER NOT NULL,
    decision TEXT NOT NULL,
    slug TEXT NOT NULL,
    round_number INTEGER NOT NULL,
    texts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- For each table that a lost WAL page could silently shorten: how many rows it has, and the sum
-- modulo 2^64 of their marks (store/row_mark.h). The sum does not depend on the order of arrival.
CREATE TABLE tallies (
    name TEXT NOT NULL PRIMARY KEY,
    row_count INTEGER NOT NULL,
    mark_sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tallies (name, row_count, mark_sum) VALUES
    ('pending', 0, 0),
    ('waiting', 0, 0),
    ('comments', 0, 0),
    ('counters', 0, 0),
    ('batches', 0, 0),
    ('replays', 0, 0),
    ('audit', 0, 0);

-- What must still be done after the transaction that asked for it, also after a kill: 'rewrite'
-- rewrites the file, so that a deleted text leaves no remnant in it.
CREATE TABLE chores (
    name TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
