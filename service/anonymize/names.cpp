#include "anonymize/names.h"

#include <algorithm>
#include <utility>

#include "anonymize/name_features.h"
#include "anonymize/name_model.h"
#include "anonymize/script_names.h"
#include "base/limits.h"

namespace lyhord::anonymize {
namespace {

// Two words of one name: "Ann Larsson", "K. Larsson", "Olof-Palme" apart.
bool is_joined(std::string_view gap) {
    return gap == " " || gap == ". " || gap == "-" || gap == "." || gap == "  ";
}

NameVerdict verdict_of(ScriptVerdict verdict) {
    switch (verdict) {
        case ScriptVerdict::name:
            return NameVerdict::name;
        case ScriptVerdict::unsure_name:
            return NameVerdict::unsure_name;
        case ScriptVerdict::other_script:
        case ScriptVerdict::no_name:
            break;
    }
    return NameVerdict::no_name;
}

}  // namespace

Names::Reading Names::read(std::string_view text, Reading before) const {
    std::vector<Word> words = split_words(text, lexicon_, own_names_, std::move(before.words));
    protect_places(words);
    const NameFeatures features(text, words);
    std::vector<NameVerdict> named = NameModel::names(features, words.size());
    const std::vector<ScriptVerdict> by_script = names_by_script(text, words, script_lexicon_);
    for (std::size_t i = 0; i < by_script.size(); ++i) {
        if (by_script[i] != ScriptVerdict::other_script) {
            named[i] = verdict_of(by_script[i]);
        }
    }
    Findings findings;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (named[i] == NameVerdict::no_name) {
            continue;
        }
        const bool goes_on = i > 0 && named[i - 1] != NameVerdict::no_name &&
                             is_joined(slice(text, {words[i - 1].range.end, words[i].range.start}));
        const Certainty certainty =
            named[i] == NameVerdict::name ? Certainty::sure : Certainty::unsure;
        if (goes_on) {
            Finding& name = findings.back();
            name.range.end = words[i].range.end;
            name.certainty = std::min(name.certainty, certainty);
        } else {
            findings.push_back({words[i].range, Label::person, certainty});
        }
    }
    return {.findings = std::move(findings), .words = std::move(words)};
}

void Names::protect_places(std::vector<Word>& words) const {
    if (gazetteer_.empty()) {
        return;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::vector<std::string_view> following;
        const std::size_t count = std::min(words.size() - i, base::limits::gazetteer_words_max);
        for (std::size_t k = i; k < i + count; ++k) {
            following.push_back(words[k].lower);
        }
        const std::size_t length = gazetteer_.length_of_name(following);
        for (std::size_t k = i; k < i + length; ++k) {
            words[k].protected_place = true;
        }
    }
}

}  // namespace lyhord::anonymize
