// Owns the forms in which a mark could have been written: as it is, in other encodings, escaped,
// hashed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lyhord::tests {

struct ByteForm {
    std::string name;
    std::string bytes;
};

// Each form at least 8 bytes long, no two the same; shorter ones are left out, since eight random
// bytes are met by chance once in an exabyte and four in every file.
std::vector<ByteForm> forms_of(std::string_view mark);

// Letters with diacritics decomposed: å is a and a ring.
std::string decomposed(std::string_view text);

}  // namespace lyhord::tests
