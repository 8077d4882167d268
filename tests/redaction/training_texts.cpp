#include "redaction/training_texts.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "anonymize/characters.h"
#include "anonymize/matching.h"
#include "anonymize/vocabulary.h"

namespace lyhord::redaction {
namespace {

using anonymize::Label;
using Texts = std::vector<std::string>;

// How often something is done, of 100.
bool happens(int of_hundred, std::mt19937& random) {
    return static_cast<int>(random() % 100U) < of_hundred;
}

const std::string& any_of(const Texts& list, std::mt19937& random) {
    return list[random() % list.size()];
}

Texts read_lines(const std::filesystem::path& file) {
    Texts lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && !line.starts_with('#')) {
            lines.push_back(line);
        }
    }
    return lines;
}

// Letters outside of ASCII: those of Swedish only.
std::string in_capitals(std::string_view text) {
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        const anonymize::Character letter = anonymize::character_at(text, at);
        std::string one(text.substr(at, letter.length));
        if (letter.length == 1 && one[0] >= 'a' && one[0] <= 'z') {
            one[0] = static_cast<char>(one[0] - 'a' + 'A');
        } else if (letter.code >= 0xe0 && letter.code <= 0xfe) {
            one[1] = static_cast<char>(one[1] - 0x20);
        }
        all += one;
        at += letter.length;
    }
    return all;
}

std::string with_capital(std::string_view word) {
    const std::size_t first = anonymize::character_at(word, 0).length;
    return in_capitals(word.substr(0, first)) + std::string(word.substr(first));
}

bool is_particle(std::string_view word) {
    constexpr auto particles = std::to_array<std::string_view>(
        {"von", "af", "van", "de", "der", "al", "el", "bin", "ibn", "och"});
    return std::ranges::find(particles, word) != particles.end();
}

std::string folded(std::string_view text) { return anonymize::FoldedText(text).folded(); }

// Puts a text together from what is between its marks and what `marked` makes of each.
TrainingText put_together(const MarkedText& text,
                          const std::function<std::string(const Mark&)>& marked) {
    TrainingText made;
    std::size_t done = 0;
    for (const Mark& mark : text.marks) {
        made.text += folded(std::string_view(text.text).substr(done, mark.range.start - done));
        const std::string inner = marked(mark);
        if (mark.label == Label::person && inner.front() != anonymize::barrier) {
            made.names.push_back({made.text.size(), made.text.size() + inner.size()});
        }
        made.text += inner;
        done = mark.range.end;
    }
    made.text += folded(std::string_view(text.text).substr(done));
    return made;
}

std::string hidden(const Mark& mark) {
    return std::string(mark.range.end - mark.range.start, anonymize::barrier);
}

std::string written(const MarkedText& text, const Mark& mark) {
    return folded(
        std::string_view(text.text).substr(mark.range.start, mark.range.end - mark.range.start));
}

}  // namespace

TrainingTexts::TrainingTexts(const std::filesystem::path& data)
    : given_(read_lines(data / "given_names.txt")), surnames_(read_lines(data / "surnames.txt")) {
    for (const std::string& line : read_lines(data / "proper_nouns.tsv")) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const std::string_view codes = std::string_view(line).substr(tab);
        const std::string name = anonymize::lower_word(line.substr(0, tab));
        if (codes.find('g') != std::string_view::npos) {
            given_.push_back(name);
        }
        if (codes.find('s') != std::string_view::npos) {
            surnames_.push_back(name);
        }
    }
}

TrainingText TrainingTexts::as_written(const MarkedText& text) {
    return put_together(text, [&](const Mark& mark) {
        return mark.label == Label::person ? written(text, mark) : hidden(mark);
    });
}

std::string TrainingTexts::another_name(const MarkedText& text,
                                        const Mark& mark,
                                        std::mt19937& random) const {
    std::istringstream words(written(text, mark));
    Texts parts;
    for (std::string word; words >> word;) {
        parts.push_back(word);
    }
    std::string name;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string lower = anonymize::lower_word(parts[i]);
        const auto known = anonymize::Vocabulary::classes(lower);
        const bool is_last_of_many = i > 0 && i + 1 == parts.size();
        const bool is_surname = is_last_of_many || (known.has(anonymize::WordClass::surname) &&
                                                    !known.has(anonymize::WordClass::given));
        std::string word = any_of(is_surname ? surnames_ : given_, random);
        if (is_particle(lower) || parts[i].find('.') != std::string::npos || lower.size() < 3) {
            word = lower;
        }
        if (mark.variant == "genitive" && i + 1 == parts.size() && !word.ends_with('s')) {
            word += 's';
        }
        const bool is_small = parts[i] == lower;
        const bool is_shouted = parts[i].size() > 2 && parts[i] == in_capitals(parts[i]);
        name += i > 0 ? " " : "";
        name += is_small ? word : is_shouted ? in_capitals(word) : with_capital(word);
    }
    return name;
}

TrainingText TrainingTexts::varied(const MarkedText& text, std::mt19937& random) const {
    const bool renames = happens(75, random);
    const bool hides = happens(15, random);
    TrainingText made = put_together(text, [&](const Mark& mark) {
        if (mark.label != Label::person || (hides && happens(50, random))) {
            return hidden(mark);
        }
        return renames ? another_name(text, mark, random) : written(text, mark);
    });
    if (happens(25, random)) {
        std::string lower = anonymize::lower_word(made.text);
        if (lower.size() == made.text.size()) {
            made.text = std::move(lower);
        }
    } else if (happens(4, random)) {
        made.text = in_capitals(made.text);
    }
    return made;
}

}  // namespace lyhord::redaction
