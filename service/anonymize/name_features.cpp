#include "anonymize/name_features.h"

#include <algorithm>

#include "anonymize/characters.h"
#include "anonymize/name_rules.h"
#include "anonymize/word_hash.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t compound_bytes_min = 9;

enum Shape : std::uint8_t { outside, small, capital, shouted, mixed };
enum Gap : std::uint8_t {
    edge,
    space,
    comma,
    stop,
    line,
    slash,
    colon,
    bracket,
    quote,
    dash,
    digit,
    masked,
    point,
    other_gap
};

Shape shape_of(const Word& word) {
    if (!word.capital) {
        return small;
    }
    return word.shouted ? shouted : capital;
}

bool has(std::string_view text, std::string_view any) {
    return text.find_first_of(any) != std::string_view::npos;
}

Gap gap_of(std::string_view gap) {
    if (gap.find(barrier) != std::string_view::npos) {
        return masked;
    }
    if (has(gap, "\n")) {
        return line;
    }
    if (gap == " ") {
        return space;
    }
    if (has(gap, "0123456789")) {
        return digit;
    }
    if (has(gap, ".!?")) {
        return stop;
    }
    if (has(gap, "/")) {
        return slash;
    }
    if (has(gap, ",;&+")) {
        return comma;
    }
    if (has(gap, ":")) {
        return colon;
    }
    if (has(gap, "()")) {
        return bracket;
    }
    if (has(gap, "\"'*")) {
        return quote;
    }
    return has(gap, "-") ? dash : other_gap;
}

std::string_view last_letters(std::string_view word, std::size_t count) {
    std::size_t at = word.size();
    for (std::size_t i = 0; i < count && at > 0; ++i) {
        at -= character_before(word, at).length;
    }
    return word.substr(at);
}

std::string_view first_letters(std::string_view word, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < count && at < word.size(); ++i) {
        at += character_at(word, at).length;
    }
    return word.substr(0, at);
}

std::uint64_t length_class(std::string_view word) {
    return std::min<std::uint64_t>(word.size(), 12);
}

// Collects slots: each is a place in the weights for one template and its values.
class Slots {
public:
    template <typename... Values>
    void add(std::uint64_t kind, Values... values) {
        std::uint64_t hash = spread(kind + 0x9e3779b97f4a7c15ULL);
        ((hash = spread(hash ^ (static_cast<std::uint64_t>(values) + 0x9e3779b97f4a7c15ULL))), ...);
        list_.slots[list_.count++] = static_cast<std::uint32_t>(hash >> (64U - name_slot_bits));
    }

    FeatureList list() const { return list_; }

private:
    FeatureList list_;
};

}  // namespace

NameFeatures::NameFeatures(std::string_view text, const std::vector<Word>& words)
    : text_(text), words_(words) {
    const std::vector<bool> by_rule = names_by_rule(text, words);
    const std::vector<bool> in_place = names_of_places(text, words);
    facts_.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        facts_.push_back(placed(i));
        facts_.back().by_rule = by_rule[i];
        facts_.back().in_place = in_place[i] || words[i].protected_place;
    }
    read_text();
}

std::string_view NameFeatures::gap_before(std::size_t i) const {
    const std::size_t start = i == 0 ? 0 : words_[i - 1].range.end;
    const std::size_t end = i < words_.size() ? words_[i].range.start : text_.size();
    return text_.substr(start, end - start);
}

PlacedWord NameFeatures::placed(std::size_t i) const {
    const Word& word = words_[i];
    PlacedWord facts{word.facts};
    facts.shape = shape_of(word);
    const bool after_initial = i > 0 && facts_[i - 1].initial;
    const Gap gap = after_initial && gap_before(i).size() <= 2 ? point : gap_of(gap_before(i));
    facts.gap = i == 0 && gap != masked && gap != slash ? edge : gap;
    facts.starts = i == 0 || facts.gap == stop || facts.gap == line || facts.gap == colon ||
                   facts.gap == quote;
    facts.initial = is_initial(i);
    return facts;
}

