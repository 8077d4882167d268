#include "themes/stemmer.h"

#include <libstemmer.h>

#include <string>

namespace lyhord::themes {

Stemmer::Stemmer(std::string_view language) {
    const std::string primary(language.substr(0, language.find('-')));
    stemmer_.reset(sb_stemmer_new(primary.c_str(), "UTF_8"));
}

std::string_view Stemmer::stem(std::string_view word) {
    if (!stemmer_) {
        return word;
    }
    const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), symbols, static_cast<int>(word.size()));
    if (stem == nullptr) {
        return word;  // out of memory within the library
    }
    const auto size = static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()));
    return {reinterpret_cast<const char*>(stem), size};
}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

}  // namespace lyhord::themes
