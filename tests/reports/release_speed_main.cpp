// release_speed: what a count and its downloads cost, beside references that are run in turns with
// them. A count: the settlement of a round with 5,000 answers that wait, from the new key to the
// durable end; beside it the opening of as many sealed records of the same size, which no count can
// do without. Downloads: the files of the same round, and of one with the same cells and a
// thousand times as many answers.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <vector>

#include "disclosure/release_gate.h"
#include "domain/sealer.h"
#include "http/site.h"
#include "reporting/report_csv.h"
#include "reporting/report_xlsx.h"
#include "reports/answers.h"

namespace lyhord::tests {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int pending = 5'000;
constexpr int more = 1'000;  // times as many answers
constexpr int turns = 15;
constexpr std::size_t answer_bytes = 400;

double time_of(const std::function<void()>& work) {
    const auto start = Clock::now();
    work();
    return Milliseconds(Clock::now() - start).count();
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

enum class Texts { none, one_each };

// As answers_of, with its text or without.
std::string answers_with(Texts texts, int person) {
    std::string answers = reports::answers_of(person);
    const std::size_t at = answers.find(R"(,"q11_forslag")");
    return texts == Texts::one_each ? answers
                                    : answers.erase(at, answers.find(R"(,"q1_area")") - at);
}

bool fill(Site& site, int people, Texts texts) {
    rounds::OpenOptions options = site.terms();
    options.expected_answers = people;
    site.open_demo(options);
    for (int person = 0; person < people; ++person) {
        if (site.submit(answers_with(texts, person), site.new_key()).status != 201) {
            std::fprintf(stderr, "an answer was refused\n");
            return false;
        }
    }
    return true;
}

// What opening as many sealed records takes.
double time_of_opening(base::Random& random, const base::Clock& clock) {
    base::crypto::KeyPair keys = base::crypto::generate_key_pair();
    domain::Sealer sealer(random, clock);
    const domain::SealTarget target{.round = random.id(), .epoch = 1, .key = keys.public_key};
    const base::Bytes plain(answer_bytes, 'x');
    std::vector<domain::SealedAnswer> sealed;
    for (int i = 0; i < pending; ++i) {
        sealed.push_back(sealer.seal(target, plain));
    }
    domain::Opener opener(std::move(keys));
    std::size_t opened = 0;
    const double time = time_of([&] {
        for (const domain::SealedAnswer& each : sealed) {
            opened += opener.open(target.round, target.epoch, each).has_value() ? 1U : 0U;
        }
    });
    return opened == sealed.size() ? time : 0;
}

void scale(std::int64_t& base, std::vector<std::int64_t>& options, int factor) {
    base *= factor;
    for (std::int64_t& option : options) {
        option *= factor;
    }
}

// The same cells, `factor` times as many people in each.
reporting::ReleasedRound scaled(const reporting::ReleasedRound& released, int factor) {
    reporting::ReleasedRound larger{.round = released.round,
                                    .state = released.state,
                                    .received = released.received * factor,
                                    .tables = {},
                                    .earlier = {}};
    for (const domain::ReleasableTable& table : released.tables) {
        domain::QuestionCounts counts = table.counts();
        scale(counts.base, counts.options, factor);
        for (domain::DimensionCounts& part : counts.by) {
            for (domain::CategoryCounts& cell : part.categories) {
                scale(cell.base, cell.options, factor);
            }
        }
        auto approved = disclosure::ReleaseGate::approve(released.round->plan, std::move(counts));
        if (approved) {
            larger.tables.push_back(std::move(*approved));
        }
    }
    return larger;
}

void write_files(const reporting::ReleasedRound& released, const reporting::ReportWords& words) {
    const reporting::Report report = reporting::make_report(released, words);
    static_cast<void>(reporting::tables_json(released));
    static_cast<void>(reporting::report_csv(report, words, reporting::CsvDialect::machine));
    static_cast<void>(reporting::report_xlsx(report, words));
}

void tell(const char* what, double figure, double reference, double wanted) {
    std::printf("%-52s %8.1f ms %8.1f ms  ratio %.2f  (wanted %.2f)\n",
                what,
                figure,
                reference,
                figure / reference,
                wanted);
}

// Milliseconds, or nothing if the round could not be filled.
std::optional<double> time_of_count(Site& site, Texts texts) {
    if (!fill(site, pending, texts)) {
        return std::nullopt;
    }
    // What came in the last minute is in a file of its own; the others have long been moved.
    const base::Id round = site.service().frozen_rounds.current(demo)->round.id;
    static_cast<void>(site.service().store->pending(round, 1));
    return time_of([&site] { site.settle_demo(); });
}

int run() {
    const Fields settings{{"answers_per_address", "0"}};
    constexpr double count_ms_max = 50;
    Site without(settings);
    Site site(settings);
    base::SystemRandom random;
    const double opening = time_of_opening(random, site.clock());
    const auto plain = time_of_count(without, Texts::none);
    const auto count = time_of_count(site, Texts::one_each);
    if (!plain || !count) {
        return 1;
    }
    tell("count of 5,000 answers, beside the limit", *plain, count_ms_max, 1);
    tell("the same, beside opening as many records", *plain, opening, 1);
    tell("count of 5,000 answers with a text each", *count, count_ms_max, 1);

    const auto released = site.service().reports.released(demo, {});
    const reporting::ReportWords words(
        [&site](std::string_view key) { return site.service().pages.text("sv", key); });
    if (!released) {
        return 1;
    }
    const reporting::ReleasedRound larger = scaled(*released, more);
    std::vector<double> few;
    std::vector<double> many;
    for (int i = 0; i < turns; ++i) {
        few.push_back(time_of([&] { write_files(*released, words); }));
        many.push_back(time_of([&] { write_files(larger, words); }));
    }
    tell("files of 5,000,000 answers, beside those of 5,000", median(many), median(few), 1.1);
    return 0;
}

}  // namespace
}  // namespace lyhord::tests

int main() { return lyhord::tests::run(); }
