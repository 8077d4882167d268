// Owns PublicGate: the only maker of public editions. It joins what is too small (README.md), and
// reads a stored edition back only if it still keeps the rules.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/public_edition.h"

namespace lyhord::disclosure {

// The smallest number of people told: no less than staff are told either.
int public_people_min(const domain::ReleasePlan& plan);

class PublicGate {
public:
    // What may be public of a settled round, from all its tables in the plan's order. forbidden: a
    // sensitive dialogue; conflict: the round is not settled, or fewer people took part than may be
    // told of.
    static base::Result<domain::PublicEdition> edition(
        const domain::FrozenRound& round, std::span<const domain::ReleasableTable> tables);

    // The text of an edition as it is stored: the same edition, the same bytes.
    static std::string text(const domain::ReleasePlan& plan, const domain::PublicEdition& edition);
    // corrupt: it is not of this plan, or a number in it may not be public.
    static base::Result<domain::PublicEdition> read(const domain::ReleasePlan& plan,
                                                    std::string_view text);

    // Whether nothing can be learned by comparing an edition with an earlier one of its round: a
    // table that both have divides people into the same groups, with the same numbers.
    static bool may_follow(const domain::PublicEdition& earlier,
                           const domain::PublicEdition& later);

private:
    class Maker;
    class Reader;
};

}  // namespace lyhord::disclosure
