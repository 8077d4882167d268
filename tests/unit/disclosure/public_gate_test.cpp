#include "disclosure/public_gate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "public_round.h"

namespace lyhord::disclosure {
namespace {

using base::Fault;
using domain::DimensionCounts;
using domain::PublicGap;
using domain::PublicTable;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::PublicRound;

class Publication : public ::testing::Test {
protected:
    // "a 12, _rest:town 20", or "-" for a dimension that is not shown.
    std::string groups(const PublicTable& table, std::size_t dimension) {
        const auto& by = table.counts().by;
        const auto part = std::ranges::find(by, dimension, &DimensionCounts::dimension);
        if (part == by.end()) {
            return "-";
        }
        std::string text;
        for (const domain::CategoryCounts& group : part->categories) {
            text += (text.empty() ? "" : ", ") +
                    made_.round().plan.dimensions[dimension].categories[group.category].id + " " +
                    std::to_string(group.base);
        }
        return text;
    }
    std::string homes(const std::vector<std::int64_t>& people) {
        const auto edition = made_.edition(people, {sum(people), 0, 0});
        EXPECT_TRUE(edition);
        return edition ? groups(edition->tables().front(), 0) : "";
    }
    static std::int64_t sum(const std::vector<std::int64_t>& people) {
        return std::accumulate(people.begin(), people.end(), std::int64_t{0});
    }
    Fault fault_of(const base::Result<domain::PublicEdition>& edition) {
        EXPECT_FALSE(edition);
        return edition ? Fault::corrupt : edition.error().fault();
    }

