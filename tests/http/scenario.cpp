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

}  // namespace

void run(Site& site, const std::vector<Scenario>& scenarios) {
    for (const Scenario& scenario : scenarios) {
        const http::Response response = site.send(request_of(scenario));
        EXPECT_EQ(response.status, scenario.status) << scenario.name << "\n" << response.body;
        for (const std::string& text : scenario.body_has) {
            EXPECT_THAT(response.body, testing::HasSubstr(text)) << scenario.name;
        }
        for (const std::string& text : scenario.body_lacks) {
            EXPECT_THAT(response.body, testing::Not(testing::HasSubstr(text))) << scenario.name;
        }
        for (const auto& [name, value] : scenario.headers_back) {
            EXPECT_EQ(header_of(response, name), value) << scenario.name;
        }
    }
}

}  // namespace lyhord::tests
