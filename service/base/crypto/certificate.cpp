#include "base/crypto/certificate.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

#include "base/crypto/handles.h"

namespace lyhord::base::crypto {
namespace {

using Certificate = std::unique_ptr<X509, Free<X509_free>>;

Certificate read_certificate(std::string_view pem) {
    const std::unique_ptr<BIO, Free<BIO_free_all>> text(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require(text != nullptr);
    return Certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
}

// By the signature itself: X509_check_issued would ask whether its key may sign certificates, which
// one that was made for a server does not say.
bool is_self_signed(X509* certificate) { return X509_self_signed(certificate, 1) == 1; }

bool names(X509* certificate, const std::string& host) {
    return X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1 ||
           X509_check_ip_asc(certificate, host.c_str(), 0) == 1;
}

}  // namespace

std::optional<CertificateFlaw> certificate_flaw(std::string_view pem,
                                                const std::string& host,
                                                std::int64_t now) {
    const Certificate certificate = read_certificate(pem);
    if (!certificate) {
        return CertificateFlaw::unreadable;
    }
    if (is_self_signed(certificate.get())) {
        return CertificateFlaw::self_signed;
    }
    const std::time_t moment = now;
    if (ASN1_TIME_cmp_time_t(X509_get0_notAfter(certificate.get()), moment) <= 0) {
        return CertificateFlaw::ended;
    }
    if (ASN1_TIME_cmp_time_t(X509_get0_notBefore(certificate.get()), moment) > 0) {
        return CertificateFlaw::not_begun;
    }
    return names(certificate.get(), host) ? std::nullopt
                                          : std::optional(CertificateFlaw::other_host);
}

}  // namespace lyhord::base::crypto
