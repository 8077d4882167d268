#include "anonymize/plain_numbers.h"

#include "anonymize/characters.h"

namespace lyhord::anonymize {
namespace {

const std::string units =
    "kr|kronor|sek|kkr|tkr|mkr|miljoner|miljon|tusen|euro|procent|km|kilometer|m|m2|meter|meters|"
    "mil|cm|"
    "mm|kg|ton|liter|grader|watt|kwh|db|st|stycken|gånger|ggr|år|månader|veckor|dagar|dygn|nätter|"
    "timmar|"
    "tim|h|minuter|min|sekunder|personer|människor|invånare|boende|hushåll|familjer|barn|ungar|"
    "elever|"
    "ungdomar|vuxna|äldre|kvinnor|män|killar|tjejer|flickor|pojkar|grabbar|bilar|bussar|mopeder|"
    "mopedister|cyklar|cyklister|lastbilar|fordon|hus|lägenheter|lampor|lyktstolpar|inbrott|"
    "stölder|"
    "poliser|vakter|väktare|ordningsvakter|vuxenvandrare|kameror|hundar|katter|butiker|affärer|"
    "bränder|olyckor|anmälningar|klagomål|röster|deltagare|villor|garage|brunnar|"
    "bänkar|soffor|nya|gamla|trasiga|papperskorgar|krukor|skyltar|lekplatser|träd|buskar|"
    "svar|ord|tecken|poäng|platser|parkeringsplatser|rutor";

const std::string help_number =
    "(?:112|114[ -]?14|113[ -]?13|1177|118[ -]?\\d\\d\\d|116[ -]?(?:000|006|111|117|123)|90[ "
    "-]?101|"
    "020[ -]?50[ -]?50[ -]?50|020[ -]?80[ -]?80[ -]?80|020[ -]?22[ -]?22[ -]?33)";

const std::string calendar_month = "(?:0?[1-9]|1[0-2])";
const std::string calendar_day = "(?:0?[1-9]|[12]\\d|3[01])";
const std::string calendar_year = "(?:18|19|20)\\d\\d";
const std::string clock_hour = "[0-2]\\d[.: ]?[0-5]\\d";

const std::string clock_time = "[0-2]\\d[.:][0-5]\\d";

std::string dates_and_times() {
    return "(?:" + calendar_year + "[-./ ]" + calendar_month + "[-./ ]" + calendar_day + "|" +  //
           calendar_day + "[-./ ]" + calendar_month + "[-./ ]" + calendar_year + "|" +          //
           calendar_day + "[-./]" + calendar_day + "[/ ]" + calendar_month +
           "(?: " + calendar_year + ")?|" +                                     //
           calendar_year + "(?: ?[-/ ] ?(?:" + calendar_year + "|\\d\\d))?|" +  //
           clock_hour + " ?[- ] ?" + clock_hour + "|" + clock_time + "(?:[ .,]+" + clock_time +
           ")+)[ .]*";
}

}  // namespace

PlainNumbers::PlainNumbers()
    : unit_("(?i) ?(?:%|:-|(?:-?(?:väg|talet|årig|åriga|åring|årsåldern)|" + units + ")(?:(?-i:[^" +
            letter_ranges + "\\d])|$))"),
      date_or_time_(dates_and_times()),
      help_(help_number + "(?:[ ,./-]{1,2}" + help_number + ")*"),
      reference_(
          "(?i)(?:dnr|diarienr|diarienummer|ärende|ärendet|ärendenr|ärendenummer|ref|referens|sfs|"
          "lag|lagen|prop|proposition|sou|mål|målet|målnr|beslut|protokoll|ordernr|order|"
          "ordernummer|faktura|fakturanr|fakturanummer|isbn|org|orgnr|organisationsnummer)"
          "[ .:]{1,3}(?:nr[ .:]{1,2})?(?:[" +
          capital_ranges + "]{1,5} )?") {}

bool PlainNumbers::is_amount(std::string_view text, ByteRange number) const {
    return unit_.starts(after(text, number.end, 24));
}

bool PlainNumbers::is_date_or_time(std::string_view number) const {
    return date_or_time_.fills(number);
}

bool PlainNumbers::is_help_number(std::string_view number) const { return help_.fills(number); }

bool PlainNumbers::is_reference(std::string_view text, std::size_t number_start) const {
    const std::string_view left = before(text, number_start, 40);
    bool reference = false;
    each_match(reference_, left, [&](const Match& match) {
        const bool at_word = !word_ends_at(left, match.range().start);
        reference |= at_word && match.range().end == left.size();
        return match.range().start + 1;
    });
    return reference;
}

bool is_year(std::string_view number) {
    const bool century =
        number.starts_with("18") || number.starts_with("19") || number.starts_with("20");
    return number.size() == 4 && century && digits_of(number).size() == 4;
}

}  // namespace lyhord::anonymize
