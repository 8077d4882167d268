// Answers that waited on a device, sealed to the queue key of their round.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenario.h"
#include "support/device_sealing.h"

namespace lyhord::tests {
namespace {

using base::Json;
using testing::HasSubstr;

constexpr std::string_view sealed_path = "/api/v1/dialogues/trygghet-harnosand/sealed";
constexpr std::string_view one_answer = R"({"q2_trygg_kvall":"ganska_trygg"})";

// A telephone on which the dialogue was opened while its round was open.
class Device {
public:
    explicit Device(Site& site) : site_(site) {
        const auto form = Json::parse(site.get("/api/v1/dialogues/" + std::string(demo)).body);
        token_ = *form->find("form")->as_string();
        const auto key = base::from_base64url(*form->find("queue_key")->as_string());
        std::ranges::copy(*key, queue_.begin());
    }

    // The body of a request that brings these answers, under `key`.
    std::string record(std::string_view answers, std::uint8_t key = 1) const {
        return sealed(submission(answers, R"("form":")" + token_ + R"(",)"), key);
    }
    std::string sealed(std::string body, std::uint8_t key = 1) const {
        const DeviceAnswer answer{
            .queue = queue_, .slug = std::string(demo), .key = {key, 7}, .body = std::move(body)};
        return sealed_body(queue_, sealed_on_device(answer));
    }
    http::Response send(const std::string& record) const {
        return site_.post_json(sealed_path, record, "");
    }
    const base::crypto::PublicKey& queue() const { return queue_; }

private:
    Site& site_;
    std::string token_;
    base::crypto::PublicKey queue_{};
};

std::string type_of(const http::Response& response) {
    const auto problem = Json::parse(response.body);
    return *problem->find("type")->as_string();
}

std::int64_t received(Site& site) { return *site.tables().find("received")->as_integer(); }

TEST(Sealed, AnswerIsReceivedAndCountedOnce) {
    Site site;
    site.open_demo();
    const Device device(site);
    const std::string record = device.record(one_answer);
    const http::Response first = device.send(record);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.body, R"({"received":true})") << "the receipt is the device's to make";
    const http::Response again = device.send(record);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(device.send(device.record(one_answer)).body, first.body) << "sealed anew";
    EXPECT_EQ(device.send(device.record(R"({"q2_trygg_kvall":"vet_ej"})")).status, 409);
    EXPECT_EQ(device.send(device.record(one_answer, 2)).status, 201);
    site.settle_demo();
    EXPECT_EQ(received(site), 2);
}

// The same answer may have gone by the form before its thanks were lost.
TEST(Sealed, AnswerThatWasSentPlainBeforeIsTheSame) {
    Site site;
    site.open_demo();
    const Device device(site);
    base::Id key{1, 7};
    EXPECT_EQ(site.submit(one_answer, base::base64url(key)).status, 201);
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201);
    site.settle_demo();
    EXPECT_EQ(received(site), 1);
}

TEST(Sealed, AnswerOfARevisedTextIsTaken) {
    Site site;
    site.open_demo();
    const Device device(site);
    std::string revised = demo_questionnaire();
    const std::string wording = "Hur trygg";
    ASSERT_NE(revised.find(wording), std::string::npos);
    revised.replace(revised.find(wording), wording.size(), "Hur säker");
    const auto imported = site.service().lifecycle.import_dialogue(revised);
    ASSERT_TRUE(imported) << imported.error().front().line();
    EXPECT_TRUE(imported->revised_open_round);
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201);
}

TEST(Sealed, LateAnswerIsTakenInTheGraceHours) {
    Site site;
    site.open_demo();
    const Device device(site);
    site.clock().advance_days(15);
    ASSERT_TRUE(site.service().lifecycle.advance().has_value());
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201);
    site.clock().advance_days(4);
    const http::Response late = device.send(device.record(one_answer, 2));
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(type_of(late), "urn:lyhord:problem:closed");
}

TEST(Sealed, AnswerToAnEarlierRoundIsNotCountedInTheNext) {
    Site site;
    site.open_demo();
    const Device device(site);
    site.settle_demo();
    EXPECT_EQ(device.send(device.record(one_answer)).status, 410);
    ASSERT_TRUE(site.service().lifecycle.open(demo, site.terms()).has_value());
    EXPECT_EQ(type_of(device.send(device.record(one_answer))), "urn:lyhord:problem:sealed-key");
    // To the new key, with the token of the old form: as if the key had stayed.
    const Device now(site);
    const std::string body = submission(one_answer, R"("form":"x",)");
    EXPECT_EQ(now.send(now.sealed(body)).status, 410);
    EXPECT_EQ(now.send(now.record(one_answer)).status, 201);
}

