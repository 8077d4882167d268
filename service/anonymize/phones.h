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
    Findings after_cue(std::string_view text) const;
    static Findings standing_alone(const Pattern& pattern, std::string_view text);
    Findings foreign(std::string_view text) const;
    // What the library knows as a number in a stretch of digits.
    Findings in_window(std::string_view text, ByteRange window) const;
    bool is_plain(std::string_view text, ByteRange number) const;

    const PlainNumbers& plain_;
    Pattern run_;
    Pattern separator_;
    Pattern cue_;
    Pattern swish_;
    Pattern company_;
    Pattern spoken_;
    Pattern window_;
};

}  // namespace lyhord::anonymize
