// Owns OwnNames: the names that a municipality has imported beside the built-in lists (those that
// Statistics Sweden publishes). They count as evidence as the built-in ones do.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/vocabulary.h"
#include "base/result.h"

namespace lyhord::anonymize {

struct NameLists {
    std::vector<std::string> given;     // lower-case words
    std::vector<std::string> surnames;  //
};

class OwnNames {
public:
    OwnNames() = default;
    explicit OwnNames(const NameLists& lists);

    // The text of the file that text_of() makes, whose heading holds how many names follow and a
    // checksum of them. corrupt: it is cut, changed or something else; too_large: over
    // limits::own_names_max.
    static base::Result<OwnNames> read(std::string_view text);
    static base::Result<NameLists> lists_of(std::string_view text);
    static std::string text_of(const NameLists& lists);

    // What the lists say of a lower-case word: given, surname or nothing. A genitive s, and a name
    // before the last hyphen, are seen through.
    WordClasses classes(std::string_view lower_word) const;
    std::size_t size() const { return entries_.size(); }

private:
    void add(std::string_view word, WordClass one);
    void sort();
    WordClasses exact(std::string_view word) const;

    // Each the hash of a word, its lowest byte the classes: eight bytes a name, sorted; and where
    // those with the same upper bits start.
    std::vector<std::uint64_t> entries_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace lyhord::anonymize
