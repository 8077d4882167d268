#include "scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace lyhord::tests {
namespace {

std::string& header_field(http::Request& request, std::string_view name) {
    const std::pair<std::string_view, std::string*> known[] = {
        {"Content-Type", &request.content_type},
        {"Idempotency-Key", &request.idempotency_key},
        {"Cookie", &request.cookie},
        {"Authorization", &request.authorization},
        {"Origin", &request.origin},
        {"Sec-Fetch-Site", &request.fetch_site},
        {"Accept-Language", &request.accept_language},
    };
    for (const auto& [header, field] : known) {
        if (header == name) {
            return *field;
        }
    }
    throw std::invalid_argument("no handler sees this header");
}

http::Request request_of(const Scenario& scenario) {
    http::Request request = request_to(scenario.path);
    request.method = scenario.method;
    request.body = scenario.body;
    for (const auto& [name, value] : scenario.headers) {
        header_field(request, name) = value;
    }
    return request;
}

// The style sheet of a page would bury what a failed test says.
std::string without_style(std::string body) {
    const std::size_t begin = body.find("<style>");
    const std::size_t end = body.find("</style>");
    return end == std::string::npos ? body : body.erase(begin, end - begin);
}

}  // namespace

void run(Site& site, const std::vector<Scenario>& scenarios) {
    for (const Scenario& scenario : scenarios) {
        const http::Response response = site.send(request_of(scenario));
        const std::string body = without_style(response.body);
        EXPECT_EQ(response.status, scenario.status) << scenario.name << "\n" << body;
        for (const std::string& text : scenario.body_has) {
            EXPECT_THAT(body, testing::HasSubstr(text)) << scenario.name;
        }
        for (const std::string& text : scenario.body_lacks) {
            EXPECT_THAT(body, testing::Not(testing::HasSubstr(text))) << scenario.name;
        }
        for (const auto& [name, value] : scenario.headers_back) {
            EXPECT_EQ(header_of(response, name), value) << scenario.name;
        }
    }
}

}  // namespace lyhord::tests
