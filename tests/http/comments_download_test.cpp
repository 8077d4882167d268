// Approved texts as a file: what is in it, what is not, and how its end is known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "base/crypto/crypto.h"
#include "base/limits.h"
#include "site.h"

namespace lyhord::tests {
namespace {

using domain::Role;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string texts_path = "/staff/texter/" + std::string(demo);

struct Download {
    std::vector<std::string> pieces;
    std::string bytes() const {
        std::string all;
        for (const std::string& piece : pieces) {
            all += piece;
        }
        return all;
    }
};

class CommentsDownload : public testing::Test {
protected:
    // `count` answers with a text each; the texts wait for review.
    void settle_texts(int count) {
        rounds::OpenOptions options = site_.terms();
        options.expected_answers = count;
        site_.open_demo(options);
        for (int i = 0; i < count; ++i) {
            const std::string answers = std::string(R"({"q2_trygg_kvall":")") +
                                        (i % 2 ? "ganska_trygg" : "mycket_otrygg") +
                                        R"(","q11_forslag":"Mer blommor"})";
            ASSERT_EQ(site_.submit(answers, site_.new_key()).status, 201);
        }
        site_.settle_demo();
        cookie_ = site_.sign_in(Role::analyst);
    }
    void approve(const store::CommentRow& row, const std::string& text, const std::string& themes) {
        ASSERT_TRUE(site_.approve(row, text, themes));
    }
    Download download(const std::string& file) {
        http::Response response = site_.get(texts_path + "/" + file, cookie_);
        EXPECT_EQ(response.status, 200);
        EXPECT_NE(response.more, nullptr);
        Download all;
        while (response.more != nullptr) {
            auto piece = response.more->next().value();
            if (piece.empty()) {
                break;
            }
            all.pieces.push_back(std::move(piece));
        }
        return all;
    }

    Site site_;
    std::string cookie_;
};

std::size_t sensitive_theme(const domain::FrozenRound& round) {
    const auto& themes = round.codebooks.front().themes;
    const auto found = std::ranges::find(themes, true, &domain::Theme::sensitive);
    EXPECT_NE(found, themes.end()) << "the demonstration's codebook has one";
    return static_cast<std::size_t>(found - themes.begin());
}

TEST_F(CommentsDownload, HasWhatAPersonApprovedAndNothingElse) {
    settle_texts(12);
    const store::FrozenRoundPtr round = site_.service().review.round(demo, {});
    const auto waiting = site_.comments();
    ASSERT_EQ(waiting.size(), 12U);
    approve(waiting[0], "=Mer ljus; \"nu\",\nring 070-174 06 05", "[0]");
    approve(waiting[1], "Plantera träd", "[]");
    approve(waiting[2], "Hemligt tema", "[" + std::to_string(sensitive_theme(*round)) + "]");

    const std::string csv = download("godkanda.csv").bytes();

    EXPECT_THAT(csv, StartsWith("dialogue,round,question,question_text,area,area_text,themes,"));
    EXPECT_THAT(csv, HasSubstr("\"'=Mer ljus; \"\"nu\"\",\nring [TELEFON]\","));
    const domain::Theme& theme = round->codebooks.front().themes.front();
    EXPECT_THAT(csv, HasSubstr("," + theme.id + "," + theme.label + ","));
    EXPECT_THAT(csv, HasSubstr(",Plantera träd,\r\n"));
    EXPECT_THAT(csv, HasSubstr("trygghet-harnosand,1,q11_forslag,"));
    EXPECT_THAT(csv, Not(HasSubstr("Hemligt tema"))) << "never quoted";
    EXPECT_THAT(csv, Not(HasSubstr("Mer blommor"))) << "nobody has read it";
    const std::size_t end = csv.rfind("_end,2,");
    ASSERT_NE(end, std::string::npos);
    EXPECT_EQ(csv.substr(end + 7, 64),
              base::hex(base::crypto::sha256(base::as_bytes(csv.substr(0, end)))));

    const std::string excel = download("godkanda-excel.csv").bytes();
    EXPECT_THAT(excel,
                StartsWith("\xEF\xBB\xBF"
                           "Dialog;Omgång;Fråga (id);"));
    EXPECT_THAT(excel, HasSubstr(";Plantera träd;\r\n"));
}

