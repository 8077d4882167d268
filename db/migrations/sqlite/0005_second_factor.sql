-- A second factor of staff: codes of an app (RFC 6238). Its secret is in no table: it is made of
-- the nonce (zeros: none) and a key outside the database. `factor_step`: of the last code taken.
ALTER TABLE staff ADD COLUMN factor_nonce BLOB NOT NULL
    DEFAULT x'00000000000000000000000000000000';
ALTER TABLE staff ADD COLUMN factor_step INTEGER NOT NULL DEFAULT 0;
