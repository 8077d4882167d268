// The way to the program that draws a poster, and what its exit status means.
#include "base/limits.h"
#include "reporting/poster.h"

namespace lyhord::reporting {
namespace {

using base::Fault;

// Why there is no poster.
base::Error failure(int status) {
    if (status >= poster_exit_no_font) {
        return {Fault::unavailable,
                "no font here has all letters of a language of the poster: install one "
                "(fonts-noto-core), or choose another language",
                {.number = status - poster_exit_no_font + 1}};
    }
    if (status == poster_exit_too_long) {
        return {Fault::too_large,
                "the words are too long for so many languages on one sheet: choose fewer"};
    }
    return {Fault::io, "lyhord-poster failed, with exit status", {.number = status}};
}

}  // namespace

base::Result<std::string> draw_poster(const Poster& poster,
                                      PosterFormat format,
                                      const DrawingProgram& program) {
    auto drawn = run_drawing({.name = "lyhord-poster",
                              .arguments = {std::string(poster_format_name(format))},
                              .input = poster_json(poster).dump(),
                              .output_bytes_max = base::limits::poster_bytes_max},
                             program);
    if (!drawn) {
        return base::fail(drawn.error());
    }
    if (drawn->status != 0) {
        return base::fail(failure(drawn->status));
    }
    return std::move(drawn->output);
}

}  // namespace lyhord::reporting
