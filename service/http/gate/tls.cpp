#include "http/gate/tls.h"

#include <fmt/format.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "base/log/log.h"

namespace lyhord::http {
namespace {

bool set_up(SSL_CTX* context) {
    SSL_CTX_set_options(context,
                        SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION |
                            SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                            SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                         SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context, 1);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_num_tickets(context, 0) == 1 &&
           SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1;
}

}  // namespace

base::Result<TlsContext> make_tls_context(const TlsFiles& files) {
    TlsContext context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    if (context == nullptr || !set_up(context.get())) {
        return base::fail(base::Fault::internal, "TLS cannot be set up");
    }
    const bool fits =
        SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1 &&
        SSL_CTX_use_PrivateKey_file(context.get(), files.private_key.c_str(), SSL_FILETYPE_PEM) ==
            1 &&
        SSL_CTX_check_private_key(context.get()) == 1;
    if (!fits) {
        return base::fail(
            base::Fault::invalid,
            "the certificate or its private key cannot be read, or they do not match");
    }
    return context;
}

Tls::Tls(TlsFiles files, TlsContext context)
    : files_(std::move(files)), context_(std::move(context)), read_(fingerprint()) {}

base::Result<std::unique_ptr<Tls>> Tls::load(TlsFiles files) {
    base::Result<TlsContext> context = make_tls_context(files);
    if (!context) {
        return base::fail(context.error());
    }
    return std::unique_ptr<Tls>(new Tls(std::move(files), std::move(*context)));
}

TlsContext Tls::current() const {
    const std::lock_guard lock(mutex_);
    return context_;
}

void Tls::reload() {
    const std::string read = fingerprint();
    base::Result<TlsContext> context = make_tls_context(files_);
    const std::lock_guard lock(mutex_);
    read_ = read;
    if (!context) {
        base::log::error(context.error());
        return;
    }
    context_ = std::move(*context);
    base::log::info("the certificate was read anew");
}

void Tls::reload_if_changed() {
    const std::string now = fingerprint();
    bool is_changed = false;
    {
        const std::lock_guard lock(mutex_);
        is_changed = now != read_;
    }
    if (is_changed) {
        reload();
    }
}

int Tls::days_left() const {
    const TlsContext context = current();
    const X509* certificate = SSL_CTX_get0_certificate(context.get());
    int days = 0;
    int seconds = 0;
    const bool known =
        certificate != nullptr &&
        ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate)) == 1;
    return known ? days : 0;
}

// What stat() tells of the two files. A link that points elsewhere is another file.
std::string Tls::fingerprint() const {
    std::string all;
    for (const std::filesystem::path& file : {files_.certificate, files_.private_key}) {
        struct stat seen{};
        if (::stat(file.c_str(), &seen) == 0) {
            all += fmt::format("{} {} {} {};",
                               seen.st_ino,
                               seen.st_size,
                               seen.st_mtim.tv_sec,
                               seen.st_mtim.tv_nsec);
        }
    }
    return all;
}

}  // namespace lyhord::http
