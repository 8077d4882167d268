#include "anonymize/signs.h"

#include <algorithm>
#include <bit>

namespace lyhord::anonymize {

SignWords::SignWords(std::initializer_list<std::string_view> words) : words_(words) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const auto first = static_cast<unsigned char>(words_[i][0]);
        by_first_[first] |= std::uint32_t{1} << i;
        by_first_[first - 'a' + 'A'] |= std::uint32_t{1} << i;
        const auto second = static_cast<unsigned char>(words_[i][1]);
        by_second_[second] |= std::uint32_t{1} << i;
        if (second >= 'a' && second <= 'z') {
            by_second_[second - 'a' + 'A'] |= std::uint32_t{1} << i;
        }
    }
}

bool SignWords::occur_in(std::string_view text) const {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        for (std::uint32_t left = by_first_[static_cast<unsigned char>(text[at])] &
                                  by_second_[static_cast<unsigned char>(text[at + 1])];
             left != 0;
             left &= left - 1) {
            const std::string_view word = words_[static_cast<std::size_t>(std::countr_zero(left))];
            std::size_t same = 1;
            while (same < word.size() && at + same < text.size() &&
                   lower_byte(text[at + same], text[at + same - 1]) == word[same]) {
                ++same;
            }
            if (same == word.size()) {
                return true;
            }
        }
    }
    return false;
}

bool has_between_digits(std::string_view text, char sign) {
    for (std::size_t at = text.find(sign, 1); at < text.size(); at = text.find(sign, at + 1)) {
        if (is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1])) {
            return true;
        }
    }
    return false;
}

bool has_foreign_script(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) { return byte >= '\xD0' && byte <= '\xDB'; });
}

bool has_number_before_name(std::string_view text) {
    return any_number(text, [text](std::size_t number) {
        std::size_t at = std::min(text.find_first_not_of("0123456789", number), text.size());
        const auto skip = [&](bool (*is_part)(char)) {
            at += at < text.size() && is_part(text[at]) ? 1 : 0;
        };
        skip([](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
        skip([](char c) { return c == ','; });
        const bool space = at + 1 < text.size() && text[at] == ' ';
        return space && ((text[at + 1] >= 'A' && text[at + 1] <= 'Z') || text[at + 1] < 0);
    });
}

}  // namespace lyhord::anonymize
