// Owns make_certificate: a self-signed ECDSA certificate in a folder, for tests of TLS.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace lyhord::tests {

struct CertificateShape {
    int days = 30;
    bool has_key_usage = false;  // which says that its key signs no certificates
    bool is_issued = false;      // by another key
};

// Writes cert.pem and key.pem of localhost, valid from now.
inline void make_certificate(const std::filesystem::path& folder,
                             const CertificateShape& shape = {}) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                  &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> other(EVP_EC_gen("P-256"),
                                                                    &EVP_PKEY_free);
    X509* const x509 = certificate.get();
    X509_set_version(x509, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509), shape.days * 86400L + 3600);
    X509_set_pubkey(x509, key.get());
    X509_NAME* const name = X509_get_subject_name(x509);
    const std::string host = "localhost";
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    if (shape.has_key_usage) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> usage(
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, "critical,digitalSignature"),
            &X509_EXTENSION_free);
        X509_add_ext(x509, usage.get(), -1);
    }
    X509_sign(x509, shape.is_issued ? other.get() : key.get(), EVP_sha256());
    const auto write = [&folder](const char* file, const auto& content) {
        const std::unique_ptr<FILE, int (*)(FILE*)> out(std::fopen((folder / file).c_str(), "w"),
                                                        [](FILE* f) { return std::fclose(f); });
        content(out.get());
    };
    write("cert.pem", [&](FILE* out) { PEM_write_X509(out, x509); });
    write("key.pem", [&](FILE* out) {
        PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

}  // namespace lyhord::tests
