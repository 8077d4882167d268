#include "anonymize/addresses.h"

#include <algorithm>
#include <array>
#include <span>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t street_bytes_max = 120;
constexpr std::size_t street_words_max = 4;

// Ends of street names. The second list is also the end of many ordinary words, so the word must
// have a capital letter there.
constexpr auto street_ends = std::to_array<std::string_view>(
    {"gatan",  "gata",  "vägen",   "väg",       "gränden", "gränd",      "stigen",   "stig",
     "torget", "torg",  "allén",   "allé",      "allen",   "esplanaden", "esplanad", "slingan",
     "slinga", "kajen", "stråket", "gångvägen", "brinken", "backarna",   "trappan",  "prospektet"});
constexpr auto place_ends = std::to_array<std::string_view>(
    {"backen", "backe",  "plan",      "planen",  "leden",    "led",    "gården",     "gård",
     "hagen",  "höjden", "parken",    "park",    "stranden", "kroken", "åsen",       "lunden",
     "dalen",  "ängen",  "terrassen", "udden",   "viken",    "berget", "platsen",    "plats",
     "tunet",  "liden",  "ringen",    "svängen", "tået",     "täppan", "promenaden", "bågen",
     "rundan", "gärdet", "skogen",    "hamnen",  "vreten",   "kullen", "näset",      "holmen"});

// Words that end like a street but are kinds of roads and places.
constexpr auto kinds = std::to_array<std::string_view>(
    {"riksväg",         "riksvägen",    "länsväg",       "länsvägen",     "europaväg",
     "europavägen",     "motorväg",     "motorvägen",    "landsväg",      "landsvägen",
     "huvudväg",        "huvudvägen",   "cykelväg",      "cykelvägen",    "gångväg",
     "gångvägen",       "skolväg",      "skolvägen",     "bilväg",        "bilvägen",
     "grusväg",         "grusvägen",    "omväg",         "omvägen",       "huvudgatan",
     "tvärgatan",       "sidogatan",    "gågatan",       "handlingsplan", "handlingsplanen",
     "detaljplan",      "detaljplanen", "våningsplan",   "våningsplanen", "fotbollsplan",
     "fotbollsplanen",  "skolgården",   "lekplatsen",    "lekplats",      "lekparken",
     "parkeringsplats", "arbetsplats",  "busshållplats", "rastplats",     "badplats",
     "badplatsen"});

constexpr auto attributes = std::to_array<std::string_view>({"norra",
                                                             "södra",
                                                             "östra",
                                                             "västra",
                                                             "övre",
                                                             "nedre",
                                                             "stora",
                                                             "lilla",
                                                             "gamla",
                                                             "nya",
                                                             "inre",
                                                             "yttre",
                                                             "mellersta",
                                                             "sankt",
                                                             "sankta",
                                                             "s:t"});

// Words with an s at the end that stand before "väg 90" at the start of a sentence.
constexpr auto not_genitive =
    std::to_array<std::string_view>({"längs", "tills", "hos", "dess", "oss", "endels"});

// As in a dictated text.
const std::string number_words =
    "(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)"
    "(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)?|"
    "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|"
    "arton|nitton";

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

// "Storgatan 12/3" is a house; "Norrliden 12/3" a day.
bool ends_as_street(std::string_view text, std::size_t end) {
    return ending(street_ends, lower_word(slice(text, word_before(text, end)))) != Ending::none;
}

bool is_capitalized(std::string_view word) {
    return !word.empty() && is_upper(character_at(word, 0).code);
}

std::size_t skip_spaces_left(std::string_view text, std::size_t at) {
    return at > 0 && text[at - 1] == ' ' ? at - 1 : at;
}

// "Drottning Kristinas väg": from the genitive leftwards over capital letters. The end if there is
// none.
std::size_t name_start(std::string_view text, std::size_t end, bool definite) {
    std::size_t start = end;
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
        const bool attribute = first && definite && contains(attributes, lower);
        const bool named = is_capitalized(word) && !contains(not_genitive, lower);
        const bool fits = attribute || (named && (!first || genitive));
        if (!fits) {
            break;
        }
        start = range.start;
    }
    return start;
}

// "storgatan tjugotre och", not "storgatan tre bilar".
bool ends_address(std::string_view text, std::size_t at) {
    const std::string_view right = text.substr(at);
    return right.empty() || std::string_view(".,!?)\n\r;").find(right[0]) != right.npos ||
           std::ranges::any_of(std::to_array<std::string_view>({" och ",
                                                                " i ",
                                                                " lgh",
                                                                " lägenhet",
                                                                " där ",
                                                                " som ",
                                                                " med ",
                                                                " men ",
                                                                " på "}),
                               [&](std::string_view next) { return right.starts_with(next); });
}

std::size_t attribute_start(std::string_view text, std::size_t start) {
    const std::size_t before_space = skip_spaces_left(text, start);
    if (before_space == start) {
        return start;
    }
    const ByteRange range = word_before(text, before_space);
    return contains(attributes, lower_word(slice(text, range))) ? range.start : start;
}

}  // namespace

