// Owns Stemmer: Snowball stems (libstemmer).
#pragma once

#include <memory>
#include <string_view>

struct sb_stemmer;

namespace lyhord::themes {

// One thread at a time; making one is cheap. In a language without a stemmer every word is its own
// stem.
class Stemmer {
public:
    // `language` is a tag such as "sv" or "sv-SE".
    explicit Stemmer(std::string_view language);

    // The stem of a lower-case word, valid until the next call.
    std::string_view stem(std::string_view word);

private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const;
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

}  // namespace lyhord::themes
