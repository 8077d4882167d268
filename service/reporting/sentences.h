// Owns sentences: a released figure in words that can be pasted into a report, with the caveat of
// its round's design.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/questionnaire.h"
#include "reporting/report_words.h"
#include "statistics/proportion.h"
#include "statistics/waves.h"

namespace lyhord::reporting {

// A share of those who answered a question.
struct StatedFigure {
    std::string place;      // "Härnösand", or the category they are in
    std::string statement;  // "känner sig otrygga i centrum"; empty: option and question stand
    std::string option;     // as it was offered
    std::string question;
    std::int64_t count = 0;
    std::int64_t base = 0;  // 1 at least
    domain::Design design = domain::Design::open;
    // Of a random sample: the weighted share where weights were used, and its interval.
    std::optional<double> share = {};
    std::optional<statistics::Interval> interval = {};
};

// "38 % (412 av 1 084) av dem som svarade i Härnösand uppger att de ... Svaren är självvalda och
// kan inte räknas om till alla invånare."
std::string sentence(const ReportWords& words, const StatedFigure& figure);

// What may be said of the change since `earlier`, the name of a wave ("2023").
std::string change_sentence(const ReportWords& words,
                            const statistics::WaveChange& change,
                            const std::string& earlier);

// "Visas inte: färre än 5 svar."
std::string hidden_sentence(const ReportWords& words, int batch_size_min);

// "Bilar kör för fort" as it stands inside a sentence: a small letter first, unless the word is
// written in capitals ("TV-spel").
std::string inside_sentence(std::string_view text);

}  // namespace lyhord::reporting
