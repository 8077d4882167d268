// Owns TLS: a context made of a certificate and its key, and its replacement while the service
// runs.
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"

namespace lyhord::http {

using TlsContext = std::shared_ptr<SSL_CTX>;

struct TlsFiles {
    std::filesystem::path certificate;  // the chain, PEM
    std::filesystem::path private_key;  // PEM
};

// TLS 1.2 and 1.3, AEAD suites with forward secrecy, no tickets and no session cache (they
// re-identify a client). invalid: a file cannot be read, or they do not match.
base::Result<TlsContext> make_tls_context(const TlsFiles& files);

// Thread-safe.
class Tls {
public:
    static base::Result<std::unique_ptr<Tls>> load(TlsFiles files);

    // For the next connection. Those that are open keep theirs.
    TlsContext current() const;
    // A certificate that cannot be used is logged, and the old one stays.
    void reload();
    // Reloads if a file is another than when it was read: by time, size or inode.
    void reload_if_changed();
    // Whole days until the certificate ends; negative after it.
    int days_left() const;

private:
    Tls(TlsFiles files, TlsContext context);
    std::string fingerprint() const;

    const TlsFiles files_;
    mutable std::mutex mutex_;
    TlsContext context_;
    std::string read_;
};

}  // namespace lyhord::http
