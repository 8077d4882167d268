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
        if (std::string svg = change_svg(report, question, words); !svg.empty()) {
            files.push_back(
                {.name = "bilder/" + question.id + "-forandring.svg", .bytes = std::move(svg)});
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

// Dated by the round, since the same report is the same bytes.
PrintJob situation_job(const Report& report, const ReportWords& words) {
    return {.document = situation_document(report, words),
            .facts = {.author = report.place,
                      .page = words.text("page"),
                      .day = report.closed.empty() ? report.opened : report.closed}};
}

}  // namespace

base::Result<std::string> report_pdf(const Report& report,
                                     const ReportWords& words,
                                     const DrawingProgram& program) {
    auto printed = print_document(situation_job(report, words), program);
    return printed ? base::Result<std::string>(std::move(printed->pdf))
                   : base::fail(printed.error());
}

base::Result<std::string> report_package(const Report& report,
                                         const ReportWords& words,
                                         const DrawingProgram& program) {
    const PrintJob job = situation_job(report, words);
    auto printed = print_document(job, program);
    if (!printed) {
        return base::fail(printed.error());
    }
    auto docx = document_docx(job.document, printed->pictures);
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
        {.name = "lagesbild.pdf", .bytes = std::move(printed->pdf)},
        {.name = "lagesbild.html", .bytes = document_html(job.document)},
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
