#include "anonymize/gazetteer.h"

#include <algorithm>
#include <istream>

#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

using base::limits::gazetteer_words_max;

std::string joined_words(std::string_view name) {
    std::string out;
    std::size_t words = 0;
    for (std::size_t at = 0; at < name.size() && words < gazetteer_words_max;) {
        const std::size_t start = name.find_first_not_of(" \t\r", at);
        if (start == std::string_view::npos) {
            break;
        }
        const std::size_t end = std::min(name.find_first_of(" \t\r", start), name.size());
        out += out.empty() ? "" : " ";
        out += name.substr(start, end - start);
        ++words;
        at = end;
    }
    return out;
}

base::ErrorDetails at_line(std::int64_t number) {
    base::ErrorDetails details;
    details.number = number;
    return details;
}

}  // namespace

Gazetteer::Gazetteer(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        add(name);
    }
}

base::Result<Gazetteer> Gazetteer::read(std::istream& in) {
    Gazetteer gazetteer;
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
        if (!base::is_valid_utf8(line)) {
            return base::fail(
                base::Fault::invalid, "the gazetteer is not UTF-8, line", at_line(number));
        }
        if (gazetteer.names_.size() >= base::limits::gazetteer_entries_max) {
            return base::fail(
                base::Fault::too_large, "the gazetteer has too many names, line", at_line(number));
        }
        if (!line.starts_with('#')) {
            gazetteer.add(line);
        }
    }
    return gazetteer;
}

void Gazetteer::add(std::string_view name) {
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string words = joined_words(base::lower(name.substr(at, end - at)));
        if (!words.empty()) {
            names_.insert(words);
        }
        at = end + 1;
    }
}

std::size_t Gazetteer::length_of_name(const std::vector<std::string_view>& lower_words) const {
    std::string joined;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < std::min(lower_words.size(), gazetteer_words_max); ++i) {
        joined += joined.empty() ? "" : " ";
        joined += lower_words[i];
        const std::string_view whole = joined;
        const bool genitive =
            whole.ends_with('s') && names_.contains(whole.substr(0, whole.size() - 1));
        if (genitive || names_.contains(whole)) {
            longest = i + 1;
        }
    }
    return longest;
}

}  // namespace lyhord::anonymize
