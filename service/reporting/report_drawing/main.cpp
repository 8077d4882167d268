// lyhord-report: a document as JSON in, its PDF and its charts as pictures out, as JSON.
// `print_document` is who calls it.
#include <sys/resource.h>

#include <iostream>
#include <iterator>

#include "reporting/report_drawing/pages.h"

namespace {

using namespace lyhord;

constexpr int picture_width = 1140;  // pixels: sharp on paper at the width of a page

// Whatever a font or a text does to the libraries ends here. An address sanitizer reserves more.
void bound() {
    constexpr rlim_t seconds_max = base::limits::print_seconds_max;
    const rlimit seconds{seconds_max, seconds_max};
    ::setrlimit(RLIMIT_CPU, &seconds);
#ifndef __SANITIZE_ADDRESS__
    constexpr rlim_t bytes_max = 16 * base::limits::print_bytes_max;
    const rlimit memory{bytes_max, bytes_max};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
}

std::optional<reporting::Printed> printed(const reporting::PrintJob& job) {
    reporting::Printed printed;
    std::vector<reporting::ChartPicture> charts;
    for (const reporting::Block& block : job.document.blocks) {
        const auto* picture = std::get_if<reporting::Picture>(&block);
        if (picture == nullptr) {
            continue;
        }
        auto chart = reporting::ChartPicture::from(picture->svg);
        if (!chart) {
            return std::nullopt;
        }
        printed.pictures.push_back(chart->png(picture_width));
        charts.push_back(std::move(*chart));
        if (printed.pictures.back().empty()) {
            return std::nullopt;
        }
    }
    printed.pdf = reporting::pdf_of(job, charts);
    return printed.pdf.empty() ? std::nullopt : std::optional(std::move(printed));
}

}  // namespace

#ifdef __SANITIZE_ADDRESS__
// Fontconfig, Pango and librsvg keep what they know until the process ends.
extern "C" const char* __lsan_default_suppressions();   // NOLINT: the sanitizer's name
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
    return "leak:libfontconfig\nleak:libpango\nleak:librsvg";
}
#endif

int main() {
    bound();
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    const auto json = base::Json::parse(text);
    const auto job = json ? reporting::print_job_from(*json) : std::nullopt;
    if (!job) {
        std::cerr << "lyhord-report: give a document on standard input\n";
        return 2;
    }
    const auto done = printed(*job);
    if (!done) {
        return 1;
    }
    std::cout << reporting::printed_json(*done).dump() << std::flush;
    return std::cout ? 0 : 1;
}
