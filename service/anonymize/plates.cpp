#include "anonymize/plates.h"

#include <algorithm>
#include <array>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

constexpr std::size_t vin_length = 17;
constexpr std::size_t vin_signs_min = 3;  // letters, and digits

// Three letters that stand before numbers without being a plate: words, units, currencies,
// authorities, laws. In lower case, and in texts written in capitals, ordinary words dominate.
constexpr auto words = std::to_array<std::string_view>(
    {"amg", "bmw", "daf", "ktm", "led", "kod", "obs", "sas", "sos", "tgb", "etc", "pga", "lok",
     "all", "aml", "and", "are", "att", "bad", "bag", "ban", "bar", "bas", "bay", "ben", "bor",
     "box", "brf", "bro", "bus", "but", "bys", "cab", "cad", "can", "cas", "cat", "cet", "cop",
     "cos", "dag", "das", "del", "dem", "den", "der", "des", "det", "dkk", "dna", "dnr", "dog",
     "dom", "dos", "dra", "dts", "dur", "edu", "eft", "egg", "ekg", "eko", "elf", "ems", "ena",
     "ens", "era", "ett", "eur", "fan", "far", "fas", "fat", "fem", "fet", "for", "fos", "gbp",
     "ger", "gps", "gud", "had", "han", "har", "hat", "hej", "hen", "her", "hon", "hos", "hsb",
     "hus", "hux", "jag", "jpg", "kan", "kap", "kar", "klo", "kmh", "kom", "kwh", "kyl", "lag",
     "las", "ler", "let", "lgh", "lou", "lpo", "lpt", "lss", "lul", "lus", "mac", "man", "mat",
     "max", "mbl", "med", "men", "mer", "mff", "mot", "mph", "msb", "mun", "nas", "nat", "nej",
     "nok", "not", "nya", "och", "one", "ord", "osl", "oss", "our", "out", "paj", "par", "pbl",
     "pdf", "pdl", "per", "png", "ppm", "pub", "rad", "rak", "rar", "rea", "ref", "res", "rot",
     "rpm", "rtj", "rum", "rut", "ryk", "saf", "sal", "sek", "sen", "ser", "set", "sex", "sfs",
     "ska", "skr", "skt", "smb", "sms", "sol", "som", "sou", "stl", "tab", "tax", "tel", "ten",
     "tex", "the", "tog", "tom", "top", "tre", "two", "tyg", "typ", "ung", "upp", "usa", "usb",
     "usd", "ute", "war", "was", "way", "who", "why", "xls", "yes", "you", "yta", "ytt"});

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word(std::string_view letters) {
    const std::string lower = lower_word(letters);
    return std::find(words.begin(), words.end(), lower) != words.end();
}

// Letters in lower case that no word, name or abbreviation has: "kxt 482".
bool is_nothing_else(std::string_view letters) {
    return !is_word(letters) && !Vocabulary::exact(lower_word(letters)).any();
}

// I, Q and V are never used, nor å, ä and ö; O not as the last sign.
bool are_plate_letters(std::string_view letters) {
    return letters.find_first_of("IQViqv") == std::string_view::npos;
}

const std::string spoken_digit =
    "(?:\\d|nolla|noll|etta|ett|tvåa|två|trea|tre|fyra|femma|fem|"
    "sexa|sex|sjua|sju|åtta|nia|nio|zero|one|two|three|four|five|six|"
    "seven|eight|nine)";
const std::string gap = "[ .,-]{1,3}";

// The names that letters have on the telephone.
const std::string letter_name =
    "(?:adam|bertil|caesar|cesar|ceasar|david|erik|filip|gustav|helge|johan|kalle|ludvig|martin|"
    "niklas|olof|petter|rudolf|sigurd|tore|urban|wilhelm|xerxes|yngve|zäta|zeta|alpha|alfa|bravo|"
    "charlie|delta|echo|foxtrot|golf|hotel|juliet|juliett|kilo|lima|mike|november|oscar|papa|"
    "romeo|sierra|tango|uniform|whiskey|x-ray|yankee|zulu)";

