#include "themes/word_patterns.h"

#include <algorithm>

namespace lyhord::themes {
namespace {

// Matches "*" greedily from the left and returns to the last one when stuck: at most
// pattern x word steps.
bool fits(std::string_view glob, std::string_view word) {
    std::size_t at = 0;
    std::size_t in_word = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (in_word < word.size()) {
        if (at < glob.size() && glob[at] == '*') {
            star = at++;
            resume = in_word;
        } else if (at < glob.size() && glob[at] == word[in_word]) {
            ++at;
            ++in_word;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            in_word = ++resume;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace

void ByteTree::add(std::string_view key, PatternIndex pattern) {
    std::uint32_t node = 0;
    for (const char byte : key) {
        std::uint32_t next = child(node, byte);
        if (next == 0) {
            next = static_cast<std::uint32_t>(nodes_.size());
            nodes_[node].next.emplace_back(byte, next);
            nodes_.emplace_back();
        }
        node = next;
    }
    nodes_[node].patterns.push_back(pattern);
}

std::uint32_t ByteTree::child(std::uint32_t node, char byte) const {
    for (const auto& [key, next] : nodes_[node].next) {
        if (key == byte) {
            return next;
        }
    }
    return 0;
}

template <typename Iterator, typename Visit>
void ByteTree::walk(const Iterator& begin, const Iterator& end, Visit visit) const {
    std::uint32_t node = 0;
    for (Iterator at = begin; at != end; ++at) {
        node = child(node, *at);
        if (node == 0) {
            return;
        }
        for (const PatternIndex pattern : nodes_[node].patterns) {
            visit(pattern);
        }
    }
}

PatternIndex WordPatterns::add(std::string_view pattern, BareWord bare, Stemmer& stemmer) {
    const auto index = static_cast<PatternIndex>(globs_.size());
    const bool wild = pattern.find('*') != std::string_view::npos;
    std::string key(pattern);
    if (!wild && bare == BareWord::by_stem) {
        key = stemmer.stem(pattern);
    }
    const auto [known, added] = indexes_.try_emplace({key, wild ? BareWord::exactly : bare}, index);
    if (!added) {
        return known->second;
    }
    globs_.push_back(wild ? key : std::string());
    if (wild) {
        add_glob(index);
    } else {
        (bare == BareWord::by_stem ? stems_ : exact_)[key].push_back(index);
    }
    return index;
}

// Enters the pattern under its fixed beginning, else its fixed end, else its first fixed part.
void WordPatterns::add_glob(PatternIndex pattern) {
    const std::string_view glob = globs_[pattern];
    const std::size_t first = glob.find('*');
    const std::size_t last = glob.rfind('*');
    if (first > 0) {
        beginnings_.add(glob.substr(0, first), pattern);
    } else if (last + 1 < glob.size()) {
        const std::string_view end = glob.substr(last + 1);
        reversed_ends_.add(std::string(end.rbegin(), end.rend()), pattern);
    } else if (const std::size_t begin = glob.find_first_not_of('*');
               begin != std::string_view::npos) {
        inside_.add(glob.substr(begin, glob.find('*', begin) - begin), pattern);
    } else {
        any_.push_back(pattern);
    }
}

void WordPatterns::append_globs(std::string_view word, std::vector<PatternIndex>& found) const {
    const auto take = [&](PatternIndex pattern) {
        if (fits(globs_[pattern], word)) {
            found.push_back(pattern);
        }
    };
    beginnings_.walk(word.begin(), word.end(), take);
    reversed_ends_.walk(word.rbegin(), word.rend(), take);
    for (std::size_t i = 0; i < word.size(); ++i) {
        inside_.walk(word.begin() + static_cast<std::ptrdiff_t>(i), word.end(), take);
    }
    std::ranges::for_each(any_, take);
}

std::vector<PatternIndex> WordPatterns::fitting(std::string_view word, Stemmer& stemmer) const {
    std::vector<PatternIndex> found;
    if (word.empty()) {
        return found;
    }
    const auto append = [&found](const Lookup& lookup, const std::string& key) {
        if (const auto entry = lookup.find(key); entry != lookup.end()) {
            found.insert(found.end(), entry->second.begin(), entry->second.end());
        }
    };
    append(exact_, std::string(word));
    append(stems_, std::string(stemmer.stem(word)));
    append_globs(word, found);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

}  // namespace lyhord::themes
