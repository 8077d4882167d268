#include "anonymize/street_names.h"

#include <algorithm>
#include <array>
#include <span>

#include "anonymize/characters.h"
#include "anonymize/signs.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t street_bytes_max = 120;
constexpr std::size_t street_words_max = 4;

// Ends of street names, also in Norwegian and Danish, and as they are misspelt. The second list is
// also the end of many ordinary words, so the word must have a capital letter there.
constexpr auto street_ends = std::to_array<std::string_view>(
    {"gatan",    "gata",        "vägen",      "väg",       "gränden",    "gränd",      "stigen",
     "stig",     "torget",      "torg",       "allén",     "allé",       "allen",      "esplanaden",
     "esplanad", "slingan",     "slinga",     "kajen",     "stråket",    "gångvägen",  "brinken",
     "backarna", "trappan",     "prospektet", "katu",      "kuja",       "polku",      "ntie",
     "veien",    "vegen",       "gade",       "vej",       "brink",      "bulevarden", "avenyn",
     "aveny",    "boulevarden", "bulevard",   "boulevard", "centrum",    "gate",       "gaten",
     "vei",      "plass",       "plads",      "stræde",    "skeppsbron", "gattan",     "gatann",
     "gatn",     "vejen",       "vägän",      "vägenn",    "vägn",       "väjen",      "stijen"});
constexpr auto dwelling_ends = std::to_array<std::string_view>(
    {"backen",  "backe",    "plan",       "planen",     "leden",       "led",       "gården",
     "gård",    "hagen",    "höjden",     "parken",     "park",        "stranden",  "kroken",
     "åsen",    "lunden",   "dalen",      "ängen",      "terrassen",   "udden",     "viken",
     "berget",  "platsen",  "plats",      "tunet",      "liden",       "ringen",    "svängen",
     "tået",    "täppan",   "promenaden", "bågen",      "rundan",      "gärdet",    "skogen",
     "hamnen",  "vreten",   "kullen",     "näset",      "holmen",      "gläntan",   "gången",
     "lyckan",  "vången",   "dungen",     "åkern",      "sluttningen", "vallen",    "slätten",
     "mossen",  "spången",  "kaj",        "strand",     "klippan",     "hygget",    "vägarna",
     "stråk",   "grinden",  "hörnet",     "trädgården", "heden",       "brynet",    "hällen",
     "myren",   "moren",    "tegen",      "bukten",     "kilen",       "vinkeln",   "hagarna",
     "ängarna", "vretarna", "gärdena",    "lyckorna",   "ekarna",      "björkarna", "tallarna",
     "atie",    "itie",     "otie",       "utie",       "stie",        "ltie",      "rtie",
     "kadun",   "kadulla",  "kujan",      "kujalla",    "polun",       "tiellä",    "bakken",
     "haugen",  "svingen",  "stien",      "brygge",     "toppen"});

// Streets by themselves.
constexpr auto whole_streets = std::to_array<std::string_view>(
    {"esplanaden", "avenyn", "bulevarden", "boulevarden", "prospektet", "skeppsbron"});

// Words that end like a street but are kinds of roads and places.
constexpr auto kinds = std::to_array<std::string_view>(
    {"riksväg",         "riksvägen",         "länsväg",        "länsvägen",
     "europaväg",       "europavägen",       "motorväg",       "motorvägen",
     "landsväg",        "landsvägen",        "huvudväg",       "huvudvägen",
     "cykelväg",        "cykelvägen",        "gångväg",        "gångvägen",
     "skolväg",         "skolvägen",         "bilväg",         "bilvägen",
     "grusväg",         "grusvägen",         "omväg",          "omvägen",
     "huvudgatan",      "tvärgatan",         "sidogatan",      "gågatan",
     "handlingsplan",   "handlingsplanen",   "detaljplan",     "detaljplanen",
     "våningsplan",     "våningsplanen",     "fotbollsplan",   "fotbollsplanen",
     "skolgården",      "lekplatsen",        "lekplats",       "lekparken",
     "parkeringsplats", "arbetsplats",       "busshållplats",  "rastplats",
     "badplats",        "badplatsen",        "översiktsplan",  "översiktsplanen",
     "åtgärdsplan",     "åtgärdsplanen",     "tidsplan",       "tidsplanen",
     "verksamhetsplan", "verksamhetsplanen", "trygghetsplan",  "trygghetsplanen",
     "läroplan",        "läroplanen",        "kursplan",       "budgetplan",
     "krisplan",        "strukturplan",      "skolplan",       "kommunplan",
     "områdesplan",     "planområdesplan",   "idrottsplatsen", "ingången",
     "utgången",        "uppgången",         "nedgången",      "övergången",
     "undergången",     "tillgången",        "gången",         "genomgången",
     "omgången",        "föregången",        "avgången",       "återgången",
     "årgången",        "bokslutsplan"});

