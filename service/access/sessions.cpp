#include "access/sessions.h"

#include "access/secret_text.h"
#include "base/limits.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

}  // namespace

base::Result<std::string> Sessions::begin(std::string_view account_name) {
    const std::lock_guard lock(mutex_);
    const base::Instant now = environment_.clock.now();
    if (auto swept =
            environment_.store.end_old_sessions(now.plus_seconds(-limits::session_idle_seconds),
                                                now.plus_seconds(-limits::session_seconds));
        !swept) {
        return base::fail(swept.error());
    }
    std::string value = new_secret_text(environment_.random);
    if (auto stored = environment_.store.put_session({.id = digest_of(value),
                                                      .staff = std::string(account_name),
                                                      .created = now,
                                                      .last_seen = now});
        !stored) {
        return base::fail(stored.error());
    }
    return value;
}

// A clock that was set back ends a session rather than prolong it.
bool Sessions::has_expired(const store::SessionRow& session) const {
    const base::Instant now = environment_.clock.now();
    return now < session.created || now >= session.created.plus_seconds(limits::session_seconds) ||
           now >= session.last_seen.plus_seconds(limits::session_idle_seconds);
}

base::Result<store::SessionRow> Sessions::find(std::string_view cookie_value) const {
    if (cookie_value.empty()) {
        return base::fail(Fault::unauthorized, "not signed in");
    }
    auto session = environment_.store.session(digest_of(cookie_value));
    if (!session) {
        return base::fail(session.error());
    }
    if (!*session || has_expired(**session)) {
        return base::fail(Fault::unauthorized, "not signed in, or no longer");
    }
    return std::move(**session);
}

base::Result<std::string> Sessions::use(std::string_view cookie_value) {
    const std::lock_guard lock(mutex_);
    auto session = find(cookie_value);
    if (!session) {
        return base::fail(session.error());
    }
    const base::Instant now = environment_.clock.now();
    if (now >= session->last_seen.plus_seconds(limits::session_touch_seconds)) {
        session->last_seen = now;
        if (auto stored = environment_.store.put_session(*session); !stored) {
            return base::fail(stored.error());
        }
    }
    return std::move(session->staff);
}

base::Result<std::string> Sessions::end(std::string_view cookie_value) {
    const std::lock_guard lock(mutex_);
    auto session = find(cookie_value);
    if (!session) {
        return base::fail(session.error());
    }
    if (auto ended = environment_.store.end_session(session->id); !ended) {
        return base::fail(ended.error());
    }
    return std::move(session->staff);
}

base::Result<void> Sessions::end_all_of(std::string_view account_name) {
    const std::lock_guard lock(mutex_);
    return environment_.store.end_sessions_of(account_name);
}

}  // namespace lyhord::access
