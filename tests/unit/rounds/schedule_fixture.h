// Owns ScheduleTest: an office that follows the clock.
#pragma once

#include "unit/rounds/office.h"

namespace lyhord::tests {

class ScheduleTest : public RoundsTest {
protected:
    void advance() {
        const auto advanced = office_.lifecycle().advance();
        ASSERT_TRUE(advanced) << advanced.error().line();
    }
    void move_to(std::string_view day) {
        clock_.advance_days(base::Day::parse(day)->number() - clock_.today().number());
    }
};

}  // namespace lyhord::tests