// Stand after the name of a place as well: "Kista torg", "Hyllie boulevard".
constexpr auto after_places = std::to_array<std::string_view>(
    {"torg", "allé", "boulevard", "centrum", "gata", "plan", "plats", "gränd", "strand", "park"});

constexpr auto attributes = std::to_array<std::string_view>(
    {"första", "andra", "tredje", "fjärde", "norra", "södra", "östra", "västra",    "övre",
     "nedre",  "stora", "lilla",  "gamla",  "nya",   "inre",  "yttre", "mellersta", "sankt",
     "sankta", "s:t",   "s:ta",   "n:a",    "s:a",   "ö:a",   "v:a",   "st"});

// Words with an s at the end that stand before "väg 90" at the start of a sentence.
constexpr auto not_genitive =
    std::to_array<std::string_view>({"längs", "tills", "hos", "dess", "oss", "endels"});

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

enum class Ending { none, whole, compound };

Ending ending(std::span<const std::string_view> ends, std::string_view word) {
    Ending best = Ending::none;
    for (const std::string_view end : ends) {
        if (word == end) {
            return Ending::whole;
        }
        if (word.ends_with(end) && word.size() >= end.size() + 2) {
            best = Ending::compound;
        }
    }
    return best;
}

bool is_capitalized(std::string_view word) {
    return !word.empty() && is_upper(character_at(word, 0).code);
}

std::size_t skip_spaces_left(std::string_view text, std::size_t at) {
    return at > 0 && text[at - 1] == ' ' ? at - 1 : at;
}

bool is_name(WordClasses classes) {
    return classes.is_name() || (classes.has(WordClass::weak_name) && !classes.is_common());
}

// "kista", "rosengårds".
bool is_place_name(std::string_view lower) {
    return Vocabulary::classes(lower).has(WordClass::place);
}

// "drottning kristinas väg", "karl xii:s väg"; not "hans väg".
bool is_name_in_lower_case(std::string_view lower, bool genitive) {
    const bool title = lower == "drottning" || lower == "kung" || lower == "prins" ||
                       lower == "doktor" || lower == "biskop";
    const bool numeral = lower.size() > 2 && lower.ends_with(":s") &&
                         lower.find_first_not_of("ivx") == lower.size() - 2;
    const bool ends_in_s = lower.ends_with('s') || lower.ends_with('z') || lower.ends_with('x');
    const std::string_view stem = lower.substr(0, lower.size() - (genitive ? 1 : 0));
    const bool long_enough =
        stem.size() > 3 + (genitive ? 1U : 0U) ||
        (!genitive && stem.size() == 3 && Vocabulary::exact(stem).has(WordClass::given));
    const bool name = long_enough && ends_in_s >= genitive && is_name(Vocabulary::exact(stem));
    return numeral || (!genitive && title) || name;
}

// After a word in lower case, so that a capital letter means something.
bool is_inside_sentence(std::string_view text, std::size_t start) {
    const ByteRange left = word_before(text, skip_spaces_left(text, start));
    return left.end > left.start && left.end < start && !is_capitalized(slice(text, left));
}

// "på kvarn vägen": one name in two words.
std::size_t split_start(std::string_view text, std::size_t street) {
    static const Pattern place(
        "(?i)(?:^|[^a-zåäö])(?:på|i|vid|från|till|utanför|bakom|adress|adressen) $");
    const ByteRange range = word_before(text, skip_spaces_left(text, street));
    const std::string lower = lower_word(slice(text, range));
    const bool definite = lower.ends_with("en") || lower.ends_with("an") || lower.ends_with("et") ||
                          lower.ends_with('a');
    const bool noun = lower.size() > 2 && !definite && Vocabulary::classes(lower).any();
    return noun && range.end < street && place.occurs_in(before(text, range.start, 16))
               ? range.start
               : street;
}