    PublicRound made_;
};

TEST_F(Publication, ShowsWhatIsLargeEnoughAsItIs) {
    EXPECT_EQ(homes({10, 20, 30, 40, 10}), "a 10, b 20, c 30, _rest:town 40, _missing 10");
}

TEST_F(Publication, JoinsASmallAreaWithItsParentsRemainder) {
    EXPECT_EQ(homes({9, 20, 30, 40}), "b 20, c 30, _rest:town 49");
}

TEST_F(Publication, LetsTheSmallestSiblingJoinARemainderThatIsStillSmall) {
    EXPECT_EQ(homes({5, 20, 12, 0}), "b 20, _rest:town 17");
}

TEST_F(Publication, MovesOthersToNotReportedAndNobodyAlone) {
    const auto edition = made_.edition({40, 0, 0, 0}, {9, 11, 20});
    ASSERT_TRUE(edition);
    EXPECT_EQ(groups(edition->tables()[0], 1), "old 20, _not_reported 20");
    EXPECT_TRUE(edition->tables()[0].moved(1));
    EXPECT_FALSE(edition->tables()[0].moved(0));
    EXPECT_EQ(edition->tables()[0].counts().by[1].recoded, 20);
}

TEST_F(Publication, LeavesOutADimensionThatWouldTellOfEverybodyOnly) {
    const auto edition = made_.edition({40, 0, 0, 0}, {9, 9, 22});
    ASSERT_TRUE(edition);
    EXPECT_EQ(groups(edition->tables()[0], 1), "old 22, _not_reported 18");
    const auto none = made_.edition({18, 0, 0, 0}, {9, 9, 0});
    ASSERT_TRUE(none);
    EXPECT_EQ(groups(none->tables()[0], 1), "-");
    ASSERT_EQ(none->tables()[0].missing().size(), 1U);
    EXPECT_EQ(none->tables()[0].missing()[0], (domain::MissingDimension{1, PublicGap::too_few}));
}

TEST_F(Publication, NeverTellsOfFewerThanStaffAreTold) {
    made_.round().plan.batch_size_min = 15;
    EXPECT_EQ(homes({15, 20, 30, 15}), "a 15, b 20, c 30, _rest:town 15");
    EXPECT_EQ(public_people_min(made_.round().plan), 15);
    made_.round().plan.batch_size_min = 3;
    EXPECT_EQ(public_people_min(made_.round().plan), 10);
}

TEST_F(Publication, AnswersOfAJoinedGroupAreAddedUp) {
    const auto edition = made_.edition({9, 20, 30, 40}, {99, 0, 0});
    ASSERT_TRUE(edition);
    const auto& town = edition->tables()[0].counts().by[0].categories.back();
    EXPECT_THAT(town.options, ElementsAre(4 + 20, 5 + 20));
}

TEST_F(Publication, IsOfASettledRoundOnly) {
    made_.round().round.state = domain::RoundState::closed;
    EXPECT_EQ(fault_of(made_.edition({40}, {40})), Fault::conflict);
}

TEST_F(Publication, IsNotOfASensitiveDialogue) {
    made_.round().questionnaire.sensitive = true;
    EXPECT_EQ(fault_of(made_.edition({40}, {40})), Fault::forbidden);
}

TEST_F(Publication, IsNotOfFewerThanTen) {
    EXPECT_EQ(fault_of(made_.edition({9}, {9})), Fault::conflict);
    EXPECT_TRUE(made_.edition({10}, {10}));
}

TEST_F(Publication, IsNotOfSomeOfTheTables) {
    EXPECT_EQ(fault_of(made_.edition({made_.counts(PublicRound::safe, {40}, {40})})),
              Fault::conflict);
}

TEST_F(Publication, LeavesOutAQuestionThatFewAnswered) {
    const auto edition = made_.edition({made_.counts(PublicRound::safe, {9}, {9}),
                                        made_.counts(PublicRound::words, {40}, {}),
                                        made_.counts(PublicRound::participation, {40}, {40})});
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->tables().size(), 2U);
    EXPECT_THAT(edition->missing(),
                ElementsAre(domain::MissingQuestion{PublicRound::safe, PublicGap::too_few}));
}

TEST_F(Publication, LeavesOutASensitiveQuestionAndThoseAskedBecauseOfIt) {
    made_.round().questionnaire.questions[2].for_staff_only = true;
    domain::Condition asked_after;
    asked_after.question = 2;
    made_.round().questionnaire.questions[3].show_if = {asked_after};
    const auto edition = made_.edition({40}, {40});
    ASSERT_TRUE(edition);
    EXPECT_THAT(edition->missing(),
                ElementsAre(domain::MissingQuestion{PublicRound::safe, PublicGap::sensitive},
                            domain::MissingQuestion{PublicRound::words, PublicGap::sensitive}));
    EXPECT_EQ(edition->tables().size(), 1U);
}

TEST_F(Publication, LeavesOutADimensionOfASensitiveQuestion) {
    made_.round().questionnaire.questions[1].for_staff_only = true;
    const auto edition = made_.edition({40}, {20, 20});
    ASSERT_TRUE(edition);
    EXPECT_EQ(groups(edition->tables()[0], 1), "-");
    EXPECT_EQ(edition->tables()[0].missing()[0],
              (domain::MissingDimension{1, PublicGap::sensitive}));
}

TEST_F(Publication, HidesASensitiveTheme) {
    const auto edition = made_.edition({40}, {40});
    ASSERT_TRUE(edition);
    const PublicTable& words = edition->tables()[1];
    EXPECT_TRUE(words.shows(0));
    EXPECT_FALSE(words.shows(1));
    EXPECT_THAT(words.counts().options, ElementsAre(40, 0));
    EXPECT_THAT(words.counts().by[0].categories[0].options, ElementsAre(40, 0));
}

TEST_F(Publication, TellsWhatIsWithheldInTensAndNothingOfWithdrawals) {
    domain::QuestionCounts counts = made_.counts(PublicRound::safe, {40}, {40});
    counts.withheld = 13;
    counts.withdrawn = 2;
    domain::QuestionCounts few = made_.counts(PublicRound::words, {40}, {40});
    few.withheld = 1;
    const auto edition =
        made_.edition({counts, few, made_.counts(PublicRound::participation, {40}, {40})});
    ASSERT_TRUE(edition);
    EXPECT_EQ(edition->tables()[0].counts().withheld, 10);
    EXPECT_EQ(edition->tables()[0].counts().withdrawn, 0);
    EXPECT_EQ(edition->tables()[1].counts().withheld, 0);
    EXPECT_TRUE(edition->tables()[1].withholds());
    EXPECT_FALSE(edition->tables()[2].withholds());
}

TEST_F(Publication, IsReadAsItWasStored) {
    const auto& plan = made_.round().plan;
    const auto edition = made_.edition({9, 20, 30, 40}, {9, 90, 0});
    ASSERT_TRUE(edition);
    const std::string text = PublicGate::text(plan, *edition);
    const auto again = PublicGate::read(plan, text);
    ASSERT_TRUE(again) << again.error().line();
    EXPECT_EQ(PublicGate::text(plan, *again), text);
    EXPECT_TRUE(PublicGate::may_follow(*edition, *again));
}

TEST_F(Publication, IsNotReadIfItIsNotPublic) {
    const auto& plan = made_.round().plan;
    const auto edition = made_.edition({10, 20, 30, 40}, {100});
    ASSERT_TRUE(edition);
    const std::string text = PublicGate::text(plan, *edition);
    const auto changed = [&](std::string_view what, std::string_view by) {
        std::string other = text;
        const std::size_t at = other.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        return other.replace(at, what.size(), by);
    };
    // One of ten people moved to another group; an option that does not add up; unknown names.
    std::string small = changed(R"("category":"a","base":10,"options":[5,5])",
                                R"("category":"a","base":9,"options":[4,5])");
    const std::size_t next = small.find(R"("category":"b","base":20,"options":[10,10])");
    ASSERT_NE(next, std::string::npos);
    small.replace(next,
                  std::string_view(R"("category":"b","base":20,"options":[10,10])").size(),
                  R"("category":"b","base":21,"options":[11,10])");
    for (const std::string& bad : {small,
                                   changed(R"("options":[50,50])", R"("options":[51,50])"),
                                   changed(R"("question":"safe")", R"("question":"unsafe")"),
                                   changed(R"("format":1)", R"("format":2)"),
                                   changed(R"("base":)", R"("bass":)"),
                                   changed(R"("options":[50,50])", R"("options":[50,null])"),
                                   std::string(R"({"format":1,"tables":[],"missing":[]})"),
                                   std::string("{}"),
                                   text.substr(0, text.size() - 1)}) {
        const auto read = PublicGate::read(plan, bad);
        EXPECT_FALSE(read) << bad;
        if (!read) {
            EXPECT_EQ(read.error().fault(), Fault::corrupt);
        }
    }
}

TEST_F(Publication, IsNotFollowedByOneThatDividesTheSamePeopleOtherwise) {
    const auto first = made_.edition({10, 20, 30, 40}, {100});
    const auto other_groups = made_.edition({9, 21, 30, 40}, {100});
    const auto other_people = made_.edition({10, 20, 30, 41}, {101});
    ASSERT_TRUE(first && other_groups && other_people);
    EXPECT_FALSE(PublicGate::may_follow(*first, *other_groups));
    EXPECT_FALSE(PublicGate::may_follow(*first, *other_people));
    EXPECT_TRUE(PublicGate::may_follow(*first, *first));
    // A question less tells nothing new.
    made_.round().questionnaire.questions[2].for_staff_only = true;
    const auto fewer = made_.edition({10, 20, 30, 40}, {100});
    ASSERT_TRUE(fewer);
    EXPECT_TRUE(PublicGate::may_follow(*first, *fewer));
}

class Subtraction : public Publication {
protected:
    std::int64_t below(int bound) {
        return static_cast<std::int64_t>(random_() % static_cast<unsigned>(bound));
    }
    std::int64_t some_people() { return below(3) == 0 ? 0 : 5 + below(12); }

