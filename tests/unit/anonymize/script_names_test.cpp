// Names in Arabic, Cyrillic and Ge'ez script, and structured data in such texts.
#include "anonymize/script_lexicon.h"
#include "unit/anonymize/support.h"

namespace lyhord::anonymize {
namespace {

TEST(ScriptLexicon, SeesThroughCasesPrefixesAndSpelling) {
    const ScriptLexicon lexicon;
    const auto is_name = [&](std::string_view word) {
        return lexicon.kinds(ScriptLexicon::letters(word), script_of(word)).has(ScriptKind::name);
    };
    for (const std::string_view word : {"микола",
                                        "миколі",
                                        "миколою",
                                        "андрієві",
                                        "дмитром",
                                        "василю",
                                        "ольге",
                                        "артёма",
                                        "артема"}) {
        EXPECT_TRUE(is_name(word)) << word;
    }
    for (const std::string_view word : {"احمد",
                                        "أحمد",
                                        "وأحمد",
                                        "لأحمد",
                                        "وبأحمد",
                                        "مصطفي",
                                        "مُحَمَّد",
                                        "محـمـد",
                                        "عبدالرحيم",
                                        "محمدرضا",
                                        "ئاراسە"}) {
        EXPECT_TRUE(is_name(word)) << word;
    }
    for (const std::string_view word : {"አበበ", "ኣበበ", "ንዳዊት", "ሳራን", "ዮሐንስ", "ዮሃንስ", "ገብረሚካኤል"}) {
        EXPECT_TRUE(is_name(word)) << word;
    }
    for (const std::string_view word : {"نور", "على", "слава", "ተስፋ", "коли", "тому", "люди"}) {
        EXPECT_FALSE(is_name(word)) << word;
    }
}

TEST(ScriptLexicon, KnowsNothingOfAWordThatIsLongerThanAny) {
    std::string word;
    for (int i = 0; i < 1000; ++i) {
        word += "محمد";
    }
    EXPECT_FALSE(ScriptLexicon().kinds(word, Script::arabic).any());
}

TEST(CyrillicName, IsMaskedByItsListItsCapitalOrACue) {
    expect_masked({
        {"Мене звати Оксана, живу тут.", "Мене звати [NAMN], живу тут."},
        {"Меня зовут Виктор Зайцев.", "Меня зовут [NAMN]."},
        {"мене звати оксана", "мене звати [NAMN]"},
        {"Тут Галина кричить", "Тут [NAMN] кричить"},
        {"Бачила Хведося ввечері", "Бачила [NAMN] ввечері"},
        {"Шевченко сказав, що світла не буде", "[NAMN] сказав, що світла не буде"},
        {"Спасибо Марине Викторовне", "Спасибо [NAMN]"},
        {"О. Петренко з комуни", "[NAMN] з комуни"},
        {"У Миколи гучно", "У [NAMN] гучно"},
        {"Темно.\nІван Щур", "Темно.\n[NAMN]"},
        {"Пані Віра Шульга", "Пані [NAMN]"},
    });
}

TEST(CyrillicName, IsNoTownNoCompanyAndNoStartOfASentence) {
    expect_kept({
        "У Стокгольмі краще. На Норргатан темно, в Еребру теж.",
        "Біля школи Фрідхем стоять хлопці. Коли буде світло?",
        "Слава Богу, у Швеції спокійно. Віра в поліцію є.",
        "Прошу Вас допомогти. Дякую ІКЕА за ліхтарі.",
        "Кафе «Затишок» шумить. Вулиця Кунгсгатан темна.",
    });
}

TEST(CyrillicName, IsNotInTheGazetteer) {
    const Redactor local({.gazetteer = Gazetteer({"Вальвік"})});
    EXPECT_EQ(masked("Бачила Вальвік і Хведося", local), "Бачила Вальвік і [NAMN]");
}

TEST(ArabicName, IsMaskedByItsListOrACue) {
    expect_masked({
        {"اسمي طارق الخطيب وأسكن هنا", "اسمي [NAMN] وأسكن هنا"},
        {"اسمي شمعون وأسكن هنا", "اسمي [NAMN] وأسكن هنا"},
        {"السيدة نادية من البلدية", "السيدة [NAMN] من البلدية"},
        {"جاري أبو كريم يصرخ", "جاري [NAMN] يصرخ"},
        {"جارتي أمل خائفة", "جارتي [NAMN] خائفة"},
        {"شكرا لأحمد وفاطمة", "شكرا [NAMN]"},
        {"اسم من زهرا کریمی است", "اسم من [NAMN] است"},
        {"من سهراب هستم", "من [NAMN] هستم"},
        {"من ناوم ئازادە و لێرە دەژیم", "من ناوم [NAMN] و لێرە دەژیم"},
    });
}

TEST(ArabicName, IsNotAWordThatIsAlsoAName) {
    expect_kept({
        "هناك نور قليل والحياة صعبة على الجميع",
        "عندما كان عمر ابني خمس سنوات",
        "جاري يصرخ كل ليلة",
        "نريد أملا وسلاما في الحي",
        "خیابان تاریک است و امید داریم",
    });
}

TEST(GeezName, IsMaskedByItsListOrACue) {
    expect_masked({
        {"ስመይ ሰላም ተስፋይ እዩ", "ስመይ [NAMN] እዩ"},
        {"ስሜ ቶሎሳ ነው", "ስሜ [NAMN] ነው"},
        {"ጎረቤተይ ተስፋ ጽቡቕ ሰብ", "ጎረቤተይ [NAMN] ጽቡቕ ሰብ"},
        {"ኣቶ ገብረ ሃብተ ይጭድር", "ኣቶ [NAMN] ይጭድር"},
        {"ቶሎሳ ዝበሃል መንእሰይ", "[NAMN] ዝበሃል መንእሰይ"},
    });
    expect_kept({"ሰላም፡ ተስፋ ኣለና።", "እቲ ጎደና ጸልማት እዩ"});
}

TEST(StructuredData, IsMaskedInTextsOfEveryScript) {
    expect_masked({
        {"رقمي ٠٧٠-١٢٣ ٤٥ ٦٧ اتصلوا", "رقمي [TELEFON] اتصلوا"},
        {"شماره من ۰۷۰-۱۲۳ ۴۵ ۶۷ است", "شماره من [TELEFON] است"},
        {"رقمي الشخصي ٩٠٠١٠١-٠٠١٧ وشكرا", "رقمي الشخصي [PERSONNUMMER] وشكرا"},
        {"کد من ۱۹۹۰۰۱۰۱-۰۰۱۷ است", "کد من [PERSONNUMMER] است"},
        {"Мій номер 070-123 45 67, пишіть на ira@example.com",
         "Мій номер [TELEFON], пишіть на [E-POST]"},
        {"ቁጽረይ 0701234567 እዩ", "ቁጽረይ [TELEFON] እዩ"},
        {"بريدي samir@example.com شكرا", "بريدي [E-POST] شكرا"},
        {"أسكن في Storgatan ١٢", "أسكن في [ADRESS]"},
    });
}

}  // namespace
}  // namespace lyhord::anonymize
