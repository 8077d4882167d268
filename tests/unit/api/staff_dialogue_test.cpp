// What staff are told when a file or a wish is refused, and how a file comes out of a form.
#include <regex>
#include <set>

#include "api/posted_file.h"
#include "api/staff/problem_words.h"
#include "staff_site.h"

namespace lyhord::api {
namespace {

using testing::source_text;

// Every message that these files give, as it stands in the source: what stands in quotes, has a
// space, and is not a part of a path.
std::set<std::string> messages_in(const std::vector<std::string>& files) {
    const std::regex comment("//[^\n]*");
    const std::regex seam("\"\\s*\n\\s*\"");
    const std::regex raw(R"re(R"\(([^\n]*)\)")re");
    const std::regex quoted(R"re("((?:[^"\\\n]|\\.)*)")re");
    std::set<std::string> messages;
    for (const std::string& file : files) {
        std::string source = std::regex_replace(source_text(file), comment, "");
        source = std::regex_replace(source, seam, "");
        for (const std::regex& literal : {raw, quoted}) {
            for (std::sregex_iterator found(source.begin(), source.end(), literal), end;
                 found != end;
                 ++found) {
                messages.insert((*found)[1]);
            }
            source = std::regex_replace(source, literal, "");
        }
    }
    std::erase_if(messages, [](const std::string& text) { return !text.contains(' '); });
    return messages;
}

TEST(ProblemWords, AreInSwedishForWhateverAFileOrARoundIsRefusedFor) {
    const std::set<std::string> no_messages{" \\n",
                                            "round opened",
                                            "round extended",
                                            "round closed",
                                            "results published",
                                            "< ",
                                            "≥ ",
                                            "Bor inte här",
                                            "I do not live here"};
    std::set<std::string> messages =
        messages_in({"service/base/json/json.cpp",
                     "service/domain/file_reading.cpp",
                     "service/domain/questionnaire_file.cpp",
                     "service/domain/questionnaire_file_bands.cpp",
                     "service/domain/questionnaire_file_logic.cpp",
                     "service/domain/questionnaire_file_options.cpp",
                     "service/domain/questionnaire_file_question.cpp",
                     "service/domain/questionnaire_file_references.cpp",
                     "service/domain/questionnaire_file_revision.cpp",
                     "service/domain/questionnaire_file_round.cpp",
                     "service/disclosure/area_plan.cpp",
                     "service/disclosure/public_gate.cpp",
                     "service/rounds/freezing.cpp",
                     "service/rounds/lifecycle.cpp",
                     "service/rounds/opening.cpp",
                     "service/rounds/publishing.cpp"});
    EXPECT_GE(messages.size(), 100U);
    for (std::string message : messages) {
        if (no_messages.contains(message)) {
            continue;
        }
        message = std::regex_replace(message, std::regex("\\\\\""), "\"");
        EXPECT_TRUE(staff::swedish_of(message)) << message;
    }
}

http::Request with_body(std::string_view type, std::string_view body) {
    http::Request request;
    request.method = http::Method::post;
    request.content_type = std::string(type);
    request.body = std::string(body);
    return request;
}

constexpr std::string_view form_type = "multipart/form-data; boundary=----b1";

TEST(PostedFile, IsTheFieldsBytes) {
    const std::string body =
        "------b1\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n"
        "------b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n"
        "Content-Type: application/json\r\n\r\n{\"a\":\r\n\"--b1\"}\r\n------b1--\r\n";
    EXPECT_EQ(posted_file(with_body(form_type, body), "file"), "{\"a\":\r\n\"--b1\"}");
    EXPECT_EQ(posted_file(with_body(form_type, body), "other"), "x");
    EXPECT_EQ(posted_file(with_body(form_type, body), "third"), std::nullopt);
    const std::string quoted = "multipart/form-data; boundary=\"----b1\"; charset=utf-8";
    EXPECT_EQ(posted_file(with_body(quoted, body), "other"), "x");
}

TEST(PostedFile, IsEmptyWhereNoneWasChosen) {
    const std::string body =
        "------b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n"
        "------b1--\r\n";
    EXPECT_EQ(posted_file(with_body(form_type, body), "file"), "");
}

TEST(PostedFile, IsNothingInWhatIsCutOffOrNoSuchForm) {
    const std::string body =
        "------b1\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n------b1--\r\n";
    ASSERT_EQ(posted_file(with_body(form_type, body), "file"), "abc");
    const std::size_t whole = body.find("\r\n------b1--") + std::string("\r\n------b1").size();
    for (std::size_t size = 0; size < whole; ++size) {
        const auto read = posted_file(with_body(form_type, body.substr(0, size)), "file");
        EXPECT_EQ(read, std::nullopt) << size;
    }
    for (const std::string_view type : {"multipart/form-data",
                                        "multipart/form-data; boundary=",
                                        "application/json; boundary=----b1",
                                        "multipart/form-data; boundary=----b2"}) {
        EXPECT_EQ(posted_file(with_body(type, body), "file"), std::nullopt) << type;
    }
    const std::string long_boundary(71, 'b');
    EXPECT_EQ(posted_file(with_body("multipart/form-data; boundary=" + long_boundary,
                                    "--" + long_boundary + body.substr(8)),
                          "file"),
              std::nullopt);
}

TEST(StaffDialogue, OfAnUnknownNameIsNotFound) {
    testing::StaffSite site;
    site.open_dialogue();
    const std::string cookie = site.cookie_of(domain::Role::coordinator);
    for (const std::string path :
         {"/staff/dialoger/finns-inte", "/staff/dialoger/finns-inte/visa"}) {
        EXPECT_EQ(site.get(path, cookie).status, 404) << path;
        EXPECT_EQ(site.post(path, "action=stang", cookie).status, 404) << path;
    }
}

// The log has a line of every change that was made, and of none that was refused.
TEST(StaffDialogue, IsInTheLogOnlyIfItWasChanged) {
    testing::StaffSite site;
    site.open_dialogue();
    const std::string cookie = site.cookie_of(domain::Role::coordinator);
    const std::string path = "/staff/dialoger/" + std::string(testing::demo_slug);
    const std::string before = site.last_audited();
    EXPECT_EQ(site.post(path, "action=forlang&closes_at=2020-01-01", cookie).status, 422);
    EXPECT_EQ(site.post(path, "action=forlang&closes_at=", cookie).status, 422);
    EXPECT_EQ(site.post(path, "action=oppna&publish_by=x", cookie).status, 422);
    EXPECT_EQ(site.post(path, "action=berakna&expected_answers=-5", cookie).status, 422);
    EXPECT_EQ(site.post(path, "action=berakna&expected_answers=9999999999999", cookie).status, 200);
    EXPECT_EQ(site.post(path, "action=publicera", cookie).status, 409);
    EXPECT_EQ(site.post(path, "action=riv", cookie).status, 404);
    EXPECT_EQ(site.last_audited(), before);
    EXPECT_EQ(site.post(path, "action=stang", cookie).status, 303);
    EXPECT_EQ(site.last_audited(), "coordinator.anna | round closed | trygghet-harnosand/1");
    EXPECT_EQ(site.post(path, "action=stang", cookie).status, 409);
    EXPECT_EQ(site.last_audited(), "coordinator.anna | round closed | trygghet-harnosand/1");
}

}  // namespace
}  // namespace lyhord::api