    std::vector<std::int64_t> random_homes() {
        std::vector<std::int64_t> homes(6);
        std::ranges::generate(homes, [this] { return some_people(); });
        return homes;
    }
    // The same people, none of whose ages has fewer than staff may see.
    std::vector<std::int64_t> random_ages(std::int64_t all) {
        std::vector<std::int64_t> ages(5);
        for (std::size_t age = 0; age < 4; ++age) {
            const std::int64_t people = some_people();
            const bool leaves_enough = all - people >= 5;
            ages[age] = leaves_enough ? people : 0;
            all -= ages[age];
        }
        ages[4] = all;
        return ages;
    }

    // What is left of everybody when one group after the other is taken away.
    void expect_never_few(const DimensionCounts& part, const std::vector<std::int64_t>& staff) {
        std::int64_t rest = sum(staff);
        for (const domain::CategoryCounts& group : part.categories) {
            rest -= group.base;
            ASSERT_GE(group.base, 10);
            ASSERT_GE(group.base, staff[group.category]) << "whole categories only";
            ASSERT_TRUE(rest == 0 || rest >= 10) << rest;
            ++shown_;
        }
        ASSERT_EQ(rest, 0);
    }
    // "Övriga X" has only what lies in X.
    static void expect_true_names(const DimensionCounts& part,
                                  const std::vector<std::int64_t>& homes) {
        for (const domain::CategoryCounts& group : part.categories) {
            if (group.category <= PublicRound::c) {
                ASSERT_EQ(group.base, homes[group.category]);
            } else if (group.category == PublicRound::rest) {
                ASSERT_LE(group.base, homes[0] + homes[1] + homes[2] + homes[3]);
            }
        }
    }
    void expect_public(const PublicTable& table,
                       const std::vector<std::int64_t>& homes,
                       const std::vector<std::int64_t>& ages) {
        for (const DimensionCounts& part : table.counts().by) {
            if (part.dimension == 0) {
                expect_never_few(part, homes);
                expect_true_names(part, homes);
            } else {
                expect_never_few(part, ages);
            }
        }
    }

    std::mt19937_64 random_{20};
    int shown_ = 0;
};

TEST_F(Subtraction, LeavesNobodyAmongFewerThanTen) {
    for (int i = 0; i < 20'000 && !HasFatalFailure(); ++i) {
        const std::vector<std::int64_t> homes = random_homes();
        if (sum(homes) < 10) {
            continue;
        }
        const std::vector<std::int64_t> ages = random_ages(sum(homes));
        const auto edition = made_.edition(homes, ages);
        ASSERT_TRUE(edition) << i;
        for (const PublicTable& table : edition->tables()) {
            expect_public(table, homes, ages);
        }
    }
    EXPECT_GT(shown_, 100'000) << "the rounds were too small to tell anything";
}

}  // namespace
}  // namespace lyhord::disclosure
