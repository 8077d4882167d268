// Writes report.zip of a settled demonstration round to the file that is named: what the programs
// that people use must be able to open (check.sh).
#include <fstream>
#include <iostream>

#include "http/site.h"
#include "reports/answers.h"

namespace lyhord::tests {
namespace {

constexpr int people = 240;

int write_to(const char* file) {
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
    std::ofstream(file, std::ios::binary) << site.download("report.zip");
    return 0;
}

}  // namespace
}  // namespace lyhord::tests

int main(int count, char** words) { return count == 2 ? lyhord::tests::write_to(words[1]) : 2; }
