#include "faults/residents.h"

#include <httplib.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/json/json.h"
#include "support/device_sealing.h"

namespace lyhord::tests {
namespace {

using base::Json;

constexpr const char* slug = "trygghet-harnosand";
constexpr const char* dialogue = "/api/v1/dialogues/trygghet-harnosand";
constexpr const char* submissions = "/api/v1/dialogues/trygghet-harnosand/submissions";
constexpr const char* sealed_answers = "/api/v1/dialogues/trygghet-harnosand/sealed";

HttpReply reply_of(const httplib::Result& result) {
    return result ? HttpReply{.status = result->status, .body = result->body} : HttpReply{};
}

}  // namespace

std::string AnswerMaker::pick(std::string_view from, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += from[below(from.size())];
    }
    return out;
}

std::string AnswerMaker::letters(std::size_t count) {
    return pick("abcdefghijklmnopqrstuvwxyz", count);
}
std::string AnswerMaker::digits(std::size_t count) { return pick("0123456789", count); }
std::string AnswerMaker::hex(std::size_t count) { return pick("0123456789abcdef", count); }

std::string AnswerMaker::one_of(std::initializer_list<const char*> options) {
    return *(options.begin() + below(options.size()));
}

std::string AnswerMaker::wish() {
    return one_of({"Tänd lamporna",
                   "Sänk farten på mopederna",
                   "Plocka upp skräpet",
                   "Jag vill se fler poliser",
                   "Sätt ut en bänk"});
}

std::string AnswerMaker::key() {
    base::Bytes bytes(16);
    for (base::Byte& byte : bytes) {
        byte = static_cast<base::Byte>(below(256));
    }
    return base::base64url(bytes);
}

Answer AnswerMaker::make(const Texts& texts) {
    Answer answer{.key = key(), .body = {}, .questions = {"deltagande"}};
    Json answers = Json::object();
    const auto give = [&](const std::string& question, Json value) {
        answers.set(question, std::move(value));
        answer.questions.insert(question);
    };
    give("q2_trygg_kvall", one_of({"mycket_trygg", "ganska_trygg", "ganska_otrygg"}));
    give("q3_trygg_dag", one_of({"mycket_trygg", "ganska_trygg", "ganska_otrygg"}));
    Json reasons = Json::array();
    reasons.push(one_of({"fort", "buskorning", "morkt", "gang", "skadegorelse"}));
    give("q4_orsak", std::move(reasons));
    if (!texts.place.empty()) {
        give("q6_plats", texts.place);
        Json when = Json::array();
        when.push(one_of({"dag", "kvall", "natt"}));
        give("q7_nar", std::move(when));
    }
    if (below(4) > 0) {
        give("q8_avstar", one_of({"nej", "ibland", "ofta"}));
    }
    give("q9_utsatt", one_of({"nej", "nej", "ja_anmalt"}));
    if (!texts.suggestion.empty()) {
        give("q11_forslag", texts.suggestion);
    }
    Json trust = Json::object();
    trust.set("polis", one_of({"ja_helt", "ja_delvis", "nej_knappast"}));
    trust.set("kommun", one_of({"ja_helt", "ja_delvis", "nej_knappast"}));
    answers.set("q10_fortroende", std::move(trust));
    answer.questions.insert({"q10_fortroende.polis", "q10_fortroende.kommun"});
    answers.set("q1_area", one_of({"2280-CEN", "2280-OVT", "2280-RAM", "2280-BRU"}));
    answers.set("q12_alder", one_of({"a20_24", "a25_44", "a45_64", "a65_84"}));
    answers.set("q13_kon", one_of({"kvinna", "man"}));
    Json body = Json::object();
    body.set("version", 1).set("language", "sv").set("channel", "link");
    answer.body = body.set("answers", std::move(answers)).dump();
    return answer;
}

struct Client::Connection {
    explicit Connection(int port) : client("127.0.0.1", port) {}
    httplib::SSLClient client;
};

Client::Client(int port, const std::string& from) : connection_(new Connection(port)) {
    httplib::SSLClient& client = connection_->client;
    client.enable_server_certificate_verification(false);
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_connection_timeout(10);
    client.set_read_timeout(30);
    if (!from.empty()) {
        client.set_interface(from);
    }
}
Client::Client(Client&&) noexcept = default;
Client::~Client() = default;

HttpReply Client::get(const std::string& path, const Headers& headers) {
    return reply_of(
        connection_->client.Get(path.c_str(), httplib::Headers(headers.begin(), headers.end())));
}

HttpReply Client::post_json(const std::string& path, const std::string& body, Headers headers) {
    return reply_of(connection_->client.Post(
        path.c_str(), httplib::Headers(headers.begin(), headers.end()), body, "application/json"));
}

HttpReply Client::post_form(const std::string& path, const std::string& body, Headers headers) {
    return reply_of(connection_->client.Post(path.c_str(),
                                             httplib::Headers(headers.begin(), headers.end()),
                                             body,
                                             "application/x-www-form-urlencoded"));
}

HttpReply Client::submit(const Answer& answer, Headers headers) {
    headers.emplace_back("Idempotency-Key", answer.key);
    return post_json(submissions, answer.body, std::move(headers));
}

std::pair<std::string, HttpReply> Client::submit_sealed(const Answer& answer,
                                                        const Headers& headers) {
    const auto form = Json::parse(get(dialogue, headers).body);
    DeviceAnswer device{.queue = {}, .slug = slug, .key = {}, .body = answer.body};
    std::ranges::copy(*base::from_base64url(*form->find("queue_key")->as_string()),
                      device.queue.begin());
    std::ranges::copy(*base::from_base64url(answer.key), device.key.begin());
    device.body.insert(1, R"("form":")" + *form->find("form")->as_string() + R"(",)");
    const std::string body = sealed_body(device.queue, sealed_on_device(device));
    return {body, post_json(sealed_answers, body, headers)};
}

std::string receipt_in(const HttpReply& reply) {
    const auto json = Json::parse(reply.body);
    const Json* receipt = reply.status == 201 && json ? json->find("receipt") : nullptr;
    return receipt == nullptr || receipt->as_string() == nullptr ? "" : *receipt->as_string();
}

}  // namespace lyhord::tests
