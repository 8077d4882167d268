// Owns Draft: an inlämnat svar as it came in, nothing of it checked. Everything a resident sent is
// RawText until intake::DraftCheck has matched it with the frozen questionnaire.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "domain/raw_text.h"

namespace lyhord::domain {

// Kanal. link and qr by anyone; the others only by their authenticated routes.
enum class Channel { link, qr, kiosk, facilitator, paper, letter_code, reporter, import };

std::optional<Channel> channel_from(std::string_view name);
std::string_view channel_name(Channel channel);

using RawChoices = std::vector<RawText>;                   // several ticked options
using RawRows = std::vector<std::pair<RawText, RawText>>;  // matrix: (row, option)
using RawValue = std::variant<RawText, double, RawChoices, RawRows>;

struct RawAnswer {
    RawText question;
    RawValue value;
};

struct Draft {
    std::int64_t version = 0;
    RawText language{""};
    Channel channel = Channel::link;
    std::vector<RawAnswer> answers;
};

using SubmissionKey = std::array<base::Byte, 16>;  // the client's idempotency key

}  // namespace lyhord::domain
