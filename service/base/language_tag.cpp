#include "base/language_tag.h"

#include <algorithm>

#include "base/limits.h"

namespace lyhord::base {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_allowed(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

bool is_language_tag(std::string_view text) {
    const std::string_view primary = text.substr(0, text.find('-'));
    return primary.size() >= 2 && primary.size() <= 3 && std::ranges::all_of(primary, is_lower) &&
           text.size() <= limits::language_characters_max && text.back() != '-' &&
           text.find("--") == std::string_view::npos && std::ranges::all_of(text, is_allowed);
}

}  // namespace lyhord::base
