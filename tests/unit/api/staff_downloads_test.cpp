// The downloads of released tables, and what they leave in the audit log.
#include <sys/resource.h>

#include <csignal>

#include "base/json/json.h"
#include "base/limits.h"
#include "staff_site.h"

namespace lyhord::api {
namespace {

using domain::Role;
using testing::demo_slug;
using testing::header_of;
using testing::StaffSite;

constexpr std::string_view all_downloads[] = {"tables.json",
                                              "tables.csv",
                                              "tables-excel.csv",
                                              "tables.xlsx",
                                              "report.pdf",
                                              "report.zip",
                                              "themes.json"};

std::string path_of(std::string_view file, std::string_view slug = demo_slug) {
    return "/api/v1/staff/dialogues/" + std::string(slug) + "/" + std::string(file);
}

TEST(StaffDownloads, EachIsInTheAuditLogWithItsRoundAndBatch) {
    StaffSite site;
    site.open_dialogue();
    const std::string cookie = site.cookie_of(Role::analyst);
    for (const std::string_view file : all_downloads) {
        ASSERT_EQ(site.get(path_of(file), cookie).status, 200);
        EXPECT_EQ(site.last_audited(),
                  "analyst.anna | download " + std::string(file) + " | trygghet-harnosand/1/0");
    }
}

TEST(StaffDownloads, WhatIsRefusedIsNotLoggedAsADownload) {
    StaffSite site;
    site.open_dialogue();
    const std::string analyst = site.cookie_of(Role::analyst);
    const std::string admin = site.cookie_of(Role::admin);
    const std::size_t before = site.audited().size();
    EXPECT_EQ(site.get(path_of("tables.json"), admin).status, 403);
    EXPECT_EQ(site.get(path_of("tables.json")).status, 401);
    EXPECT_EQ(site.get(path_of("tables.json", "finns-inte"), analyst).status, 404);
    EXPECT_EQ(site.get(path_of("tables.json") + "?round=2", analyst).status, 404);
    for (const std::string_view round : {"0", "-1", "x", "1x", "1.5", "99999999999999999999"}) {
        const http::Response response =
            site.get(path_of("tables.json") + "?round=" + std::string(round), analyst);
        EXPECT_EQ(response.status, 400) << round;
        EXPECT_EQ(response.content_type, "application/problem+json");
    }
    EXPECT_EQ(site.audited().size(), before);
}

// While it lives this process can make no file longer, as on a full disk.
class FullDisk {
public:
    FullDisk() {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit full = before_;
        full.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST(StaffDownloads, WithoutItsAuditEntryThereIsNoDownload) {
    StaffSite site;
    site.open_dialogue();
    const std::string cookie = site.cookie_of(Role::analyst);
    const std::size_t before = site.audited().size();
    for (const std::string_view file : all_downloads) {
        http::Response response;
        {
            const FullDisk full_disk;
            response = site.get(path_of(file), cookie);
        }
        EXPECT_EQ(response.status, 503) << file;
        EXPECT_EQ(response.content_type, "application/problem+json") << file;
        EXPECT_NE(header_of(response, "Retry-After"), "") << file;
    }
    EXPECT_EQ(site.audited().size(), before);
    EXPECT_EQ(site.get(path_of("tables.csv"), cookie).status, 200);
}

TEST(StaffDownloads, TheCsvIsAFileNamedByRoundAndBatch) {
    StaffSite site;
    site.open_dialogue();
    const http::Response response =
        site.get(path_of("tables.csv") + "?round=1", site.cookie_of(Role::coordinator));
    EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(header_of(response, "Content-Disposition"),
              "attachment; filename=\"trygghet-harnosand-omgang-1-utgava-0.csv\"");
}

TEST(StaffDownloads, ATokenOfAnotherDialogueIsForbidden) {
    StaffSite site;
    site.open_dialogue();
    site.hire("anna", Role::analyst);
    const auto status = [&site](std::string_view scope) {
        const std::string secret =
            site.access.tokens
                .create(access::Actor::console(),
                        {.account = "anna", .scope = std::string(scope), .days = 1})
                .value();
        http::Request request;
        request.path = path_of("tables.json");
        request.authorization = "Bearer " + secret;
        return site.send(request).status;
    };
    EXPECT_EQ(status("en-annan"), 403);
    EXPECT_EQ(status(demo_slug), 200);
    EXPECT_EQ(status("*"), 200);
}

TEST(StaffDownloads, AWrongTokenIsNotHelpedByACookie) {
    StaffSite site;
    site.open_dialogue();
    http::Request request;
    request.path = path_of("tables.json");
    request.cookie = site.cookie_of(Role::analyst);
    request.authorization = "Bearer lyh_felaktig";
    EXPECT_EQ(site.send(request).status, 401);
}

TEST(StaffDownloads, TheWholeWayFromAnswersToTables) {
    StaffSite site;
    site.open_dialogue();
    for (int i = 0; i < 12; ++i) {
        site.answer(i < 7 ? R"({"version":1,"language":"sv","channel":"link",
                                "answers":{"q2_trygg_kvall":"ganska_trygg"}})"
                          : R"({"version":1,"language":"sv","channel":"link",
                                "answers":{"q2_trygg_kvall":"mycket_otrygg"}})");
    }
    const std::string cookie = site.cookie_of(Role::police);
    const http::Response early = site.get(path_of("tables.json"), cookie);
    EXPECT_EQ(early.body.find("\"count\":7"), std::string::npos);

    ASSERT_TRUE(site.lifecycle.close(demo_slug).has_value());
    ASSERT_TRUE(site.lifecycle.settle(demo_slug, true).has_value());

    const http::Response response = site.get(path_of("tables.json"), cookie);
    const auto json = base::Json::parse(response.body);
    ASSERT_TRUE(json.has_value());
    const base::Json& question = json->find("questions")->as_array()->front();
    EXPECT_EQ(*question.find("id")->as_string(), "q2_trygg_kvall");
    EXPECT_EQ(*question.find("base")->as_integer(), 12);
    const base::Json::Array& options = *question.find("options")->as_array();
    EXPECT_EQ(*options[1].find("count")->as_integer(), 7);
    EXPECT_EQ(*options[3].find("count")->as_integer(), 5);
    EXPECT_EQ(site.last_audited(), "police.anna | download tables.json | trygghet-harnosand/1/1");

    const std::string overview = site.get("/staff", cookie).body;
    EXPECT_NE(overview.find("Färdigräknad"), std::string::npos);
    EXPECT_NE(overview.find(path_of("tables.csv") + "?round=1"), std::string::npos);
}

}  // namespace
}  // namespace lyhord::api
