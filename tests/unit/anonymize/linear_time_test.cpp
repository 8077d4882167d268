// Texts made to be slow: eight times the length may take eight times the time, and not 64 times.
#include <time.h>

#include <algorithm>

#include "base/limits.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t short_bytes = 10'000;
constexpr std::size_t times_longer = 8;
// Between the eight of linear time and the 64 of quadratic time; the best of some runs.
constexpr double ratio_max = 24.0;
constexpr int runs = 3;

// Of this thread alone: what else the machine does takes no part.
double seconds_of_thread() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::string repeated(const std::string& piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += piece;
    }
    return text;
}

double best_seconds(const std::string& text, int times) {
    double best = 1e9;
    for (int run = 0; run < times; ++run) {
        domain::RawText raw(text);
        const double start = seconds_of_thread();
        const Redaction redaction = shared_redactor().redact(std::move(raw));
        best = std::min(best, seconds_of_thread() - start);
    }
    return best;
}

class LinearTime : public ::testing::TestWithParam<std::string> {};

TEST_P(LinearTime, IsWhatTheLengthOfTheTextCosts) {
    const double brief = best_seconds(repeated(GetParam(), short_bytes), runs);
    const std::string text = repeated(GetParam(), times_longer * short_bytes);
    // One run is enough if it is quick; a busy machine gets others.
    double lasting = best_seconds(text, 1);
    for (int run = 1; run < runs && lasting > ratio_max * brief; ++run) {
        lasting = std::min(lasting, best_seconds(text, 1));
    }
    EXPECT_LE(lasting, ratio_max * brief) << "of " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(OfText,
                         LinearTime,
                         ::testing::Values("a",
                                           "A",
                                           "1",
                                           "0",
                                           "@",
                                           "a@",
                                           ".",
                                           "a.",
                                           "-",
                                           "/",
                                           "+",
                                           " ",
                                           "\n",
                                           "[",
                                           "]",
                                           "{",
                                           "å",
                                           "\xff",
                                           "\xc3",
                                           std::string(1, '\0'),
                                           "\u0301",
                                           "a\u0301\u0316",
                                           "\u200b",
                                           "\u00ad",
                                           "\u202e",
                                           "😀",
                                           "👩‍👩‍👧",
                                           "а",
                                           "Аn",
                                           "я ",
                                           "م",
                                           "مح ",
                                           "ሰ",
                                           "١",
                                           "가",
                                           "ᄀ",
                                           "\u1161",
                                           "\u3164",
                                           "Kalle ",
                                           "kalle ",
                                           "KALLE ",
                                           "K. ",
                                           "K ",
                                           "Al-",
                                           "a-",
                                           "a'",
                                           "/ Kalle\n",
                                           "heter ",
                                           "Mvh\n",
                                           "Åsa Öberg, ",
                                           "von ",
                                           "07",
                                           "070-1 ",
                                           "12 ",
                                           "0 ",
                                           "+46",
                                           "(at)",
                                           " at ",
                                           "snap: a ",
                                           "konto 1",
                                           "SE12",
                                           "Storgatan 1 ",
                                           "ABC",
                                           "ABC 12",
                                           "900101-",
                                           "900101-0017 ",
                                           "noll sju ",
                                           "http://",
                                           "www.",
                                           "a.se ",
                                           "a@b.se",
                                           "[NAMN]",
                                           "[NAMN ",
                                           "ggggatan ",
                                           "личка ",
                                           "Ім'я ",
                                           "ʹ",
                                           "аa",
                                           "skolanskolan",
                                           "född ",
                                           "född 1 ",
                                           "O0",
                                           "a.b ",
                                           "a_ ",
                                           "snap a.b ",
                                           "på snap heter ",
                                           "@ a ",
                                           "1.1.",
                                           "::",
                                           "a:1",
                                           "12b ",
                                           "lgh 1 ",
                                           "port a, ",
                                           "Storgatan 1, lgh 1, ",
                                           "Antjärn 215 ",
                                           "Aa 1:1 "));

TEST(LinearPasses, AreNeverMoreThanTheLimitAllows) {
    // Each text is read until nothing more is found; one that never ends is withheld.
    const std::string numbers = repeated("900101-0017900101-0017070-1234567", 100'000);
    const Redaction redaction = shared_redactor().redact(domain::RawText(numbers));
    EXPECT_TRUE(redaction.withheld == redaction.text.empty());
}

}  // namespace
}  // namespace lyhord::anonymize
