// Owns the rounds that the attack tests play: people with a background and answers, who arrive in
// an order, and the tables that the world sees. Nothing here knows how the service decides.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <vector>

namespace lyhord::attack {

using Answer = std::vector<int>;  // ticked options

struct Person {
    std::vector<int> background;                 // a category for each dimension
    std::vector<std::optional<Answer>> answers;  // by question; none: it was not asked or skipped
};

struct Question {
    int options = 0;
    bool multiple = false;
};

// Dimensions have the categories 0 to n-1; n is "Uppgift saknas", n+1 "Ej redovisat". `moves_to` is
// public: where a category goes when settlement cannot show it.
struct Round {
    int batch_size_min = 5;
    std::size_t batch_min = 5;
    std::vector<int> dimensions;
    std::vector<std::vector<int>> moves_to;
    std::vector<Question> questions;
    std::vector<Person> people;      // in order of arrival
    std::vector<std::size_t> ticks;  // after how many arrivals, ascending

    void add_dimension(int categories) {
        dimensions.push_back(categories);
        const auto size = static_cast<std::size_t>(categories) + 2;
        moves_to.emplace_back(size, categories + 1);
    }

    // Areas: the last two categories are a parent's remainder, to which the first half of the areas
    // moves, and that of the whole, to which the other areas and the parent's remainder move.
    void add_areas(int categories) {
        add_dimension(categories);
        for (int area = 0; area < categories - 1; ++area) {
            const bool in_parent = area < categories / 2;
            moves_to.back()[static_cast<std::size_t>(area)] =
                in_parent ? categories - 2 : categories - 1;
        }
        moves_to.back()[static_cast<std::size_t>(categories - 2)] = categories - 1;
    }
};

struct Cell {
    int base = 0;
    std::map<int, int> options;

    void add(const Answer& answer) {
        ++base;
        for (const int option : answer) ++options[option];
    }
};

// What is published of a question at a time.
struct Tables {
    Cell total;
    std::vector<std::map<int, Cell>> dimensions;
};

struct Counted {
    std::size_t person = 0;
    std::vector<int> categories;  // those it is counted in, which settlement may have changed
};

// One release of one question: the cumulative tables before and after it, which everybody has, and
// who is in it, which the attackers are told only as far as their name says.
struct Release {
    std::size_t question = 0;
    bool settlement = false;
    Tables before;
    Tables after;
    std::vector<Counted> counted;
};

struct Pending {
    std::size_t question = 0;
    std::vector<std::size_t> people;     // who wait with an answer to the question
    std::vector<std::size_t> everybody;  // who wait with an answer to the first question
    const Tables& released;
};

// What a service does beside deciding. The real one does none of these.
struct Habits {
    bool ticks_after_every_answer = false;  // beside those of the round
};

// How a service decides. What `settle` leaves out is withheld.
struct Service {
    std::function<std::vector<Counted>(const Round&, const Pending&)> tick;
    std::function<std::vector<Counted>(const Round&, const Pending&)> settle;
    Habits habits = {};
};

// Plays a round to its settlement and gives every release in order.
class Play {
public:
    Play(const Round& round, const Service& service) : round_(round), service_(service) {
        const Tables empty{.total = {},
                           .dimensions = std::vector<std::map<int, Cell>>(round.dimensions.size())};
        published_.assign(round.questions.size(), empty);
        waiting_.resize(round.questions.size());
    }

    std::vector<Release> run() {
        std::size_t arrived = 0;
        for (const std::size_t tick : round_.ticks) {
            for (; arrived < tick; ++arrived) arrive(arrived);
            release(service_.tick, false);
        }
        for (; arrived < round_.people.size(); ++arrived) arrive(arrived);
        release(service_.settle, true);
        return std::move(releases_);
    }

private:
    void arrive(std::size_t person) {
        for (std::size_t q = 0; q < round_.questions.size(); ++q) {
            if (round_.people[person].answers[q]) waiting_[q].push_back(person);
        }
        if (service_.habits.ticks_after_every_answer) release(service_.tick, false);
    }