bool is_upper_case(std::string_view letters) {
    return std::all_of(letters.begin(), letters.end(), is_upper);
}

// "HAN TAR 100": in a text in capitals a word is a word.
bool is_shouted(std::string_view text, std::size_t start, std::string_view letters) {
    const std::string_view left = before(text, start, 4);
    return left.size() == 4 && left[3] == ' ' && is_upper(left[2]) && is_upper(left[1]) &&
           Vocabulary::exact(lower_word(letters)).is_common();
}

// "abc 123" whose letters are no word, or stand right before the digits.
bool has_letters_before_number(std::string_view text) {
    return any_number(text, [text](std::size_t number) {
        std::size_t at = number;
        while (at > 0 &&
               std::string_view(" \t\r\n-._:/").find(text[at - 1]) != std::string_view::npos) {
            --at;
        }
        if (at < 3 || !std::ranges::all_of(text.substr(at - 3, 3), is_ascii_letter)) {
            return false;
        }
        const char outside = byte_before(text, at - 3);
        return !is_ascii_letter(outside) && !is_digit(outside) &&
               (at == number || !is_word(text.substr(at - 3, 3)));
    });
}

bool has_long_sign(std::string_view text, std::size_t length) {
    std::size_t run = 0;
    return std::ranges::any_of(text, [&](char c) {
        run = is_digit(c) || (c >= 'A' && c <= 'Z') ? run + 1 : 0;
        return run >= length;
    });
}

}  // namespace

Plates::Plates(const PlainNumbers& plain)
    : plain_(plain),
      plate_("([A-Za-z]{3})([ \\t]{0,2}[-._:/]?[ \\t]{0,2}(?:\\r?\\n)?)(\\d\\d ?[A-Za-z\\d])"),
      spelled_("(?i)([a-hj-pr-uw-z]" + gap + "[a-hj-pr-uw-z]" + gap + "[a-hj-pr-uw-z][ .,-]{0,3}" +
               spoken_digit + "[ .,-]{0,3}" + spoken_digit + "[ .,-]{0,3}(?:" + spoken_digit +
               "|[a-hj-npr-uw-z]))"),
      spoken_("(?i)([a-hj-pr-uw-z]{3})" + gap + "(?:" + spoken_digit + gap + spoken_digit + gap +
              "(?:" + spoken_digit + "|[a-hj-npr-uw-z])|\\d \\d [a-hj-npr-uw-z\\d])"),
      named_("(?i)" + letter_name + "(?:" + gap + letter_name + "){2}" + gap + spoken_digit +
             "[ .,-]{0,3}" + spoken_digit + "[ .,-]{0,3}(?:" + spoken_digit + "|" + letter_name +
             ")"),
      other_form_(
          "(?i)(?:regnr|reg\\.? ?nr\\.?|regnummer|regnumret|registreringsnummer|"
          "registreringsnumret|registreringsnr|nummerplåt|nummerplåten|nummerskylt|"
          "license plate|licence plate|number plate|plate number)[ :.=]{1,3}"
          "(?:(?:är|var|nr|is)[ :]{1,2})?"
          "([a-z]{1,3}[ -]?[a-z]{0,2}[ -]?\\d{1,5}[a-z]{0,2}|(?-i:[A-ZÅÄÖ]{3,6}\\d{1,3}))"),
      chassis_(
          "(?i)(?:chassi[ -]?(?:nummer|numret|nr)\\.?|ramnummer|ramnumret|ramnr|(?-i:VIN)(?:[ -]?"
          "(?:nummer|numret|kod|nr))?|vin-?(?:nummer|numret|kod|nr))[ :.=]{1,3}"
          "(?:(?:är|nr)[ :]{1,2})?([a-z0-9]{5,17})"),
      vin_("([A-HJ-NPR-Z0-9]{17})"),
      chassis_words_({"chassi", "ramn", "vin"}),
      other_words_({"reg", "nummerpl", "nummersk", "plate"}),
      vehicle_near_(
          "(?i)bil|moped|traktor|epa|volvo|saab|audi|bmw|golf|parker|kör|skåp|släp|taxi|"
          "motorcykel|fyrhjuling|regn|skylt"),
      cue_(
          "(?i)(?:regnr|reg\\.? ?nr|regnummer|reg|registreringsnummer|registreringsnumret|"
          "registreringsnr|registreringsskylt|registrerad|nummerplåt|nummerplåten|nummerskylt|plåt|"
          "plåten|skylt|skylten|regskylt|regnumret|plate|license plate|number plate)[ "
          ":.,=-]{1,3}(?:(?:är|var|nr|nummer|med|heter|börjar på)[ "
          ":]{1,2})?"),
      vehicle_(
          "(?i)(?:bil|bilen|bilar|volvo|saab|audi|bmw|golf|passat|volkswagen|vw|mercedes|merca|"
          "toyota|"
          "kia|ford|skoda|tesla|opel|peugeot|renault|mazda|nissan|hyundai|epa|epan|epatraktor|"
          "epatraktorn|a-traktor|moped|mopeden|mc|motorcykel|motorcykeln|lastbil|lastbilen|skåpbil|"
          "skåpbilen|van|taxi|släp|släpet|husbil|husbilen)[ :,]{1,2}(?:(?:är|med|har|nr)[ "
          ":]{1,2})?") {}

