#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(Address, IsAStreetWithANumber) {
    for (const std::string address : {"Storgatan 12",
                                      "storgatan 12",
                                      "Storgatan 12B",
                                      "Storgatan 12 b",
                                      "Storgatan 12 A",
                                      "Storgatan 12-14",
                                      "Norra Järnvägsgatan 3",
                                      "Drottning Kristinas väg 14",
                                      "Karl XII:s väg 4",
                                      "Gamla vägen 7",
                                      "Gustav Adolfs torg 3",
                                      "Nybrogatan nr 4",
                                      "Tallbacken 8",
                                      "Solhöjden 2C",
                                      "Kungsgränd 1",
                                      "Storgatan 12 lgh 1101",
                                      "Storgatan 12, lgh 1101, 871 31 Härnösand",
                                      "Storgatan 12, 2 tr",
                                      "Storgatan 12 A, 87131 Härnösand",
                                      "Sankt Eriksgatan 5",
                                      "Brunne 114, 871 93 Härnösand"}) {
        EXPECT_EQ(masked("De bor vid " + address + " och säljer."),
                  "De bor vid [ADRESS] och säljer.")
            << address;
    }
}

TEST(Address, IsAVillageWithANumberAfterACue) {
    expect_masked({
        {"Hon bor på Ekudden 12.", "Hon bor på [ADRESS]."},
        {"Adress: Brunne 114", "Adress: [ADRESS]"},
    });
}

TEST(Address, EndsBeforeTheSentenceGoesOn) {
    expect_masked({
        {"på Storgatan 12 i Härnösand", "på [ADRESS] i Härnösand"},
        {"på Storgatan 12. 3 personer såg", "på [ADRESS]. 3 personer såg"},
        {"Storgatan 12 bor han", "[ADRESS] bor han"},
        {"Storgatan 12, Nygatan 3", "[ADRESS], [ADRESS]"},
    });
}

TEST(Address, IsNotAStreetOrARoadAlone) {
    expect_kept({
        "Nybrogatan är mörk.",
        "Torget och Nybrogatan är mörka efter kl 18.30.",
        "Bilar kör 80 på 50-väg längs E4 och väg 90.",
        "Längs väg 90 och på väg 331.",
        "Gamla väg 90 är farlig.",
        "Nybrogatan 2023 var lugnare.",
        "På Storgatan 50 bilar i timmen.",
        "På Storgatan 30 km/h.",
        "Storgatan 18.30 igår",
        "Storgatan 18:30",
        "riksväg 40, cykelvägen 50 meter, motorvägen 110",
        "vägen 12 gånger",
        "Handlingsplan 3 och handlingsplanen 2024",
        "torget 2 gånger i veckan",
        "Brunne 2023",
        "Vi bor i Härnösand 2 mil från stan",
    });
}

}  // namespace
}  // namespace lyhord::anonymize