// "von Troils väg".
std::size_t particle_start(std::string_view text, std::size_t start) {
    const std::size_t before_space = skip_spaces_left(text, start);
    const ByteRange range = word_before(text, before_space);
    const std::string lower = lower_word(slice(text, range));
    const bool particle = lower == "von" || lower == "af" || lower == "de";
    return particle && before_space < start ? range.start : start;
}

// "Drottning Kristinas väg": from the genitive leftwards over capital letters. The end if there is
// none.
std::size_t name_start(std::string_view text, std::size_t end, bool definite, bool after_place) {
    std::size_t start = end;
    bool small = true;  // "karl johans gata"
    bool after_attribute = false;
    for (std::size_t i = 0; i < street_words_max; ++i) {
        const std::size_t before_space = skip_spaces_left(text, start);
        if (before_space == start) {
            break;
        }
        const ByteRange range = word_before(text, before_space);
        const std::string_view word = slice(text, range);
        const std::string lower = lower_word(word);
        const bool genitive = lower.ends_with('s') || lower.ends_with('z') || lower.ends_with('x');
        const bool first = start == end;
        const bool attribute =
            (first || after_attribute) && definite && contains(attributes, lower);
        const bool capital = is_capitalized(word) && !contains(not_genitive, lower);
        const bool place = first && after_place && lower.size() > 3 && is_place_name(lower);
        const bool inside = first && is_inside_sentence(text, range.start);  // "vid Lugna gatan"
        const bool named =
            (capital && (!first || genitive || after_place || (inside && definite))) ||
            (small && (place || is_name_in_lower_case(lower, first)));
        // "Utanför Stora torget": what stands before an attribute is no part of the name.
        const bool fits = attribute || (named && !after_attribute);
        if (!fits) {
            break;
        }
        after_attribute = attribute;
        start = range.start;
        small = small && !is_capitalized(word);
    }
    return start < end ? particle_start(text, start) : start;
}

std::size_t attribute_start(std::string_view text, std::size_t start) {
    const std::size_t before_space = skip_spaces_left(text, start);
    if (before_space == start || before_space == 0) {
        return start;
    }
    const bool dot = text[before_space - 1] == '.';
    const ByteRange range = word_before(text, before_space - (dot ? 1 : 0));
    const std::string_view word = slice(text, range);
    // "Mäster Samuelsgatan", "Karl Gustavsgatan", "Hans Michelsensgatan".
    const std::string lower = lower_word(word);
    const WordClasses classes = Vocabulary::exact(lower);
    const bool inside = is_inside_sentence(text, range.start);
    if (!dot && is_capitalized(word) &&
        (lower == "mäster" || lower == "doktor" || lower == "biskop" ||
         (classes.has(WordClass::given) && (inside || !classes.is_common())))) {
        return range.start;
    }
    return contains(attributes, lower) ? range.start : start;
}

// "V. Storgatan", "Ö Storgatan", "s.vägen", "3:e Tvärgatan".
std::size_t direction_start(std::string_view text, std::size_t start) {
    static const Pattern ordinal("(?:^|[^\\d:])(\\d{1,2}:[ae])$");
    std::size_t at = skip_spaces_left(text, start);
    const std::string_view left = before(text, at, 6);
    if (const auto counted = ordinal.next(left, 0); counted && at < start) {
        return at - counted->view(1).size();
    }
    at -= at > 0 && text[at - 1] == '.' ? 1 : 0;
    if (at == start || at == 0) {
        return start;
    }
    const ByteRange range = word_before(text, at);
    const std::string lower = lower_word(slice(text, range));
    const bool is_direction = lower == "v" || lower == "n" || lower == "s" || lower == "ö";
    return is_direction && !word_ends_at(text, range.start) ? range.start : start;
}

}  // namespace