bool NameFeatures::is_initial(std::size_t i) const {
    const ByteRange range = words_[i].range;
    const std::string_view written = slice(text_, range);
    const std::size_t first = character_at(written, 0).length;
    const bool has_point = text_.substr(range.end).starts_with('.');
    const bool is_double = written.size() > first + 1 && written[first] == '-' &&
                           character_at(written, first + 1).length + first + 1 == written.size();
    return words_[i].capital && ((written.size() == first && has_point) || is_double);
}

void NameFeatures::forget(std::size_t i) {
    PlacedWord& facts = facts_[i];
    facts.classes = WordClasses();
    facts.by_rule = false;
    facts.id = 1000;
}

// How the text is written says what a capital letter, or the lack of one, is worth.
void NameFeatures::read_text() {
    const auto count = [&](auto holds) {
        return static_cast<std::size_t>(std::ranges::count_if(facts_, holds));
    };
    const std::size_t capitals = count([](const PlacedWord& word) { return word.shape != small; });
    const std::size_t all_capital =
        count([](const PlacedWord& word) { return word.shape == shouted; });
    const std::size_t swedish =
        count([](const PlacedWord& word) { return word.classes.has(WordClass::swedish); });
    const std::size_t english =
        count([](const PlacedWord& word) { return word.classes.has(WordClass::english); });
    const std::size_t all = facts_.size();
    const std::uint64_t letters = capitals == 0 ? 0 : all_capital * 2 > all ? 1 : 2;
    const bool is_swedish = swedish * 10 >= all * 6;
    const std::uint64_t language = is_swedish && swedish >= english ? 0 : english * 10 >= all * 6;
    mode_ = letters * 4 + (is_swedish && swedish >= english ? 0 : 1 + language);
}

const PlacedWord& NameFeatures::at(std::ptrdiff_t i) const {
    const bool inside = i >= 0 && i < std::ssize(facts_);
    return inside ? facts_[static_cast<std::size_t>(i)] : outside_;
}

bool NameFeatures::may_be_name(std::size_t i) const {
    const PlacedWord& facts = facts_[i];
    if (facts.in_place) {
        return false;
    }
    if (facts.by_rule || facts.shape != small || facts.classes.is_name()) {
        return true;
    }
    return !facts.classes.is_common();
}

// "LMA-kort": after the hyphen a word that is no name, in lower case.
bool NameFeatures::ends_in_word(std::size_t i) const {
    const std::string_view written = slice(text_, words_[i].range);
    const std::size_t hyphen = written.rfind('-');
    if (hyphen == std::string_view::npos || hyphen + 3 >= written.size()) {
        return false;
    }
    const std::string_view last = written.substr(hyphen + 1);
    const WordClasses classes = Vocabulary::exact(last);
    return classes.is_common() && !classes.is_name();
}

bool NameFeatures::is_plain(std::size_t i) const {
    const PlacedWord& facts = facts_[i];
    if (ends_in_word(i)) {
        return true;
    }
    if (facts.shape != small || facts.like_surname || facts.by_rule || facts.classes.is_name()) {
        return false;
    }
    return facts.misspelt || (facts.compound && words_[i].lower.size() >= compound_bytes_min);
}

bool NameFeatures::is_lone_letter(std::size_t i) const {
    const std::string_view word = words_[i].lower;
    const PlacedWord& right = at(static_cast<std::ptrdiff_t>(i) + 1);
    const bool before_name = right.gap == space && right.shape == capital &&
                             (right.classes.is_name() || right.like_surname);
    const bool letter = character_at(word, 0).length == word.size();
    const bool numbered = is_digit(word[std::min<std::size_t>(1, word.size() - 1)]);
    return numbered || (!facts_[i].initial && !before_name && letter);
}

