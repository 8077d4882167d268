// Somebody who can send as many answers as he likes surrounds a victim with his own: the rate at
// which he pins the victim's answer, beside its bound.
#include <gtest/gtest.h>

#include "attack_services.h"
#include "attack_streams.h"
#include "attack_town.h"

namespace lyhord::attack {
namespace {

enum class Flushing { no, yes };

// `weeks`: ticks in equal distances, but at settlement; 0 and 1: settlement only.
struct Siege {
    std::size_t honest = 0;
    std::size_t weeks = 0;
    std::size_t batch_min = 5;
    Flushing flushing = Flushing::no;
};

struct CloneAttack {
    Round round;
    std::size_t victim = 0;
    std::set<std::size_t> own;  // the attacker's answers
};

// Plays the arrivals of a round in order: the honest ones, a tick at the end of each week, and what
// the attacker sends.
class Besieger {
public:
    Besieger(std::mt19937_64& random, const Siege& siege)
        : siege_(siege), honest_(municipality(random, siege.honest)) {
        attack_.round = honest_;
        attack_.round.people.clear();
        attack_.round.batch_min = siege.batch_min;
        victim_ = random() % siege.honest;
        if (siege.weeks > 1) week_ = siege.honest / siege.weeks;
    }

    CloneAttack run() {
        for (std::size_t i = 0; i < honest_.people.size(); ++i) {
            if (is_time_to_flush(i)) flush();
            if (week_ > 0 && i > 0 && i % week_ == 0) {
                attack_.round.ticks.push_back(attack_.round.people.size());
            }
            if (i == victim_) attack_.victim = attack_.round.people.size();
            attack_.round.people.push_back(honest_.people[i]);
            if (i == victim_) surround();
        }
        return std::move(attack_);
    }

private:
    // Right before the tick that comes before the victim, if there is one; before the victim, if a
    // tick follows every answer.
    bool is_time_to_flush(std::size_t next) const {
        if (siege_.flushing == Flushing::no) return false;
        if (week_ == 0) return next == victim_;
        return victim_ >= week_ && next == victim_ - victim_ % week_;
    }

    void send(std::vector<int> background, int answer) {
        attack_.own.insert(attack_.round.people.size());
        attack_.round.people.push_back(
            {.background = std::move(background), .answers = {Answer{answer}, std::nullopt}});
    }

    // Every combination of categories once, and every answer often in each category: whoever waits
    // is counted with them.
    void flush() {
        for (int i = 0; i < 8 * 5 * 3; ++i) send({i % 8, i % 5, i % 3}, (i + i / 5) % 5);
    }

    // b - 1 answers of the victim's background, in two pairs, so that they keep rule 2 by
    // themselves.
    void surround() {
        for (int i = 0; i < honest_.batch_size_min - 1; ++i) {
            send(honest_.people[victim_].background, i % 2);
        }
    }

    Siege siege_;
    Round honest_;
    std::size_t victim_ = 0;
    std::size_t week_ = 0;
    CloneAttack attack_;
};

// The attacker knows his own answers, takes them out of the victim's categories, and looks at what
// is left there.
bool clones_pin(const CloneAttack& attack, const Release& release) {
    std::vector<Counted> own;
    const Counted* victim = nullptr;
    for (const Counted& one : release.counted) {
        if (one.person == attack.victim) victim = &one;
        if (attack.own.contains(one.person)) own.push_back(one);
    }
    if (victim == nullptr) return false;
    std::set<int> possible = values(release.grown.total);
    for (std::size_t d = 0; d < victim->categories.size(); ++d) {
        const int category = victim->categories[d];
        Cell cell = growth_of(release, d, category);
        for (const Counted& one : own) {
            const int answer = attack.round.people[one.person].answers[0]->front();
            if (one.categories[d] == category) --cell.options[answer];
        }
        const std::set<int> left = values(cell);
        std::erase_if(possible, [&](int option) { return !left.contains(option); });
    }
    return possible.size() == 1;
}

Rate clones(const Service& service, const Siege& siege, int trials) {
    Rate rate;
    for (int trial = 0; trial < trials; ++trial) {
        std::mt19937_64 random(static_cast<std::uint64_t>(trial));
        const CloneAttack attack = Besieger(random, siege).run();
        ++rate.tried;
        for (const Release& release : play(attack.round, service)) {
            if (release.question == 0 && clones_pin(attack, release)) ++rate.pinned;
        }
    }
    return rate;
}

Service answer_triggered() {
    Service service = real_service();
    service.habits.ticks_after_every_answer = true;
    return service;
}

TEST(CloneAttack, PinsManyWhenATickFollowsEachAnswer) {
    const Rate plain = clones(answer_triggered(), {.honest = 100}, streams(40));
    print("b - 1 clones, a tick after every answer", plain, "mutant: over 40");
    const Siege flushed{.honest = 100, .flushing = Flushing::yes};
    const Rate most = clones(answer_triggered(), flushed, streams(40));
    print("the same after flushing", most, "mutant: over 80");
    EXPECT_GT(plain.share(), 0.4);
    EXPECT_GT(most.share(), 0.8);
}

TEST(CloneAttack, PinsHardlyAnyByTheClock) {
    for (const Flushing flushing : {Flushing::no, Flushing::yes}) {
        std::printf("%s flushing:\n", flushing == Flushing::yes ? "after" : "without");
        const auto siege = [&](std::size_t honest, std::size_t weeks, std::size_t batch_min) {
            return Siege{honest, weeks, batch_min, flushing};
        };
        const Rate few = clones(real_service(), siege(300, 5, 50), streams(150));
        print("b - 1 clones, weekly, 60 answers a week", few, "at most 5: small categories");
        const Rate many = clones(real_service(), siege(600, 5, 50), streams(150));
        print("b - 1 clones, weekly, 120 answers a week", many, "at most 1");
        const Rate settled = clones(real_service(), siege(150, 0, 5), streams(150));
        print("b - 1 clones, one release at settlement", settled, "at most 1");
        EXPECT_LE(few.share(), 0.05);
        EXPECT_LE(many.share(), 0.01);
        EXPECT_LE(settled.share(), 0.01);
    }
}

}  // namespace
}  // namespace lyhord::attack
