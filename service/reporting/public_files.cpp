#include "reporting/public_files.h"

#include <fmt/format.h>

#include <cmath>

#include "base/json/json.h"
#include "reporting/csv.h"
#include "reporting/report_parts.h"

namespace lyhord::reporting {
namespace {

using base::Json;

constexpr int public_share_decimals = 6;
constexpr std::string_view licence = "https://creativecommons.org/publicdomain/zero/1.0/";

const std::vector<std::string> public_columns{
    "dialogue",      "round",  "edition",     "published", "questionnaire_version",
    "codebooks",     "batch",  "b",           "weights",   "question",
    "question_text", "type",   "figure",      "dimension", "category",
    "group",         "option", "option_text", "count",     "base",
    "share"};

class PublicCsv {
public:
    explicit PublicCsv(const PublicReport& report) : report_(report) {}

    std::string write() {
        out_ = csv_record(public_columns);
        for (const ReportQuestion& question : report_.report().questions) {
            for (const ReportRow& row : question.rows) {
                // A sum of other rows would be counted twice by who adds them up.
                if (!row.is_subtotal) {
                    write(question, row);
                }
            }
        }
        return std::move(out_);
    }

private:
    void write(const ReportQuestion& question, const ReportRow& row) {
        const ReportFigure all{
            .id = "", .text = "", .count = row.base, .share = {}, .interval = {}};
        write(question, row, "base", all, row.base);
        for (const ReportFigure& option : row.options) {
            write(question, row, "option", option, row.base);
        }
        if (row.indicator) {
            write(question, row, "indicator", *row.indicator, row.indicator_base);
        }
    }

    void write(const ReportQuestion& question,
               const ReportRow& row,
               std::string_view kind,
               const ReportFigure& figure,
               std::int64_t base) {
        const ReportSource& source = report_.report().source;
        out_ += csv_record({source.dialogue,
                            std::to_string(source.round),
                            std::to_string(report_.edition()),
                            report_.day().text(),
                            std::to_string(source.questionnaire_version),
                            codebooks_text(source),
                            std::to_string(source.batch),
                            std::to_string(source.batch_size_min),
                            std::string(no_weights),
                            question.id,
                            question.text,
                            std::string(question.type),
                            std::string(kind),
                            row.dimension,
                            row.category,
                            row.dimension.empty() ? std::string() : row.text,
                            figure.id,
                            figure.text,
                            std::to_string(figure.count),
                            std::to_string(base),
                            figure.share && kind != "base"
                                ? fmt::format("{:.{}f}", *figure.share, public_share_decimals)
                                : std::string()});
    }

    const PublicReport& report_;
    std::string out_;
};

Json share_json(const std::optional<double>& share) {
    return share ? Json(std::round(*share * 1e6) / 1e6) : Json();
}

Json figure_json(const ReportFigure& figure) {
    Json json = Json::object();
    json.set("id", figure.id).set("text", figure.text).set("count", figure.count);
    return json.set("share", share_json(figure.share));
}

void put_figures(Json& json, const ReportRow& row) {
    json.set("base", row.base);
    if (row.indicator) {
        Json indicator = figure_json(*row.indicator);
        json.set("indicator", indicator.set("base", row.indicator_base));
    }
    Json options = Json::array();
    for (const ReportFigure& option : row.options) {
        options.push(figure_json(option));
    }
    json.set("options", std::move(options));
}

Json dimension_json(const ReportQuestion& question, const ReportDimension& dimension) {
    Json groups = Json::array();
    for (const ReportRow* row : question.by(dimension.id)) {
        Json group = Json::object();
        group.set("id", row->category).set("text", row->text);
        put_figures(group, *row);
        groups.push(std::move(group));
    }
    Json json = Json::object();
    json.set("id", dimension.id).set("text", dimension.text);
    for (const Recoded& part : question.recoded) {
        if (part.dimension == dimension.id) {
            json.set("moved_at_least", part.answers);
        }
    }
    return json.set("groups", std::move(groups));
}

Json question_json(const Report& report, const ReportQuestion& question) {
    Json json = Json::object();
    json.set("id", question.id).set("type", question.type).set("text", question.text);
    json.set("several_answers", question.is_multiple);
    json.set("withheld_at_least", question.withheld);
    put_figures(json, question.everybody());
    Json by = Json::array();
    for (const ReportDimension& dimension : report.dimensions) {
        if (!question.by(dimension.id).empty()) {
            by.push(dimension_json(question, dimension));
        }
    }
    return json.set("by", std::move(by));
}

Json source_json(const PublicReport& published) {
    const Report& report = published.report();
    Json codebooks = Json::array();
    for (const std::string& codebook : report.source.codebooks) {
        codebooks.push(codebook);
    }
    Json json = Json::object();
    json.set("dialogue", report.source.dialogue).set("title", report.title);
    json.set("place", report.place).set("round", report.source.round);
    json.set("edition", published.edition()).set("published", published.day().text());
    json.set("questionnaire_version", report.source.questionnaire_version);
    json.set("codebooks", std::move(codebooks)).set("batch", report.source.batch);
    json.set("b", report.source.batch_size_min).set("weights", no_weights);
    json.set("design", report.design_text).set("language", published.language());
    return json.set("licence", licence);
}

}  // namespace

std::string public_csv(const PublicReport& report) { return PublicCsv(report).write(); }

std::string public_json(const PublicReport& published) {
    Json questions = Json::array();
    for (const ReportQuestion& question : published.report().questions) {
        questions.push(question_json(published.report(), question));
    }
    Json missing = Json::array();
    for (const PublicReport::Gap& gap : published.gaps()) {
        Json json = Json::object();
        json.set("text", gap.text);
        missing.push(
            json.set("why", gap.why == domain::PublicGap::sensitive ? "sensitive" : "too_few"));
    }
    Json json = Json::object();
    json.set("source", source_json(published)).set("questions", std::move(questions));
    return json.set("missing", std::move(missing)).dump();
}

}  // namespace lyhord::reporting
