#include <utf8proc.h>

#include <random>
#include <thread>

#include "base/limits.h"
#include "base/utf8.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

const std::vector<std::string> samples = {
    "Ring mig på 070-123 45 67, Åsa Öberg på Järnvägsgatan 12 B, 871 31 Härnösand.",
    "ÅÄÖ åäö é ü ñ, kafé vid Ångermanälven 😀👩‍👩‍👧",
    "snap: kåtte_95, mejla åsa (at) exempel punkt se, 900101-0017 900101-0017",
    "konto 8327-9,123 456 789-0 och clearing 6123 konto 123 456 789 regnr abc 123",
    "@aa@bb@cc.se 070-123 45 67 070-123 45 67 112 114 14",
    "Mvh Kalle\nMvh Lisa\n/ Fatima Ali",
    "[NAMN] heter [NAMN] Kalle [KONTO] 123 456 789 [TELEFON] 123 45 67 [PERSONNUMMER] 900101-0018",
};

std::string decomposed(const std::string& text) {
    auto* bytes = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    const std::string out(reinterpret_cast<const char*>(bytes));
    std::free(bytes);
    return out;
}

void expect_stable(const std::string& text) {
    const std::string once = masked(text);
    EXPECT_EQ(masked(once), once) << "from: " << text;
    EXPECT_EQ(base::nfc(once), once) << "from: " << text;
}

TEST(Redact, TwiceGivesTheSameAsOnce) {
    for (const std::string& text : samples) {
        expect_stable(text);
    }
}

TEST(Redact, TwiceGivesTheSameForRandomMixturesOfHardPieces) {
    const std::vector<std::string> pieces = {
        "070-123 45 67",
        "900101-0017",
        "ABC 123",
        "Storgatan 12",
        "kalle@x.se",
        "@kalle",
        "konto",
        "tel",
        "Kalle",
        "heter",
        "Svensson",
        " ",
        "",
        ", ",
        "/",
        "-",
        "\n",
        "+46",
        "0",
        "1234",
        "snap: ",
        "www.",
        "x.se",
        "[NAMN]",
        "[",
        "]",
        "\u200b",
        "\u0308",
        "å",
        "\xff",
        "12 34 56",
        "swish ",
        "(at)",
        "personnummer ",
        "8327-9,",
        "lgh 1101",
        "871 31",
        "Härnösand",
        "😀",
        "①",
        "½",
        "\u00ad",
        "Min granne ",
    };
    std::mt19937 random(5);
    std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int i = 0; i < 8; ++i) {
            text += pieces[pick(random)];
        }
        expect_stable(text);
    }
}

TEST(Redact, TakesNfcAndNfdAlike) {
    for (const std::string& text : samples) {
        EXPECT_EQ(masked(decomposed(text)), masked(text));
    }
    const std::string zalgo = "a" + std::string("\u0327\u0301\u0328\u0300");
    EXPECT_EQ(masked(decomposed(zalgo)), masked(zalgo));
}

TEST(Redact, SeesThroughInvisibleAndTypographicCharacters) {
    expect_masked({
        {"070\u200b-123 4\u00ad5 67", "[TELEFON]"},
        {"070\u2013123\u00a045\u00a067", "[TELEFON]"},
        {"９００１０１－００１７", "[PERSONNUMMER]"},
        {"٩٠٠١٠١-٠٠١٧", "[PERSONNUMMER]"},
        {"9\u03360\u03360\u03361\u03360\u03361-0017", "[PERSONNUMMER]"},
        {"0\ufe0f\u20e37\ufe0f\u20e30\ufe0f\u20e3-1234567", "[TELEFON]"},
        {"kalle\u200b@example\u200b.se", "[E-POST]"},
        {"Sto\u00adrgatan\u00a012", "[ADRESS]"},
        {"Kal\u200ble Svens\u00adson", "[NAMN]"},
        {std::string("070-123\0 45 67", 14), "[TELEFON]"},
        {"\u201cRing 070-1234567\u201d\u2026", "\u201cRing [TELEFON]\u201d\u2026"},
    });
}

