#include "api/public/published_view.h"

#include <algorithm>

#include "api/pages/table_view.h"
#include "base/limits.h"
#include "reporting/chart.h"
#include "reporting/document.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::api {
namespace {

using base::Json;
using reporting::ReportDimension;
using reporting::ReportFigure;
using reporting::ReportQuestion;
using reporting::ReportRow;

// "The five biggest causes"; as many lines at most wherever a page must stay short.
constexpr std::size_t headlines_max = 5;

// The same question with its most common answers only, in every row.
ReportQuestion with_largest(const ReportQuestion& question) {
    std::vector<const ReportFigure*> largest;
    for (const ReportFigure& option : question.everybody().options) {
        if (option.count > 0) {
            largest.push_back(&option);
        }
    }
    std::ranges::stable_sort(largest, std::ranges::greater(), &ReportFigure::count);
    largest.resize(std::min(largest.size(), headlines_max));
    const auto place = [&largest](const auto& named) {
        return std::ranges::find_if(
                   largest,
                   [&named](const ReportFigure* figure) { return figure->id == named.id; }) -
               largest.begin();
    };
    const auto is_rare = [&](const auto& named) { return place(named) == std::ssize(largest); };
    ReportQuestion short_one = question;
    std::erase_if(short_one.options, is_rare);
    std::ranges::sort(short_one.options, {}, place);
    for (ReportRow& row : short_one.rows) {
        std::erase_if(row.options, is_rare);
        std::ranges::sort(row.options, {}, place);
    }
    return short_one;
}

class PublishedWriter {
public:
    PublishedWriter(const reporting::PublicReport& published,
                    const Pages& pages,
                    const PageLanguage& language)
        : published_(published),
          report_(published.report()),
          pages_(pages),
          language_(language),
          words_(figure_words(pages, language.page)) {}

    PublishedView view(std::string_view by) {
        Json& data = view_.data = Json::object();
        const bool is_foreign = published_.language() != language_.page;
        data.set("text_lang", is_foreign ? published_.language() : std::string());
        data.set("published", said("results_published", {"date", published_.day().text()}));
        data.set("design", report_.design_text);
        put_headlines(data);
        put_largest(data, "causes", published_.causes());
        put_largest(data, "themes", published_.themes());
        put_areas(data);
        put_who(data);
        put_questions(data, by);
        put_gaps(data);
        put_source(data);
        return std::move(view_);
    }

private:
    std::string said(std::string_view key, const Placeholder& placeholder) const {
        return words(pages_, language_, key, placeholder);
    }

    // The number of a drawing in the page, or nothing.
    std::string drawn(std::string svg) {
        if (svg.empty()) {
            return {};
        }
        view_.drawings.push_back(std::move(svg));
        return std::to_string(view_.drawings.size() - 1);
    }

    // The questionnaire's indicators, in its order.
    void put_headlines(Json& data) const {
        Json list = Json::array();
        for (const ReportQuestion& question : report_.questions) {
            const ReportRow& all = question.everybody();
            const bool is_told = all.indicator && all.indicator->share;
            if (!is_told || list.as_array()->size() == headlines_max) {
                continue;
            }
            Json line = Json::object();
            line.set("share", reporting::percent_text(*all.indicator->share));
            line.set("text", question.indicator_label);
            line.set("counts",
                     words_.text("counts",
                                 {{"count", reporting::whole_text(all.indicator->count)},
                                  {"base", reporting::whole_text(all.indicator_base)}}));
            list.push(std::move(line));
        }
        data.set("headlines", std::move(list));
    }

    // Its most common answers, drawn.
    void put_largest(Json& data, std::string_view name, const ReportQuestion* question) {
        Json list = Json::array();
        if (question != nullptr) {
            const ReportQuestion largest = with_largest(*question);
            Json shown = Json::object();
            shown.set("text", question->text);
            shown.set("n", words_.text("n", {{"n", whole(question->everybody().base)}}));
            shown.set("drawing",
                      drawn(bars_svg(report_, largest, words_, reporting::ChartPlace::page)));
            list.push(std::move(shown));
        }
        data.set(name, std::move(list));
    }

    static std::string whole(std::int64_t count) { return reporting::whole_text(count); }

    // The first indicator and the causes, by area.
    void put_areas(Json& data) {
        Json list = Json::array();
        const auto area = std::ranges::find_if(report_.dimensions, &ReportDimension::is_area);
        if (area != report_.dimensions.end()) {
            for (const ReportQuestion& question : report_.questions) {
                const bool is_first = list.as_array()->empty() && !question.indicator.empty();
                if (is_first && !question.by(area->id).empty()) {
                    list.push(by_area(question, *area, true));
                }
            }
            const ReportQuestion* causes = published_.causes();
            if (causes != nullptr && !causes->by(area->id).empty()) {
                list.push(by_area(with_largest(*causes), *area, false));
            }
        }
        data.set("areas", std::move(list));
    }