Addresses::Addresses(const PlainNumbers& plain)
    : plain_(plain),
      number_("(?i) (?:nr\\.? |nummer )?(\\d{1,4}|" + number_words + ")( ?[a-hA-H])?"),
      rest_(
          "(?i)(?: ?[-/] ?\\d{1,4}[a-h]?)?"
          "(?:,? (?:lgh|lägenhet|lägenhetsnummer|lght)\\.?:? ?(?:nr\\.? ?)?\\d{1,4}[a-z]?)?"
          "(?:,? (?:\\d{1,2} ?tr\\.?(?:appor|appa)?|(?:vån|våning|uppgång|uppg|port)\\.? "
          "?(?:\\d{1,2}|[a-h])))?"
          "(?:,? (?:lgh|lägenhet)\\.? ?(?:nr\\.? ?)?\\d{1,4})?"
          "(?-i)(?:,?\\s(?:(?:SE|S|se)-? ?)?\\d{3} ?\\d\\d(?: \\p{Lu}[\\p{L}-]+)?)?"),
      home_(
          "(?:(?i:bor|bo|bodde|boende) (?:på|i|vid|å)|(?i:adress(?:en)?)(?: är)?:?|"
          "(?i:hemma|hem) (?:på|hos|till|i))"
          " ((?:\\p{Lu}[\\p{L}-]+ ){1,3}(\\d{1,4})(?: ?[A-H]|[a-h])?)"),
      rural_(
          "((?:\\p{Lu}[\\p{L}-]+ ){1,3}\\d{1,4}(?: ?[A-H]|[a-h])?,? (?:SE-? ?)?\\d{3} ?\\d\\d "
          "\\p{Lu}[\\p{L}-]+)"),
      town_(", (\\p{Lu}\\p{L}+)"),
      time_("[.:]\\d\\d|[:.,]\\d|-?\\d|:(?:an|e|a)") {}

Findings Addresses::find(std::string_view text) const {
    Findings findings;
    each_match(number_, text, [&](const Match& match) {
        const std::size_t start = street_start(text, match.range().start);
        if (start == match.range().start || !is_house_number(text, match)) {
            return match.range().start + 1;
        }
        // A letter belongs to the number only if no word goes on after it.
        const bool letter = match.has(2) && !word_starts_at(text, match.range(2).end);
        const std::size_t number_end = letter ? match.range(2).end : match.range(1).end;
        std::size_t end = number_end;
        if (const auto rest = rest_.at_start(after(text, number_end, 160))) {
            const std::size_t rest_end = number_end + rest->view().size();
            end = word_starts_at(text, rest_end) ? number_end : rest_end;
        }
        end = town_end(text, end);
        findings.push_back({{start, end}, Label::address});
        return end;
    });
    return findings.empty() ? with_cue(text) : findings;
}

// Where the street before this byte starts; the byte itself if no street ends there.
std::size_t Addresses::street_start(std::string_view text, std::size_t number_start) const {
    const ByteRange range = word_before(text, number_start);
    const std::string_view word = slice(text, range);
    const std::string lower = lower_word(word);
    const Ending street = ending(street_ends, lower);
    const Ending place = ending(place_ends, lower);
    const bool capital = is_capitalized(word);
    if (street == Ending::whole || place == Ending::whole) {
        // "Gamla vägen 12" is an address, "Gamla väg 90" a road.
        const bool definite = lower.ends_with('n') || lower.ends_with('t');
        const std::size_t start = name_start(text, range.start, definite);
        return start == range.start ? number_start : start;
    }
    const bool named = street == Ending::compound || (place == Ending::compound && capital);
    if (!named || contains(kinds, lower)) {
        return number_start;
    }
    return attribute_start(text, range.start);
}

// ", Öjebyn": a town that follows belongs to the address.
std::size_t Addresses::town_end(std::string_view text, std::size_t end) const {
    const auto town = town_.at_start(after(text, end, 48));
    const bool known = town && Vocabulary::exact(lower_word(town->view(1))).has(WordClass::place);
    if (!known) {
        return end;
    }
    const std::size_t town_end = end + town->view().size();
    const std::string_view right = after(text, town_end, 2);
    const bool is_street = right.size() == 2 && right[0] == ' ' && is_digit(right[1]);
    return is_street ? end : town_end;
}

bool Addresses::is_house_number(std::string_view text, const Match& number) const {
    const ByteRange digits = number.range(1);
    const bool lettered = number.has(2) && !word_starts_at(text, number.range(2).end);
    if (lettered) {
        return true;
    }
    const std::string_view right = after(text, digits.end, 4);
    if (!is_digit(text[digits.start])) {
        return !word_starts_at(text, digits.end) && !plain_.is_amount(text, digits) &&
               ends_address(text, digits.end);
    }
    const bool date = right.size() >= 2 && right[0] == '/' && is_digit(right[1]) &&
                      !ends_as_street(text, number.range().start);
    const bool range = right.size() >= 2 && right[0] == '-' && is_digit(right[1]);
    return (!word_starts_at(text, digits.end) || number.has(2)) && !is_year(slice(text, digits)) &&
           !plain_.is_amount(text, digits) && !date && (range || !time_.starts(right));
}

// Villages have no streets: "bor på Brunne 114", "Brunne 114, 871 93 Härnösand".
Findings Addresses::with_cue(std::string_view text) const {
    Findings findings;
    each_match(rural_, text, [&](const Match& match) {
        findings.push_back({match.range(1), Label::address});
        return match.range().end;
    });
    if (!findings.empty()) {
        return findings;
    }
    each_match(home_, text, [&](const Match& match) {
        const ByteRange digits = match.range(2);
        const bool plain = is_year(slice(text, digits)) || plain_.is_amount(text, digits) ||
                           time_.starts(after(text, digits.end, 4));
        const bool alone =
            !word_ends_at(text, match.range().start) && !word_starts_at(text, match.range(1).end);
        if (plain || !alone) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(1), Label::address});
        return match.range().end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
