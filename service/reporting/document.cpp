#include "reporting/document.h"

#include <algorithm>

#include "reporting/chart.h"
#include "reporting/chart_drawing.h"
#include "reporting/swedish_numbers.h"

namespace lyhord::reporting {
namespace {

std::string share_text(const ReportFigure& figure) {
    return figure.share ? percent_text(*figure.share) : "–";
}

// The narrower way round where there are more options than groups, on paper as on a phone.
Table options_by_group(const std::vector<const ReportRow*>& groups,
                       Table table,
                       const ReportWords& words) {
    table.header = {words.text("answer")};
    auto& bases = table.rows.emplace_back();
    bases.push_back(words.text("base"));
    for (const ReportRow* group : groups) {
        table.header.push_back(group->text);
        bases.push_back(whole_text(group->base));
    }
    for (std::size_t i = 0; i < groups.front()->options.size(); ++i) {
        auto& cells = table.rows.emplace_back();
        cells.push_back(groups.front()->options[i].text);
        for (const ReportRow* group : groups) {
            cells.push_back(share_text(group->options[i]));
        }
    }
    return table;
}

class SituationWriter {
public:
    SituationWriter(const Report& report, const ReportWords& words)
        : report_(report), words_(words) {
        document_.title = words.text("document_title", {{"place", report.place}});
    }

    Document write() {
        add(Heading{.level = 1, .text = document_.title});
        add(Paragraph{report_.title});
        add(facts());
        add(Heading{.level = 2, .text = words_.text("part_mapping")});
        add(Paragraph{words_.text("part_mapping_note")});
        add_headlines();
        for (const ReportQuestion& question : report_.questions) {
            add_question(question);
        }
        add_representativity();
        add(Heading{.level = 2, .text = words_.text("part_other")});
        add(Paragraph{words_.text("part_other_note")});
        for (const char* key : {"box_statistics", "box_observations", "box_earlier"}) {
            add(EmptyBox{words_.text(key)});
        }
        add(Heading{.level = 2, .text = words_.text("part_analysis")});
        add(Paragraph{words_.text("part_analysis_note")});
        for (const char* key : {"box_causes", "box_priorities", "box_missing"}) {
            add(EmptyBox{words_.text(key)});
        }
        add(Heading{.level = 2, .text = words_.text("method")});
        for (const std::string& paragraph : report_.method) {
            add(Paragraph{paragraph});
        }
        return std::move(document_);
    }

private:
    void add(Block block) { document_.blocks.push_back(std::move(block)); }

    Table facts() const {
        Table table{.caption = words_.text("sheet_first"),
                    .header = {words_.text("fact"), words_.text("value")},
                    .rows = {},
                    .has_figures = false};
        for (const auto& [name, value] : report_facts(report_, words_)) {
            table.rows.push_back({name, value});
        }
        return table;
    }

    // The first sentence of each question that has one.
    void add_headlines() {
        BulletList headlines;
        for (const ReportQuestion& question : report_.questions) {
            if (!question.sentences.empty()) {
                headlines.items.push_back(question.sentences.front());
            }
        }
        add(Heading{.level = 3, .text = words_.text("headlines")});
        if (headlines.items.empty()) {
            add(Paragraph{words_.text("nothing_yet")});
        } else {
            add(std::move(headlines));
        }
    }

    void add_question(const ReportQuestion& question) {
        add(Heading{.level = 3, .text = question.text});
        if (question.everybody().base == 0) {
            add(Paragraph{
                words_.text("nothing_released", {{"withheld", whole_text(question.withheld)}})});
            return;
        }
        if (!question.sentences.empty()) {
            add(BulletList{question.sentences});
        }
        if (std::string svg = bars_svg(report_, question, words_); !svg.empty()) {
            add(Picture{.svg = std::move(svg),
                        .description = words_.text("picture", {{"question", question.text}})});
        }
        add(everybody_table(question, words_));
        if (question.change && question.change->told.difference) {
            add(change_table(question, words_));
        }
        for (const ReportDimension& dimension : report_.dimensions) {
            if (!question.by(dimension.id).empty()) {
                add(groups_table(question, dimension, words_));
            }
        }
        if (question.withheld > 0) {
            add(Paragraph{words_.text("withheld", {{"withheld", whole_text(question.withheld)}})});
        }
    }

