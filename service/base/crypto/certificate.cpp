#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

#include "base/crypto/crypto.h"
#include "base/crypto/handles.h"

namespace lyhord::base::crypto {

std::optional<bool> is_self_signed(std::string_view pem) {
    const std::unique_ptr<BIO, Free<BIO_free_all>> text(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require(text != nullptr);
    const std::unique_ptr<X509, Free<X509_free>> certificate(
        PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    if (!certificate) {
        return std::nullopt;
    }
    return X509_check_issued(certificate.get(), certificate.get()) == X509_V_OK;
}

}  // namespace lyhord::base::crypto
