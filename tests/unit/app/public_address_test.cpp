#include "app/public_address.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "support/certificate.h"
#include "support/temporary_store.h"

namespace lyhord::app {
namespace {

using testing::HasSubstr;

constexpr base::Instant now{};  // no certificate is asked

Configuration configured(const std::string& url) {
    Configuration configuration = ConfigurationFile::load({}).value();
    configuration.set("data", testing::TempDir());
    configuration.set("public_url", url);
    configuration.set("certificate", testing::TempDir() + "there-is-none.pem");
    return configuration;
}

TEST(PublicAddress, IsConfiguredOrThereIsNone) {
    for (const char* none : {"", "https://", "http://dialog.example.se", "dialog.example.se"}) {
        const auto address = printable_address(configured(none), {{.name = "proxy"}}, now);
        ASSERT_FALSE(address) << none;
        EXPECT_EQ(address.error().fault(), base::Fault::invalid);
        EXPECT_THAT(address.error().line(), HasSubstr("set public_url"));
    }
}

TEST(PublicAddress, BehindAProxyIsTheProxysToProve) {
    const Configuration passed = configured("https://dialog.example.se/");
    EXPECT_EQ(printable_address(passed, {{.name = "proxy"}}, now).value(),
              "https://dialog.example.se");
    Configuration configuration = passed;
    configuration.set("proxy_listen", "127.0.0.1:8080");
    EXPECT_EQ(printable_address(configuration, {}, now).value(), "https://dialog.example.se");
}

TEST(PublicAddress, OfACertificateThatNobodyCanReadIsNotPrinted) {
    const auto address =
        printable_address(configured("https://dialog.example.se"), {{.name = "https"}}, now);
    ASSERT_FALSE(address);
    EXPECT_EQ(address.error().fault(), base::Fault::io);
    EXPECT_THAT(address.error().line(), HasSubstr("cannot be read"));
}

// What printing `url` is refused with, by a certificate of localhost in a folder of its own.
base::Error refusal(const std::string& url,
                    const tests::CertificateShape& shape,
                    base::Instant moment = base::SystemClock().now()) {
    const tests::TemporaryFolder folder;
    tests::make_certificate(folder.path(), shape);
    Configuration configuration = configured(url);
    configuration.set("certificate", (folder.path() / "cert.pem").string());
    const auto address = printable_address(configuration, {}, moment);
    return address ? base::Error(base::Fault::internal, "printed") : address.error();
}

TEST(PublicAddress, OfACertificateThatHasSignedItselfIsNotPrinted) {
    for (const bool has_key_usage : {false, true}) {
        const base::Error error = refusal("https://localhost", {.has_key_usage = has_key_usage});
        EXPECT_EQ(error.fault(), base::Fault::conflict);
        EXPECT_THAT(error.line(), HasSubstr("self-signed")) << has_key_usage;
    }
}

TEST(PublicAddress, IsTheCertificatesAndAtItsTime) {
    const tests::CertificateShape issued{.is_issued = true};
    EXPECT_EQ(refusal("https://localhost", issued).line(), "printed");
    EXPECT_EQ(refusal("https://localhost:8443/", issued).line(), "printed");
    const base::Error other = refusal("https://dialog.example.se", issued);
    EXPECT_EQ(other.fault(), base::Fault::forbidden);
    EXPECT_THAT(other.line(), HasSubstr("another name"));
    const base::Instant today = base::SystemClock().now();
    EXPECT_THAT(refusal("https://localhost", issued, today.plus_hours(24 * 40)).line(),
                HasSubstr("has ended"));
    EXPECT_THAT(refusal("https://localhost", issued, today.plus_hours(-24 * 2)).line(),
                HasSubstr("not valid yet"));
}

}  // namespace
}  // namespace lyhord::app
