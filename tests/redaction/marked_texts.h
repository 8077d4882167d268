// Owns MarkedText: a citizen's text with the personal data in it marked, as in texts/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "anonymize/folded_text.h"
#include "anonymize/label.h"

namespace lyhord::redaction {

struct Mark {
    anonymize::ByteRange range;  // of the text
    anonymize::Label label = anonymize::Label::person;
    std::string variant;  // of a person's name: "normal", "lower", "genitive", ...
};

struct MarkedText {
    std::string voice;
    std::string text;
    std::vector<Mark> marks;
};

// The texts of one file. Throws std::runtime_error with the line that cannot be read.
std::vector<MarkedText> read_marked_texts(const std::filesystem::path& file);

// Those of all files of texts/ whose names start so.
std::vector<MarkedText> read_part(std::string_view start);

}  // namespace lyhord::redaction
