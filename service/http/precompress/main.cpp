// precompress FILE OUT: writes OUT.br and OUT.gz, empty where the form is no smaller than FILE.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "http/compression.h"

namespace {

using namespace lyhord::http;

bool write(const std::string& path, const std::string& text, Coding coding) {
    const std::string form = encoded(text, coding, Effort::utmost);
    std::ofstream out(path, std::ios::binary);
    out << (form.size() < text.size() ? form : std::string());
    return out.flush().good();
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::cerr << "usage: precompress FILE OUT\n";
        return 2;
    }
    std::ifstream in(words[1], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string out = words[2];
    if (!in || !write(out + ".br", text, Coding::brotli) ||
        !write(out + ".gz", text, Coding::gzip)) {
        std::cerr << "precompress: " << words[1] << " cannot be read, or " << out
                  << " cannot be written\n";
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
