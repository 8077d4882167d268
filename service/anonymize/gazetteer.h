// Owns Gazetteer: the place names of a municipality, which are never taken for people.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"

namespace lyhord::anonymize {

class Gazetteer {
public:
    Gazetteer() = default;
    // Names of one to limits::gazetteer_words_max words ("Viksjö", "Övre Torvalla"); the slash in
    // "Ramvik/Hälledal" parts two names. Longer names are cut.
    explicit Gazetteer(const std::vector<std::string>& names);

    // One name a line; empty lines and lines that start with # are skipped. Fails on a line that is
    // not UTF-8 (its number is in the error) and over limits::gazetteer_entries_max names.
    static base::Result<Gazetteer> read(std::istream& in);

    bool empty() const { return names_.empty(); }

    // How many of these lower-case words, from the first on, make up a name; 0 if none. The last
    // one may have a genitive s.
    std::size_t length_of_name(const std::vector<std::string_view>& lower_words) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>()(word);
        }
    };

    void add(std::string_view name);

    std::unordered_set<std::string, Hash, std::equal_to<>> names_;  // words joined by a space
};

}  // namespace lyhord::anonymize
