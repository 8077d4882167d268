// How an edition is stored: JSON with the ids of the frozen questionnaire, so that a file of it can
// be read without one.
#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "base/json/json.h"
#include "disclosure/public_gate.h"
#include "disclosure/release_gate.h"

namespace lyhord::disclosure {
namespace {

using base::Json;
using base::Result;
using domain::PublicGap;
using domain::PublicTable;
using domain::QuestionCounts;
using domain::ReleasePlan;
using domain::ReleaseQuestion;

constexpr std::int64_t format = 1;

constexpr std::array<std::string_view, 2> gap_names{"too_few", "sensitive"};

std::string_view gap_name(PublicGap gap) { return gap_names[static_cast<std::size_t>(gap)]; }

Json options_json(const std::vector<std::int64_t>& options, const PublicTable& table) {
    Json list = Json::array();
    for (std::size_t i = 0; i < options.size(); ++i) {
        list.push(table.shows(i) ? Json(options[i]) : Json());
    }
    return list;
}

Json dimension_json(const ReleasePlan& plan, const PublicTable& table, std::size_t at) {
    const domain::DimensionCounts& part = table.counts().by[at];
    const domain::Dimension& dimension = plan.dimensions[part.dimension];
    Json groups = Json::array();
    for (const domain::CategoryCounts& group : part.categories) {
        Json json = Json::object();
        json.set("category", dimension.categories[group.category].id).set("base", group.base);
        json.set("options", options_json(group.options, table));
        groups.push(std::move(json));
    }
    Json json = Json::object();
    json.set("dimension", dimension.id).set("moved", table.moved(at));
    json.set("recoded", part.recoded).set("groups", std::move(groups));
    return json;
}

Json table_json(const ReleasePlan& plan, const PublicTable& table) {
    const QuestionCounts& counts = table.counts();
    Json by = Json::array();
    for (std::size_t at = 0; at < counts.by.size(); ++at) {
        by.push(dimension_json(plan, table, at));
    }
    Json missing = Json::array();
    for (const domain::MissingDimension& each : table.missing()) {
        Json json = Json::object();
        json.set("dimension", plan.dimensions[each.dimension].id).set("why", gap_name(each.why));
        missing.push(std::move(json));
    }
    Json json = Json::object();
    json.set("question", plan.questions[counts.question].id).set("base", counts.base);
    json.set("withholds", table.withholds()).set("withheld", counts.withheld);
    json.set("options", options_json(counts.options, table));
    json.set("by", std::move(by)).set("missing", std::move(missing));
    return json;
}

// Reads members of a value; whatever is not as it is written makes it unsound.
class Members {
public:
    explicit Members(const Json* json, bool& is_sound) : json_(json), is_sound_(is_sound) {}

    std::int64_t number(std::string_view key) const {
        const Json* found = member(key);
        const std::int64_t* value = found == nullptr ? nullptr : found->as_integer();
        is_sound_ = is_sound_ && value != nullptr && *value >= 0;
        return value == nullptr ? 0 : *value;
    }
    bool flag(std::string_view key) const {
        const Json* found = member(key);
        const bool* value = found == nullptr ? nullptr : found->as_bool();
        is_sound_ = is_sound_ && value != nullptr;
        return value != nullptr && *value;
    }
    std::string text(std::string_view key) const {
        const Json* found = member(key);
        const std::string* value = found == nullptr ? nullptr : found->as_string();
        is_sound_ = is_sound_ && value != nullptr;
        return value == nullptr ? std::string() : *value;
    }
    const Json::Array& list(std::string_view key) const {
        static const Json::Array nothing;
        const Json* found = member(key);
        const Json::Array* value = found == nullptr ? nullptr : found->as_array();
        is_sound_ = is_sound_ && value != nullptr;
        return value == nullptr ? nothing : *value;
    }
    // The place of the thing that has this id, among those that have one.
    template <typename Things>
    std::size_t place(std::string_view key, const Things& things) const {
        const std::string id = text(key);
        const auto found =
            std::ranges::find_if(things, [&id](const auto& thing) { return thing.id == id; });
        is_sound_ = is_sound_ && found != things.end();
        return found == things.end() ? 0 : static_cast<std::size_t>(found - things.begin());
    }
    PublicGap gap(std::string_view key) const {
        const std::string name = text(key);
        const auto found = std::ranges::find(gap_names, name);
        is_sound_ = is_sound_ && found != gap_names.end();
        return found == gap_names.end() ? PublicGap::too_few
                                        : static_cast<PublicGap>(found - gap_names.begin());
    }

private:
    const Json* member(std::string_view key) const {
        return json_ == nullptr ? nullptr : json_->find(key);
    }

