// Owns the byte form of a draft that a replay is compared by. It is hashed at once and wiped.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace lyhord::intake {

// Every item has a kind and a length in front, so that two drafts cannot share a form.
class CanonicalWriter {
public:
    void text(std::string_view value) {
        head('t', value.size());
        out_.insert(out_.end(), value.begin(), value.end());
    }
    void number(double value) { head('n', std::bit_cast<std::uint64_t>(value)); }
    void sorted(std::vector<std::string_view> values) {
        std::ranges::sort(values);
        head('s', values.size());
        for (const std::string_view value : values) {
            text(value);
        }
    }
    // Pairs of a matrix row and its option; one row has one option, so the order is no matter.
    void rows(std::vector<std::pair<std::string_view, std::string_view>> values) {
        std::ranges::sort(values);
        head('r', values.size());
        for (const auto& [row, option] : values) {
            text(row);
            text(option);
        }
    }
    base::Bytes take() { return std::move(out_); }

private:
    void head(char kind, std::uint64_t number) {
        out_.push_back(static_cast<base::Byte>(kind));
        for (int shift = 0; shift < 64; shift += 8) {
            out_.push_back(static_cast<base::Byte>(number >> shift));
        }
    }

    base::Bytes out_;
};

}  // namespace lyhord::intake
