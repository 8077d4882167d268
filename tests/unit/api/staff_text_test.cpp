// The page on which a person reads a text before anybody else does.
#include <gmock/gmock.h>

#include <regex>

#include "staff_site.h"

namespace lyhord::api {
namespace {

using domain::Role;
using ::testing::AllOf;
using testing::demo_slug;
using ::testing::HasSubstr;
using testing::header_of;
using ::testing::Not;
using testing::StaffSite;

const std::string page_path = "/staff/texter/" + std::string(demo_slug);

// The demonstration dialogue, settled with ten answers of this text. It must have no theme: that
// all have the same one would be told of nobody, and they would be withheld.
class Texts : public ::testing::Test {
protected:
    void settle_with(const std::string& text, const std::string& language = "sv") {
        site_.open_dialogue();
        for (int i = 0; i < 10; ++i) {
            site_.answer(R"({"version": 1, "channel": "link", "language": ")" + language +
                         R"(", "answers": {"q1_area": "2280-CEN", "q2_trygg_kvall": ")" +
                         (i % 2 == 0 ? "ganska_trygg" : "mycket_otrygg") +
                         R"(", "q12_alder": "a25_44", "q11_forslag": ")" + text + "\"}}");
        }
        ASSERT_TRUE(site_.lifecycle.settle(demo_slug, true));
        anna_ = site_.cookie_of(Role::coordinator);
    }
    http::Response open(const std::string& query = "") {
        return site_.get(page_path + query, anna_);
    }
    // The form as a browser posts it back from `page`.
    std::string form_of(const http::Response& page, const std::string& changes) {
        std::string body;
        const std::regex hidden(R"re(<input type="hidden" name="(\w+)" value="([^"]*)">)re");
        for (std::sregex_iterator found(page.body.begin(), page.body.end(), hidden), end;
             found != end;
             ++found) {
            body += (*found)[1].str() + "=" + (*found)[2].str() + "&";
        }
        return body + changes;
    }
    http::Response post(const http::Response& page, const std::string& changes) {
        return site_.post(page_path, form_of(page, changes), anna_);
    }
    std::size_t in(store::CommentState state) {
        const auto round = site_.frozen.current(demo_slug);
        return site_.store->comments(round->round.id, state).value().size();
    }
    std::vector<std::string> logged() {
        std::vector<std::string> lines;
        for (const std::string& line : site_.audited()) {
            if (line.find("comment") != std::string::npos) {
                lines.push_back(line);
            }
        }
        return lines;
    }

    StaffSite site_;
    std::string anna_;
};

TEST_F(Texts, AreShownWithWhatIsKnownAndMasked) {
    settle_with("Vår rektor svarar inte, ring 070-174 06 05");
    const http::Response page = open();
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_THAT(header_of(page, "Content-Security-Policy"), HasSubstr("script-src 'self'"));
    EXPECT_THAT(page.body,
                AllOf(HasSubstr("10 kvar att läsa, 0 granskade"),
                      HasSubstr("Vad är det viktigaste kommunen och polisen kan göra"),
                      HasSubstr("<dd>Svenska</dd>"),
                      HasSubstr("Kan peka ut en person"),
                      HasSubstr("<em>Vår rektor</em> svarar inte"),
                      HasSubstr("<dt>Maskerat</dt>\n<dd>telefonnummer</dd>"),
                      HasSubstr(R"(<mark role="img" title="telefonnummer" )"
                                R"(aria-label="maskerat: telefonnummer">[TELEFON]</mark>)"),
                      Not(HasSubstr("osäkert"))));
    EXPECT_THAT(page.body, HasSubstr("/static/review."));
    EXPECT_THAT(logged(),
                ::testing::ElementsAre("coordinator.anna | comment read | " +
                                       std::string(demo_slug) + "/1"));
}

// A capital letter alone is no sure sign of a name.
TEST_F(Texts, AreShownWithWhichMasksAreUnsure) {
    settle_with("Я бачив Кравдію та Миколу, 070-174 06 05, a@b.se, c@d.se");
    EXPECT_THAT(open().body,
                AllOf(HasSubstr("<dd>namn (2 gånger, varav 1 osäkert), telefonnummer, "
                                "e-postadress (2 gånger)</dd>"),
                      HasSubstr(R"(<mark role="img" title="namn, osäkert" )"
                                R"(aria-label="maskerat: namn, osäkert" class="unsure">[NAMN])"),
                      HasSubstr(R"(<mark role="img" title="namn" aria-label="maskerat: namn">)"),
                      HasSubstr("Frågetecken efter en mask: osäkert.")));
}

TEST_F(Texts, SayOfOneMaskThatItIsUnsure) {
    settle_with("Я бачив Кравдію біля школи");
    EXPECT_THAT(open().body, HasSubstr("<dd>namn (osäkert)</dd>"));
}

TEST_F(Texts, SayOfSomeMasksThatTheyAreUnsure) {
    settle_with("Я бачив Кравдію та Журдію, і там Миколу");
    EXPECT_THAT(open().body, HasSubstr("<dd>namn (3 gånger, varav 2 osäkra)</dd>"));
}

TEST_F(Texts, WithNothingThatPointsSayNothingOfIt) {
    settle_with("Fler blommor");
    EXPECT_THAT(open().body, Not(HasSubstr("Kan peka ut")));
}

TEST_F(Texts, AreForWhoReviewsThem) {
    settle_with("Fler blommor");
    for (const Role role : {Role::analyst, Role::police, Role::admin}) {
        const std::string cookie = site_.cookie_of(role);
        EXPECT_EQ(site_.get(page_path, cookie).status, 403);
        EXPECT_EQ(site_.post(page_path, form_of(open(), "action=approve"), cookie).status, 403);
        EXPECT_THAT(site_.get("/staff", cookie).body, Not(HasSubstr("Granska fritexter")));
    }
    EXPECT_THAT(site_.get("/staff", anna_).body, HasSubstr("Granska fritexter"));
    EXPECT_EQ(site_.get(page_path).status, 303);
    http::Request foreign = site_.form(page_path, form_of(open(), "action=approve"), anna_);
    foreign.fetch_site = "cross-site";
    EXPECT_EQ(site_.send(foreign).status, 403);
    EXPECT_EQ(in(store::CommentState::pending), 10U);
}

TEST_F(Texts, AreApprovedAndTheNextOneFollows) {
    settle_with("Fler blommor");
    const http::Response done = post(open(), "action=approve&translation=+%0D%0A");
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(in(store::CommentState::approved), 1U);
    const http::Response next = site_.get(header_of(done, "Location"), anna_);
    EXPECT_THAT(next.body,
                AllOf(HasSubstr("Texten är godkänd."), HasSubstr("9 kvar att läsa, 1 granskade")));
    EXPECT_EQ(logged()[1],
              "coordinator.anna | comment approved | " + std::string(demo_slug) + "/1");
}

TEST_F(Texts, AreWithheldUntilNoneIsLeft) {
    settle_with("Fler blommor");
    http::Response page = open();
    for (int i = 0; i < 10; ++i) {
        const http::Response done = post(page, "action=withhold");
        ASSERT_EQ(done.status, 303);
        page = site_.get(header_of(done, "Location"), anna_);
    }
    EXPECT_EQ(in(store::CommentState::withheld), 10U);
    EXPECT_THAT(page.body, HasSubstr("Alla texter som har kommit är lästa."));
    EXPECT_THAT(page.body, Not(HasSubstr("<script")));
    const std::size_t reads = logged().size();
    open();
    EXPECT_EQ(logged().size(), reads) << "a page without a text is no reading";
}

TEST_F(Texts, AreMaskedMoreAndStayOnThePage) {
    settle_with("Fråga Kvastmakaren om blommor");
    const http::Response masked =
        post(open(), "action=mask&mask=Kvastmakaren&which=1&token=%5BNAMN%5D&translation=hej");
    ASSERT_EQ(masked.status, 303);
    const http::Response page = site_.get(header_of(masked, "Location"), anna_);
    EXPECT_THAT(
        page.body,
        AllOf(HasSubstr("Orden är maskerade."),
              HasSubstr(R"(Fråga <mark role="img" title="namn" aria-label="maskerat: namn">)"
                        "[NAMN]"),
              HasSubstr(">hej</textarea>"),
              Not(HasSubstr("Kvastmakaren"))));
    const std::size_t masking = logged().size();
    EXPECT_EQ(site_.get(header_of(masked, "Location"), anna_).status, 200);
    EXPECT_EQ(logged().size(), masking + 1) << "loaded again it is read again, and no more masked";
    EXPECT_EQ(post(page, "action=approve").status, 303);
    const auto round = site_.frozen.current(demo_slug);
    const auto approved =
        site_.store->comments(round->round.id, store::CommentState::approved).value();
    EXPECT_EQ(approved[0].text->view(), "Fråga [NAMN] om blommor");
}

TEST_F(Texts, SayWhatIsWrongWithAMaskingAndKeepWhatWasTyped) {
    settle_with("Fler blommor");
    const http::Response wrong =
        post(open(), "action=mask&mask=b%C3%A4nken&token=%5BADRESS%5D&translation=hej");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body,
                AllOf(HasSubstr("Inget ändrades"),
                      HasSubstr(">bänken</textarea>"),
                      HasSubstr("<option value=\"[ADRESS]\" selected>"),
                      HasSubstr(">hej</textarea>"),
                      HasSubstr("<title>Fel: Granska fritexter")));
}

TEST_F(Texts, ThatAColleagueDecidedAboutAreLeftAsTheyAre) {
    settle_with("Fler blommor");
    const http::Response seen = open();
    ASSERT_EQ(post(seen, "action=approve").status, 303);
    for (const std::string action : {"approve", "withhold", "mask&mask=Fler&token=%5BNAMN%5D"}) {
        const http::Response late = post(seen, "translation=hej&action=" + action);
        EXPECT_EQ(late.status, 409) << action;
        EXPECT_THAT(late.body,
                    AllOf(HasSubstr("av dig eller en kollega"), Not(HasSubstr(">hej<"))));
    }
    EXPECT_EQ(in(store::CommentState::approved), 1U);
    EXPECT_EQ(in(store::CommentState::withheld), 0U);
}

TEST_F(Texts, AreNotApprovedWithWordsThatWaitToBeMasked) {
    settle_with("Fler blommor och blommor");
    // As the script selects the second of them.
    const std::string form = std::regex_replace(
        form_of(open(), "action=approve&mask=blommor&token=%5BADRESS%5D&translation=hej"),
        std::regex("which=0"),
        "which=2");
    const http::Response wrong = site_.post(page_path, form, anna_);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body,
                AllOf(HasSubstr("Maskera orden först, eller töm fältet"),
                      HasSubstr(">blommor</textarea>"),
                      HasSubstr("name=\"which\" value=\"2\""),
                      HasSubstr("<option value=\"[ADRESS]\" selected>"),
                      HasSubstr(">hej</textarea>")));
    EXPECT_EQ(in(store::CommentState::approved), 0U);
    EXPECT_EQ(post(wrong, "action=approve&mask=+%0D%0A").status, 303);
    EXPECT_EQ(in(store::CommentState::approved), 1U);
}

// Words that wait say nothing of the text that stands there by now.
TEST_F(Texts, ThatAreGoneAreSaidToBeGoneWhateverWasTyped) {
    settle_with("Fler blommor");
    const http::Response seen = open();
    ASSERT_EQ(post(seen, "action=approve").status, 303);
    const http::Response late = post(seen, "action=approve&mask=Fler&translation=hej");
    EXPECT_EQ(late.status, 409);
    EXPECT_THAT(late.body,
                AllOf(HasSubstr("av dig eller en kollega"),
                      Not(HasSubstr("Maskera orden först")),
                      Not(HasSubstr(">Fler</textarea>")),
                      Not(HasSubstr(">hej</textarea>"))));
}

TEST_F(Texts, KeepATranslationThatIsNotHandedInForTheirReader) {
    settle_with("Fler blommor");
    const http::Response first = open();
    const http::Response on = post(first, "action=next&translation=Ring+070-174+06+05");
    ASSERT_EQ(on.status, 303);
    EXPECT_EQ(header_of(on, "Location").find("Ring"), std::string::npos);
    const http::Response second = site_.get(header_of(on, "Location"), anna_);
    EXPECT_THAT(second.body, Not(HasSubstr(">Ring")));
    const http::Response back = post(second, "action=previous");
    ASSERT_EQ(back.status, 303);
    EXPECT_THAT(site_.get(header_of(back, "Location"), anna_).body,
                HasSubstr(">Ring [TELEFON]</textarea>"));
    EXPECT_EQ(in(store::CommentState::pending), 10U);
    const std::string other = site_.cookie_of(Role::coordinator);
    EXPECT_THAT(site_.get(page_path, other).body, Not(HasSubstr(">Ring")));
}

TEST_F(Texts, ThatAreApprovedMayBeMaskedMoreOrWithheld) {
    settle_with("Fråga Kvastmakaren om blommor", "en");
    const std::string approved = "?of=approved";
    EXPECT_THAT(open().body, Not(HasSubstr("of=approved")));
    EXPECT_THAT(open(approved).body, HasSubstr("Ingen text är godkänd."));
    ASSERT_EQ(post(open(), "action=approve&translation=Kvastmakaren").status, 303);
    EXPECT_THAT(open().body, HasSubstr("&amp;of=approved"));
    const http::Response page = open(approved);
    EXPECT_THAT(page.body,
                AllOf(HasSubstr("Godkända: 1"),
                      HasSubstr(">Fråga Kvastmakaren om blommor</p>"),
                      HasSubstr(">Kvastmakaren</p>"),
                      Not(HasSubstr("value=\"approve\"")),
                      Not(HasSubstr("name=\"translation\""))));
    const http::Response masked = post(page, "action=mask&mask=Kvastmakaren&token=%5BNAMN%5D");
    ASSERT_EQ(masked.status, 303);
    const http::Response after = site_.get(header_of(masked, "Location"), anna_);
    EXPECT_THAT(after.body, AllOf(HasSubstr("Godkända: 1"), Not(HasSubstr("Kvastmakaren"))));
    EXPECT_EQ(post(page, "action=withhold").status, 409) << "it was read with the name";
    EXPECT_EQ(in(store::CommentState::approved), 1U);
    const http::Response withheld = post(after, "action=withhold");
    ASSERT_EQ(withheld.status, 303);
    EXPECT_THAT(site_.get(header_of(withheld, "Location"), anna_).body,
                AllOf(HasSubstr("Texten är undanhållen"), HasSubstr("Ingen text är godkänd.")));
    EXPECT_EQ(in(store::CommentState::withheld), 1U);
    const std::vector<std::string> lines = logged();
    for (const std::string what : {"read", "masked more", "withheld"}) {
        EXPECT_THAT(lines,
                    ::testing::Contains("coordinator.anna | approved comment " + what + " | " +
                                        std::string(demo_slug) + "/1"));
    }
}

TEST_F(Texts, InAnotherLanguageAreTranslatedAndCodedFromThat) {
    settle_with("It is dark", "en");
    const http::Response page = open();
    EXPECT_THAT(page.body, AllOf(HasSubstr("lang=\"en\""), HasSubstr("på ett annat språk")));
    ASSERT_EQ(post(page, "action=approve&translation=Det+%C3%A4r+m%C3%B6rkt").status, 303);
    const auto round = site_.frozen.current(demo_slug);
    const auto approved =
        site_.store->comments(round->round.id, store::CommentState::approved).value();
    EXPECT_EQ(approved[0].translation->view(), "Det är mörkt");
    EXPECT_NE(approved[0].themes, "[]");
    EXPECT_EQ(logged()[0],
              "coordinator.anna | comment approved with a translation | " + std::string(demo_slug) +
                  "/1");
}

TEST_F(Texts, OfNoRoundAndOfAFormThatIsNoneAreRefused) {
    settle_with("Fler blommor");
    EXPECT_EQ(site_.get("/staff/texter/annan", anna_).status, 404);
    EXPECT_EQ(open("?round=2").status, 404);
    EXPECT_EQ(open("?round=x").status, 404);
    EXPECT_EQ(open("?step=next&place=zz").status, 200);
    EXPECT_EQ(site_.post(page_path, "action=approve", anna_).status, 422);
    const http::Response page = open();
    EXPECT_EQ(post(page, "action=unmask").status, 422);
    EXPECT_EQ(site_.post("/staff/texter/annan", form_of(page, "action=approve"), anna_).status,
              404);
    EXPECT_EQ(in(store::CommentState::pending), 10U);
}

TEST_F(Texts, AreNotShownWithoutTheirKey) {
    settle_with("Fler blommor");
    std::filesystem::remove(site_.store.path() / "keys" / "review");
    const http::Response page = open();
    EXPECT_EQ(page.status, 500);
    EXPECT_THAT(page.body, Not(HasSubstr("blommor")));
    EXPECT_TRUE(logged().empty());
}

}  // namespace
}  // namespace lyhord::api
