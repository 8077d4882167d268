#include "anonymize/house_parts.h"

#include <algorithm>
#include <string>

#include "anonymize/address_words.h"
#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t parts_max = 5;
constexpr std::size_t part_bytes_max = 80;

const std::string flat_words =
    "(?:lägenhetsnummer|lägenhetsnr|lägenheten|lägenhet|lghnr|lgh-nr|lghen|lght|lgh|apartment|apt|"
    "flat|квартира|кв|شقة)";
const std::string staircase_words =
    "(?:trappuppgång|trapphus|trappa|uppgången|uppgång|uppg|porten|port|ingång|entré|entrance|"
    "våning|vån|plan|floor)";
const std::string flat_number_word =
    "(?:noll|ettusen|elvahundra|tolvhundra|trettonhundra|tusen|hundra|ett|två|tre|fyra|fem|sex|"
    "sju|åtta|nio|tio|elva|tolv|tretton|fjorton)";

std::string part_expression() {
    const std::string flat = "(?:" + flat_words +
                             "|as)\\.?:? ?(?:nr\\.? ?|nummer )?(?:\\d{1,4}[a-z]?|" +
                             flat_number_word + "(?: ?" + flat_number_word + "){0,3})";
    const std::string stairs = staircase_words + "\\.? ?(?:nr\\.? ?)?(?:\\d{1,2}|[a-h])";
    const std::string floor =
        "(?:\\d{1,2}|½|en|två|tre|fyra|fem) ?tr\\.?(?:appor|appa)?(?: upp)?|\\d(?:st|nd|rd|th) "
        "floor|"
        "(?:första|andra|tredje|fjärde|femte) våningen|bottenvåningen|nedre botten";
    const std::string side =
        "bv|nb|ög|öv|tv|th|[bö]\\. ?v\\.?|n\\. ?b\\.?|ö\\. ?g\\.?|t\\. ?[vh]\\.?";
    const std::string code =
        "(?:porttelefonen|porttelefon|portkoden|portkod|dörrkoden|dörrkod|kod)(?: är)?:? ?\\d{3,6}";
    return "(?i)(?:,| komma)? ?\\(?(?:" + flat + "|" + stairs + "|" + floor + "|" + side + "|" +
           code + ")\\)?|(?i), hus (?:nr )?(?:\\d{1,2}|[a-h])";
}

}  // namespace

HouseParts::HouseParts()
    : before_("(?i)(?:^|[^a-zåäö0-9])(" + flat_words + "\\.? ?(?:nr\\.? ?)?\\d{1,4}(?:, |: ?| ))$"),
      range_("(?i)(?::\\d{1,4}|[-/][a-h]|:an|(?: ?[-/] ?\\d{1,4}[a-h]?){1,3})"),
      part_(part_expression()),
      postal_("(?:,?\\s{1,2}(?:(?:SE|S|se)-? ?)?\\d{3} ?\\d\\d(?: " + town_words() + ")?)"),
      town_("( |, )([" + letter_ranges + "]+)"),
      postcode_(" \\d{3} ?\\d\\d$") {}

std::size_t HouseParts::start_before(std::string_view text, std::size_t at) const {
    const std::string_view left = before(text, at, part_bytes_max);
    const std::optional<Match> match = before_.next(left, 0);
    return match ? at - (left.size() - match->range(1).start) : at;
}

std::size_t HouseParts::end_after_number(std::string_view text, std::size_t at) const {
    if (const auto range = range_.at_start(after(text, at, part_bytes_max))) {
        const std::size_t end = at + range->view().size();
        at = word_starts_at(text, end) ? at : end;
    }
    return end_after_street(text, at);
}

std::size_t HouseParts::end_after_street(std::string_view text, std::size_t at) const {
    for (std::size_t i = 0; i < parts_max; ++i) {
        const auto part = part_.at_start(after(text, at, part_bytes_max));
        if (!part || word_starts_at(text, at + part->view().size())) {
            break;
        }
        at += part->view().size();
    }
    if (const auto postal = postal_.at_start(after(text, at, part_bytes_max))) {
        const std::size_t end = at + postal->view().size();
        at = word_starts_at(text, end) ? at : end;
    }
    return at;
}

std::size_t HouseParts::town_end(std::string_view text, std::size_t at) const {
    const auto town = town_.at_start(after(text, at, 48));
    if (!town) {
        return at;
    }
    const WordClasses town_classes = Vocabulary::exact(lower_word(town->view(2)));
    const bool capital = is_upper(character_at(town->view(2), 0).code);
    const bool comma = town->view(1) == ", ";
    const bool postcode = postcode_.occurs_in(before(text, at, 7));
    const std::size_t end = at + town->view().size();
    const std::string_view right = after(text, end, 2);
    const bool is_street = right.size() == 2 && right[0] == ' ' && is_digit(right[1]);
    // A word that nobody knows is a village or a name.
    const bool known = town_classes.has(WordClass::place) || (comma && !town_classes.any());
    // "Storgatan 12 Kramfors"
    const bool only_town = known && capital && !town_classes.is_common() && !town_classes.is_name();
    return !is_street && known && (postcode || (comma && capital) || only_town) ? end : at;
}

}  // namespace lyhord::anonymize
