// A submission to the demonstration dialogue is refused with a reason, or what is left of it fits
// the questionnaire. Both ways to ask for what is wrong agree.
#include <algorithm>
#include <set>

#include "api/resident/submission_body.h"
#include "base/bytes.h"
#include "domain/release_plan.h"
#include "fuzz/must.h"
#include "intake/draft_check.h"
#include "intake/fragmenting.h"

namespace lyhord::fuzz {
namespace {

domain::FrozenRound demonstration() {
    domain::Round round;
    round.slug = "trygghet-harnosand";
    round.state = domain::RoundState::open;
    round.batch_size_min = 5;
    round.questionnaire = source_file("static/demo/questionnaire.json");
    round.areas = source_file("static/demo/areas.json");
    round.codebooks = "[" + source_file("static/demo/codebook.json") + "]";
    round.area_categories = "{}";
    return domain::thaw(std::move(round)).value();
}

void must_fit(const domain::FrozenRound& round, const intake::CheckedAnswer& answer) {
    must(answer.question < round.questionnaire.questions.size());
    const domain::Question& question = round.questionnaire.questions[answer.question];
    const auto is_option = [&](std::size_t option) { return option < question.options.size(); };
    must(std::ranges::all_of(answer.options, is_option));
    must(answer.rows.size() <= question.rows.size());
    for (const auto& row : answer.rows) {
        must(!row || is_option(*row));
    }
}

void judge(std::string_view body) {
    static const domain::FrozenRound round = demonstration();
    auto read = api::read_submission_body(body, "sv");
    if (!read) {
        must(read.error().status >= 400 && read.error().status < 500);
        return;
    }
    const auto problems = intake::DraftCheck::problems(round, read->draft);
    const auto checked = intake::DraftCheck::check(round, std::move(read->draft));
    if (!checked) {
        must(!checked.error().empty());
        return;
    }
    must(problems.empty() && !checked->answers.empty());
    std::set<std::size_t> answered;
    for (const intake::CheckedAnswer& answer : checked->answers) {
        must(answered.insert(answer.question).second);
        must_fit(round, answer);
    }
}

}  // namespace
}  // namespace lyhord::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    lyhord::fuzz::judge(lyhord::base::as_text({data, size}));
    return 0;
}
