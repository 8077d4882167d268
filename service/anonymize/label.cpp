#include "anonymize/label.h"

namespace lyhord::anonymize {
namespace {

struct Words {
    std::string_view name;
    std::string_view token;
};

// In the order of Label.
constexpr std::array<Words, all_labels.size()> words = {{
    {"PERSON", "[NAMN]"},
    {"PNR", "[PERSONNUMMER]"},
    {"PHONE", "[TELEFON]"},
    {"EMAIL", "[E-POST]"},
    {"ADDRESS", "[ADRESS]"},
    {"REGNR", "[REGNR]"},
    {"ACCOUNT", "[KONTO]"},
    {"URL", "[LÄNK]"},
    {"HANDLE", "[KONTONAMN]"},
}};

}  // namespace

std::string_view label_name(Label label) { return words[static_cast<std::size_t>(label)].name; }

std::string_view token(Label label) { return words[static_cast<std::size_t>(label)].token; }

}  // namespace lyhord::anonymize
