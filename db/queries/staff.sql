-- Staff, their sessions and tokens, and the audit log.

-- name: put_staff
INSERT INTO staff (
    name, role, password_hash, disabled, failed_logins, locked_until, setup_hash, setup_expires,
    factor_nonce, factor_step)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (name) DO UPDATE SET
    role = excluded.role, password_hash = excluded.password_hash, disabled = excluded.disabled,
    failed_logins = excluded.failed_logins, locked_until = excluded.locked_until,
    setup_hash = excluded.setup_hash, setup_expires = excluded.setup_expires,
    factor_nonce = excluded.factor_nonce, factor_step = excluded.factor_step;

-- name: select_staff
SELECT name, role, password_hash, disabled, failed_logins, locked_until, setup_hash, setup_expires,
    factor_nonce, factor_step
FROM staff WHERE name = $1;

-- name: select_all_staff
SELECT name, role, password_hash, disabled, failed_logins, locked_until, setup_hash, setup_expires,
    factor_nonce, factor_step
FROM staff ORDER BY name;

-- name: put_session
INSERT INTO sessions (id, staff, created, last_seen) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen;

-- name: select_session
SELECT id, staff, created, last_seen FROM sessions WHERE id = $1;

-- name: delete_session
DELETE FROM sessions WHERE id = $1;

-- name: delete_sessions_of
DELETE FROM sessions WHERE staff = $1;

-- name: delete_old_sessions
DELETE FROM sessions WHERE last_seen < $1 OR created < $2;

-- name: put_token
INSERT INTO tokens (id, hash, staff, scope, expires, revoked) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET
    scope = excluded.scope, expires = excluded.expires, revoked = excluded.revoked;

-- name: select_token
SELECT id, hash, staff, scope, expires, revoked FROM tokens WHERE hash = $1;

-- name: select_tokens_of
SELECT id, hash, staff, scope, expires, revoked FROM tokens WHERE staff = $1 ORDER BY expires, id;

-- name: select_audit_head
SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1;

-- name: insert_audit
INSERT INTO audit (sequence, occurred, who, what, object, hash) VALUES ($1, $2, $3, $4, $5, $6);

-- name: select_audit
SELECT sequence, occurred, who, what, object, hash FROM audit ORDER BY sequence DESC LIMIT $1;

-- name: select_audit_chain
SELECT sequence, occurred, who, what, object, hash FROM audit ORDER BY sequence;
