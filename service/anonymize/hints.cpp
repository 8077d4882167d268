#include "anonymize/hints.h"

namespace lyhord::anonymize {
namespace {

std::string any_of(std::initializer_list<std::string> expressions) {
    std::string all;
    for (const std::string& expression : expressions) {
        all += (all.empty() ? "(?i)" : "|") + expression;
    }
    return all;
}

}  // namespace

Hints::Hints(std::initializer_list<std::string> expressions) : any_(any_of(expressions)) {
    for (const std::string& expression : expressions) {
        each_.emplace_back("(?i)" + expression);
    }
}

std::vector<Windows> Hints::windows(std::string_view text) const {
    Windows all;
    std::vector<std::uint32_t> kinds;
    std::size_t reached = 0;
    each_match(any_, text, [&](const Match& match) {
        const ByteRange found = match.range();
        if (found.start >= reached) {
            add_window(all, text, found);
            kinds.resize(all.size());
            reached = found.end;
        }
        // One detector's words may start inside another's.
        kinds.back() |= starting_at(text, found.start, kinds.back());
        return found.start + 1;
    });
    std::vector<Windows> chosen(each_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t kind = 0; kind < chosen.size(); ++kind) {
            if ((kinds[i] >> kind & 1U) != 0) {
                chosen[kind].push_back(all[i]);
            }
        }
    }
    return chosen;
}

std::uint32_t Hints::starting_at(std::string_view text, std::size_t at, std::uint32_t known) const {
    std::uint32_t kinds = known;
    for (std::size_t kind = 0; kind < each_.size(); ++kind) {
        const std::uint32_t bit = std::uint32_t{1} << kind;
        if ((kinds & bit) == 0 && each_[kind].starts_at(text, at)) {
            kinds |= bit;
        }
    }
    return kinds;
}

}  // namespace lyhord::anonymize
