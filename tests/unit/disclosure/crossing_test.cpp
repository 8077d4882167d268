#include "disclosure/crossing.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "builders.h"
#include "disclosure/settlement.h"

namespace lyhord::disclosure {
namespace {

using testing::shape_of;

// Two owners, three age bands.
std::vector<Dimension> owner_and_age() {
    return {listed_dimension("owner", {"o0", "o1"}), listed_dimension("age", {"a0", "a1", "a2"})};
}

struct Person {
    Index owner = 0;
    Index age = 0;
    Index option = 0;
};

void add(std::vector<Person>& people, std::size_t size, Person person) {
    for (std::size_t i = 0; i < size; ++i) {
        person.option = static_cast<Index>(i % 2);
        people.push_back(person);
    }
}

// Settles the crossing and gives its counts.
std::vector<CategoryCounts> settled_counts(const std::vector<Person>& people, CrossingMove move) {
    const std::vector<Dimension> parts = owner_and_age();
    QuestionShape shape = shape_of({});
    shape.dimensions.push_back(*cross(parts, move));
    std::vector<Fragment> fragments;
    for (const Person& person : people) {
        const std::vector<Index> categories = {person.owner, person.age};
        fragments.push_back(
            {.options = {person.option}, .categories = {crossed_category(parts, categories)}});
    }
    return count(shape, fragments, settle(shape, fragments)).dimensions[0];
}

TEST(Crossing, NamesEveryCombinationInQuestionnaireOrder) {
    const Dimension crossing = *cross(owner_and_age(), CrossingMove::to_not_reported);
    EXPECT_EQ(crossing.id, "owner*age");
    ASSERT_EQ(crossing.categories.size(), 3u * 4u + 1u);
    EXPECT_EQ(crossing.categories[0].id, "o0*a0");
    EXPECT_EQ(crossing.categories[3].id, "o0*_missing");
    EXPECT_EQ(crossing.categories[4].id, "o1*a0");
    EXPECT_EQ(crossing.categories[12].id, "_not_reported");
}

TEST(Crossing, IsASoundDimension) {
    for (const CrossingMove move : {CrossingMove::to_not_reported, CrossingMove::within_first}) {
        QuestionShape shape = shape_of({});
        shape.dimensions.push_back(*cross(owner_and_age(), move));
        EXPECT_TRUE(is_sound(shape));
    }
}

TEST(Crossing, FindsTheCategoryOfACombination) {
    const std::vector<Dimension> parts = owner_and_age();
    const Dimension crossing = *cross(parts, CrossingMove::to_not_reported);
    EXPECT_EQ(crossing.categories[crossed_category(parts, std::vector<Index>{1, 2})].id, "o1*a2");
    EXPECT_EQ(crossing.categories[crossed_category(parts, std::vector<Index>{2, 3})].id,
              "_missing*_missing");
}

TEST(Crossing, SkipsEjRedovisatWhereverItStands) {
    std::vector<Dimension> parts = owner_and_age();
    parts[1] = {.id = "age",
                .categories = {{"_missing", 1}, {"_not_reported", 1}, {"a0", 1}},
                .missing = 0,
                .not_reported = 1};
    const Dimension crossing = *cross(parts, CrossingMove::to_not_reported);
    ASSERT_EQ(crossing.categories.size(), 7u);
    EXPECT_EQ(crossing.categories[crossed_category(parts, std::vector<Index>{0, 2})].id, "o0*a0");
}

TEST(Crossing, MarginsAreSumsOfTheCrossing) {
    std::vector<Person> people;
    add(people, 10, {0, 0, 0});
    add(people, 12, {0, 1, 0});
    add(people, 14, {1, 1, 0});
    const auto counts = settled_counts(people, CrossingMove::to_not_reported);
    const auto owners = margin(owner_and_age(), 0, counts);
    EXPECT_EQ(owners[0].base, 22);
    EXPECT_EQ(owners[1].base, 14);
    const auto ages = margin(owner_and_age(), 1, counts);
    EXPECT_EQ(ages[0].base, 10);
    EXPECT_EQ(ages[1].base, 26);
    EXPECT_EQ(ages[1].options[0], 13);
}

TEST(Crossing, WhatItDoesNotReportIsNotReportedInItsMargins) {
    std::vector<Person> people;
    add(people, 3, {0, 0, 0});
    add(people, 12, {0, 1, 0});
    add(people, 14, {1, 1, 0});
    const auto counts = settled_counts(people, CrossingMove::to_not_reported);
    const auto owners = margin(owner_and_age(), 0, counts);
    EXPECT_EQ(owners[owner_and_age()[0].not_reported].base, 15);
    EXPECT_EQ(owners[0].base, 0);
}

TEST(Crossing, WithinFirstKeepsWhatTheFirstPartHas) {
    std::vector<Person> people;
    add(people, 3, {0, 0, 0});
    add(people, 12, {0, 1, 0});
    add(people, 30, {0, 2, 0});
    add(people, 4, {1, 0, 0});
    add(people, 14, {1, 1, 0});
    const auto counts = settled_counts(people, CrossingMove::within_first);
    const auto owners = margin(owner_and_age(), 0, counts);
    EXPECT_EQ(owners[0].base, 45);
    EXPECT_EQ(owners[1].base, 18);
    const auto ages = margin(owner_and_age(), 1, counts);
    EXPECT_EQ(ages[2].base, 30);
    EXPECT_EQ(ages[owner_and_age()[1].not_reported].base, 33);
}

TEST(Crossing, WithinFirstGivesUpAnOwnerThatIsTooSmallAsAWhole) {
    std::vector<Person> people;
    add(people, 3, {0, 0, 0});
    add(people, 14, {1, 1, 0});
    add(people, 20, {1, 2, 0});
    const auto counts = settled_counts(people, CrossingMove::within_first);
    const auto owners = margin(owner_and_age(), 0, counts);
    EXPECT_EQ(owners[0].base, 0);
    EXPECT_EQ(owners[1].base, 20);
    EXPECT_EQ(owners[owner_and_age()[0].not_reported].base, 17);
}

TEST(Crossing, RefusesMoreCategoriesThanTheLimit) {
    const std::vector<Dimension> parts = {testing::dimension("a", 30), testing::dimension("b", 30)};
    EXPECT_FALSE(cross(parts, CrossingMove::to_not_reported).has_value());
    const std::vector<Dimension> many = {testing::dimension("a", base::limits::categories_max),
                                         testing::dimension("b", base::limits::categories_max)};
    EXPECT_FALSE(cross(many, CrossingMove::within_first).has_value());
}

}  // namespace
}  // namespace lyhord::disclosure
