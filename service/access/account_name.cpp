#include "access/account_name.h"

#include <algorithm>

#include "base/limits.h"

namespace lyhord::access {
namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_allowed(char c) { return is_plain(c) || c == '.' || c == '_' || c == '-'; }

}  // namespace

bool is_account_name(std::string_view text) {
    return !text.empty() && text.size() <= base::limits::account_name_characters_max &&
           is_plain(text.front()) && std::ranges::all_of(text, is_allowed);
}

}  // namespace lyhord::access