Findings Plates::find(std::string_view text) const {
    Findings findings;
    if (has_letters_before_number(text)) {
        findings = usual(text);
    }
    if (findings.empty() && (chassis_words_.occur_in(text) || has_long_sign(text, vin_length))) {
        findings = chassis_numbers(text);
    }
    return findings.empty() && other_words_.occur_in(text) ? of_other_forms(text) : findings;
}

Findings Plates::usual(std::string_view text) const {
    Findings findings;
    each_match(plate_, text, [&](const Match& match) {
        const bool beside_found =
            !findings.empty() && findings.back().range.end + 1 == match.range().start;
        if (!is_plate(text, match, beside_found)) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::regnr});
        return match.range().end;
    });
    return findings;
}

// What is stamped into a vehicle: after what it is, or 17 signs with letters and digits.
Findings Plates::chassis_numbers(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&chassis_, &vin_}) {
        each_match(*pattern, text, [&](const Match& match) {
            const ByteRange number = match.range(1);
            const std::size_t digits = count_digits(match.view(1));
            const bool alone =
                !word_ends_at(text, match.range().start) && !word_starts_at(text, number.end);
            const bool letters =
                pattern == &chassis_ || match.view(1).size() - digits >= vin_signs_min;
            if (!alone || digits < vin_signs_min || !letters) {
                return match.range().start + 1;
            }
            findings.push_back({number, Label::regnr});
            return number.end;
        });
        if (!findings.empty()) {
            break;
        }
    }
    return findings;
}

// Foreign plates and those that are bought, after what they are.
Findings Plates::of_other_forms(std::string_view text) const {
    Findings findings;
    each_match(other_form_, text, [&](const Match& match) {
        const ByteRange plate = match.range(1);
        const bool alone =
            !word_ends_at(text, match.range().start) && !word_starts_at(text, plate.end);
        if (!alone || plate.end - plate.start < 4 || plain_.is_amount(text, plate)) {
            return match.range().start + 1;
        }
        findings.push_back({plate, Label::regnr});
        return plate.end;
    });
    return findings;
}

Findings Plates::spelled(std::string_view text) const {
    Findings findings;
    for (const Pattern* pattern : {&spelled_, &spoken_, &named_}) {
        if (findings.empty()) {
            findings = spelled_as(*pattern, text);
        }
    }
    return findings;
}