    Json by_area(const ReportQuestion& question, const ReportDimension& area, bool is_drawn) {
        Json view = Json::object();
        view.set("text", is_drawn ? question.indicator_label : question.text);
        // A scale's stack says more than this page has room for.
        ReportQuestion of_indicator = question;
        of_indicator.is_ordinal = false;
        view.set("drawing",
                 is_drawn
                     ? drawn(groups_svg(
                           report_, of_indicator, area.id, words_, reporting::ChartPlace::page))
                     : std::string());
        Json tables = Json::array();
        if (!is_drawn) {
            tables.push(table_view(groups_table(question, area, words_), question.text));
        }
        return view.set("tables", std::move(tables));
    }

    // Beside the population where it is known.
    void put_who(Json& data) const {
        const ReportQuestion& everybody = report_.questions.back();
        Json tables = Json::array();
        for (const ReportDimension& dimension : report_.dimensions) {
            const auto compared = std::ranges::find(
                report_.representativity, dimension.id, &reporting::Representativity::dimension);
            const auto table = compared == report_.representativity.end()
                                   ? std::nullopt
                                   : representativity_table(*compared, words_);
            if (table) {
                tables.push(table_view(*table, everybody.text));
            } else if (!everybody.by(dimension.id).empty()) {
                tables.push(table_view(groups_table(everybody, dimension, words_), everybody.text));
            }
        }
        data.set("who", std::move(tables));
    }

    void put_questions(Json& data, std::string_view by) const {
        const auto chosen = std::ranges::find(report_.dimensions, by, &ReportDimension::id);
        const bool is_divided = chosen != report_.dimensions.end();
        Json list = Json::array();
        for (const ReportQuestion& question : report_.questions) {
            if (question.is_participation || question.options.empty()) {
                continue;
            }
            Json view = Json::object();
            Json tables = Json::array();
            tables.push(table_view(everybody_table(question, words_), question.text));
            if (is_divided && !question.by(chosen->id).empty()) {
                tables.push(table_view(groups_table(question, *chosen, words_), question.text));
            }
            view.set("text", question.text).set("tables", std::move(tables));
            list.push(std::move(view));
        }
        Json choices = Json::array();
        for (const ReportDimension& dimension : report_.dimensions) {
            Json choice = Json::object();
            choice.set("dimension", dimension.id).set("text", dimension.text);
            choices.push(choice.set("is_chosen", is_divided && dimension.id == chosen->id));
        }
        data.set("questions", std::move(list)).set("choices", std::move(choices));
        data.set("is_divided", is_divided).set("lang_tag", language_.chosen);
    }

    void put_gaps(Json& data) const {
        Json list = Json::array();
        for (const reporting::PublicReport::Gap& gap : published_.gaps()) {
            const bool is_sensitive = gap.why == domain::PublicGap::sensitive;
            Json view = Json::object();
            view.set("text", gap.text).set("is_sensitive", is_sensitive);
            list.push(std::move(view));
        }
        data.set("has_gaps", !published_.gaps().empty()).set("gaps", std::move(list));
    }

    void put_source(Json& data) const {
        const reporting::ReportSource& source = report_.source;
        const std::int64_t least =
            std::max<std::int64_t>(base::limits::public_category_min, source.batch_size_min);
        data.set("method", said("results_method_groups", {"min", std::to_string(least)}));
        data.set("has_themes", published_.themes() != nullptr);
        Json facts = Json::array();
        const auto fact = [&](std::string_view key, const std::string& value) {
            Json each = Json::object();
            each.set("name", pages_.text(language_.page, key));
            facts.push(each.set("value", value));
        };
        fact("results_round", std::to_string(source.round));
        fact("results_edition", std::to_string(published_.edition()));
        fact("results_version", std::to_string(source.questionnaire_version));
        for (const std::string& codebook : source.codebooks) {
            fact("results_codebook", codebook);
        }
        fact("results_batch", std::to_string(source.batch));
        fact("results_b", std::to_string(source.batch_size_min));
        data.set("facts", std::move(facts)).set("slug", source.dialogue);
        data.set("number", source.round);
    }

    const reporting::PublicReport& published_;
    const reporting::Report& report_;
    const Pages& pages_;
    const PageLanguage& language_;
    reporting::ReportWords words_;
    PublishedView view_;
};

}  // namespace

reporting::ReportWords figure_words(const Pages& pages, std::string_view language) {
    return reporting::ReportWords([&pages, language = std::string(language)](std::string_view key) {
        constexpr std::string_view of_staff = "staff_report_";
        const std::string own =
            "figures_" + std::string(key.substr(std::min(of_staff.size(), key.size())));
        const std::string_view text = pages.bare_text(language, own);
        // Of a key without a text, the key itself: it must not outlive this.
        return text == own ? pages.bare_text("sv", key) : text;
    });
}

PublishedView published_view(const reporting::PublicReport& published,
                             const Pages& pages,
                             const PageLanguage& language,
                             std::string_view by) {
    return PublishedWriter(published, pages, language).view(by);
}

}  // namespace lyhord::api
