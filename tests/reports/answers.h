// Owns the answers of a round whose reports are looked at: varied in every dimension.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace lyhord::tests::reports {

inline std::string_view nth(std::span<const std::string_view> items, int i) {
    return items[static_cast<std::size_t>(i) % items.size()];
}

// Answers of every type, and texts with what spreadsheets and markup take for their own.
inline std::string answers_of(int person) {
    constexpr std::array<std::string_view, 4> safe{
        "mycket_trygg", "ganska_trygg", "ganska_otrygg", "mycket_otrygg"};
    constexpr std::array<std::string_view, 3> areas{"2280-CEN", "2280-OVT", "outside"};
    constexpr std::array<std::string_view, 3> ages{"a25_44", "a45_64", "a65_84"};
    constexpr std::array<std::string_view, 2> genders{"kvinna", "man"};
    constexpr std::array<std::string_view, 2> texts{"Fler lampor <b>tack</b>",
                                                    "=1+1 sänk farten vid skolan"};
    std::string answers = R"({"q2_trygg_kvall":")" + std::string(nth(safe, person)) + R"(")";
    answers += R"(,"q3_trygg_dag":")" + std::string(nth(safe, person / 2)) + R"(")";
    answers += person % 3 == 0 ? R"(,"q4_orsak":["fort","morkt"])" : R"(,"q4_orsak":["droger"])";
    answers += R"(,"q10_fortroende":{"polis":")";
    answers += person % 2 == 0 ? R"(ja_helt"})" : R"(nej_knappast"})";
    answers += R"(,"q11_forslag":")" + std::string(nth(texts, person)) + R"(")";
    answers += R"(,"q1_area":")" + std::string(nth(areas, person / 3)) + R"(")";
    answers += R"(,"q12_alder":")" + std::string(nth(ages, person / 5)) + R"(")";
    answers += R"(,"q13_kon":")" + std::string(nth(genders, person / 7)) + R"(")";
    return answers + "}";
}

}  // namespace lyhord::tests::reports
