#include "anonymize/role_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "anonymize/characters.h"

// data/role_words.txt, put in at build.
extern "C" {
extern const char lyhord_role_words[];
extern const char lyhord_role_words_end[];
}

namespace lyhord::anonymize {
namespace {

enum class RoleKind { none, office, kin, only };

constexpr std::array<std::string_view, 16> possessives = {"min",
                                                          "mitt",
                                                          "mina",
                                                          "din",
                                                          "vår",
                                                          "vårt",
                                                          "våra",
                                                          "våran",
                                                          "vårat",
                                                          "hans",
                                                          "hennes",
                                                          "hens",
                                                          "deras",
                                                          "sin",
                                                          "sitt",
                                                          "ert"};
constexpr std::array<std::string_view, 7> places = {"på", "i", "vid", "hos", "för", "av", "till"};
constexpr std::array<std::string_view, 4> additions = {"som", "vars", "är", "jobbar"};
// "min exman, som jag inte har träffat på länge, ..."
constexpr std::size_t addition_words_max = 3;

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

class RoleWords {
public:
    explicit RoleWords(std::string_view file) {
        while (!file.empty()) {
            const std::size_t end = std::min(file.find('\n'), file.size());
            take(file.substr(0, end));
            file.remove_prefix(std::min(end + 1, file.size()));
        }
    }
    RoleKind kind_of(const std::string& word) const {
        const auto found = kinds_.find(word);
        return found == kinds_.end() ? RoleKind::none : found->second;
    }

private:
    void take(std::string_view line) {
        for (const auto& [name, kind] :
             {std::pair<std::string_view, RoleKind>("office ", RoleKind::office),
              {"kin ", RoleKind::kin},
              {"only ", RoleKind::only}}) {
            if (line.starts_with(name)) {
                kinds_.emplace(line.substr(name.size()), kind);
            }
        }
    }

    std::unordered_map<std::string, RoleKind> kinds_;
};

const RoleWords& role_words() {
    static const RoleWords words(std::string_view(
        lyhord_role_words, static_cast<std::size_t>(lyhord_role_words_end - lyhord_role_words)));
    return words;
}

struct PlainWord {
    ByteRange range;
    std::string lower;
    bool begins = false;  // a sentence: it belongs to no word before it
};

std::vector<PlainWord> words_of(std::string_view text) {
    std::vector<PlainWord> words;
    bool begins = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        while (at < text.size() && word_starts_at(text, at)) {
            at += character_at(text, at).length;
        }
        if (at > start) {
            words.push_back({{start, at}, lower_word(text.substr(start, at - start)), begins});
            begins = false;
            continue;
        }
        begins |= std::string_view(".!?\n").find(text[at]) != std::string_view::npos;
        at += character_at(text, at).length;
    }
    return words;
}

class Reading {
public:
    explicit Reading(std::string_view text) : words_(words_of(text)) {}

    std::vector<ByteRange> run() {
        std::vector<ByteRange> found;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const RoleKind kind = role_words().kind_of(words_[i].lower);
            const ByteRange range = kind == RoleKind::none ? ByteRange{} : range_of(i, kind);
            if (range.end > range.start && (found.empty() || range.start >= found.back().end)) {
                found.push_back(range);
            }
        }
        return found;
    }

private:
    bool is_owned(std::size_t i) const {
        return i > 0 && !words_[i].begins && is_one_of(possessives, words_[i - 1].lower);
    }
    bool goes_on(std::size_t i) const { return i < words_.size() && !words_[i].begins; }

    // Empty if the word points at nobody here.
    ByteRange range_of(std::size_t i, RoleKind kind) const {
        const std::size_t start = words_[is_owned(i) ? i - 1 : i].range.start;
        const std::size_t end = words_[i].range.end;
        switch (kind) {
            case RoleKind::only:
                return {start, end};
            case RoleKind::office:
                if (goes_on(i + 1) && goes_on(i + 2) && is_one_of(places, words_[i + 1].lower)) {
                    return {start, words_[i + 2].range.end};
                }
                return is_owned(i) ? ByteRange{start, end} : ByteRange{};
            case RoleKind::kin:
                return is_owned(i) ? kin_range(i, start) : ByteRange{};
            case RoleKind::none:
                break;
        }
        return {};
    }

    ByteRange kin_range(std::size_t i, std::size_t start) const {
        for (std::size_t next = i + 1; next <= i + addition_words_max && goes_on(next); ++next) {
            if (is_one_of(additions, words_[next].lower)) {
                return {start, words_[next].range.end};
            }
        }
        return {};
    }

    std::vector<PlainWord> words_;
};

}  // namespace

std::vector<ByteRange> pointing_words(const domain::RedactedText& text) {
    return Reading(text.view()).run();
}

}  // namespace lyhord::anonymize
