// Owns the playing of a round: who arrives, what is killed and started again, which texts are
// withdrawn, and what a service then releases.
#pragma once

#include <random>
#include <utility>

#include "attack_round.h"

namespace lyhord::attack {

// Plays a round to its settlement and gives every release in order.
class Play {
public:
    Play(const Round& round, const Service& service) : round_(round), service_(service) {
        const Tables empty{.total = {},
                           .dimensions = std::vector<std::map<int, Cell>>(round.dimensions.size())};
        counters_.assign(round.questions.size(), empty);
        published_ = counters_;
        waiting_.resize(round.questions.size());
        withdrawals_ = round.withdrawals;
        restarts_ = round.restarts;
    }

    std::vector<Release> run() {
        for (std::size_t tick = 0; tick < round_.ticks.size(); ++tick) {
            while (arrived_ < round_.ticks[tick]) arrive();
            release({.number = tick, .settlement = false});
        }
        while (arrived_ < round_.in_time()) arrive();
        release({.number = round_.ticks.size(), .settlement = true});
        return std::move(releases_);
    }

private:
    struct Tick {
        std::optional<std::size_t> number = {};  // in the round's kills
        bool settlement = false;
    };
    using Decisions = std::vector<std::vector<Counted>>;  // by question

    void arrive() {
        const std::size_t person = arrived_++;
        for (std::size_t q = 0; q < round_.questions.size(); ++q) {
            if (round_.people[person].answers[q]) waiting_[q].push_back(person);
        }
        while (!restarts_.empty() && restarts_.front() <= arrived_) {
            restarts_.erase(restarts_.begin());
            restart();
        }
        if (service_.habits.ticks_after_every_answer) release({});
    }

    // What waits is stored in no order, so none survives.
    void restart() {
        for (std::vector<std::size_t>& people : waiting_) std::ranges::shuffle(people, random_);
    }

    Decisions decide(const Tick& tick) const {
        Decisions decisions;
        for (std::size_t q = 0; q < round_.questions.size(); ++q) {
            const auto& decide_question = tick.settlement ? service_.settle : service_.tick;
            decisions.push_back(decide_question(round_,
                                                {.question = q,
                                                 .people = waiting_[q],
                                                 .everybody = waiting_.front(),
                                                 .released = counters_[q]}));
        }
        return decisions;
    }

    // A kill loses what was decided; the tick is done again, after a restart.
    std::vector<Decisions> killed_tries(const Tick& tick) {
        std::vector<Decisions> killed;
        const auto kills = tick.number ? round_.kills.find(*tick.number) : round_.kills.end();
        for (int i = 0; kills != round_.kills.end() && i < kills->second; ++i) {
            killed.push_back(decide(tick));
            if (service_.habits.counts_again_after_a_kill) add(killed.back());
            restart();
            const bool takes = tick.settlement && service_.habits.takes_answers_while_settling;
            while (takes && arrived_ < round_.people.size()) arrive();
        }
        return killed;
    }

    void release(const Tick& tick) {
        apply_withdrawals();
        const std::vector<Decisions> killed = killed_tries(tick);
        const Decisions decisions = decide(tick);
        add(decisions);
        for (std::size_t q = 0; q < decisions.size(); ++q) {
            Release release = published(q, tick, decisions[q]);
            for (const Decisions& lost : killed) release.killed.push_back(lost[q]);
            if (!decisions[q].empty()) releases_.push_back(std::move(release));
        }
    }

    // Whoever is not counted waits on, or is withheld at settlement.
    Release published(std::size_t q, const Tick& tick, const std::vector<Counted>& counted) {
        Release release{.question = q,
                        .settlement = tick.settlement,
                        .arrived = arrived_,
                        .after = counters_[q],
                        .grown = difference(counters_[q], published_[q]),
                        .counted = counted,
                        .killed = {},
                        .waited = waiting_[q],
                        .waits = {}};
        for (const Counted& one : counted) std::erase(waiting_[q], one.person);
        if (tick.settlement) waiting_[q].clear();
        release.waits = waiting_[q];
        if (!counted.empty()) published_[q] = counters_[q];
        return release;
    }

    void add(const Decisions& decisions) {
        for (std::size_t q = 0; q < decisions.size(); ++q) {
            for (const Counted& one : decisions[q]) {
                counters_[q].add(*round_.people[one.person].answers[q], one.categories);
            }
        }
    }

    // A text that waits is destroyed; one that came to be counted stays in the counters. It is kept
    // that the text is withdrawn, since the answer may come later.
    void apply_withdrawals() {
        for (const Withdrawal& withdrawal : withdrawals_) {
            if (withdrawal.arrivals > arrived_) continue;
            for (std::size_t q = 0; q < round_.questions.size(); ++q) {
                if (round_.questions[q].is_text) std::erase(waiting_[q], withdrawal.person);
            }
            if (service_.habits.subtracts_withdrawn_texts) subtract(withdrawal.person);
        }
        std::erase_if(withdrawals_, [this](const Withdrawal& withdrawal) {
            return withdrawal.arrivals <= arrived_ && withdrawal.person < arrived_;
        });
    }

    void subtract(std::size_t person) {
        for (const Release& release : releases_) {
            if (!round_.questions[release.question].is_text) continue;
            for (const Counted& one : release.counted) {
                if (one.person != person) continue;
                const Answer& answer = *round_.people[person].answers[release.question];
                counters_[release.question].add(answer, one.categories, -1);
            }
        }
    }

    const Round& round_;
    const Service& service_;
    std::mt19937_64 random_{7};
    std::size_t arrived_ = 0;
    std::vector<Tables> counters_;
    std::vector<Tables> published_;
    std::vector<std::vector<std::size_t>> waiting_;
    std::vector<Withdrawal> withdrawals_;
    std::vector<std::size_t> restarts_;
    std::vector<Release> releases_;
};

inline std::vector<Release> play(const Round& round, const Service& service) {
    return Play(round, service).run();
}

}  // namespace lyhord::attack
