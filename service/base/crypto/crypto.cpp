#include "base/crypto/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

#include <memory>

#include "base/crypto/handles.h"

namespace lyhord::base::crypto {
namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Free<EVP_KDF_CTX_free>>;

int size_of(ByteView bytes) { return static_cast<int>(bytes.size()); }

}  // namespace

Digest sha256(ByteView data) {
    Digest digest{};
    SHA256(data.data(), data.size(), digest.data());
    return digest;
}

Digest sha256(std::string_view label, ByteView data) {
    Bytes joined(as_bytes(label).begin(), as_bytes(label).end());
    joined.insert(joined.end(), data.begin(), data.end());
    return sha256(joined);
}

Digest hmac_sha256(ByteView key, ByteView data) {
    Digest digest{};
    unsigned size = 0;
    require(HMAC(EVP_sha256(),
                 key.data(),
                 size_of(key),
                 data.data(),
                 data.size(),
                 digest.data(),
                 &size) != nullptr);
    return digest;
}

bool equal_in_constant_time(ByteView left, ByteView right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

Secret hkdf_sha256(ByteView input_key, ByteView salt, ByteView info) {
    EVP_KDF* const kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    const KdfContext context(EVP_KDF_CTX_new(kdf));
    EVP_KDF_free(kdf);
    require(context != nullptr);
    const auto octets = [](const char* name, ByteView bytes) {
        return OSSL_PARAM_construct_octet_string(
            name, const_cast<Byte*>(bytes.data()), bytes.size());
    };
    char digest_name[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest_name, 0),
        octets(OSSL_KDF_PARAM_KEY, input_key),
        octets(OSSL_KDF_PARAM_SALT, salt),
        octets(OSSL_KDF_PARAM_INFO, info),
        OSSL_PARAM_construct_end(),
    };
    Secret out;
    require(EVP_KDF_derive(context.get(), out.bytes().data(), out.bytes().size(), parameters) == 1);
    return out;
}

Bytes aes256gcm_seal(const Secret& key, ByteView nonce, ByteView plain, ByteView associated) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes out(plain.size() + gcm_tag_bytes);
    int written = 0;
    require(nonce.size() == 12);
    require(EVP_EncryptInit_ex2(
                context.get(), EVP_aes_256_gcm(), key.view().data(), nonce.data(), nullptr) == 1);
    require(EVP_EncryptUpdate(
                context.get(), nullptr, &written, associated.data(), size_of(associated)) == 1);
    require(EVP_EncryptUpdate(context.get(), out.data(), &written, plain.data(), size_of(plain)) ==
            1);
    require(EVP_EncryptFinal_ex(context.get(), out.data() + written, &written) == 1);
    require(EVP_CIPHER_CTX_ctrl(
                context.get(), EVP_CTRL_AEAD_GET_TAG, gcm_tag_bytes, out.data() + plain.size()) ==
            1);
    return out;
}

std::optional<Bytes> aes256gcm_open(const Secret& key,
                                    ByteView nonce,
                                    ByteView sealed,
                                    ByteView associated) {
    if (sealed.size() < gcm_tag_bytes || nonce.size() != 12) {
        return std::nullopt;
    }
    const ByteView body = sealed.first(sealed.size() - gcm_tag_bytes);
    Bytes tag(sealed.end() - gcm_tag_bytes, sealed.end());
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes out(body.size());
    int written = 0;
    require(EVP_DecryptInit_ex2(
                context.get(), EVP_aes_256_gcm(), key.view().data(), nonce.data(), nullptr) == 1);
    require(EVP_DecryptUpdate(
                context.get(), nullptr, &written, associated.data(), size_of(associated)) == 1);
    require(EVP_DecryptUpdate(context.get(), out.data(), &written, body.data(), size_of(body)) ==
            1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, gcm_tag_bytes, tag.data()) ==
            1);
    if (EVP_DecryptFinal_ex(context.get(), out.data() + written, &written) != 1) {
        wipe(out);
        return std::nullopt;
    }
    return out;
}

}  // namespace lyhord::base::crypto
