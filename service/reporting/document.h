// Owns Document: a text with headings, tables and charts, before it is laid out in a format.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reporting/report.h"

namespace lyhord::reporting {

struct Heading {
    int level = 1;  // 1 is the document's title
    std::string text;
};

struct Paragraph {
    std::string text;
};

struct BulletList {
    std::vector<std::string> items;
};

struct Table {
    std::string caption;
    std::vector<std::string> header;             // its first column names the rows
    std::vector<std::vector<std::string>> rows;  // each as long as the header
    bool has_figures = true;                     // numbers in all columns but the first
};

// A chart, with the words for those who cannot see it.
struct Picture {
    std::string svg;
    std::string description;
};

// Room to write in: what the people at the table add.
struct EmptyBox {
    std::string label;
};

using Block = std::variant<Heading, Paragraph, BulletList, Table, Picture, EmptyBox>;

struct Document {
    std::string title;
    std::vector<Block> blocks;
};

// Everybody's answers, a row an option.
Table everybody_table(const ReportQuestion& question, const ReportWords& words);

// A row a group: of a question with an indicator that alone, of others each option's share; or a
// row an option, if there are more of them than groups. The whole is in the workbook.
Table groups_table(const ReportQuestion& question,
                   const ReportDimension& dimension,
                   const ReportWords& words);

// The indicator in the round before and now. The question must have a change.
Table change_table(const ReportQuestion& question, const ReportWords& words);

// Who answered beside who lives there; nothing if not all its groups are reported.
std::optional<Table> representativity_table(const Representativity& compared,
                                            const ReportWords& words);

// "Underlag till lägesbild" in the order of the act (2023:196) section 4: the mapping, pre-filled;
// other information and the analysis, to be written in.
Document situation_document(const Report& report, const ReportWords& words);

// How it was counted: what a reader must know to judge the figures, with the formulas.
Document method_document(const Report& report, const ReportWords& words);

// A page that stands alone and prints on A4; no script, no other file.
std::string document_html(const Document& document);

// Where a chart lies in report.zip: "bilder/q2.svg".
std::string picture_file(const ReportQuestion& question);

}  // namespace lyhord::reporting