TEST(Sealed, WhatCannotBeOpenedIsRefusedForGood) {
    Site site;
    site.open_demo();
    const Device device(site);
    const std::string right = device.record(one_answer);
    std::string changed = right;
    changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(device.send(changed).status, 422);
    EXPECT_EQ(type_of(device.send(changed)), "urn:lyhord:problem:sealed");
    const auto other = base::crypto::generate_key_pair().public_key;
    const http::Response unknown = device.send(sealed_body(other, base::Bytes(100)));
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(type_of(unknown), "urn:lyhord:problem:sealed-key");
    for (const std::string body : {"",
                                   "{",
                                   "[]",
                                   "{}",
                                   R"({"key":"x"})",
                                   R"({"key":1,"sealed":2})",
                                   R"({"key":"x","sealed":"%"})",
                                   R"({"key":"x","sealed":"AA","name":"Anna"})"}) {
        EXPECT_EQ(device.send(body).status, 400) << body;
    }
    EXPECT_EQ(device.send(device.sealed("{")).status, 400);
    EXPECT_EQ(device.send(device.sealed(std::string(70'000, ' '))).status, 413);
    EXPECT_EQ(device.send(device.record(R"({"q99":"x"})")).status, 422);
    constexpr std::string_view kiosk = R"({"version":1,"channel":"kiosk","answers":{}})";
    EXPECT_EQ(device.send(device.sealed(std::string(kiosk))).status, 403);
    EXPECT_EQ(site.post_json("/api/v1/dialogues/annan/sealed", right, "").status, 404);
    EXPECT_EQ(device.send(right).status, 201);
}

TEST(Sealed, AnswersAreLimitedLikeOthers) {
    Site site(Fields{{"answers_per_address", "1"}});
    site.open_demo();
    const Device device(site);
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201);
    const http::Response second = device.send(device.record(one_answer, 2));
    EXPECT_EQ(second.status, 429);
    EXPECT_NE(header_of(second, "Retry-After"), "");
    EXPECT_THAT(second.body, HasSubstr("\"token\""));
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201) << "it is here already";
}

TEST(Sealed, KeyLivesFromOpeningToSettlement) {
    Site site;
    site.open_demo();
    auto& keys = site.service().keys;
    const auto made = keys.queue_keys().value();
    ASSERT_EQ(made.size(), 1U);
    const Device device(site);
    site.restart();
    EXPECT_EQ(device.send(device.record(one_answer)).status, 201);
    EXPECT_EQ(Device(site).queue(), device.queue());
    site.settle_demo();
    EXPECT_TRUE(site.service().keys.queue_keys().value().empty());
    // As after a kill between the settlement and the end of the key.
    ASSERT_TRUE(site.service().keys.create_queue_key(made.front()));
    site.restart();
    EXPECT_TRUE(site.service().keys.queue_keys().value().empty());
}

TEST(Sealed, KeyThatIsLostIsMadeAnewAtTheNextStart) {
    Site site;
    site.open_demo();
    const Device device(site);
    ASSERT_TRUE(site.service().keys.destroy_queue_key(site.service().keys.queue_keys()->front()));
    EXPECT_EQ(type_of(device.send(device.record(one_answer))), "urn:lyhord:problem:sealed-key");
    site.restart();
    const Device anew(site);
    EXPECT_NE(anew.queue(), device.queue());
    EXPECT_EQ(anew.send(anew.record(one_answer)).status, 201);
}

TEST(Offline, PageAsksEverythingOnOnePage) {
    Site site;
    site.open_demo();
    const std::string path = "/d/" + std::string(demo);
    const http::Response page = site.get(path + "/offline?lang=sv");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "private, no-cache");
    EXPECT_THAT(header_of(page, "Content-Security-Policy"), HasSubstr("connect-src 'self'"));
    for (const char* question : {"q2_trygg_kvall", "q6_plats", "q10_fortroende", "q12_alder"}) {
        EXPECT_THAT(page.body, HasSubstr(std::string("id=\"f-") + question));
    }
    EXPECT_THAT(page.body, testing::Not(HasSubstr("name=\"key\"")));
    site.clock().advance_days(15);
    EXPECT_EQ(site.get(path + "/offline?lang=sv").status, 410);
    EXPECT_EQ(site.get("/d/annan/offline").status, 404);
}

TEST(Offline, SensitiveDialogueLeavesNothingOnADevice) {
    Site site;
    auto questionnaire = Json::parse(demo_questionnaire());
    const std::string slug = "dialog-12";
    *questionnaire->find("id") = Json(slug);
    questionnaire->set("sensitive", true);
    ASSERT_TRUE(site.service().lifecycle.import_dialogue(questionnaire->dump()).has_value());
    ASSERT_TRUE(site.service().lifecycle.open(slug, site.terms()).has_value());
    const std::string path = "/d/" + slug;
    EXPECT_EQ(site.get(path + "/offline").status, 404);
    const http::Response start = site.get(path);
    EXPECT_EQ(header_of(start, "Cache-Control"), "no-store");
    EXPECT_THAT(start.body, testing::Not(HasSubstr("outbox")));
    const auto form = Json::parse(site.get("/api/v1/dialogues/" + slug).body);
    EXPECT_EQ(*form->find("queue_key")->as_string(), "");
}

TEST(Offline, WorkerMayGovernEveryPage) {
    Site site;
    const http::Response worker = site.get("/worker.js");
    EXPECT_EQ(worker.status, 200);
    EXPECT_EQ(worker.content_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(header_of(worker, "Cache-Control"), "public, no-cache");
    EXPECT_THAT(header_of(worker, "Content-Security-Policy"),
                testing::StartsWith("default-src 'none'; connect-src 'self';"));
}

}  // namespace
}  // namespace lyhord::tests