FeatureList NameFeatures::of(std::size_t i, NameHistory history) const {
    const auto here = static_cast<std::ptrdiff_t>(i);
    const std::string_view word = words_[i].lower;
    const PlacedWord& own = facts_[i];
    const PlacedWord& left = at(here - 1);
    const PlacedWord& right = at(here + 1);
    const Gap gap_after =
        i + 1 < words_.size() ? static_cast<Gap>(right.gap) : gap_of(gap_before(i + 1));
    const std::uint64_t shape = own.shape * 2U + (own.starts ? 1U : 0U);
    const std::uint64_t tags = (history.previous ? 1U : 0U) + (history.before_previous ? 2U : 0U);
    const std::uint64_t classes = own.classes.bits();
    const std::uint64_t told =
        (own.by_rule ? 1U : 0U) + (own.like_surname ? 2U : 0U) + (own.compound ? 4U : 0U);
    Slots slots;
    slots.add(0, shape);
    slots.add(42, left.in_place, right.in_place, own.gap, gap_after, own.shape);
    slots.add(1, shape, classes);
    slots.add(2, shape, classes, mode_);
    slots.add(3, shape, own.id);
    slots.add(4, own.shape, told);
    slots.add(5, own.shape, told, classes);
    slots.add(6, own.shape, told, mode_);
    slots.add(7, word_hash(last_letters(word, 2)), own.shape, own.compound);
    slots.add(8, word_hash(last_letters(word, 3)), own.shape);
    slots.add(9, word_hash(last_letters(word, 4)), own.shape);
    slots.add(10, word_hash(first_letters(word, 3)), own.shape);
    slots.add(11, length_class(word), own.shape, own.classes.any());
    slots.add(12, left.id, own.gap, own.shape);
    slots.add(13, left.id, own.gap, classes);
    slots.add(14, left.classes.bits(), left.shape, own.gap, own.shape);
    slots.add(15, left.classes.bits(), classes, own.gap, tags & 1U);
    slots.add(16, right.id, gap_after, own.shape);
    slots.add(17, right.id, gap_after, classes);
    slots.add(18, right.classes.bits(), right.shape, gap_after, own.shape);
    slots.add(19, right.classes.bits(), classes, gap_after);
    slots.add(20, right.by_rule, right.like_surname, right.shape, gap_after, own.shape, classes);
    slots.add(21, left.by_rule, tags, own.gap, own.shape, classes);
    slots.add(22, tags, own.gap, shape);
    slots.add(23, tags, own.gap, own.shape, told);
    slots.add(24, at(here - 2).id, left.id, own.gap, own.shape);
    slots.add(25, at(here - 2).id, own.shape);
    slots.add(26, at(here + 2).id, own.shape);
    slots.add(27, right.id, at(here + 2).id, own.shape);
    slots.add(28, left.id, right.id, own.shape);
    slots.add(29, own.gap, gap_after, shape, mode_ / 4);
    slots.add(30, own.gap, gap_after, own.shape, classes);
    slots.add(31, at(here - 3).id, own.shape);
    slots.add(32, words_[i].kinds.bits(), own.shape);
    slots.add(33, words_[i].kinds.bits(), shape, own.gap, tags);
    slots.add(34, i == 0 ? 0U : words_[i - 1].kinds.bits(), own.gap, own.shape, classes);
    slots.add(35, mode_, shape, told);
    slots.add(37, own.misspelt, own.compound, own.shape, classes);
    slots.add(38, own.letters, own.shape, classes);
    slots.add(39, own.letters, own.gap, left.classes.bits());
    slots.add(40, own.initial, right.shape, right.classes.is_name(), gap_after, left.initial);
    slots.add(41, own.shape, length_class(word), mode_, own.classes.any());
    slots.add(36, word.find('-') != std::string_view::npos, own.shape, classes);
    return slots.list();
}

}  // namespace lyhord::anonymize
