#include "anonymize/address_words.h"

#include "anonymize/matching.h"

namespace lyhord::anonymize {

const std::string& town_words() {
    static const std::string words =
        "(?-i:(?:Västra|Östra|Norra|Södra|Stora|Lilla|Gamla|Nya|Övre|Nedre|Sankt|S:t|Upplands) )?"
        "(?-i:[" +
        capital_ranges + "][" + letter_ranges + "-]+)";
    return words;
}

const std::string& number_words() {
    static const std::string unit = "(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio)";
    static const std::string below =
        "(?:tjugo|trettio?|fyrtio?|femtio?|sextio?|sjuttio?|åttio?|nittio?)(?: ?" + unit + ")?|" +
        "tretton|fjorton|femton|sexton|sjutton|arton|nitton|tio|elva|tolv|" + unit;
    // English ones from eleven: "one" is many things.
    static const std::string english =
        "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|"
        "thirty|forty|fifty)(?:[ -]?(?:one|two|three|four|five|six|seven|eight|nine))?";
    static const std::string words =
        "(?:" + english +
        "|(?:(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio) ?)?hundra ?(?:och ?)?(?:" + below + ")?|" +
        below + ")";
    return words;
}

bool ends_address(std::string_view text, std::size_t at) {
    static const Pattern end(
        "$|[.,!?;)\\n\\r\"]|(?i: "
        "(?:och|o|å|i|lgh|lägenhet|uppgång|uppg|port|vån|våning|tr|bv|nb|där|som|med|men|på|vid|är|"
        "e|"
        "har|så|för|när|sen|sedan|till|hos|mot|att|eller|samt|bredvid|mittemot|ovanför|utanför|bor|"
        "det|jag|vi|han|hon|dom|de|nu|idag|igen|mvh|tack|kl|från|under|efter|om|punkt|komma|"
        "kommatecken|utropstecken|frågetecken|ny rad|nytt "
        "stycke|eh|alltså|hälsningar|and|in|where|with|"
        "is)"
        "(?: |[.,!?]|$))");
    return end.starts(after(text, at, 24));
}

bool counts_nothing(std::string_view text, std::size_t at) {
    static const Pattern verb(
        "(?i) (?:va|var|hade|får|fick|kan|ska|skulle|vill|behöver|saknar|ligger|låg|står|stod|blev|"
        "blir|brukar|måste|luktar|såg|ser|kommer|kom|varje|alltid|ofta|inte|aldrig|också|även|"
        "innan|"
        "medan|eftersom|bakom|framför|nära|nere|uppe|inne|ute|man|ni|här|hit)(?: |[.,!?]|$)|: ");
    return ends_address(text, at) || verb.starts(after(text, at, 24));
}

}  // namespace lyhord::anonymize
