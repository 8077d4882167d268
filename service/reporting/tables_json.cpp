#include <cmath>

#include "base/json/json.h"
#include "reporting/report_parts.h"
#include "reporting/reports.h"
#include "reporting/representativity.h"
#include "reporting/subtotals.h"
#include "reporting/wording.h"

namespace lyhord::reporting {
namespace {

using base::Json;
using domain::CategoryCounts;
using domain::QuestionCounts;
using domain::ReleaseQuestion;

double six_decimals(double fraction) { return std::round(fraction * 1e6) / 1e6; }

// Of the base, to six decimals; null without a base.
Json share(std::int64_t count, std::int64_t base) {
    if (base == 0) {
        return {};
    }
    return six_decimals(static_cast<double>(count) / static_cast<double>(base));
}

class TablesJson {
public:
    explicit TablesJson(const ReleasedRound& released)
        : released_(released),
          plan_(released.round->plan),
          language_(released.round->questionnaire.language) {}

    Json head() const {
        const domain::Round& round = released_.round->round;
        Json codebooks = Json::array();
        for (const domain::Codebook& codebook : released_.round->codebooks) {
            Json entry = Json::object();
            entry.set("id", codebook.id).set("version", codebook.version);
            codebooks.push(std::move(entry));
        }
        Json json = Json::object();
        json.set("dialogue", round.slug)
            .set("round", round.number)
            .set("state", domain::round_state_name(released_.state))
            .set("batch", round.batch)
            .set("b", round.batch_size_min)
            .set("received", released_.received)
            .set("questionnaire_version", released_.round->questionnaire.version)
            .set("codebooks", std::move(codebooks))
            .set("weights", no_weights);
        return json;
    }

    Json question(const QuestionCounts& counts) const {
        const ReleaseQuestion& question = plan_.questions[counts.question];
        Json recoded = Json::object();
        Json by = Json::object();
        Json subtotals = Json::object();
        for (const domain::DimensionCounts& part : counts.by) {
            const domain::Dimension& dimension = plan_.dimensions[part.dimension];
            recoded.set(dimension.id, part.recoded);
            Json list = Json::array();
            for (const CategoryCounts& category : part.categories) {
                const domain::Category& named = dimension.categories[category.category];
                list.push(cell(question, named.id, text(named.text), category));
            }
            by.set(dimension.id, std::move(list));
            if (dimension.is_area) {
                subtotals.set(dimension.id, subtotal_cells(question, dimension, part));
            }
        }
        Json json = Json::object();
        json.set("id", question.id)
            .set("type", question.type)
            .set("text", question_text(*released_.round, question))
            .set("base", counts.base)
            .set("withheld", counts.withheld)
            .set("recoded", std::move(recoded));
        if (question.is_text) {
            json.set("withdrawn", counts.withdrawn);
        }
        json.set("options", options(question, counts.options, counts.base, true))
            .set("by", std::move(by))
            .set("subtotals", std::move(subtotals));
        return json;
    }

    // Who answered beside who lives there, of the participation's counts.
    Json representativity(const QuestionCounts& participation) const {
        const bool is_settled = released_.state == domain::RoundState::settled;
        Json all = Json::array();
        for (const Representativity& compared :
             representativity_of(*released_.round, participation, is_settled)) {
            Json groups = Json::array();
            for (const RepresentedGroup& group : compared.groups) {
                Json json = Json::object();
                json.set("category", group.category)
                    .set("text", group.text)
                    .set("answers", group.answers)
                    .set("share_of_answers", six_decimals(group.shares.answered))
                    .set("people", static_cast<std::int64_t>(std::llround(group.people)))
                    .set("share_of_people", six_decimals(group.shares.population));
                groups.push(std::move(json));
            }
            Json json = Json::object();
            all.push(json.set("dimension", compared.dimension).set("groups", std::move(groups)));
        }
        return all;
    }

private:
    std::string_view text(const domain::LocalizedText& localized) const {
        return localized.in(language_, "sv").text;
    }

    Json options(const ReleaseQuestion& question,
                 const std::vector<std::int64_t>& counts,
                 std::int64_t base,
                 bool with_text) const {
        Json list = Json::array();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            if (is_counted_elsewhere(*released_.round, question, i)) {
                continue;
            }
            Json option = Json::object();
            option.set("id", question.options[i].id);
            if (with_text) {
                option.set("text", text(question.options[i].text));
            }
            option.set("count", counts[i]).set("share", share(counts[i], base));
            list.push(std::move(option));
        }
        return list;
    }

    Json cell(const ReleaseQuestion& question,
              std::string_view id,
              std::string_view name,
              const CategoryCounts& counts) const {
        Json json = Json::object();
        json.set("category", id)
            .set("text", name)
            .set("base", counts.base)
            .set("options", options(question, counts.options, counts.base, false));
        return json;
    }

    Json subtotal_cells(const ReleaseQuestion& question,
                        const domain::Dimension& dimension,
                        const domain::DimensionCounts& part) const {
        Json list = Json::array();
        for (const Subtotal& subtotal : subtotals_of(*released_.round, dimension, part)) {
            list.push(cell(question, subtotal.code, subtotal.name, subtotal.counts));
        }
        return list;
    }

    const ReleasedRound& released_;
    const domain::ReleasePlan& plan_;
    const std::string& language_;
};

std::string document(const ReleasedRound& released, bool texts_only) {
    const TablesJson tables(released);
    Json questions = Json::array();
    for (const domain::ReleasableTable& table : released.tables) {
        if (!texts_only || released.round->plan.questions[table.counts().question].is_text) {
            questions.push(tables.question(table.counts()));
        }
    }
    Json json = tables.head();
    json.set("questions", std::move(questions));
    if (!texts_only) {
        json.set("representativity",
                 released.tables.empty()
                     ? Json::array()
                     : tables.representativity(released.tables.back().counts()));
    }
    return json.dump() + "\n";
}

}  // namespace

std::string tables_json(const ReleasedRound& released) { return document(released, false); }

std::string themes_json(const ReleasedRound& released) { return document(released, true); }

}  // namespace lyhord::reporting
