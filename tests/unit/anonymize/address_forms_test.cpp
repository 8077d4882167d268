#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(AddressForms, AreMaskedWithAnySeparators) {
    expect_marked("[ADRESS]",
                  {
                      "vid <Storgatan 12> nu",      "vid <Storgatan12> nu",
                      "vid <storgatan  12> nu",     "vid <Storgatan\u00a012> nu",
                      "vid <Storgatan\n12>, nu",    "vid <Storgatan, 12> nu",
                      "vid <Storgatan: 12> nu",     "vid <Storgatan-12> nu",
                      "vid <Storgatan nr 12> nu",   "vid <Storgatan nr. 12> nu",
                      "vid <Storgatan nr12> nu",    "vid <Storgatan nummer 12> nu",
                      "vid <Storgatan #12> nu",     "vid <Storgatan (nr 12)> nu",
                      "vid <Storgatan 12b> nu",     "vid <Storgatan 12 B> nu",
                      "vid <Storgatan 12-B> nu",    "vid <Storgatan 12/14> nu",
                      "vid <Storgatan 12–14> nu",   "vid <Storgatan 12 och 14>.",
                      "vid <STORGATAN 12> NU",      "vid <storgatan 12a> nu",
                      "vid <Kungsg 4> nu",          "vid <Skolv. 4B> nu",
                      "vid <storg. 12> nu",         "<Storgatan 12>; <Nygatan 3>",
                      "<Storgatan 12>/<Nygatan 3>",
                  });
}

TEST(AddressForms, AreMaskedWithStreetsOfSeveralWords) {
    expect_marked("[ADRESS]",
                  {
                      "på <Södra Promenaden 41> nu",
                      "på <södra promenaden 41> nu",
                      "på <norra vägen 3> nu",
                      "på <gamla landsvägen 3> nu",
                      "på <drottning kristinas väg 14> nu",
                      "på <gustav adolfs torg 3> nu",
                      "på <karl xii:s väg 4> nu",
                      "på <Sankt Olofsgatan 5> nu",
                      "på <S:t Olofsgatan 5> nu",
                      "på <S:ta Birgittas väg 5> nu",
                      "på <Olof Palmes gata 9> nu",
                      "på <Stora Torget 2> nu",
                      "på <Nils Holgerssons plats 2> nu",
                      "på <Ö Storgatan 5> nu",
                      "på <V. Storgatan 5> nu",
                      "på <N:a Kyrkogatan 8> nu",
                      "på <Lilla Bommens torg 1> nu",
                      "på <Solgläntan 4> nu",
                      "på <Strandpromenaden 6> nu",
                      "på <Bergsbrinken 6> nu",
                      "på <Lönngången 6> nu",
                      "på <Sjöbodkajen 6> nu",
                      "på <Björkbacken 6> nu",
                      "på <Andra Tvärgatan 36B> nu",
                      "på <Tredje Avenyn 4> nu",
                      "på <Björnkärrsgatan 10A:13> nu",
                      "på <Ringgatan 3-5-7> nu",
                      "på <Granitvägen, hus 7> nu",
                      "på <Granitvägen 7:an> nu",
                      "på <Storgatan 1A, 1B>.",
                      "bor på <björkbacken 6> nu",
                      "bor i <solhöjden 2c> nu",
                  });
}

TEST(AddressForms, AreMaskedWithTheNumberFirstOrInWords) {
    expect_marked("[ADRESS]",
                  {
                      "bor på <tågagatan trettiotvå> och vill",
                      "bor på <tågagatan trettio två> och vill",
                      "bor på <nygatan tjugotre b> och vill",
                      "bor på <Nygatan nummer tolv> och vill",
                      "bor på <nygatan ett>",
                      "bor på <nygatan hundratolv> och vill",
                      "bor på <södra promenaden fyrtioett lägenhet tusen ett>",
                      "<nr 14 på Lingonstigen> är värst",
                      "i <nummer 14 på Lingonstigen> bor",
                      "i <nummer fjorton på lingonstigen> bor",
                      "<hus 14 på Lingonstigen>",
                      "i <12:an på Storgatan> röks det",
                      "i <12an på storgatan> röks det",
                      "<port 12 på Storgatan>",
                      "<port 7B på Storgatan>",
                      "<uppgång 3 på Storgatan>",
                      "huset på <Storgatan, nr 12>",
                      "I live at <12 Storgatan>",
                      "we live at <14 Lingonstigen>",
                      "<12 Main Street>",
                      "<221B Baker Street>, upstairs",
                  });
}

TEST(AddressForms, AreMaskedWithPostcodeApartmentAndBox) {
    expect_marked("[ADRESS]",
                  {
                      "<Storgatan 12, 871 31 Härnösand>",
                      "<Storgatan 12 87131 Härnösand>",
                      "<Storgatan 12, S-871 31 Härnösand>",
                      "<Storgatan 12, SE-871 31 HÄRNÖSAND>",
                      "<Storgatan 12\n871 31 Härnösand>",
                      "<Storgatan 12,\n871 31 Härnösand>",
                      "<storgatan 12, 871 31 härnösand>",
                      "<Storgatan 12 B, lgh 1101, 871 31 Härnösand>",
                      "<Storgatan 12 (lgh 1101)>",
                      "<Storgatan 12, lägenhet 1101>",
                      "<Storgatan 12/1101>",
                      "<Storgatan 12 lgh. 1101>",
                      "<Storgatan 12 lghnr 1101>",
                      "<Storgatan 12, 3 tr ög>",
                      "<Storgatan 12, 3tr>",
                      "<Storgatan 12, bv>",
                      "<Storgatan 12, vån 3>",
                      "<Storgatan 12 våning 3>",
                      "<Storgatan 12, port B>",
                      "<Storgatan 12 uppgång C>",
                      "<södra promenaden 41 lägenhet 1001>",
                      "<Skoldavägen 19, Härnösand> där han bor",
                      "det är <lgh 1101> som stör",
                      "i <lägenhet 1203> är det fest",
                      "<lägenhetsnummer 1203> är det",
                      "<Box 123, 871 31 Härnösand>",
                      "<Box 123> i Härnösand",
                      "<PO Box 123>",
                      "<c/o Svensson>, <Storgatan 12>",
                      "<c/o Lindgren>\n<Storgatan 12>",
                      "<871 31 Härnösand>",
                      "postnummer <871 31>",
                      "postnr: <87131>",
                  });
}

TEST(AddressForms, AreMaskedWithFarms) {
    expect_marked("[ADRESS]",
                  {
                      "bor på <Västanbäck 12>.",
                      "bor i <Västanbäck 12>, vid bäcken",
                      "gården <Västanbäck 12>",
                      "vid <Västanbäck 12>.",
                      "adress <Västanbäck 12>",
                      "adressen är <västanbäck 12>",
                      "hemma hos oss i <Häggdånger 114>",
                      "<Västanbäck 12, 871 93 Härnösand>",
                      "bor på <Västanbäck 12>, Häggdånger",
                  });
}

}  // namespace
}  // namespace lyhord::anonymize
