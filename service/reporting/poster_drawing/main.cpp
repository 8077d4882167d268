// lyhord-poster pdf|svg: a poster as JSON in, the file out. `draw_poster` is who calls it.
#include <iostream>
#include <iterator>

#include "reporting/poster_drawing/sheet.h"

int main(int count, char** words) {
    using namespace lyhord;
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
        return 1;
    }
    std::cout << *bytes << std::flush;
    return std::cout ? 0 : 1;
}
