#include "app/public_address.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace lyhord::app {
namespace {

using testing::HasSubstr;

Configuration configured(const std::string& url) {
    Configuration configuration = ConfigurationFile::load({}).value();
    configuration.set("data", testing::TempDir());
    configuration.set("public_url", url);
    configuration.set("certificate", testing::TempDir() + "there-is-none.pem");
    return configuration;
}

TEST(PublicAddress, IsConfiguredOrThereIsNone) {
    for (const char* none : {"", "https://", "http://dialog.example.se", "dialog.example.se"}) {
        const auto address = printable_address(configured(none), {{.name = "proxy"}});
        ASSERT_FALSE(address) << none;
        EXPECT_EQ(address.error().fault(), base::Fault::invalid);
        EXPECT_THAT(address.error().line(), HasSubstr("set public_url"));
    }
}

TEST(PublicAddress, BehindAProxyIsTheProxysToProve) {
    const Configuration passed = configured("https://dialog.example.se/");
    EXPECT_EQ(printable_address(passed, {{.name = "proxy"}}).value(), "https://dialog.example.se");
    Configuration configuration = passed;
    configuration.set("proxy_listen", "127.0.0.1:8080");
    EXPECT_EQ(printable_address(configuration, {}).value(), "https://dialog.example.se");
}

TEST(PublicAddress, OfACertificateThatNobodyCanReadIsNotPrinted) {
    const auto address =
        printable_address(configured("https://dialog.example.se"), {{.name = "https"}});
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().fault(), base::Fault::conflict);
    EXPECT_THAT(address.error().line(), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace lyhord::app
