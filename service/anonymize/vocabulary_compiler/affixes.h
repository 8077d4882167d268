// Owns Affixes: the suffix rules of a Hunspell dictionary, and the forms of a word that they make.
// Of the build only.
#pragma once

#include <istream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::anonymize {

class Affixes {
public:
    // Reads the SFX lines of an .aff file (UTF-8, flags of one character). Source: hunspell(5).
    explicit Affixes(std::istream& in);

    // The word itself and its forms by these flags, twofold suffixes included.
    std::vector<std::string> forms(std::string_view word, std::string_view flags) const;

private:
    struct Rule {
        std::string strip;
        std::string add;
        std::string flags;      // of the form, for a second suffix
        std::string condition;  // what the word must end in: "[^sxz]", "ar"
    };

    void add_forms(std::string_view word,
                   std::string_view flags,
                   int depth,
                   std::vector<std::string>& forms) const;

    std::map<std::string, std::vector<Rule>, std::less<>> rules_;  // by flag
};

// One entry of a .dic file: "word/FLAGS".
struct DictionaryEntry {
    std::string word;
    std::string flags;
};

// Its entries, without the count in the first line and without what stands after a tab.
std::vector<DictionaryEntry> read_dictionary(std::istream& in);

}  // namespace lyhord::anonymize
