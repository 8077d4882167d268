#include "faults/traces.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/bytes.h"

namespace lyhord::tests {
namespace {

// A personal number with its right check digit (Luhn).
std::string personal_number(AnswerMaker& maker) {
    const std::string nine = fmt::format("{:02}{:02}{:02}{:03}",
                                         40 + maker.below(60),
                                         1 + maker.below(12),
                                         1 + maker.below(28),
                                         maker.below(1000));
    int sum = 0;
    for (std::size_t i = 0; i < nine.size(); ++i) {
        const int doubled = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += doubled / 10 + doubled % 10;
    }
    return fmt::format("19{}-{}{}", nine.substr(0, 6), nine.substr(6), (10 - sum % 10) % 10);
}

// "070-123 45 67"; the number makes it unique.
std::string telephone(AnswerMaker& maker, std::size_t number) {
    const std::string digits = fmt::format("{}{:04}", 100 + maker.below(900), number);
    return fmt::format("070-{} {} {}", digits.substr(0, 3), digits.substr(3, 2), digits.substr(5));
}

std::string digits_of(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c >= '0' && c <= '9' ? std::string(1, c) : "";
    }
    return out;
}

void add_headers(Trace& trace, AnswerMaker& maker) {
    const auto tell = [&trace](const std::string& kind, const std::string& mark) {
        trace.marks.emplace_back(kind, mark);
        return mark;
    };
    const std::string forwarded = tell("forwarded address", dotted(trace.forwarded));
    const std::string host = tell("referrer", "ref-" + maker.letters(14) + ".example");
    trace.headers = {
        {"User-Agent", tell("user agent", "Telefon/" + maker.hex(16)) + " (Linux)"},
        {"Referer", "https://" + host + "/grupp?id=" + tell("referrer's query", maker.hex(18))},
        {"Cookie", "sid=" + tell("cookie", maker.hex(24))},
        {"X-Forwarded-For", forwarded + ", 10.0.0.1"},
        {"X-Real-IP", forwarded},
        {"Forwarded", "for=" + forwarded},
        {"X-Request-Id", tell("request id", maker.hex(32))},
        {"Challenge-Solution", tell("challenge's proof", maker.letters(56))},
        {"Accept-Language", "sv;q=0." + std::to_string(1 + maker.below(9))}};
}

}  // namespace

std::string dotted(const Address& address) {
    return fmt::format("{}.{}.{}.{}", address[0], address[1], address[2], address[3]);
}

void misbehave(const Trace& trace, Client& client) {
    const std::string page = "/d/trygghet-harnosand";
    const std::string api = "/api/v1/dialogues/trygghet-harnosand/submissions";
    const std::string token = trace.marks.front().second;
    Headers keyed = trace.headers;
    keyed.emplace_back("Idempotency-Key", AnswerMaker(trace.source[1]).key());
    Headers badly_keyed = trace.headers;
    badly_keyed.emplace_back("Idempotency-Key", token);
    const std::string& body = trace.answer.body;
    std::string words;
    for (const auto& [kind, mark] : trace.marks) {
        words += kind.find('\'') == std::string::npos ? mark + " " : "";
    }
    EXPECT_EQ(client.get(page + "?fran=" + token, trace.headers).status, 200);
    EXPECT_EQ(client.get("/d/" + token, trace.headers).status, 404);
    // A second answer from one address, with a proof that is none.
    EXPECT_EQ(client.post_json(api, body, keyed).status, 429);
    EXPECT_EQ(client.post_json(api, body.substr(0, body.size() - 3), keyed).status, 400);
    EXPECT_EQ(client.post_json(api, body, badly_keyed).status, 400);
    EXPECT_EQ(
        client.post_json(api, R"({"version": 1, "answers": {")" + token + "\": 1}}", keyed).status,
        422);
    EXPECT_EQ(
        client.post_json("/api/v1/receipts/withdrawals", R"({"receipt": ")" + token + "\"}").status,
        204);
    EXPECT_EQ(client.post_form("/aterkalla", "receipt=" + token, trace.headers).status, 422);
    EXPECT_LT(client.post_form(page, "q11_forslag=" + words, trace.headers).status, 500);
}

Trace make_trace(AnswerMaker& maker, std::size_t number) {
    const auto byte = [&maker] { return static_cast<std::uint8_t>(1 + maker.below(253)); };
    Trace trace;
    const auto low = static_cast<std::uint8_t>(number % 250 + 1);
    const auto high = static_cast<std::uint8_t>(number / 250 + 100);
    trace.source = {127, byte(), high, low};
    trace.forwarded = {198, byte(), high, low};
    add_headers(trace, maker);
    const auto typed = [&trace](const std::string& kind, const std::string& mark) {
        trace.marks.emplace_back(kind, mark);
        return mark;
    };
    typed("source address", dotted(trace.source));
    const std::string phone = typed("telephone", telephone(maker, number));
    typed("telephone's digits", digits_of(phone));
    typed("telephone, international", "+46" + digits_of(phone).substr(1));
    const std::string mail =
        typed("e-mail", "anna." + maker.letters(12) + "@post-" + maker.letters(6) + ".se");
    const std::string person = typed("personal number", personal_number(maker));
    typed("personal number's digits", digits_of(person));
    const std::string place = typed("a place's words", "gränden " + maker.letters(16));
    const std::string words = typed("harmless words", "backen mot " + maker.letters(16));
    trace.answer = maker.make({.place = place,
                               .suggestion = maker.wish() + " vid " + words + ". Ring mig på " +
                                             phone + " eller skriv till " + mail +
                                             ". Mitt personnummer är " + person + "."});
    typed("submission key", trace.answer.key);
    const auto key = base::from_base64url(trace.answer.key);
    typed("submission key's bytes", std::string(base::as_text(key.value())));
    return trace;
}

}  // namespace lyhord::tests
