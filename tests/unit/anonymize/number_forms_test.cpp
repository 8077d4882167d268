#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(PersonalNumberForms, AreMaskedWithAnySeparators) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "det är <900101 -0017> nu",
                      "det är <900101- 0017> nu",
                      "det är <900101–0017> nu",
                      "det är <900101−0017> nu",
                      "det är <900101--0017> nu",
                      "det är <811228_9874> nu",
                      "det är <811228.9874> nu",
                      "det är <811228/9874> nu",
                      "det är <811228,9874> nu",
                      "det är <811228:9874> nu",
                      "det är <811228\n9874> nu",
                      "det är <900101-\n0017> nu",
                      "det är <900101  0017> nu",
                      "det är <19 900101-0017> nu",
                      "det är <19 90 01 01 00 17> nu",
                      "det är <90 01 01 00 17> nu",
                      "det är <90 01 01 0017> nu",
                      "det är <90.01.01-0017> nu",
                      "det är <1990/01/01-0017> nu",
                      "det är <1990.01.01-0017> nu",
                      "det är <9 0 0 1 0 1 0 0 1 7> nu",
                      "det är <9 0 0 1 0 1 - 0 0 1 7> nu",
                      "(<900101-0017>)",
                      "<900101-0017>:s bil",
                      "nr<900101-0017> i listan",
                      "<900101\u00a0-\u00a00017>",
                      "<19900101 -0017>",
                      "<19900101\u20110017>",
                      "<900101+0017>, <900101-0017>",
                      "<199001010017>/<900060-0016>",
                      "<19900101-0018> har bott här",
                  });
}

TEST(PersonalNumberForms, AreMaskedWithCoordinationAndReserveNumbers) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "<701063-2391>",
                      "<701063 2391>",
                      "<197010632391>",
                      "<900060-0016>",
                      "<19900060-0016>",
                      "<900060 0016>",
                      "samordningsnummer: <701063-2392>",
                      "T-nummer <850101-T123>",
                      "<850101 T123>",
                      "<19850101-T12A>",
                      "<850101-TF12>",
                      "reservnummer <19850101-AB12>",
                      "HETU <131052-308T>",
                      "<131052-308T>",
                  });
}

TEST(PersonalNumberForms, AreMaskedAfterACue) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "personnummer:<900101-0018>",
                      "personnumret <900101 0018>",
                      "person nummer <900101-0018>",
                      "person-nr <900101-0018>",
                      "personnumer <9001010018>",
                      "mitt personnummer som är <900101-0018>",
                      "pnr=<900101-0018>",
                      "PNR <900101-xxxx>",
                      "pnr <900101-****>",
                      "pnr <900101-00XX>",
                      "personnummer <900101>",
                      "personnummer <19900101>",
                      "personnummer <90 01 01 - 00 18>",
                      "personnr. <90-01-01 0018>",
                      "fyra sista är <0017>",
                      "fyra sista siffrorna: <0017>",
                      "sista fyra <0017>",
                      "född <900101>",
                      "född <19900101>",
                      "f. <900101>",
                      "personal number <900101-0018>",
                      "personal identity number: <900101-0018>",
                      "social security number <123-45-6789>",
                      "CPR-nummer <010190-1234>",
                      "personnummer <nittio noll ett noll ett noll noll ett sju>",
                  });
}

TEST(AccountForms, AreMaskedAsBankAccounts) {
    expect_marked("[KONTO]",
                  {
                      "kontonr. <8214-9, 983 412 337-4>",
                      "konto nr <8214-9,983 412 337-4>",
                      "konto-nr: <82149 9834123374>",
                      "kontot <8214-9 983412337-4>",
                      "<8214-9, 983 412 337-4>",
                      "mitt kontonummer hos Nordea är <3300 900101-0018>",
                      "mitt konto i Swedbank: <8327-9, 123 456 789-0>",
                      "konto (Nordea) <1234 56 78901>",
                      "clearingnr <6123>",
                      "clearingnummer: <6123>, konto <123 456 789>",
                      "clearing <6123>-konto <123456789>",
                      "sätt in på konto <6123-123 456 789>",
                      "lönekontot är <6123 123456789>",
                      "bankkonto <6123.123.456.789>",
                      "account number <12345678>",
                      "bank account: <1234 5678>",
                      "sort code <12-34-56>",
                      "kontonummer <sex ett två tre ett två tre fyra fem sex>",
                  });
}

