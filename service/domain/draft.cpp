#include "domain/draft.h"

#include <array>

namespace lyhord::domain {
namespace {

constexpr std::array<std::string_view, 8> names{
    "link", "qr", "kiosk", "facilitator", "paper", "letter_code", "reporter", "import"};

}  // namespace

std::optional<Channel> channel_from(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<Channel>(i);
        }
    }
    return std::nullopt;
}

std::string_view channel_name(Channel channel) { return names[static_cast<std::size_t>(channel)]; }

}  // namespace lyhord::domain
