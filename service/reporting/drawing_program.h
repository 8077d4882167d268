// Owns the way to a program that draws: a child of this one, for a moment. The libraries that draw
// cost more memory than the whole service at rest.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/child_process.h"
#include "base/result.h"

namespace lyhord::reporting {

struct DrawingProgram {
    std::filesystem::path path;  // looked for by `installed_program` if empty
    std::chrono::milliseconds patience;
};

struct DrawingJob {
    base::Literal name;  // "lyhord-poster"
    std::vector<std::string> arguments;
    std::string input;  // what it reads on its standard input
    std::size_t output_bytes_max = 0;
};

struct Drawn {
    std::string output;
    int status = 0;  // its exit status
};

// Beside this program, or where a package keeps what only programs call.
std::filesystem::path installed_program(std::string_view name);

// What it wrote, and its exit status, which is the caller's to judge. io: the program is missing,
// was ended by a signal, took too long or wrote too much.
base::Result<Drawn> run_drawing(const DrawingJob& job, const DrawingProgram& program);

}  // namespace lyhord::reporting
