// Owns must(): what a fuzz target asserts, in every build.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <source_location>
#include <string>
#include <string_view>

namespace lyhord::fuzz {

inline void must(bool holds, const std::source_location& here = std::source_location::current()) {
    if (!holds) {
        std::fprintf(stderr, "%s:%u does not hold\n", here.file_name(), unsigned{here.line()});
        std::abort();
    }
}

// A file of the source tree.
inline std::string source_file(std::string_view path) {
    std::ifstream file(LYHORD_SOURCE "/" + std::string(path), std::ios::binary);
    must(file.good());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace lyhord::fuzz