TEST(AccountForms, AreMaskedAsGiroIbanAndCards) {
    expect_marked("[KONTO]",
                  {
                      "BG <5050-1055>",
                      "bg<5050-1055>",
                      "Bg:<505-1055>",
                      "bankgiro nr <5050-1055>",
                      "bankgironr: <50501055>",
                      "bankgironummer <5050-1055>",
                      "bankgirot, <5050-1055>",
                      "plusgiro <64 40 21-1>",
                      "pg<644021-1>",
                      "plusgironummer: <7654-7>",
                      "PG <7654-7>",
                      "postgirot <64 40 21 - 1>",
                      "IBAN <SE35 5000 0000 0549 1000 0003>",
                      "<SE3550000000054910000003>",
                      "<se35 5000 0000 0549 1000 0003>",
                      "<SE35-5000-0000-0549-1000-0003>",
                      "<SE35 5000 0000\n0549 1000 0003>",
                      "IBAN: <SE36 5000 0000 0549 1000 0003>",
                      "<GB29 NWBK 6016 1331 9268 19>",
                      "iban <GB29 NWBK 6016 1331 9268 18>",
                      "<FI21 1234 5600 0007 85>",
                      "<4111-1111-1111-1111>",
                      "<4111.1111.1111.1111>",
                      "<4111  1111  1111  1111>",
                      "<4111 1111\n1111 1111>",
                      "<4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1>",
                      "kortnummer <4111 1111 1111 1112>",
                      "mitt visakort <4111 1111 1111 1112>",
                      "cvc <123> på baksidan",
                      "pinkoden är <1234>",
                  });
}

TEST(AccountForms, AreMaskedAsNumbersOfAPersonsMatter) {
    expect_marked("[KONTO]",
                  {
                      "Polisens ärende <5000-K123456-24> är nedlagt",
                      "K-nummer <5000-K123456-24>",
                      "<0104-K1234-24> hos polisen",
                      "<5000K123456-24> lades ned",
                      "<K123456-24> lades ned",
                      "k-nummer: <5000-k123456-24>",
                      "diarienummer <5000-K123456-2024>",
                      "mål <B 1234-23> i tingsrätten",
                      "målnummer <T 1234-23>",
                      "mål nr <B1234-23>",
                      "kundnummer <12345678>",
                      "kundnr: <123456>",
                      "OCR <1234567890>",
                      "OCR-nummer: <12345 67890>",
                      "LMA-kort <50-123456>",
                      "dossiernummer <50-123456>",
                      "passnummer <12345678>",
                      "pass nr <AA1234567>",
                      "körkortsnummer <900101-0018>",
                      "medlemsnummer <123456>",
                      "journalnummer <1234567>",
                  });
}

TEST(PlateForms, AreMaskedInAnyCaseAndSeparators) {
    expect_marked("[REGNR]",
                  {
                      "den har <MLX 408> på skylten",
                      "den har <MLX-408> på skylten",
                      "den har <MLX–408> på skylten",
                      "den har <MLX\u00a0408> på skylten",
                      "den har <MLX  408> på skylten",
                      "den har <MLX - 408> på skylten",
                      "den har <MLX.408> på skylten",
                      "den har <MLX_408> på skylten",
                      "den har <MLX:408> på skylten",
                      "den har <MLX/408> på skylten",
                      "den har <MLX\n408> på skylten",
                      "den har <MLX40B> på skylten",
                      "den har <MLX 40 B> på skylten",
                      "den har <MLX 4 0 8> på skylten",
                      "den har <M L X 4 0 8> på skylten",
                      "den har <M-L-X-4-0-8> på skylten",
                      "den har <M.L.X. 408> på skylten",
                      "den har <Mlx 408> på skylten",
                      "(<MLX408>)",
                      "\"<MLX 408>\"",
                      "<MLX408>, <KXT482> och <HKR41S>",
                      "<MLX 408>/<KXT 482>",
                  });
}