TEST_F(CommentsDownload, IsLoggedBeforeItLeaves) {
    settle_texts(10);
    EXPECT_EQ(site_.get(texts_path + "/godkanda.csv?round=2", cookie_).status, 404);
    EXPECT_EQ(site_.get(texts_path + "/godkanda.csv?round=x", cookie_).status, 404);
    const std::string log = "laddade ned granskade fritexter, CSV för Excel";
    const std::string coordinator = site_.sign_in(Role::coordinator);
    EXPECT_THAT(site_.get("/staff/audit", coordinator).body, Not(HasSubstr(log)));
    const http::Response response = site_.get(texts_path + "/godkanda-excel.csv", cookie_);
    EXPECT_THAT(site_.get("/staff/audit", coordinator).body, HasSubstr(log));
    EXPECT_THAT(response.more->next().value(), HasSubstr("_end;0;")) << "none is approved";
    EXPECT_EQ(response.more->next().value(), "");
}

// What its cells say, as another program unpacks them.
std::string strings_of(const std::string& workbook) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "teman.xlsx";
    std::ofstream(file, std::ios::binary) << workbook;
    const std::string command = "unzip -p '" + file.string() + "' xl/sharedStrings.xml";
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string all;
    std::array<char, 4096> piece{};
    for (std::size_t got = 0; (got = std::fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
        all.append(piece.data(), got);
    }
    return all;
}

TEST_F(CommentsDownload, HasExamplesOfThemesThatSeveralWroteAbout) {
    settle_texts(20);
    const store::FrozenRoundPtr round = site_.service().review.round(demo, {});
    const std::size_t sensitive = sensitive_theme(*round);
    const auto waiting = site_.comments();
    for (std::size_t i = 0; i < 18; ++i) {
        const std::string number = std::to_string(i);
        i < 12   ? approve(waiting[i], "Ljus " + number + " fattas", "[0]")
        : i < 14 ? approve(waiting[i], "Ensamt tema", "[1]")
                 : approve(waiting[i], "Hemligt", "[0," + std::to_string(sensitive) + "]");
    }
    const http::Response response = site_.get(texts_path + "/teman.xlsx", cookie_);
    ASSERT_EQ(response.status, 200);
    const std::string strings = strings_of(response.body);
    const auto times = [&strings](const std::string& text) {
        std::size_t count = 0;
        for (std::size_t at = 0; (at = strings.find(text, at)) != std::string::npos; ++at) {
            ++count;
        }
        return count;
    };
    EXPECT_EQ(times(" fattas<"), base::limits::examples_max);
    EXPECT_EQ(times("Ensamt tema"), 0U) << "two are no picture of a theme, but two people";
    EXPECT_EQ(times("Hemligt"), 0U) << "never quoted";
    EXPECT_EQ(times("Mer blommor"), 0U) << "nobody has read it";
    EXPECT_GT(times(">" + round->codebooks.front().themes[1].label + "<"), 0U) << "its figures";
    EXPECT_EQ(site_.get(texts_path + "/teman.xlsx", cookie_).body, response.body);
}

// What it holds in memory does not grow with what there is.
TEST_F(CommentsDownload, ComesInPiecesOfABoundedNumberOfTexts) {
    constexpr int count = static_cast<int>(base::limits::comments_at_once_max) + 20;
    settle_texts(count);
    for (const store::CommentRow& row : site_.comments()) {
        approve(row, "Fler bänkar", "[]");
    }
    const Download all = download("godkanda.csv");
    ASSERT_EQ(all.pieces.size(), 2U);
    const auto records = [](const std::string& piece) { return std::ranges::count(piece, '\n'); };
    EXPECT_EQ(records(all.pieces[0]), 1 + count - 20);
    EXPECT_EQ(records(all.pieces[1]), 20 + 1);
    EXPECT_THAT(all.pieces[1], HasSubstr("_end," + std::to_string(count) + ","));
}

}  // namespace
}  // namespace lyhord::tests