    const Json* json_;
    bool& is_sound_;
};

}  // namespace

class PublicGate::Reader {
public:
    explicit Reader(const ReleasePlan& plan) : plan_(plan) {}

    Result<domain::PublicEdition> read(std::string_view text) {
        const Result<Json> json = Json::parse(text);
        domain::PublicEdition edition;
        if (json) {
            const Members members(&*json, is_sound_);
            is_sound_ = members.number("format") == format;
            for (const Json& each : members.list("tables")) {
                edition.tables_.push_back(table_of(each));
            }
            for (const Json& each : members.list("missing")) {
                const Members gap(&each, is_sound_);
                edition.missing_.push_back(
                    {.question = gap.place("question", plan_.questions), .why = gap.gap("why")});
            }
        }
        const bool is_whole = is_sound_ && !edition.tables_.empty() &&
                              edition.tables_.back().counts().question == plan_.participation();
        if (!json || !is_whole || !std::ranges::all_of(edition.tables_, [this](const auto& table) {
                return is_public(table);
            })) {
            return base::fail(base::Fault::corrupt,
                              "a stored public edition breaks the rules; not shown");
        }
        return edition;
    }

private:
    // `shown` is what the whole question shows; nothing: it is not known yet.
    std::vector<std::int64_t> options_of(const Members& members,
                                         const ReleaseQuestion& question,
                                         std::vector<bool>& shown) {
        std::vector<std::int64_t> options;
        std::vector<bool> here;
        for (const Json& each : members.list("options")) {
            const std::int64_t* count = each.as_integer();
            is_sound_ = is_sound_ && (count != nullptr || each.is_null());
            options.push_back(count == nullptr ? 0 : *count);
            here.push_back(count != nullptr);
        }
        if (shown.empty()) {
            shown = here;
        }
        is_sound_ = is_sound_ && shown == here && options.size() == question.options.size();
        options.resize(question.options.size());
        return options;
    }

    PublicTable table_of(const Json& json) {
        const Members members(&json, is_sound_);
        PublicTable table;
        QuestionCounts& counts = table.counts_;
        counts.question = members.place("question", plan_.questions);
        const ReleaseQuestion& question = plan_.questions[counts.question];
        counts.base = members.number("base");
        counts.withheld = members.number("withheld");
        table.withholds_ = members.flag("withholds");
        counts.options = options_of(members, question, table.shown_);
        for (const Json& each : members.list("by")) {
            const Members part(&each, is_sound_);
            table.moved_.push_back(part.flag("moved"));
            counts.by.push_back(groups_of(part, question, table.shown_));
        }
        for (const Json& each : members.list("missing")) {
            const Members gap(&each, is_sound_);
            table.missing_.push_back(
                {.dimension = gap.place("dimension", plan_.dimensions), .why = gap.gap("why")});
        }
        table.shown_.resize(question.options.size());
        return table;
    }

    domain::DimensionCounts groups_of(const Members& part,
                                      const ReleaseQuestion& question,
                                      std::vector<bool>& shown) {
        domain::DimensionCounts counts{.dimension = part.place("dimension", plan_.dimensions),
                                       .recoded = part.number("recoded"),
                                       .categories = {}};
        const domain::Dimension& dimension = plan_.dimensions[counts.dimension];
        for (const Json& each : part.list("groups")) {
            const Members group(&each, is_sound_);
            counts.categories.push_back({.category = group.place("category", dimension.categories),
                                         .base = group.number("base"),
                                         .options = options_of(group, question, shown)});
        }
        return counts;
    }

    bool is_public(const PublicTable& table) const {
        const int least = public_people_min(plan_);
        const QuestionCounts& counts = table.counts();
        const bool are_told = std::ranges::all_of(counts.by, [least](const auto& dimension) {
            return std::ranges::all_of(dimension.categories, [least](const auto& category) {
                return category.base >= least;
            });
        });
        return counts.base >= least && are_told && ReleaseGate::approve(plan_, counts).has_value();
    }

    const ReleasePlan& plan_;
    bool is_sound_ = true;
};

std::string PublicGate::text(const ReleasePlan& plan, const domain::PublicEdition& edition) {
    Json tables = Json::array();
    for (const PublicTable& table : edition.tables()) {
        tables.push(table_json(plan, table));
    }
    Json missing = Json::array();
    for (const domain::MissingQuestion& each : edition.missing()) {
        Json json = Json::object();
        json.set("question", plan.questions[each.question].id).set("why", gap_name(each.why));
        missing.push(std::move(json));
    }
    Json json = Json::object();
    json.set("format", format).set("tables", std::move(tables)).set("missing", std::move(missing));
    return json.dump();
}

Result<domain::PublicEdition> PublicGate::read(const ReleasePlan& plan, std::string_view text) {
    return Reader(plan).read(text);
}

}  // namespace lyhord::disclosure