    template <typename Decide>
    void release(const Decide& decide, bool settlement) {
        const std::vector<std::size_t> everybody = waiting_.front();
        for (std::size_t q = 0; q < round_.questions.size(); ++q) {
            const std::vector<Counted> counted = decide(round_,
                                                        {.question = q,
                                                         .people = waiting_[q],
                                                         .everybody = everybody,
                                                         .released = published_[q]});
            if (!counted.empty()) publish(q, settlement, counted);
        }
    }

    void publish(std::size_t q, bool settlement, const std::vector<Counted>& counted) {
        Release release{.question = q,
                        .settlement = settlement,
                        .before = published_[q],
                        .after = {},
                        .counted = counted};
        for (const Counted& one : counted) {
            const Answer& answer = *round_.people[one.person].answers[q];
            published_[q].total.add(answer);
            for (std::size_t d = 0; d < round_.dimensions.size(); ++d) {
                published_[q].dimensions[d][one.categories[d]].add(answer);
            }
            std::erase(waiting_[q], one.person);
        }
        release.after = published_[q];
        releases_.push_back(std::move(release));
    }

    const Round& round_;
    const Service& service_;
    std::vector<Tables> published_;
    std::vector<std::vector<std::size_t>> waiting_;
    std::vector<Release> releases_;
};

inline std::vector<Release> play(const Round& round, const Service& service) {
    return Play(round, service).run();
}

inline int even_draw(std::mt19937_64& random, int bound) {
    return static_cast<int>(random() % static_cast<unsigned>(bound));
}

// Small numbers are likelier than large ones.
inline int skewed(std::mt19937_64& random, int bound) {
    const int first = even_draw(random, bound);
    return std::min(first, even_draw(random, bound));
}

// A round with three questions: the first is asked of everybody, the second only of those who chose
// the first's option 0, the third is a multiple choice. Some skip.
inline Round random_round(std::mt19937_64& random) {
    Round round;
    round.batch_size_min = 3 + static_cast<int>(random() % 3);
    round.batch_min = static_cast<std::size_t>(round.batch_size_min) + random() % 10;
    // Many values and categories give each answer few neighbours: work for rule 3.
    const bool even = random() % 2 == 0;
    if (random() % 2 == 0) round.add_areas(4 + static_cast<int>(random() % 3));
    for (std::size_t d = random() % 4; d > 0; --d) {
        round.add_dimension(1 + static_cast<int>(random() % 4));
    }
    if (even) round.add_dimension(4);
    round.questions = {
        {.options = even ? 8 : 2 + static_cast<int>(random() % 4), .multiple = false},
        {.options = 2 + static_cast<int>(random() % 3), .multiple = false},
        {.options = 3, .multiple = true}};
    const std::size_t people = random() % 70;
    for (std::size_t i = 0; i < people; ++i) {
        Person person{.background = {}, .answers = {}};
        for (const int categories : round.dimensions) {
            const bool skipped = random() % 20 == 0;
            person.background.push_back(skipped ? categories : skewed(random, categories));
        }
        const int options = round.questions[0].options;
        const int first = even ? even_draw(random, options) : skewed(random, options);
        person.answers.push_back(Answer{first});
        person.answers.push_back(std::nullopt);
        if (first == 0) person.answers[1] = Answer{skewed(random, round.questions[1].options)};
        Answer ticked;
        for (int option = 0; option < 3; ++option) {
            if (random() % 3 > 0) ticked.push_back(option);
        }
        person.answers.push_back(ticked);
        if (random() % 10 == 0) person.answers[2] = std::nullopt;
        round.people.push_back(std::move(person));
    }
    for (std::size_t t = random() % 8; t > 0; --t) round.ticks.push_back(random() % (people + 1));
    std::ranges::sort(round.ticks);
    return round;
}

}  // namespace lyhord::attack
