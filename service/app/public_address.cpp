#include "app/public_address.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/crypto/certificate.h"
#include "store/data_directory.h"

namespace lyhord::app {
namespace {

constexpr std::string_view scheme = "https://";

bool stands_behind_a_proxy(const Configuration& configuration,
                           const std::vector<PassedSocket>& passed) {
    return !configuration.value("proxy_listen").empty() ||
           std::ranges::find(passed, "proxy", &PassedSocket::name) != passed.end();
}

std::string certificate_of(const Configuration& configuration) {
    const std::string& named = configuration.value("certificate");
    const std::filesystem::path path = named.empty()
                                           ? configuration.data() / "certificate" / "cert.pem"
                                           : std::filesystem::path(named);
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// "dialog.example.se" of "https://dialog.example.se:8443/x"; an IPv6 address without its brackets.
std::string host_of(const std::string& url) {
    const std::string place =
        url.substr(scheme.size(), url.find('/', scheme.size()) - scheme.size());
    return place.starts_with('[') ? place.substr(1, place.find(']') - 1)
                                  : place.substr(0, place.find(':'));
}

base::Error error_of(base::crypto::CertificateFlaw flaw) {
    using base::Fault;
    using base::crypto::CertificateFlaw;
    switch (flaw) {
        case CertificateFlaw::self_signed:
            return {Fault::conflict,
                    "the certificate is self-signed: every phone that follows the poster would be "
                    "warned off. Get one from the municipality's supplier, or free of charge by "
                    "an ACME client (certbot or lego, https://letsencrypt.org); name it by "
                    "certificate and private_key in the settings, or copy it over "
                    "DATA/certificate; then make the poster again"};
        case CertificateFlaw::ended:
            return {Fault::forbidden,
                    "the certificate has ended: every phone that follows the poster would be "
                    "warned off. Renew it, then make the poster again"};
        case CertificateFlaw::not_begun:
            return {Fault::forbidden,
                    "the certificate is not valid yet: every phone that follows the poster would "
                    "be warned off. Is the clock right?"};
        case CertificateFlaw::other_host:
            return {Fault::forbidden,
                    "the certificate is for another name than public_url: every phone that "
                    "follows the poster would be warned off. Set the right public_url, or get a "
                    "certificate for it"};
        case CertificateFlaw::unreadable:
            break;
    }
    return {Fault::io,
            "the certificate cannot be read, so nobody knows whether phones would trust what is "
            "printed"};
}

}  // namespace

base::Result<std::string> printable_address(const Configuration& configuration,
                                            const std::vector<PassedSocket>& passed,
                                            base::Instant now) {
    std::string url = configuration.value("public_url");
    while (url.ends_with('/')) {
        url.pop_back();
    }
    if (!url.starts_with(scheme) || url.size() == scheme.size()) {
        return base::fail(base::Fault::invalid,
                          "no address to print: set public_url in the settings, as "
                          "public_url = \"https://dialog.example.se\"");
    }
    if (stands_behind_a_proxy(configuration, passed)) {
        return url;
    }
    const auto flaw =
        base::crypto::certificate_flaw(certificate_of(configuration), host_of(url), now.seconds);
    if (flaw) {
        return base::fail(error_of(*flaw));
    }
    return url;
}

}  // namespace lyhord::app