std::string Plates::spelled_hint() {
    const std::string letter = "[a-hj-pr-uw-z]";
    return "\\b(?:" + letter + gap + letter + gap + letter + "[ .,-]{0,3}" + spoken_digit + "|" +
           letter_name + "(?:" + gap + letter_name + "){2}|\\d \\d [a-z\\d])|" + spoken_digit +
           gap + spoken_digit + gap;
}

Findings Plates::spelled_as(const Pattern& pattern, std::string_view text) const {
    Findings findings;
    each_match(pattern, text, [&](const Match& match) {
        const bool word = &pattern == &spoken_ && !is_nothing_else(match.view(1));
        if (word || !stands_alone(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::regnr});
        return match.range().end;
    });
    return findings;
}

bool Plates::is_plate(std::string_view text, const Match& match, bool beside_found) const {
    const ByteRange range = match.range();
    const std::string_view letters = match.view(1);
    const char last = match.view(3).back();
    const std::string_view left = before(text, range.start, 2);
    const std::string_view right = after(text, range.end, 2);
    const bool beside_other = beside_found || (left.size() == 2 && left[0] == barrier);
    const bool joined = left.ends_with('-') || (left.ends_with('/') && !beside_other) ||
                        left.ends_with('_') ||
                        (right.size() == 2 && !is_letter(right[0]) && is_digit(right[1]) &&
                         right[0] != ' ' && right[0] != ',');
    const bool spelled = are_plate_letters(letters) && last != 'O' && last != 'o' &&
                         (is_digit(last) || are_plate_letters(std::string_view(&last, 1)));
    if (joined || !spelled || !stands_alone(text, range)) {
        return false;
    }
    return has_cue(text, range.start) || is_certain(text, match);
}

// Is a plate though nothing says so.
bool Plates::is_certain(std::string_view text, const Match& match) const {
    const ByteRange range = match.range();
    const std::string_view letters = match.view(1);
    const char last = match.view(3).back();
    const std::string_view gap_written = match.view(2);
    const bool usual_gap = gap_written.empty() || gap_written == " " || gap_written == "-";
    const bool one_piece = match.view(3).size() == 3;
    const bool capitals = is_upper_case(letters) && (is_digit(last) || is_upper(last));
    if (plain_.is_amount(text, range) || plain_.is_reference(text, range.start)) {
        return false;
    }
    if (capitals) {
        const bool sure = usual_gap || is_nothing_else(letters);
        return sure && (one_piece || !is_digit(last)) && !is_word(letters) &&
               !is_shouted(text, range.start, letters);
    }
    const bool rare = !is_word(letters) && !Vocabulary::exact(lower_word(letters)).is_common();
    const bool odd = is_nothing_else(letters) || (rare && is_beside_vehicle(text, range));
    return usual_gap && one_piece && odd;
}

bool Plates::is_beside_vehicle(std::string_view text, ByteRange range) const {
    return vehicle_near_.occurs_in(before(text, range.start, 80)) ||
           vehicle_near_.occurs_in(after(text, range.end, 60));
}

// "regnr abc 123", also in lower case; after the name of a vehicle only "abc123" and "ABC 123",
// since "bilen har 150 hästar".
bool Plates::has_cue(std::string_view text, std::size_t start) const {
    const std::string_view left = before(text, start, 48);
    const auto ends_with = [&](const Pattern& pattern) {
        bool found = false;
        each_match(pattern, left, [&](const Match& match) {
            found |= match.range().end == left.size() && !word_ends_at(left, match.range().start);
            return match.range().start + 1;
        });
        return found;
    };
    const bool joined = start + 3 < text.size() && is_digit(text[start + 3]);
    const bool word = is_word(text.substr(start, 3));
    return (ends_with(cue_) && (joined || !word)) || (joined && !word && ends_with(vehicle_));
}

}  // namespace lyhord::anonymize
