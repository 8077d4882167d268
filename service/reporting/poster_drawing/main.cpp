// lyhord-poster pdf|svg: a poster as JSON in, the file out. `draw_poster` is who calls it.
#include <sys/resource.h>

#include <iostream>
#include <iterator>

#include "reporting/poster_drawing/sheet.h"

namespace {

// Whatever a font or a text does to the libraries ends here. An address sanitizer reserves more.
void bound() {
    using namespace lyhord::base;
    const rlimit seconds{limits::poster_seconds_max, limits::poster_seconds_max};
    ::setrlimit(RLIMIT_CPU, &seconds);
#ifndef __SANITIZE_ADDRESS__
    const rlimit memory{128 * limits::poster_bytes_max, 128 * limits::poster_bytes_max};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
}

}  // namespace

#ifdef __SANITIZE_ADDRESS__
// Fontconfig and Pango keep what they know of fonts until the process ends.
extern "C" const char* __lsan_default_suppressions();   // NOLINT: the sanitizer's name
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
    return "leak:libfontconfig\nleak:libpango";
}
#endif

int main(int count, char** words) {
    using namespace lyhord;
    bound();
    const auto format = reporting::poster_format_from(count == 2 ? words[1] : "");
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    const auto json = base::Json::parse(text);
    const auto poster = json ? reporting::poster_from(*json) : std::nullopt;
    if (!format || !poster) {
        std::cerr << "lyhord-poster: give pdf or svg, and a poster on standard input\n";
        return 2;
    }
    const auto bytes = reporting::sheet(*poster, *format);
    if (!bytes) {
        return bytes.error();
    }
    std::cout << *bytes << std::flush;
    return std::cout ? 0 : 1;
}
