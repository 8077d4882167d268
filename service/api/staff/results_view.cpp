#include "api/staff/results_view.h"

#include <algorithm>
#include <utility>

#include "api/pages/table_view.h"
#include "reporting/chart.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::api::staff {
namespace {

using base::Json;
using reporting::Report;
using reporting::ReportDimension;
using reporting::ReportQuestion;
using reporting::ReportWords;

// Beside a chart, or as narrow as if it were.
bool stands_beside(const std::string& drawing, const Json& tables) {
    const Json::Array& all = *tables.as_array();
    return !drawing.empty() || std::ranges::all_of(all, [](const Json& table) {
        return table.find("header")->as_array()->size() <= 3;
    });
}

class ResultsWriter {
public:
    ResultsWriter(const Report& report, const ReportWords& words, std::string_view by)
        : report_(report), words_(words) {
        const auto found = std::ranges::find(report.dimensions, by, &ReportDimension::id);
        by_ = found == report.dimensions.end() ? nullptr : &*found;
    }

    ResultsView view() {
        Json questions = Json::array();
        for (const ReportQuestion& question : report_.questions) {
            questions.push(question_view(question));
        }
        Json facts = Json::array();
        for (const auto& [name, value] : report_facts(report_, words_)) {
            facts.push(Json::object().set("name", name).set("value", value));
            if (name == words_.text("source")) {
                source_ = value;
            }
        }
        Json& data = view_.data = Json::object();
        data.set("slug", report_.source.dialogue).set("number", report_.source.round);
        data.set("dialogue", report_.title).set("facts", std::move(facts));
        data.set("source", source_).set("by", by_ == nullptr ? std::string() : by_->id);
        data.set("questions", std::move(questions));
        return std::move(view_);
    }

private:
    // The number of the drawing, as a text; nothing where there is none.
    std::string drawn(std::string svg) {
        if (svg.empty()) {
            return {};
        }
        view_.drawings.push_back(std::move(svg));
        return std::to_string(view_.drawings.size() - 1);
    }

    Json choices() const {
        Json list = Json::array();
        for (const ReportDimension& dimension : report_.dimensions) {
            list.push(Json::object()
                          .set("dimension", dimension.id)
                          .set("text", dimension.text)
                          .set("is_chosen", by_ == &dimension));
        }
        return list;
    }

    // What the chart of groups shows.
    std::string group_caption(const ReportQuestion& question,
                              const ReportDimension& dimension) const {
        return question.is_ordinal && !question.is_multiple
                   ? words_.text("chart_stacked", {{"dimension", dimension.text}})
                   : words_.text(
                         "chart_indicator",
                         {{"indicator", question.indicator_label}, {"dimension", dimension.text}});
    }

    // One dimension of one question. Without groups it says that there are none.
    Json groups(const ReportQuestion& question, const ReportDimension& dimension) {
        Json view = Json::object();
        view.set("dimension_text", dimension.text);
        view.set("group_caption", group_caption(question, dimension));
        view.set("has_groups", !question.by(dimension.id).empty());
        const std::string drawing =
            drawn(groups_svg(report_, question, dimension.id, words_, reporting::ChartPlace::page));
        Json tables = Json::array();
        tables.push(table_view(groups_table(question, dimension, words_), question.text));
        view.set("not_represented", "");
        if (question.is_participation) {
            add_representativity(view, tables, dimension, question.text);
        }
        view.set("is_beside", stands_beside(drawing, tables));
        view.set("group_drawing", drawing).set("tables", std::move(tables));
        const auto recoded =
            std::ranges::find(question.recoded, dimension.id, &reporting::Recoded::dimension);
        const bool has_recoded = recoded != question.recoded.end() && recoded->answers > 0;
        view.set("recoded", has_recoded ? reporting::whole_text(recoded->answers) : std::string());
        return view;
    }

    // Who answered beside who lives there, or that it is not told.
    void add_representativity(Json& view,
                              Json& tables,
                              const ReportDimension& dimension,
                              const std::string& name) const {
        const auto compared = std::ranges::find(
            report_.representativity, dimension.id, &reporting::Representativity::dimension);
        if (compared == report_.representativity.end()) {
            return;
        }
        if (const auto table = representativity_table(*compared, words_)) {
            tables.push(table_view(*table, name));
        } else {
            *view.find("not_represented") =
                words_.text("not_represented", {{"dimension", dimension.text}});
        }
    }

