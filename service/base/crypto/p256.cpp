#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <memory>

#include "base/crypto/crypto.h"
#include "base/crypto/handles.h"

namespace lyhord::base::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Free<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_clear_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

// The public point of a private number; nothing if the number is not in [1, order).
std::optional<PublicKey> public_of(const BIGNUM* number) {
    const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    require(group != nullptr);
    if (BN_is_zero(number) || BN_cmp(number, EC_GROUP_get0_order(group.get())) >= 0) {
        return std::nullopt;
    }
    const Point point(EC_POINT_new(group.get()));
    require(EC_POINT_mul(group.get(), point.get(), number, nullptr, nullptr, nullptr) == 1);
    PublicKey out{};
    require(EC_POINT_point2oct(group.get(),
                               point.get(),
                               POINT_CONVERSION_UNCOMPRESSED,
                               out.data(),
                               out.size(),
                               nullptr) == out.size());
    return out;
}

// An EVP key of the point, with the private number if there is one. Null if the point is not on
// the curve.
Key evp_key(const PublicKey& point, const BIGNUM* number) {
    const Builder builder(OSSL_PARAM_BLD_new());
    require(OSSL_PARAM_BLD_push_utf8_string(
                builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1);
    require(OSSL_PARAM_BLD_push_octet_string(
                builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1);
    if (number != nullptr) {
        require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number) == 1);
    }
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    require(EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    const int selection = number != nullptr ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1) {
        return nullptr;
    }
    return Key(key);
}

}  // namespace

KeyPair generate_key_pair() {
    const Key key(EVP_EC_gen("P-256"));
    require(key != nullptr);
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
    const BigNumber owned(number);
    KeyPair pair;
    require(BN_bn2binpad(number, pair.private_key.bytes().data(), 32) == 32);
    pair.public_key = public_of(number).value();
    return pair;
}

std::optional<KeyPair> key_pair_from(const Secret& private_key) {
    const BigNumber number(BN_bin2bn(private_key.view().data(), 32, nullptr));
    require(number != nullptr);
    const std::optional<PublicKey> point = public_of(number.get());
    if (!point) {
        return std::nullopt;
    }
    return KeyPair{private_key, *point};
}

std::optional<Secret> ecdh(const KeyPair& own, const PublicKey& peer) {
    const BigNumber number(BN_bin2bn(own.private_key.view().data(), 32, nullptr));
    const Key own_key = evp_key(own.public_key, number.get());
    const Key peer_key = evp_key(peer, nullptr);
    if (own_key == nullptr || peer_key == nullptr) {
        return std::nullopt;
    }
    const KeyContext context(EVP_PKEY_CTX_new(own_key.get(), nullptr));
    Secret shared;
    std::size_t size = shared.bytes().size();
    if (EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), peer_key.get()) != 1 ||
        EVP_PKEY_derive(context.get(), shared.bytes().data(), &size) != 1 || size != 32) {
        return std::nullopt;
    }
    return shared;
}

}  // namespace lyhord::base::crypto
