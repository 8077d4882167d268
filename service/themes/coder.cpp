#include "themes/coder.h"

#include <algorithm>
#include <sstream>

#include "base/limits.h"
#include "base/utf8.h"
#include "themes/words.h"

namespace lyhord::themes {
namespace {

bool has(const std::vector<PatternIndex>& sorted, PatternIndex pattern) {
    return std::ranges::binary_search(sorted, pattern);
}

}  // namespace

Coder::Coder(const domain::Codebook& codebook) : language_(codebook.language) {
    Stemmer stemmer(language_);
    for (std::size_t theme = 0; theme < codebook.themes.size(); ++theme) {
        theme_ids_.push_back(codebook.themes[theme].id);
        for (const std::string& pattern : codebook.themes[theme].patterns) {
            add_phrase(pattern, {.theme = theme, .exclusion = false, .words = {}}, stemmer);
        }
        for (const std::string& pattern : codebook.themes[theme].exclusions) {
            add_phrase(pattern, {.theme = theme, .exclusion = true, .words = {}}, stemmer);
        }
    }
}

void Coder::add_phrase(std::string_view pattern, Phrase phrase, Stemmer& stemmer) {
    const BareWord bare = phrase.exclusion ? BareWord::exactly : BareWord::by_stem;
    std::istringstream words(base::lower(pattern));
    for (std::string word; words >> word;) {
        phrase.words.push_back(patterns_.add(word, bare, stemmer));
    }
    beginning_with_.resize(patterns_.size());
    if (!phrase.words.empty()) {
        beginning_with_[phrase.words[0]].push_back(static_cast<std::uint32_t>(phrases_.size()));
        phrases_.push_back(std::move(phrase));
    }
}

std::vector<Coder::Find> Coder::find_phrases(const FittingWords& words) const {
    std::vector<Find> found;
    const auto fits_at = [&words](const Phrase& phrase, std::size_t begin) {
        if (begin + phrase.words.size() > words.size()) {
            return false;
        }
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            if (!has(words[begin + i], phrase.words[i])) {
                return false;
            }
        }
        return true;
    };
    const auto find_at = [&](std::size_t at, PatternIndex first) {
        for (const std::uint32_t index : beginning_with_[first]) {
            const Phrase& phrase = phrases_[index];
            if (fits_at(phrase, at)) {
                found.push_back({.theme = phrase.theme,
                                 .exclusion = phrase.exclusion,
                                 .begin = at,
                                 .end = at + phrase.words.size()});
            }
        }
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        for (const PatternIndex first : words[at]) {
            find_at(at, first);
        }
    }
    return found;
}

// `exclusions` are in order of their beginning, and none has more words than a pattern may have:
// only the few that begin near `find` are looked at, so that a long text takes linear time.
bool Coder::is_cancelled(const Find& find, std::span<const Find> exclusions) {
    constexpr std::size_t reach = base::limits::pattern_words_max;
    const std::size_t from = find.begin - std::min(find.begin, reach);
    const auto near = std::ranges::lower_bound(exclusions, from, {}, &Find::begin);
    for (const Find& other : std::span(near, exclusions.end())) {
        if (other.begin >= find.end) {
            return false;
        }
        if (other.theme == find.theme && other.end > find.begin) {
            return true;
        }
    }
    return false;
}

std::vector<std::size_t> Coder::code(const domain::RedactedText& text) const {
    return code_text(text.view());
}

std::vector<std::size_t> Coder::code_text(std::string_view text) const {
    const Words words(text);
    Stemmer stemmer(language_);  // it has state, so each call has its own
    FittingWords fitting;
    fitting.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        fitting.push_back(patterns_.fitting(words[i], stemmer));
    }
    std::vector<Find> found = find_phrases(fitting);
    const auto exclusions =
        std::ranges::stable_partition(found, [](const Find& find) { return !find.exclusion; });
    std::vector<std::size_t> themes;
    for (const Find& find : std::span(found.begin(), exclusions.begin())) {
        if (!is_cancelled(find, exclusions)) {
            themes.push_back(find.theme);
        }
    }
    std::ranges::sort(themes);
    themes.erase(std::ranges::unique(themes).begin(), themes.end());
    return themes;
}

}  // namespace lyhord::themes
