// Owns LocalizedText: one text in several languages.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyhord::domain {

class LocalizedText {
public:
    LocalizedText() = default;

    void add(std::string language, std::string text) {
        texts_.emplace_back(std::move(language), std::move(text));
    }
    bool empty() const { return texts_.empty(); }

    struct Found {
        std::string_view text;
        std::string_view language;  // the language the text is really in
    };
    // The text in `language`, else in `fallback`, else in the first language there is.
    Found in(std::string_view language, std::string_view fallback) const;

    const std::vector<std::pair<std::string, std::string>>& all() const { return texts_; }

private:
    std::vector<std::pair<std::string, std::string>> texts_;  // (language, text)
};

}  // namespace lyhord::domain