    void add_representativity() {
        if (report_.representativity.empty()) {
            return;
        }
        add(Heading{.level = 3, .text = words_.text("representativity")});
        add(Paragraph{words_.text("representativity_note")});
        for (const Representativity& compared : report_.representativity) {
            if (auto table = representativity_table(compared, words_)) {
                add(std::move(*table));
            } else {
                add(Paragraph{
                    words_.text("not_represented", {{"dimension", compared.dimension_text}})});
            }
        }
    }

    const Report& report_;
    const ReportWords& words_;
    Document document_;
};

class HtmlWriter {
public:
    explicit HtmlWriter(const Document& document) : document_(document) {}

    std::string write() {
        out_ =
            "<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
            xml_text(document_.title) + "</title>\n<style>\n" + std::string(style) +
            "</style>\n</head>\n<body>\n<main>\n";
        for (const Block& block : document_.blocks) {
            std::visit([this](const auto& each) { write(each); }, block);
        }
        return out_ + "</main>\n</body>\n</html>\n";
    }

private:
    static constexpr std::string_view style =
        "body{font:1rem/1.5 sans-serif;color:#1a1a1a;background:#fff;margin:0}\n"
        "main{max-width:48rem;margin:0 auto;padding:1rem}\n"
        "h2{margin-top:2rem;border-bottom:2px solid}h3{margin-top:1.5rem}\n"
        "table{border-collapse:collapse;width:100%;margin:1rem 0}\n"
        "caption{text-align:left;font-weight:bold}\n"
        "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid "
        "#767676}\n"
        ".figures td,.figures th+th{text-align:right;font-variant-numeric:tabular-nums}\n"
        ".scroll{overflow-x:auto}svg{width:100%;height:auto;max-width:48rem}\n"
        ".box{border:1px solid #767676;min-height:6rem;padding:.5rem;margin:.5rem 0}\n"
        "@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}\n"
        "tr,svg,.box{break-inside:avoid}}@page{size:A4;margin:2cm}\n";

    void write(const Heading& heading) {
        const std::string tag = "h" + std::to_string(heading.level);
        out_ += "<" + tag + ">" + xml_text(heading.text) + "</" + tag + ">\n";
    }

    void write(const Paragraph& paragraph) { out_ += "<p>" + xml_text(paragraph.text) + "</p>\n"; }

    void write(const BulletList& list) {
        out_ += "<ul>\n";
        for (const std::string& item : list.items) {
            out_ += "<li>" + xml_text(item) + "</li>\n";
        }
        out_ += "</ul>\n";
    }

    // A wide table is reached by the keyboard too.
    void write(const Table& table) {
        out_ += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                xml_text(table.caption) + "\">\n<table" +
                (table.has_figures ? " class=\"figures\"" : "") + ">\n<caption>" +
                xml_text(table.caption) + "</caption>\n<thead><tr>";
        for (const std::string& cell : table.header) {
            out_ += "<th scope=\"col\">" + xml_text(cell) + "</th>";
        }
        out_ += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            out_ += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) {
                out_ += i == 0 ? "<th scope=\"row\">" + xml_text(row[i]) + "</th>"
                               : "<td>" + xml_text(row[i]) + "</td>";
            }
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n</div>\n";
    }

    void write(const Picture& picture) { out_ += "<figure>\n" + picture.svg + "</figure>\n"; }

    void write(const EmptyBox& box) {
        out_ += "<div class=\"box\"><strong>" + xml_text(box.label) + "</strong></div>\n";
    }

    const Document& document_;
    std::string out_;
};

}  // namespace

std::string picture_file(const ReportQuestion& question) {
    return "bilder/" + question.id + ".svg";
}

