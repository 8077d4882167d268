// Owns the detection of telephone numbers. Swedish forms are known by the numbering plan; foreign
// ones are left to libphonenumber, which is slow and reads only short windows after a + or 00.
#pragma once

#include <string_view>
#include <vector>

#include "anonymize/matching.h"
#include "anonymize/plain_numbers.h"

namespace lyhord::anonymize {

class Phones {
public:
    explicit Phones(const PlainNumbers& plain);

    Findings find(std::string_view text) const;

private:
    Findings swedish(std::string_view text) const;
    ByteRange swedish_from(std::string_view text,
                           const std::vector<ByteRange>& groups,
                           std::size_t first) const;
    std::size_t end_of_plain(std::string_view text,
                             const std::vector<ByteRange>& groups,
                             std::size_t first) const;
    bool joins(std::string_view text, ByteRange between, std::string_view digits) const;
    Findings after_cue(std::string_view text) const;
    Findings standing_alone(const Pattern& pattern, std::string_view text) const;
    Findings with_lookalikes(std::string_view text) const;
    Findings foreign(std::string_view text) const;
    // What the library knows as a number in a stretch of digits.
    Findings in_window(std::string_view text, ByteRange window) const;
    bool is_plain(std::string_view text, ByteRange number) const;

    const PlainNumbers& plain_;
    Pattern run_;
    Pattern separator_;
    Pattern mobile_separator_;
    Pattern calendar_;
    Pattern swish_;
    Pattern company_;
    Pattern spaced_company_;
    Pattern lookalike_;
    Pattern abroad_;
    Pattern cue_;
    Pattern window_;
};

}  // namespace lyhord::anonymize
