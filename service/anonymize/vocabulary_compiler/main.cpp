// compile_vocabulary SWEDISH.aff SWEDISH.dic ENGLISH DATA OUT: writes the table of Vocabulary.
// ENGLISH is a list of words; DATA is anonymize/data.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"
#include "anonymize/vocabulary_compiler/affixes.h"
#include "anonymize/vocabulary_table.h"
#include "anonymize/word_hash.h"

namespace {

using namespace lyhord::anonymize;

class Compiler {
public:
    void add(std::string_view word, WordClass one) {
        classes_[lower_word(word)] |= static_cast<std::uint8_t>(one);
    }

    bool write(const std::string& path) const {
        std::vector<std::pair<std::uint64_t, std::uint8_t>> sorted;
        sorted.reserve(classes_.size());
        for (const auto& [word, bits] : classes_) {
            sorted.emplace_back(word_hash(word), bits);
        }
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> filter(vocabulary_table::filter_numbers, 0);
        std::vector<std::uint32_t> numbers(vocabulary_table::buckets + 1, 0);
        for (const auto& [hash, bits] : sorted) {
            if (WordClasses(bits).has(WordClass::swedish)) {
                filter[vocabulary_table::filter_index_of(hash)] |=
                    vocabulary_table::filter_mask_of(hash);
            }
            ++numbers[vocabulary_table::bucket_of(hash) + 1];
            numbers.push_back(vocabulary_table::key_of(hash) | bits);
        }
        for (std::size_t i = 1; i <= vocabulary_table::buckets; ++i) {
            numbers[i] += numbers[i - 1];
        }
        std::ofstream out(path, std::ios::binary);
        for (const auto& part : {filter, numbers}) {
            out.write(reinterpret_cast<const char*>(part.data()),
                      static_cast<std::streamsize>(part.size() * sizeof part[0]));
        }
        return out.flush().good();
    }

private:
    std::unordered_map<std::string, std::uint8_t> classes_;
};

[[noreturn]] void give_up(const std::string& path) {
    std::cerr << "compile_vocabulary: " << path << " cannot be read or written\n";
    std::exit(EXIT_FAILURE);
}

std::ifstream open(const std::string& path) {
    std::ifstream in(path);
    if (!in) {
        give_up(path);
    }
    return in;
}

bool is_written_small(std::string_view word) {
    return !word.empty() && lower_word(word) == word && is_letter(character_at(word, 0).code);
}

// What has a capital letter in the dictionary is told apart by proper_nouns.tsv.
void add_swedish(Compiler& compiler, const std::string& affixes, const std::string& dictionary) {
    std::ifstream rules = open(affixes);
    std::ifstream words = open(dictionary);
    const Affixes suffixes(rules);
    for (const auto& [word, flags] : read_dictionary(words)) {
        if (is_written_small(word)) {
            for (const std::string& form : suffixes.forms(word, flags)) {
                compiler.add(form, WordClass::swedish);
            }
        }
    }
}

void add_list(Compiler& compiler, const std::string& path, WordClass one, bool only_small) {
    std::ifstream in = open(path);
    std::string word;
    while (std::getline(in, word)) {
        if (!word.starts_with('#') && !word.empty() && (!only_small || is_written_small(word))) {
            compiler.add(word, one);
        }
    }
}

// Names of several words count word by word, but for those that are no names: "Norra station".
void add_names(Compiler& compiler, const std::string& path, WordClass one) {
    std::ifstream in = open(path);
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream words(line.starts_with('#') ? std::string() : line);
        for (std::string word; words >> word;) {
            if (!is_written_small(word)) {
                compiler.add(word, one);
            }
        }
    }
}

// "Lund<TAB>ps": see data/README.md.
void add_proper_nouns(Compiler& compiler, const std::string& path) {
    std::ifstream in = open(path);
    std::string line;
    while (std::getline(in, line)) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        for (const char code : line.substr(tab)) {
            switch (code) {
                case 'g':
                    compiler.add(line.substr(0, tab), WordClass::given);
                    break;
                case 's':
                    compiler.add(line.substr(0, tab), WordClass::surname);
                    break;
                case 'p':
                    compiler.add(line.substr(0, tab), WordClass::place);
                    break;
                case 'o':
                    compiler.add(line.substr(0, tab), WordClass::other_name);
                    break;
                case 'w':
                    compiler.add(line.substr(0, tab), WordClass::capital);
                    break;
                default:
                    break;
            }
        }
    }
}

}  // namespace

int main(int count, char** words) {
    if (count != 6) {
        std::cerr << "usage: compile_vocabulary SWEDISH.aff SWEDISH.dic ENGLISH DATA OUT\n";
        return 2;
    }
    const std::string data = words[4];
    Compiler compiler;
    add_swedish(compiler, words[1], words[2]);
    add_list(compiler, words[3], WordClass::english, true);
    add_proper_nouns(compiler, data + "/proper_nouns.tsv");
    add_list(compiler, data + "/common_words.txt", WordClass::swedish, true);
    add_list(compiler, data + "/given_names.txt", WordClass::given, false);
    add_list(compiler, data + "/surnames.txt", WordClass::surname, false);
    add_names(compiler, data + "/places.txt", WordClass::place);
    add_names(compiler, data + "/other_names.txt", WordClass::other_name);
    add_list(compiler, data + "/weak_names.txt", WordClass::weak_name, false);
    if (!compiler.write(words[5])) {
        give_up(words[5]);
    }
    return EXIT_SUCCESS;
}
