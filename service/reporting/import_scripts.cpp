#include "reporting/import_scripts.h"

#include <fmt/format.h>

#include <array>

#include "base/json/json.h"
#include "base/utf8.h"

namespace lyhord::reporting {
namespace {

struct Column {
    std::string_view name;
    std::string_view spss;  // its format there
};

// As in report_csv.cpp.
constexpr std::array<Column, 26> columns{
    {{"dialogue", "A64"},        {"round", "F8.0"},       {"state", "A64"},
     {"batch", "F8.0"},          {"b", "F8.0"},           {"received", "F12.0"},
     {"question", "A130"},       {"type", "A16"},         {"figure", "A16"},
     {"question_text", "A1000"}, {"dimension", "A200"},   {"category", "A200"},
     {"category_text", "A500"},  {"option", "A64"},       {"option_text", "A500"},
     {"count", "F12.0"},         {"base", "F12.0"},       {"share", "F10.6"},
     {"share_low", "F10.6"},     {"share_high", "F10.6"}, {"withheld", "F12.0"},
     {"withdrawn", "F12.0"},     {"recoded", "F12.0"},    {"questionnaire_version", "F8.0"},
     {"codebooks", "A500"},      {"weights", "A16"}}};

bool is_number(const Column& column) { return column.spss.starts_with('F'); }

// The code point that begins `text`, which is valid UTF-8, and is taken off it.
std::uint32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t character = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes && i < text.size(); ++i) {
        character = (character << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(std::min(bytes, text.size()));
    return character;
}

std::string r_string(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const std::uint32_t character = take_character(text);
        if (character == '"' || character == '\\') {
            out += '\\';
            out += static_cast<char>(character);
        } else if (character >= 0x20 && character < 0x7F) {
            out += static_cast<char>(character);
        } else {
            out += fmt::format("\\U{:08x}", character);
        }
    }
    return out + '"';
}

// SPSS's only escape is a doubled quote; a line must not break.
std::string spss_string(std::string_view text, std::size_t characters_max) {
    std::string out = "\"";
    for (std::size_t count = 0; !text.empty() && count < characters_max; ++count) {
        const std::string_view rest = text;
        const std::uint32_t character = take_character(text);
        if (character == '"') {
            out += "\"\"";
        } else if (character < 0x20) {
            out += ' ';
        } else {
            out += rest.substr(0, rest.size() - text.size());
        }
    }
    return out + '"';
}

base::Json labels_of(const std::vector<ReportOption>& options) {
    base::Json labels = base::Json::object();
    for (const ReportOption& option : options) {
        labels.set(option.id, option.text);
    }
    return labels;
}

void add_categories(base::Json& categories,
                    const ReportQuestion& question,
                    const ReportDimension& dimension) {
    for (const ReportRow* row : question.by(dimension.id)) {
        if (categories.find(row->category) == nullptr) {
            categories.set(row->category, row->text);
        }
    }
}

// Of every dimension: the categories that occur.
base::Json dimensions_of(const Report& report) {
    base::Json dimensions = base::Json::object();
    for (const ReportDimension& dimension : report.dimensions) {
        base::Json categories = base::Json::object();
        for (const ReportQuestion& question : report.questions) {
            add_categories(categories, question, dimension);
        }
        base::Json entry = base::Json::object();
        entry.set("text", dimension.text).set("categories", std::move(categories));
        dimensions.set(dimension.id, std::move(entry));
    }
    return dimensions;
}

}  // namespace

std::string r_script(const Report& report, const ReportWords& words) {
    std::string numbers;
    for (const Column& column : columns) {
        if (is_number(column)) {
            numbers +=
                std::string(numbers.empty() ? "" : ", ") + "\"" + std::string(column.name) + "\"";
        }
    }
    std::string ids;
    std::string texts;
    for (const ReportQuestion& question : report.questions) {
        ids += (ids.empty() ? "" : ",\n  ") + r_string(question.id);
        texts += (texts.empty() ? "" : ",\n  ") + r_string(question.text);
    }
    return "svar <- read.csv(\"svar.csv\", encoding = \"UTF-8\", colClasses = \"character\")\n"
           "slut <- svar[nrow(svar), ]\n"
           "if (slut$dialogue != \"_end\" || as.integer(slut$round) != nrow(svar) - 1)\n  stop(" +
           r_string(words.text("cut_short")) +
           ")\n"
           "svar <- svar[-nrow(svar), ]\n"
           "for (kolumn in c(" +
           numbers +
           "))\n"
           "  svar[[kolumn]] <- as.numeric(svar[[kolumn]])\n"
           "svar$question <- factor(svar$question, levels = c(\n  " +
           ids + "),\n  labels = make.unique(c(\n  " + texts +
           ")))\n"
           "svar$figure <- factor(svar$figure, levels = "
           "c(\"base\", \"option\", \"indicator\", \"population\"))\n";
}

std::string spss_script(const Report& report, const ReportWords& words) {
    constexpr std::size_t label_characters_max = 60;  // SPSS keeps 120 bytes of a value's label
    std::string script =
        "\xEF\xBB\xBF* Encoding: UTF-8.\r\nGET DATA /TYPE=TXT /FILE=\"svar.csv\" "
        "/ENCODING='UTF8'\r\n  /ARRANGEMENT=DELIMITED /DELIMITERS=\",\" /QUALIFIER='\"' "
        "/FIRSTCASE=2\r\n  /VARIABLES=\r\n";
    for (const Column& column : columns) {
        script += "  " + std::string(column.name) + " " + std::string(column.spss) + "\r\n";
    }
    script += "  .\r\nSELECT IF (dialogue <> \"_end\").\r\nVARIABLE LABELS\r\n";
    std::string_view names = {};
    const std::string listed = words.text("columns");
    names = listed;
    for (const Column& column : columns) {
        const std::size_t end = std::min(names.find(';'), names.size());
        script += "  " + std::string(column.name) + " " +
                  spss_string(names.substr(0, end), label_characters_max) + "\r\n";
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    script += "  .\r\nVALUE LABELS question\r\n";
    for (const ReportQuestion& question : report.questions) {
        script += "  \"" + question.id + "\" " + spss_string(question.text, label_characters_max) +
                  "\r\n";
    }
    return script + "  .\r\nEXECUTE.\r\n";
}

std::string codebook_json(const Report& report) {
    base::Json questions = base::Json::object();
    for (const ReportQuestion& question : report.questions) {
        base::Json entry = base::Json::object();
        entry.set("text", question.text)
            .set("type", question.type)
            .set("multiple", question.is_multiple)
            .set("options", labels_of(question.options));
        if (!question.indicator.empty()) {
            base::Json indicator = base::Json::object();
            indicator.set("id", question.indicator).set("label", question.indicator_label);
            entry.set("indicator", std::move(indicator));
        }
        questions.set(question.id, std::move(entry));
    }
    base::Json codebooks = base::Json::array();
    for (const std::string& codebook : report.source.codebooks) {
        codebooks.push(codebook);
    }
    base::Json json = base::Json::object();
    json.set("dialogue", report.source.dialogue)
        .set("round", report.source.round)
        .set("batch", report.source.batch)
        .set("b", report.source.batch_size_min)
        .set("questionnaire_version", report.source.questionnaire_version)
        .set("codebooks", std::move(codebooks))
        .set("questions", std::move(questions))
        .set("dimensions", dimensions_of(report));
    return json.dump() + "\n";
}

}  // namespace lyhord::reporting
