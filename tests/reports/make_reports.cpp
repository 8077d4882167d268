// Writes into the folder that is named what staff download of a settled demonstration round:
// report.zip, and of its approved texts teman.xlsx and godkanda-excel.csv. The programs that people
// use must be able to open all of it (check.sh).
#include <filesystem>
#include <fstream>
#include <iostream>

#include "http/site.h"
#include "reports/answers.h"

namespace lyhord::tests {
namespace {

constexpr int people = 240;

void write(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

bool write_texts(Site& site, const std::filesystem::path& folder) {
    for (const store::CommentRow& row : site.comments()) {
        if (!site.approve(row, "=Mer ljus; \"nu\" i tunneln", "[0]")) {
            std::cerr << "a text was not approved\n";
            return false;
        }
    }
    const std::string path = "/staff/texter/" + std::string(demo) + "/";
    const std::string cookie = site.sign_in(domain::Role::analyst);
    write(folder / "teman.xlsx", site.get(path + "teman.xlsx", cookie).body);
    const http::Response texts = site.get(path + "godkanda-excel.csv", cookie);
    std::string csv;
    for (std::string piece; !(piece = texts.more->next().value()).empty();) {
        csv += piece;
    }
    write(folder / "godkanda-excel.csv", csv);
    return true;
}

int write_to(const std::filesystem::path& folder) {
    Site site;
    rounds::OpenOptions options = site.terms();
    options.expected_answers = 400;
    site.open_demo(options);
    for (int person = 0; person < people; ++person) {
        if (site.submit(reports::answers_of(person), site.new_key()).status != 201) {
            std::cerr << "an answer was refused\n";
            return 1;
        }
    }
    site.settle_demo();
    write(folder / "report.zip", site.download("report.zip"));
    return write_texts(site, folder) ? 0 : 1;
}

}  // namespace
}  // namespace lyhord::tests

int main(int count, char** words) { return count == 2 ? lyhord::tests::write_to(words[1]) : 2; }
