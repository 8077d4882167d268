// Owns Poster: what stands on a printed poster of a dialogue, and the way to the program that draws
// it. The libraries that draw cost more memory than the whole service at rest, so they are in a
// program of their own (poster_drawing/), which runs for a moment and is gone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/limits.h"
#include "base/result.h"
#include "reporting/drawing_program.h"

namespace lyhord::reporting {

// The poster's words in one language.
struct PosterText {
    std::string language;  // a tag
    bool right_to_left = false;
    std::string title;
    std::string purpose;
    std::vector<std::string> facts;  // minutes, last day
    std::string scan;                // how to get there: "Scan the code, or go to"
    std::string note;                // that a machine translated it, or nothing
};

struct Poster {
    std::string site;        // the municipality's name
    std::string color;       // "#14584a"
    std::string logo;        // a PNG's bytes, or nothing
    std::string link;        // what the code holds
    std::string shown_link;  // what people read and type
    std::vector<PosterText> texts;
};

enum class PosterFormat { pdf, svg };
std::optional<PosterFormat> poster_format_from(std::string_view name);  // "pdf", "svg"
std::string_view poster_format_name(PosterFormat format);
std::string_view poster_content_type(PosterFormat format);

base::Json poster_json(const Poster& poster);
std::optional<Poster> poster_from(const base::Json& json);

// Exit statuses of lyhord-poster beside 0, 1 (failed) and 2 (wrong use).
constexpr int poster_exit_too_long = 3;
constexpr int poster_exit_no_font = 10;  // ... of the first text, 11 of the second

// Beside this program, with the time that the page has.
inline const DrawingProgram poster_program{
    .path = {}, .patience = std::chrono::seconds(base::limits::poster_seconds_max)};

// The file's bytes. too_large: so many words are not readable on one sheet. unavailable: no font
// has the letters of poster.texts[number - 1]. io: the program is missing, failed or took too long.
base::Result<std::string> draw_poster(const Poster& poster,
                                      PosterFormat format,
                                      const DrawingProgram& program = poster_program);

}  // namespace lyhord::reporting
