#include "anonymize/matters.h"

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

// The K of a report to the police, right before its number.
bool has_report_letter(std::string_view text) {
    return any_number(text, [text](std::size_t at) {
        const char gap = byte_before(text, at);
        at -= gap == ' ' || gap == '-' ? 1 : 0;
        return lower_byte(byte_before(text, at), 0) == 'k';
    });
}

}  // namespace

Matters::Matters(const PlainNumbers& plain)
    : plain_(plain),
      // 5000-K123456-24: the authority, the number of the report, the year.
      police_(
          "(?i)(\\d{4}[ -]{0,3}K ?\\d{2,7} ?[-/] ?(?:20)?\\d\\d|K[ -]?\\d{4,7} ?[-/] "
          "?(?:20)?\\d\\d)"),
      court_(
          "(?i)(?:mål|målet|domen|dom|tingsrätten|tingsrätt|hovrätten|förvaltningsrätten|"
          "kammarrätten|nämnden)(?:nummer|nr)?[ .:]{1,3}(?:nr|nummer)?[ .:]{0,2}"
          "((?-i:[BTFPMÄÖ]|FT|PT|UM|PMT)[ -]?\\d{1,6}-(?:20)?\\d\\d)"),
      register_(
          "(?i)(?:kund|medlems|patient|journal|försäkrings|skade|anställnings|abonnemangs|"
          "abonnent|låntagar|lånekorts|pass|körkorts|dossier|betecknings|elev|klient|lma|"
          "lma-korts|ocr|brukar|tjänste|id-korts|passport|customer|member|booking|case)"
          "[ -]?(?:nummer|numret|nr\\.?|id|kort|kortet|number|no\\.?)?[ :.#=]{1,3}"
          "(?:(?:är|nr|nummer|is)[ :]{1,2})?"
          "([a-z]{0,3}[ -]?\\d(?:[ -]?\\d){4,14})"),
      register_words_({"kund",   "medlem", "patient", "journal", "försäkring", "skade",  "anställ",
                       "abonne", "låntag", "lånekor", "pass",    "körkort",    "dossie", "beteck",
                       "elev",   "klient", "lma",     "ocr",     "brukar",     "tjänst", "id-k",
                       "id k",   "custom", "member",  "booking", "case",       "idk"}) {}

Findings Matters::find(std::string_view text) const {
    Findings findings;
    if (count_digits(text) < 3) {
        return findings;
    }
    if (has_report_letter(text)) {
        findings = numbers(police_, text);
    }
    if (findings.empty() && has_between_digits(text, '-')) {
        findings = numbers(court_, text);
    }
    if (findings.empty() && register_words_.occur_in(text)) {
        findings = numbers(register_, text);
    }
    return findings;
}

Findings Matters::numbers(const Pattern& pattern, std::string_view text) const {
    Findings findings;
    each_match(pattern, text, [&](const Match& match) {
        const ByteRange number = match.range(1);
        const bool alone =
            !word_ends_at(text, match.range().start) && !word_starts_at(text, number.end);
        const bool plain =
            plain_.is_amount(text, number) || plain_.is_date_or_time(slice(text, number));
        if (!alone || plain) {
            return match.range().start + 1;
        }
        findings.push_back({number, Label::account});
        return number.end;
    });
    return findings;
}

}  // namespace lyhord::anonymize
