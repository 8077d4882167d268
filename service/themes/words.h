// Owns Words: a text cut into words as codebook patterns see them: lower case, letters and digits
// with hyphens inside, diacritics kept (gäng is not gång).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyhord::themes {

class Words {
public:
    // Any bytes: what is not UTF-8 separates words. The redaction tokens ("[NAMN]") become words
    // that are empty, so that nothing matches them and nothing joins across them.
    explicit Words(std::string_view text);

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t index) const;

private:
    void close_word();

    std::string letters_;  // all words, one after the other
    std::vector<std::size_t> ends_;
};

}  // namespace lyhord::themes