TEST(PlateForms, AreMaskedInLowerCase) {
    expect_marked("[REGNR]",
                  {
                      "bland annat <YHT 052> och <wdc 881> idag",
                      "<wdc 881>, <kxt482> samt <hkr 41s>",
                      "bilen <kxt 482> står där",
                      "en moped <kxt482> kör runt",
                      "a-traktorn på tomgång igen <pou 91c>",
                      "regnr är <kxt 482>",
                      "registreringsnumret <kxt-482>",
                      "registreringsnumret är <m l x 4 0 8> en röd",
                      "registreringsnumret är <m l x fyra noll åtta>",
                      "regnr <mlx fyra noll åtta>",
                      "reg nr <mlx 40 b>",
                      "reg.nr. <mlx408>",
                      "bilens nummer <mlx 408>",
                      "plåten <h k r 41 s>",
                      "license plate <mlx 408>",
                      "number plate: <mlx408>",
                      "plate <MLX408>",
                      "registreringsnummer <WX 12345>",
                      "regnr <B-MW 1234>",
                      "nummerplåten <KALLE1>",
                      "regnr <Martin Ludvig Xerxes 408>",
                      "det var <Martin Ludvig Xerxes fyra noll åtta>",
                      "det var <mike lima x-ray 408>",
                  });
}

TEST(PlateForms, AreNotModelsWordsOrNumbers) {
    expect_kept({
        "en BMW 320 och en BMW 525",
        "en KTM 125 och en DAF 105",
        "Ring SOS 112",
        "SOS 112 svarade",
        "KOD 123 till porten",
        "LED 12W lyser upp",
        "OBS 100 personer",
        "sal 204, rum 312, rum 12b",
        "buss 331 och linje 12b",
        "bor 250 meter bort",
        "tar 100 kr",
        "går 24h om dygnet",
        "max 150 personer",
        "kap 12b i planen",
        "åk 789",
        "MED 200 ELEVER",
        "PÅ TRE 100 METER",
        "SAS 123 landade",
    });
}

TEST(PersonalNumberForms, AreMaskedAsDaysOfBirth) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "född <14 mars 1962> här",
                      "född den <14:e mars 1962> i Kramfors",
                      "Född: <1962-03-14>",
                      "född <14/3 1962>",
                      "född <14/3-62>",
                      "född <62-03-14>",
                      "f. <620314>",
                      "Man f <1954-09-02>, vill",
                      "född i Härnösand den <3 september 1951>",
                      "föddes <3 sept. 1951>",
                      "född <620314-2390> här",
                      "födelsedatum <3.9.1951>",
                      "born on <March 14, 1962> in",
                      "I was born <14th March 1962> in",
                  });
    expect_kept({
        "född 14 mars och bor här",
        "född 1962 och flyttade hit 14 mars 2001",
        "Skolan invigdes den 3 september 1968",
        "ett förslag som föddes i maj 2012",
        "f 12 bilar",
    });
}

TEST(PersonalNumberForms, AreMaskedAsLastFour) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "sista siffrorna <9874>",
                      "sista siffrorna är <1987>",
                      "personnumret slutar på <9874>",
                      "pnr som slutar med <1987>",
                      "född 1962 och slutar på <9874>",
                  });
    expect_kept({
        "bussen slutar på 1234",
        "sista siffrorna i raden",
        "skolan slutar på 15 minuter",
        "siffran 9874 stod där",
    });
}

TEST(PersonalNumberForms, AreMaskedWithLettersThatLookLikeDigits) {
    expect_marked("[PERSONNUMMER]",
                  {
                      "<9OO1O1-OO17>",
                      "<900101-ОО17>",  // Cyrillic
                      "<９００１０１-００１７>",
                  });
}

TEST(PlateForms, AreMaskedAsChassisNumbers) {
    expect_marked("[REGNR]",
                  {
                      "chassinummer <YV1MW684582401123>",
                      "chassinr: <yv1mw684582401123>",
                      "VIN <YV1MW684582401123>.",
                      "ramnummer <WTU123456>",
                      "i rutan <YV1MW684582401123> nu",
                  });
    expect_kept({"vin 2019 var bra", "VIN är gott", "ramnummer saknas på cykeln"});
}

}  // namespace
}  // namespace lyhord::anonymize