TEST(Redact, KeepsWhatItDoesNotMask) {
    expect_kept({
        "Hej 😀 👩‍👩‍👧 går det bra? Ｆｕｌｌ ½ … “citat” – 5 °C",
        "نشعر بعدم الأمان في المساء",
        "Мені страшно ввечері",
        "",
        " \n\t ",
    });
}

TEST(Redact, TellsSpansInBytesOfTheInput) {
    const std::string text = "Åsa: ring 0\u200b70-123 45 67 nu";
    const std::vector<Span> spans = shared_redactor().redact(domain::RawText(text)).spans;
    ASSERT_EQ(spans.size(), 2U);
    EXPECT_EQ(spans[0], (Span{0, 4, Label::person}));
    EXPECT_EQ(text.substr(spans[1].start_byte, spans[1].end_byte - spans[1].start_byte),
              "0\u200b70-123 45 67");
    EXPECT_EQ(spans[1].label, Label::phone);
}

TEST(Redact, TellsSpansOfDecomposedTextInItsOwnBytes) {
    const std::string text = decomposed("på gården bor Åsa Öberg här");
    const std::vector<Span> spans = shared_redactor().redact(domain::RawText(text)).spans;
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(text.substr(spans[0].start_byte, spans[0].end_byte - spans[0].start_byte),
              decomposed("Åsa Öberg"));
}

TEST(Redact, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(masked("hej\xff\xfe d\xc3"), "hej\uFFFD\uFFFD d\uFFFD");
    EXPECT_EQ(masked("\xff 070-1234567\xc3"), "\uFFFD [TELEFON]\uFFFD");
}

TEST(Redact, EndsForALongTextOfAnything) {
    const std::vector<std::string> repeated = {
        "a",
        "1",
        "0",
        "@",
        "a@",
        ".",
        "a.",
        "\xff",
        "å",
        "\u0301",
        "a\u0301\u0316",
        "\u200b",
        "[",
        "A",
        "Kalle ",
        "07",
        "070-1 ",
        "12 ",
        "(at)",
        "+46",
        "snap: a ",
        "konto 1",
        "/ Kalle\n",
        "Storgatan 1 ",
        "SE12",
        "ABC",
        "900101-",
        " at ",
        "0 ",
        "http://",
    };
    constexpr std::size_t size = 250'000;
    for (const std::string& piece : repeated) {
        std::string text;
        while (text.size() < size) {
            text += piece;
        }
        const std::string once = masked(text);
        EXPECT_TRUE(base::is_valid_utf8(once)) << piece;
    }
}

TEST(Redact, WithholdsATextThatIsTooLong) {
    const std::string text(base::limits::redact_bytes_max + 1, 'a');
    const Redaction redaction = shared_redactor().redact(domain::RawText(text));
    EXPECT_TRUE(redaction.withheld);
    EXPECT_TRUE(redaction.text.empty());
    EXPECT_TRUE(redaction.spans.empty());
    EXPECT_EQ(masked(text), "");
}

TEST(Redact, TakesRawTextToRedactedText) {
    const Redaction redaction = shared_redactor().redact(domain::RawText("Ring 070-123 45 67"));
    EXPECT_FALSE(redaction.withheld);
    EXPECT_EQ(redaction.text.view(), "Ring [TELEFON]");
    EXPECT_EQ(redaction.spans, (std::vector<Span>{{5, 18, Label::phone}}));
}

TEST(Redact, ServesManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    std::vector<std::string> results(4);
    for (std::string& result : results) {
        threads.emplace_back([&result] {
            for (int round = 0; round < 50; ++round) {
                result = masked(samples[0] + " +358 40 123 4567");
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const std::string& result : results) {
        EXPECT_EQ(result, "Ring mig på [TELEFON], [NAMN] på [ADRESS]. [TELEFON]");
    }
}

}  // namespace
}  // namespace lyhord::anonymize
