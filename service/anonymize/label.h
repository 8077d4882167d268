// Owns Label: the kinds of personal data that are masked, their names in reports and the tokens
// that take their place in a text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lyhord::anonymize {

enum class Label { person, pnr, phone, email, address, regnr, account, url, handle };

inline constexpr std::array all_labels = {
    Label::person,
    Label::pnr,
    Label::phone,
    Label::email,
    Label::address,
    Label::regnr,
    Label::account,
    Label::url,
    Label::handle,
};

// "PERSON", "PNR", ...: the names that `lyhord redact` writes.
std::string_view label_name(Label label);

// "[NAMN]", "[PERSONNUMMER]", ...: what a reader sees instead.
std::string_view token(Label label);

// Unsure: masked although it was more likely something else than personal data, because a name that
// stays cannot be taken back. Numbers, addresses and links are found by their form: they are sure.
enum class Certainty : std::uint8_t { sure, unsure };

// One masked stretch, in bytes of the text that came in: [start_byte, end_byte).
struct Span {
    std::size_t start_byte = 0;
    std::size_t end_byte = 0;
    Label label = Label::person;
    Certainty certainty = Certainty::sure;

    bool operator==(const Span&) const = default;
};

}  // namespace lyhord::anonymize
