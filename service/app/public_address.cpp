#include "app/public_address.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/crypto/crypto.h"
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

}  // namespace

base::Result<std::string> printable_address(const Configuration& configuration,
                                            const std::vector<PassedSocket>& passed) {
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
    const std::optional<bool> is_own = base::crypto::is_self_signed(certificate_of(configuration));
    if (!is_own) {
        return base::fail(base::Fault::conflict,
                          "the certificate cannot be read, so nobody knows whether phones would "
                          "trust what is printed");
    }
    if (*is_own) {
        return base::fail(
            base::Fault::conflict,
            "the certificate is self-signed: every phone that follows the poster would be warned "
            "off. Get one from the municipality's supplier, or free of charge by an ACME client "
            "(certbot or lego, https://letsencrypt.org); name it by certificate and private_key "
            "in the settings, or copy it over DATA/certificate; then make the poster again");
    }
    return url;
}

}  // namespace lyhord::app