    // Of taking part every dimension; of a question the chosen one.
    Json groups(const ReportQuestion& question) {
        Json list = Json::array();
        for (const ReportDimension& dimension : report_.dimensions) {
            if (question.is_participation || by_ == &dimension) {
                list.push(groups(question, dimension));
            }
        }
        return list;
    }

    // The round before and this one; none if nothing may be told of both.
    Json changes(const ReportQuestion& question) {
        Json list = Json::array();
        if (question.change && question.change->told.difference) {
            Json view = Json::object();
            view.set("drawing",
                     drawn(change_svg(report_, question, words_, reporting::ChartPlace::page)));
            Json tables = Json::array();
            tables.push(table_view(change_table(question, words_), question.text));
            list.push(view.set("tables", std::move(tables)));
        }
        return list;
    }

    static std::string above_none(std::int64_t count) {
        return count > 0 ? reporting::whole_text(count) : std::string();
    }

    Json question_view(const ReportQuestion& question) {
        const bool is_released = question.everybody().base > 0;
        Json view = Json::object();
        view.set("question", question.id).set("text", question.text);
        view.set("is_released", is_released).set("is_text", question.is_text);
        view.set("base", reporting::whole_text(question.everybody().base));
        view.set("withheld", above_none(question.withheld));
        view.set("withdrawn", above_none(question.withdrawn));
        view.set("indicator", question.indicator);
        view.set("has_sentences", !question.sentences.empty());
        view.set("sentences", list_of_texts(question.sentences));
        view.set("has_choices", is_released && !question.is_participation);
        view.set("choices", choices());
        const std::string drawing =
            drawn(bars_svg(report_, question, words_, reporting::ChartPlace::page));
        Json all = Json::array();
        if (is_released && (!question.options.empty() || question.is_participation)) {
            all.push(table_view(everybody_table(question, words_), question.text));
        }
        view.set("is_beside", stands_beside(drawing, all));
        view.set("drawing", drawing).set("all", std::move(all));
        view.set("changes", changes(question));
        view.set("groups", is_released ? groups(question) : Json::array());
        return view;
    }

    const Report& report_;
    const ReportWords& words_;
    const ReportDimension* by_ = nullptr;
    std::string source_;
    ResultsView view_;
};

// Every block has every name, so that none is looked for further out.
Json empty_block() {
    Json block = Json::object();
    block.set("first", "").set("second", "").set("third", "").set("paragraph", "");
    block.set("has_items", false).set("items", Json::array()).set("tables", Json::array());
    return block;
}

struct BlockWriter {
    Json operator()(const reporting::Heading& heading) const {
        const char* level = heading.level == 1 ? "first" : heading.level == 2 ? "second" : "third";
        return put(level, heading.text);
    }
    Json operator()(const reporting::Paragraph& paragraph) const {
        return put("paragraph", paragraph.text);
    }
    Json operator()(const reporting::BulletList& list) const {
        Json block = empty_block();
        *block.find("has_items") = !list.items.empty();
        *block.find("items") = list_of_texts(list.items);
        return block;
    }
    Json operator()(const reporting::Table& table) const {
        Json block = empty_block();
        block.find("tables")->push(table_view(table, title));
        return block;
    }
    // In documents to be written in.
    Json operator()(const reporting::Picture&) const { return empty_block(); }
    Json operator()(const reporting::EmptyBox& box) const { return put("paragraph", box.label); }

    static Json put(const char* name, const std::string& text) {
        Json block = empty_block();
        *block.find(name) = text;
        return block;
    }

    const std::string& title;
};

}  // namespace

ResultsView results_view(const Report& report, const ReportWords& words, std::string_view by) {
    return ResultsWriter(report, words, by).view();
}

Json blocks_of(const reporting::Document& document) {
    Json blocks = Json::array();
    for (const reporting::Block& block : document.blocks) {
        blocks.push(std::visit(BlockWriter{document.title}, block));
    }
    return blocks;
}

}  // namespace lyhord::api::staff
