#include "reporting/sentences.h"

#include <cmath>

#include "base/utf8.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::reporting {
namespace {

// By which an interval's ends may differ in their distance and still be told as one "±".
constexpr double even_within = 0.005;

std::string_view caveat_key(domain::Design design) {
    switch (design) {
        case domain::Design::open:
            return "caveat_open";
        case domain::Design::invited_random:
            return "caveat_random";
        case domain::Design::meeting:
            return "caveat_meeting";
        case domain::Design::reporters:
            break;
    }
    return "caveat_reporters";
}

std::string uncertainty(const ReportWords& words,
                        double share,
                        const statistics::Interval& interval) {
    const double below = share - interval.low;
    const double above = interval.high - share;
    if (std::abs(above - below) <= even_within) {
        return words.text("even_interval", {{"points", points_text((above + below) / 2)}});
    }
    return words.text("uneven_interval",
                      {{"low", percent_text(interval.low)}, {"high", percent_text(interval.high)}});
}

std::string said(const ReportWords& words, const StatedFigure& figure) {
    if (!figure.statement.empty()) {
        return words.text("stated", {{"statement", figure.statement}});
    }
    return words.text("chosen", {{"option", figure.option}, {"question", figure.question}});
}

}  // namespace

std::string sentence(const ReportWords& words, const StatedFigure& figure) {
    const double share =
        figure.share.value_or(static_cast<double>(figure.count) / static_cast<double>(figure.base));
    std::string counts = words.text(
        "counts", {{"count", whole_text(figure.count)}, {"base", whole_text(figure.base)}});
    // A self-selected round has no interval, whatever a caller gives.
    if (figure.design == domain::Design::invited_random && figure.interval) {
        counts = uncertainty(words, share, *figure.interval) + "; " + counts;
    }
    return words.text("sentence",
                      {{"percent", percent_text(share)},
                       {"counts", counts},
                       {"place", figure.place},
                       {"said", said(words, figure)}}) +
           " " + words.text(caveat_key(figure.design));
}

std::string change_sentence(const ReportWords& words,
                            const statistics::WaveChange& change,
                            const std::string& earlier) {
    using statistics::Verdict;
    const double difference = change.difference.value_or(0);
    const std::string points = points_text(difference);
    switch (change.verdict) {
        case Verdict::other_indicator:
            return words.text("wave_other_indicator", {{"earlier", earlier}});
        case Verdict::other_wording:
            return words.text("wave_other_wording", {{"earlier", earlier}});
        case Verdict::other_scale:
            return words.text("wave_other_scale", {{"earlier", earlier}});
        case Verdict::self_selected:
            return words.text("wave_self_selected", {{"earlier", earlier}});
        case Verdict::too_small:
            return words.text("wave_too_small", {{"earlier", earlier}});
        case Verdict::distinguishable:
            break;
    }
    return words.text(difference > 0 ? "wave_up" : "wave_down",
                      {{"earlier", earlier}, {"points", points}});
}

std::string inside_sentence(std::string_view text) {
    constexpr std::size_t first_two_bytes_max = 8;
    const std::string_view start = text.substr(0, first_two_bytes_max);
    std::size_t first = start.empty() ? 0 : 1;
    while (first < start.size() && (static_cast<unsigned char>(start[first]) & 0xC0U) == 0x80U) {
        ++first;
    }
    const std::string_view rest = text.substr(first);
    // A word of one letter, or a word whose second letter is a small one.
    const std::string_view next = rest.substr(0, 2);
    const bool is_word =
        next.starts_with(' ') || (!next.empty() && base::lower(next) == next &&
                                  !std::string_view("-–./0123456789").contains(next.front()));
    return is_word ? base::lower(text.substr(0, first)) + std::string(rest) : std::string(text);
}

std::string hidden_sentence(const ReportWords& words, int batch_size_min) {
    return words.text("hidden", {{"n", whole_text(batch_size_min)}});
}

}  // namespace lyhord::reporting
