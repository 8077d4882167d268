#include "anonymize/vocabulary_compiler/affixes.h"

#include <sstream>

namespace lyhord::anonymize {
namespace {

constexpr int depth_max = 2;  // Hunspell knows twofold suffixes, and no more

std::size_t letter_bytes(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U) {
        ++length;
    }
    return length;
}

std::vector<std::string_view> letters(std::string_view text) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        const std::size_t length = letter_bytes(text);
        all.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return all;
}

// "[^sxz]y" as its places: "^sxz", "y".
std::vector<std::string_view> places(std::string_view condition) {
    std::vector<std::string_view> all;
    while (!condition.empty()) {
        const bool is_set = condition.front() == '[';
        const std::size_t end = is_set ? condition.find(']') : letter_bytes(condition);
        if (end == std::string_view::npos) {
            return all;
        }
        all.push_back(is_set ? condition.substr(1, end - 1) : condition.substr(0, end));
        condition.remove_prefix(is_set ? end + 1 : end);
    }
    return all;
}

bool fits(std::string_view place, std::string_view letter) {
    if (place == ".") {
        return true;
    }
    const bool negated = place.starts_with('^');
    const bool found = place.find(letter, negated ? 1 : 0) != std::string_view::npos;
    return found != negated;
}

bool ends_as(std::string_view word, std::string_view condition) {
    const std::vector<std::string_view> wanted = places(condition);
    const std::vector<std::string_view> there = letters(word);
    if (condition == ".") {
        return true;
    }
    if (wanted.size() > there.size()) {
        return false;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!fits(wanted[i], there[there.size() - wanted.size() + i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

Affixes::Affixes(std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        std::string kind;
        std::string flag;
        Rule rule;
        if (!(fields >> kind >> flag >> rule.strip >> rule.add >> rule.condition) ||
            kind != "SFX") {
            continue;  // a rule's first line has no condition
        }
        const std::size_t slash = rule.add.find('/');
        if (slash != std::string::npos) {
            rule.flags = rule.add.substr(slash + 1);
            rule.add.resize(slash);
        }
        rule.strip = rule.strip == "0" ? "" : rule.strip;
        rule.add = rule.add == "0" ? "" : rule.add;
        rules_[flag].push_back(std::move(rule));
    }
}

std::vector<std::string> Affixes::forms(std::string_view word, std::string_view flags) const {
    std::vector<std::string> all{std::string(word)};
    add_forms(word, flags, 0, all);
    return all;
}

void Affixes::add_forms(std::string_view word,
                        std::string_view flags,
                        int depth,
                        std::vector<std::string>& forms) const {
    for (const std::string_view flag : letters(flags)) {
        const auto rules = rules_.find(flag);
        if (rules == rules_.end()) {
            continue;
        }
        for (const Rule& rule : rules->second) {
            if (!word.ends_with(rule.strip) || !ends_as(word, rule.condition)) {
                continue;
            }
            std::string form(word.substr(0, word.size() - rule.strip.size()));
            form += rule.add;
            if (depth + 1 < depth_max && !rule.flags.empty()) {
                add_forms(form, rule.flags, depth + 1, forms);
            }
            forms.push_back(std::move(form));
        }
    }
}

std::vector<DictionaryEntry> read_dictionary(std::istream& in) {
    std::vector<DictionaryEntry> entries;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        line.resize(std::min(line.find_first_of("\t\r"), line.size()));
        const std::size_t slash = line.find('/', 1);
        entries.push_back(
            {line.substr(0, slash), slash == std::string::npos ? "" : line.substr(slash + 1)});
    }
    return entries;
}

}  // namespace lyhord::anonymize
