// Owns Redactor: the only way from RawText to RedactedText. Pure, thread-safe, linear in the length
// of the text, and it cannot fail open: a text that cannot be redacted is withheld.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/gazetteer.h"
#include "anonymize/label.h"
#include "anonymize/own_names.h"
#include "base/limits.h"
#include "domain/raw_text.h"
#include "domain/redacted_text.h"

namespace lyhord::anonymize {

struct Redaction {
    domain::RedactedText text;
    std::vector<Span> spans;  // in the order of the text, not overlapping
    bool withheld = false;    // the text could not be redacted: it is empty, and so are the spans
};

struct RedactorOptions {
    Gazetteer gazetteer = {};                                // places that are never people
    OwnNames own_names = {};                                 // of the municipality
    std::size_t bytes_max = base::limits::redact_bytes_max;  // a longer text is withheld
};

class Redactor {
public:
    // Compiles the patterns and reads the word lists: do it once.
    explicit Redactor(RedactorOptions options = {});
    Redactor(Redactor&&) noexcept;
    Redactor& operator=(Redactor&&) noexcept;
    ~Redactor();

    // Never throws. What cannot be redacted is withheld. `unsure`: of a text that was redacted
    // before, which of its tokens stand for what was masked without being sure.
    Redaction redact(domain::RawText&& raw,
                     std::span<const std::uint16_t> unsure = {}) const noexcept;
    // What a redactor of another day left.
    Redaction redact_again(const domain::RedactedText& text) const noexcept;

private:
    struct Detectors;
    struct Result;

    Result read(std::string_view text, std::span<const std::uint16_t> unsure) const;

    std::size_t bytes_max_;
    std::unique_ptr<const Detectors> detectors_;
};

}  // namespace lyhord::anonymize