Table everybody_table(const ReportQuestion& question, const ReportWords& words) {
    const ReportRow& all = question.everybody();
    Table table{.caption = words.text("table_all", {{"n", whole_text(all.base)}}),
                .header = {words.text("answer"), words.text("count"), words.text("share")},
                .rows = {}};
    for (const ReportFigure& option : all.options) {
        table.rows.push_back({option.text, whole_text(option.count), share_text(option)});
    }
    if (question.is_participation) {
        table.rows.push_back({words.text("everybody"), whole_text(all.base), "100 %"});
    }
    return table;
}

Table change_table(const ReportQuestion& question, const ReportWords& words) {
    const ReportChange& change = *question.change;
    const ReportRow& all = question.everybody();
    return {
        .caption = words.text("wave_change", {{"earlier", change.earlier}}),
        .header = {words.text("wave_indicator"), change.earlier, words.text("wave_now")},
        .rows = {
            {question.indicator_label,
             share_text(change.before),
             all.indicator ? share_text(*all.indicator) : "–"},
            {words.text("base"), whole_text(change.base_before), whole_text(all.indicator_base)}}};
}

Table groups_table(const ReportQuestion& question,
                   const ReportDimension& dimension,
                   const ReportWords& words) {
    const std::vector<const ReportRow*> rows = question.by(dimension.id);
    Table table{.caption = words.text("table_by", {{"dimension", dimension.text}}),
                .header = {words.text("group"), words.text("base")},
                .rows = {}};
    const bool by_indicator = !question.indicator.empty();
    if (!by_indicator && question.options.size() > rows.size() && !rows.empty()) {
        return options_by_group(rows, std::move(table), words);
    }
    if (by_indicator) {
        table.header.push_back(question.indicator_label);
    } else {
        for (const ReportOption& option : question.options) {
            table.header.push_back(option.text);
        }
    }
    for (const ReportRow* row : rows) {
        auto& cells = table.rows.emplace_back();
        cells = {row->text, whole_text(row->base)};
        if (by_indicator) {
            cells.push_back(row->indicator ? share_text(*row->indicator) : "–");
            continue;
        }
        for (const ReportFigure& option : row->options) {
            cells.push_back(share_text(option));
        }
    }
    return table;
}

std::optional<Table> representativity_table(const Representativity& compared,
                                            const ReportWords& words) {
    if (compared.groups.empty()) {
        return std::nullopt;
    }
    Table table{.caption = words.text("represented_by", {{"dimension", compared.dimension_text}}),
                .header = {words.text("group"),
                           words.text("share_of_answers"),
                           words.text("share_of_people"),
                           words.text("difference_points")},
                .rows = {}};
    for (const RepresentedGroup& group : compared.groups) {
        table.rows.push_back({group.text,
                              decimal_text(group.shares.answered * 100, 1) + " %",
                              decimal_text(group.shares.population * 100, 1) + " %",
                              signed_points_text(group.shares.difference())});
    }
    return table;
}

Document situation_document(const Report& report, const ReportWords& words) {
    return SituationWriter(report, words).write();
}

Document method_document(const Report& report, const ReportWords& words) {
    Document document{.title = words.text("method_title", {{"title", report.title}}), .blocks = {}};
    const auto add = [&document](Block block) { document.blocks.push_back(std::move(block)); };
    add(Heading{.level = 1, .text = document.title});
    Table facts{.caption = words.text("sheet_first"),
                .header = {words.text("fact"), words.text("value")},
                .rows = {},
                .has_figures = false};
    for (const auto& [name, value] : report_facts(report, words)) {
        facts.rows.push_back({name, value});
    }
    add(std::move(facts));
    for (const std::string& paragraph : report.method) {
        add(Paragraph{paragraph});
    }
    add(Heading{.level = 2, .text = words.text("formulas")});
    add(BulletList{{words.text("formula_share"),
                    words.text("formula_wilson"),
                    words.text("formula_newcombe"),
                    words.text("formula_raking"),
                    words.text("formula_kish")}});
    add(Heading{.level = 2, .text = words.text("weaknesses")});
    add(BulletList{{words.text("weakness_who"),
                    words.text("weakness_several"),
                    words.text("weakness_texts")}});
    return document;
}

std::string document_html(const Document& document) { return HtmlWriter(document).write(); }

}  // namespace lyhord::reporting
