#include "anonymize/lexicon.h"

#include <algorithm>
#include <array>

#include "anonymize/word_lists.h"

namespace lyhord::anonymize {
namespace {

constexpr auto surname_ends = std::to_array<std::string_view>(
    {"ström", "berg", "qvist", "kvist", "gren", "lund", "dahl", "stedt", "holm", "blom", "blad",
     "löf",   "mark", "ović",  "vić",   "wski", "enko", "oğlu", "oglu",  "poor", "zadeh"});

std::string_view without_genitive(std::string_view word) {
    return word.ends_with('s') ? word.substr(0, word.size() - 1) : word;
}

}  // namespace

Lexicon::Lexicon() {
    add(word_lists::first_names, WordKind::first_name);
    add(word_lists::common_names, WordKind::common_name);
    add(word_lists::surnames, WordKind::surname);
    add(word_lists::roles, WordKind::role);
    add(word_lists::ordinary, WordKind::ordinary);
    add(word_lists::places, WordKind::place);
    add(word_lists::named_things, WordKind::named_thing);
    add(word_lists::pronouns, WordKind::pronoun);
    add(word_lists::called, WordKind::called);
    add(word_lists::closings, WordKind::closing);
    add(word_lists::particles, WordKind::particle);
    add(word_lists::brands, WordKind::brand);
}

void Lexicon::add(std::string_view words, WordKind kind) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0) {
            words_[std::string(words.substr(0, end))].add(kind);
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

WordKinds Lexicon::exact(std::string_view word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? WordKinds() : found->second;
}

WordKinds Lexicon::kinds(std::string_view lower_word) const {
    WordKinds kinds = exact(lower_word);
    if (!kinds.any() && lower_word.ends_with('s')) {
        kinds = exact(without_genitive(lower_word));
    }
    if (!kinds.any() && lower_word.find('-') != std::string_view::npos) {
        kinds = exact(lower_word.substr(0, lower_word.find('-')));
    }
    return kinds;
}

bool ends_like_surname(std::string_view lower_word) {
    const std::string_view word = without_genitive(lower_word);
    return is_patronymic(lower_word) ||
           std::any_of(surname_ends.begin(), surname_ends.end(), [&](std::string_view end) {
               return word.size() > end.size() + 2 && word.ends_with(end);
           });
}

bool is_patronymic(std::string_view lower_word) {
    const std::string_view word = without_genitive(lower_word);
    return word.size() >= 7 && word.ends_with("sson");
}

}  // namespace lyhord::anonymize
