// Owns Redactor: the only way from RawText to RedactedText. Pure, thread-safe, linear in the length
// of the text, and it cannot fail open: a text that cannot be redacted is withheld.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/gazetteer.h"
#include "anonymize/label.h"
#include "domain/raw_text.h"
#include "domain/redacted_text.h"

namespace lyhord::anonymize {

struct Redaction {
    domain::RedactedText text;
    std::vector<Span> spans;  // in the order of the text, not overlapping
    bool withheld = false;    // the text could not be redacted: it is empty, and so are the spans
};

class Redactor {
public:
    // Compiles the patterns and reads the word lists: do it once. Place names of the gazetteer are
    // never taken for people.
    explicit Redactor(Gazetteer gazetteer = {});
    Redactor(Redactor&&) noexcept;
    Redactor& operator=(Redactor&&) noexcept;
    ~Redactor();

    // Never throws. Texts over limits::redact_bytes_max are withheld.
    Redaction redact(domain::RawText&& raw) const noexcept;

private:
    struct Detectors;
    struct Result;

    Result read(std::string_view text) const;

    std::unique_ptr<const Detectors> detectors_;
};

}  // namespace lyhord::anonymize
