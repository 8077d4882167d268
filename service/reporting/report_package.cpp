#include "reporting/report_package.h"

#include "base/bytes.h"
#include "base/crypto/crypto.h"
#include "reporting/archive.h"
#include "reporting/chart.h"
#include "reporting/document.h"
#include "reporting/document_docx.h"
#include "reporting/import_scripts.h"
#include "reporting/report_csv.h"
#include "reporting/report_xlsx.h"

namespace lyhord::reporting {
namespace {

// A chart of everybody for each question, and of the groups of each area dimension.
void add_pictures(std::vector<ArchivedFile>& files,
                  const Report& report,
                  const ReportWords& words) {
    for (const ReportQuestion& question : report.questions) {
        if (std::string svg = bars_svg(report, question, words); !svg.empty()) {
            files.push_back({.name = picture_file(question), .bytes = std::move(svg)});
        }
        for (const ReportDimension& dimension : report.dimensions) {
            std::string svg = groups_svg(report, question, dimension.id, words);
            if (!svg.empty()) {
                files.push_back({.name = "bilder/" + question.id + "-" + dimension.id + ".svg",
                                 .bytes = std::move(svg)});
            }
        }
    }
}

std::string checksums(const std::vector<ArchivedFile>& files) {
    std::string sums;
    for (const ArchivedFile& file : files) {
        sums +=
            base::hex(base::crypto::sha256(base::as_bytes(file.bytes))) + "  " + file.name + "\n";
    }
    return sums;
}

}  // namespace

base::Result<std::string> report_package(const Report& report, const ReportWords& words) {
    const Document situation = situation_document(report, words);
    auto docx = document_docx(situation, words);
    auto workbook = report_xlsx(report, words);
    if (!docx) {
        return docx;
    }
    if (!workbook) {
        return workbook;
    }
    std::vector<ArchivedFile> files{
        {.name = words.text("file_readme"), .bytes = words.text("readme")},
        {.name = "lagesbild.docx", .bytes = std::move(*docx)},
        {.name = "lagesbild.html", .bytes = document_html(situation)},
        {.name = "tabeller.xlsx", .bytes = std::move(*workbook)},
        {.name = "svar_excel.csv", .bytes = report_csv(report, words, CsvDialect::swedish_excel)},
        {.name = "svar.csv", .bytes = report_csv(report, words, CsvDialect::machine)},
        {.name = "kodbok.json", .bytes = codebook_json(report)},
        {.name = "import.R", .bytes = r_script(report, words)},
        {.name = "import.sps", .bytes = spss_script(report, words)},
        {.name = "metod.html", .bytes = document_html(method_document(report, words))}};
    add_pictures(files, report, words);
    files.push_back({.name = "kontrollsummor.txt", .bytes = checksums(files)});
    return make_archive(files);
}

}  // namespace lyhord::reporting
