#include "base/crypto/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>

#include "base/crypto/handles.h"

namespace lyhord::base::crypto {
namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

// OpenSSL 3 looks an algorithm up under a lock wherever it is only named, which costs more than to
// hash or seal an answer: each is looked up once.
const EVP_MD* sha256_algorithm() {
    static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(found != nullptr);
    return found;
}

const EVP_CIPHER* aes256gcm_algorithm() {
    static const EVP_CIPHER* const found = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    require(found != nullptr);
    return found;
}

int size_of(ByteView bytes) { return static_cast<int>(bytes.size()); }

// Of `prefix` and the parts, one after the other. What is made of a key is a key: whoever wants no
// secret takes the bytes out.
Secret digest_of(ByteView prefix, std::initializer_list<ByteView> parts) {
    const DigestContext context(EVP_MD_CTX_new());
    const auto take = [&context](ByteView part) {
        require(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
    };
    require(EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1);
    take(prefix);
    std::ranges::for_each(parts, take);
    Secret digest;
    require(EVP_DigestFinal_ex(context.get(), digest.bytes().data(), nullptr) == 1);
    return digest;
}

// RFC 2104. OpenSSL's own looks two algorithms up by name for each message.
Secret hmac_of(ByteView key, std::initializer_list<ByteView> parts) {
    std::array<Byte, 64> block{};  // SHA-256's
    if (key.size() > block.size()) {
        std::ranges::copy(digest_of(key, {}).view(), block.begin());
    } else {
        std::ranges::copy(key, block.begin());
    }
    const auto pad = [&block](Byte with) {
        std::ranges::for_each(block, [with](Byte& byte) { byte ^= with; });
    };
    pad(0x36);
    const Secret inner = digest_of(block, parts);
    pad(0x36 ^ 0x5C);
    Secret mac = digest_of(block, {inner.view()});
    wipe(block);
    return mac;
}

}  // namespace

struct Sha256::State {
    DigestContext context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    require(EVP_DigestInit_ex2(state_->context.get(), sha256_algorithm(), nullptr) == 1);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(ByteView piece) {
    require(EVP_DigestUpdate(state_->context.get(), piece.data(), piece.size()) == 1);
}

Digest Sha256::digest() const {
    const DigestContext copy(EVP_MD_CTX_new());
    require(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()) == 1);
    Digest digest{};
    require(EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr) == 1);
    return digest;
}

Digest sha256(ByteView data) { return digest_of(data, {}).bytes(); }

Digest sha256(std::string_view label, ByteView data) {
    return digest_of(as_bytes(label), {data}).bytes();
}

Digest hmac_sha256(ByteView key, ByteView data) { return hmac_of(key, {data}).bytes(); }

std::array<Byte, 20> hmac_sha1(ByteView key, ByteView data) {
    std::array<Byte, 20> mac{};
    unsigned size = 0;
    require(
        HMAC(EVP_sha1(), key.data(), size_of(key), data.data(), data.size(), mac.data(), &size) !=
            nullptr &&
        size == mac.size());
    return mac;
}

bool equal_in_constant_time(ByteView left, ByteView right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

// Extract, and the first block of expand.
Secret hkdf_sha256(ByteView input_key, ByteView salt, ByteView info) {
    const Secret extracted = hmac_of(salt, {input_key});
    constexpr std::array<Byte, 1> first_block{1};
    return hmac_of(extracted.view(), {info, first_block});
}

Bytes aes256gcm_seal(const Secret& key, ByteView nonce, ByteView plain, ByteView associated) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes out(plain.size() + gcm_tag_bytes);
    int written = 0;
    require(nonce.size() == 12);
    require(EVP_EncryptInit_ex2(
                context.get(), aes256gcm_algorithm(), key.view().data(), nonce.data(), nullptr) ==
            1);
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
                context.get(), aes256gcm_algorithm(), key.view().data(), nonce.data(), nullptr) ==
            1);
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