// The word that ends right before a byte: letters, with hyphens and colons between them.
ByteRange word_before(std::string_view text, std::size_t end) {
    std::size_t start = end;
    while (start > 0 && end - start < street_bytes_max) {
        const Character character = character_before(text, start);
        const bool joint = (character.code == '-' || character.code == ':') && start < end;
        if (!is_letter(character.code) && !joint) {
            break;
        }
        start -= character.length;
    }
    while (start < end && (text[start] == '-' || text[start] == ':')) {
        ++start;
    }
    return {start, end};
}

bool ends_as_street(std::string_view text, std::size_t end) {
    return ending(street_ends, lower_word(slice(text, word_before(text, end)))) != Ending::none;
}

bool may_end_street(std::string_view text, std::size_t end) {
    // By the last two bytes, most of which no street has.
    const auto bucket_of = [](char before_last, char last) {
        return (static_cast<std::size_t>(static_cast<unsigned char>(before_last)) * 7 +
                static_cast<unsigned char>(last)) %
               256;
    };
    static const auto by_last_bytes = [&bucket_of] {
        std::array<std::vector<std::string_view>, 256> lists;
        for (const auto list : {std::span<const std::string_view>(street_ends),
                                std::span<const std::string_view>(dwelling_ends)}) {
            for (const std::string_view each : list) {
                lists[bucket_of(each[each.size() - 2], each.back())].push_back(each);
            }
        }
        return lists;
    }();
    if (end < 2) {
        return false;
    }
    const char before_last = lower_byte(text[end - 2], byte_before(text, end - 2));
    const char last = lower_byte(text[end - 1], text[end - 2]);
    const auto& ends = by_last_bytes[bucket_of(before_last, last)];
    if (ends.empty()) {
        return false;
    }
    constexpr std::size_t longest = 16;
    std::array<char, longest> letters{};
    const std::size_t length = std::min(end, longest);
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t at = end - length + i;
        letters[i] = lower_byte(text[at], byte_before(text, at));
    }
    const std::string_view word(letters.data(), length);
    return std::ranges::any_of(ends, [&](std::string_view each) { return word.ends_with(each); });
}

bool is_place_attribute(std::string_view lower_case_word) {
    return contains(attributes, lower_case_word);
}

bool is_street_or_place(std::string_view lower_case_word) {
    const bool ends = ending(street_ends, lower_case_word) == Ending::compound ||
                      ending(dwelling_ends, lower_case_word) == Ending::compound;
    return ends && !contains(kinds, lower_case_word);
}

std::size_t street_start(std::string_view text, std::size_t end) {
    const ByteRange range = word_before(text, end);
    const std::string_view word = slice(text, range);
    const std::string lower = lower_word(word);
    const Ending street = ending(street_ends, lower);
    const Ending place = ending(dwelling_ends, lower);
    const bool capital = is_capitalized(word);
    if (street == Ending::whole || place == Ending::whole) {
        // "Gamla vägen 12" is an address, "Gamla väg 90" a road.
        const bool definite = lower.ends_with('n') || lower.ends_with('t');
        const std::size_t start =
            name_start(text, range.start, definite, contains(after_places, lower));
        if (start == range.start && contains(whole_streets, lower)) {
            return direction_start(text, attribute_start(text, start));
        }
        const std::size_t direction =
            start == range.start && definite ? direction_start(text, start) : start;
        const std::size_t split = direction == range.start && definite && street == Ending::whole
                                      ? split_start(text, direction)
                                      : direction;
        return split == range.start ? end : split;
    }
    const bool named =
        street == Ending::compound ||
        (place == Ending::compound && capital && !Vocabulary::exact(lower).has(WordClass::english));
    const std::size_t attribute = attribute_start(text, range.start);
    const std::size_t start =
        attribute == range.start ? direction_start(text, range.start) : attribute;
    // "gamla landsvägen 3" is an address, "landsvägen 3" hardly one.
    const bool kind = contains(kinds, lower) && start == range.start;
    return named && !kind ? start : end;
}

const std::string& street_name_ends() {
    static const std::string ends = [] {
        std::string all;
        for (const auto list : {std::span<const std::string_view>(street_ends),
                                std::span<const std::string_view>(dwelling_ends)}) {
            for (const std::string_view end : list) {
                all += (all.empty() ? "" : "|") + std::string(end);
            }
        }
        return "(?:" + all + ")";
    }();
    return ends;
}

}  // namespace lyhord::anonymize
