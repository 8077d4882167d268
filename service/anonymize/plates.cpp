#include "anonymize/plates.h"

#include <algorithm>
#include <array>

#include "anonymize/characters.h"
#include "anonymize/vocabulary.h"

namespace lyhord::anonymize {
namespace {

// Three letters that stand before numbers without being a plate: words, units, currencies,
// authorities, laws. In lower case, and in texts written in capitals, ordinary words dominate.
constexpr auto words = std::to_array<std::string_view>(
    {"all", "aml", "and", "are", "att", "bad", "bag", "ban", "bar", "bas", "bay", "ben", "bor",
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

}  // namespace

Plates::Plates(const PlainNumbers& plain)
    : plain_(plain),
      plate_("([A-Za-z]{3})([ -]?)(\\d\\d[A-Za-z\\d])"),
      spelled_(
          "(?i)(?:(?:registreringsnumret|registreringsnummer|registreringsnummret|regnumret|"
          "regnummer|regnr|nummerplåten|skylten|bil|bilen|moped|mopeden|volvo|volvon)"
          "(?: (?:har|är|e|på|med|nummer))*[ :]{1,2})"
          "([a-z][ .-]{1,2}[a-z][ .-]{1,2}[a-z][ .-]{1,2}\\d ?\\d ?[a-z\\d])"),
      cue_(
          "(?i)(?:regnr|reg\\.? ?nr|regnummer|reg|registreringsnummer|registreringsnumret|"
          "registreringsnr|registreringsskylt|registrerad|nummerplåt|nummerplåten|nummerskylt|plåt|"
          "plåten|skylt|skylten|regskylt)[ :.,=-]{1,3}(?:(?:är|var|nr|nummer|med|heter|börjar på)[ "
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
    each_match(plate_, text, [&](const Match& match) {
        if (!is_plate(text, match.range())) {
            return match.range().start + 1;
        }
        findings.push_back({match.range(), Label::regnr});
        return match.range().end;
    });
    return findings.empty() ? spelled(text) : findings;
}

// Dictated letter by letter, after what it is: "regnumret är m l x 4 0 8".
Findings Plates::spelled(std::string_view text) const {
    Findings findings;
    each_match(spelled_, text, [&](const Match& match) {
        const ByteRange plate = match.range(1);
        if (word_ends_at(text, match.range().start) || word_starts_at(text, plate.end)) {
            return match.range().start + 1;
        }
        findings.push_back({plate, Label::regnr});
        return plate.end;
    });
    return findings;
}

bool Plates::is_plate(std::string_view text, ByteRange range) const {
    const std::string_view written = slice(text, range);
    const std::string_view letters = written.substr(0, 3);
    const char last = written.back();
    const std::string_view left = before(text, range.start, 1);
    const std::string_view right = after(text, range.end, 2);
    const bool joined = left == "-" || left == "/" || left == "_" ||
                        (right.size() == 2 && !is_letter(right[0]) && is_digit(right[1]) &&
                         right[0] != ' ' && right[0] != ',');
    const bool spelled = are_plate_letters(letters) && last != 'O' && last != 'o' &&
                         (is_digit(last) || are_plate_letters(written.substr(written.size() - 1)));
    if (joined || !spelled || !stands_alone(text, range)) {
        return false;
    }
    if (has_cue(text, range.start)) {
        return true;
    }
    const bool capitals = std::all_of(letters.begin(), letters.end(), is_upper);
    const bool capital_last = is_digit(last) || is_upper(last);
    const bool looks_so = capitals ? capital_last && !is_word(letters) : is_nothing_else(letters);
    return looks_so && !plain_.is_amount(text, range) && !plain_.is_reference(text, range.start);
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
