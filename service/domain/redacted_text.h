// Owns RedactedText: free text that the Redactor has been through. Store, logs, exports and themes
// accept nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyhord::anonymize {
class Redactor;
}
namespace lyhord::store {
class TextColumn;
}
namespace lyhord::domain {
class Fragments;
}

namespace lyhord::domain {

// What stands where personal data was, in the order of anonymize::Label. Whoever reads a redacted
// text must not take them for words of it.
inline constexpr std::array<std::string_view, 9> redaction_tokens = {"[NAMN]",
                                                                     "[PERSONNUMMER]",
                                                                     "[TELEFON]",
                                                                     "[E-POST]",
                                                                     "[ADRESS]",
                                                                     "[REGNR]",
                                                                     "[KONTO]",
                                                                     "[LÄNK]",
                                                                     "[KONTONAMN]"};

class RedactedText {
public:
    // The right to read text back that was redacted before it was stored or sealed.
    class StoreKey {
        StoreKey() = default;
        friend class store::TextColumn;
        friend class domain::Fragments;
    };

    static RedactedText from_store(StoreKey,
                                   std::string text,
                                   std::vector<std::uint16_t> unsure = {}) {
        return RedactedText(std::move(text), std::move(unsure));
    }

    std::string_view view() const { return text_; }
    bool empty() const { return text_.empty(); }
    // Which of the tokens, counted from 0 and ascending, stand for what the redactor masked without
    // being sure. Kept until a person has read the text, and not behind that.
    const std::vector<std::uint16_t>& unsure() const { return unsure_; }

private:
    friend class anonymize::Redactor;
    explicit RedactedText(std::string text, std::vector<std::uint16_t> unsure = {})
        : text_(std::move(text)), unsure_(std::move(unsure)) {}

    std::string text_;
    std::vector<std::uint16_t> unsure_;
};

}  // namespace lyhord::domain
