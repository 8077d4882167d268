// redaction_speed: how fast the redactor is, on one core, beside a reference that is run in turns
// with it (one RE2 pattern over the same bytes). Texts of 2 KB: put together from texts/tune_*
// (without personal data, and with some in every other text), and such as are made to be slow. The
// patterns build their tables while they run, as in a service, so texts/train_* are read first.
#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "anonymize/redactor.h"
#include "anonymize/structured_data.h"
#include "redaction/marked_texts.h"

namespace {

using namespace lyhord;
using Texts = std::vector<std::string>;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t text_bytes = 2048;
constexpr int rounds = 5;

// Texts of 2 KB out of those of a part, all of them or only those that hold no personal data.
Texts together(std::string_view part, bool clean) {
    Texts all;
    std::string text;
    for (const redaction::MarkedText& one : redaction::read_part(part)) {
        if (clean && !one.marks.empty()) {
            continue;
        }
        text += one.text + '\n';
        if (text.size() >= text_bytes) {
            all.push_back(std::move(text));
            text.clear();
        }
    }
    return all;
}

std::string repeated(std::string_view part) {
    std::string text;
    while (text.size() < text_bytes) {
        text += part;
    }
    return text;
}

Texts slow() {
    Texts all;
    for (const char* part :
         {"1",         "1 ",           "070-",    "0701740605 ",  "@",         "a@",     "a@b.",
          "A",         "A ",           "Ab ",     "Xyzzy ",       "xq ",       "www.",   "SE",
          "1-1-",      "Storgatan 1 ", "abc123 ", "K. ",          "/ ",        "heter ", "\xcc\x88",
          "a\xcc\x88", "\xe2\x80\x8b", "\xff",    "900101-0017 ", "svenssons "}) {
        all.push_back(repeated(part));
    }
    return all;
}

struct Times {
    double megabytes_per_second = 0;
    double p99_ms = 0;
};

Times measure(const Texts& texts, const std::function<void(const std::string&)>& work) {
    std::vector<double> all;
    double bytes = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const std::string& text : texts) {
            const auto start = std::chrono::steady_clock::now();
            work(text);
            all.push_back(Seconds(std::chrono::steady_clock::now() - start).count());
            bytes += static_cast<double>(text.size());
        }
    }
    std::ranges::sort(all);
    double sum = 0;
    for (const double one : all) {
        sum += one;
    }
    return {bytes / sum / 1e6, all[all.size() * 99 / 100] * 1e3};
}

void print(const char* name, const Times& times, const Times& reference) {
    std::printf("%-34s %8.1f MB/s  p99 of 2 KB %7.3f ms  reference %8.1f MB/s  ratio %.3f\n",
                name,
                times.megabytes_per_second,
                times.p99_ms,
                reference.megabytes_per_second,
                times.megabytes_per_second / reference.megabytes_per_second);
}

}  // namespace

int main() {
    const auto start = std::chrono::steady_clock::now();
    const anonymize::Redactor redactor;
    std::printf("start %37.1f ms\n",
                Seconds(std::chrono::steady_clock::now() - start).count() * 1e3);
    const re2::RE2 pattern("[[:alpha:]]+@[[:alpha:]]+\\.[a-z]+");
    const auto one_pattern = [&](const std::string& text) {
        (void)re2::RE2::PartialMatch(text, pattern);
    };
    const auto whole = [&](const std::string& text) {
        (void)redactor.redact(domain::RawText(std::string(text)));
    };
    const anonymize::StructuredData detectors;
    const auto structured = [&](const std::string& text) {
        const anonymize::FoldedText forms(text);
        anonymize::HiddenText hidden(forms);
        detectors.find(hidden);
    };
    for (const std::string& text : together("train_", false)) {
        whole(text);
        structured(text);
    }
    for (const auto& [name, texts] : {std::pair{"no personal data", together("tune_", true)},
                                      {"personal data in half", together("tune_", false)},
                                      {"made to be slow", slow()}}) {
        const Times reference = measure(texts, one_pattern);
        print((std::string(name) + ", structured").c_str(), measure(texts, structured), reference);
        print(name, measure(texts, whole), reference);
    }
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS")) {
            std::printf("%s\n", line.c_str());
        }
    }
    return 0;
}
