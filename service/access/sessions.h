// Owns Sessions: which cookie values stand for whom, and until when. A value is shown to a browser
// once; the store keeps its digest.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "access/environment.h"
#include "base/result.h"

namespace lyhord::access {

// Thread-safe. One lock orders a session's last use and its end, so that a request under way cannot
// bring an ended session back.
class Sessions {
public:
    explicit Sessions(const Environment& environment) : environment_(environment) {}

    // A new cookie value for this account. Sweeps what has expired.
    base::Result<std::string> begin(std::string_view account_name);
    // The account name, and the session is used now. unauthorized: unknown, ended or expired.
    base::Result<std::string> use(std::string_view cookie_value);
    // The account name it stood for. unauthorized: there was none.
    base::Result<std::string> end(std::string_view cookie_value);
    base::Result<void> end_all_of(std::string_view account_name);

private:
    bool has_expired(const store::SessionRow& session) const;
    base::Result<store::SessionRow> find(std::string_view cookie_value) const;

    Environment environment_;
    std::mutex mutex_;
};

}  // namespace lyhord::access
