#include "anonymize/label.h"

#include "domain/redacted_text.h"

namespace lyhord::anonymize {
namespace {

// In the order of Label.
constexpr std::array<std::string_view, all_labels.size()> names = {
    "PERSON", "PNR", "PHONE", "EMAIL", "ADDRESS", "REGNR", "ACCOUNT", "URL", "HANDLE"};

static_assert(domain::redaction_tokens.size() == all_labels.size(), "every label has a token");

}  // namespace

std::string_view label_name(Label label) { return names[static_cast<std::size_t>(label)]; }

std::string_view token(Label label) {
    return domain::redaction_tokens[static_cast<std::size_t>(label)];
}

}  // namespace lyhord::anonymize
