// Owns what a device does in the page's script (static/files/outbox.js), in C++: sealing an answer
// to the queue key of its round. The service only opens.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/crypto/crypto.h"
#include "domain/device_record.h"

namespace lyhord::tests {

struct DeviceAnswer {
    base::crypto::PublicKey queue{};
    std::string slug;
    domain::SubmissionKey key{};
    std::string body;
};

inline base::Bytes padded_answer(const DeviceAnswer& answer) {
    const std::size_t length = answer.key.size() + answer.body.size();
    std::size_t size = 1024;
    while (size < length + 4) {
        size *= 2;
    }
    base::Bytes plain(size);
    for (std::size_t i = 0; i < 4; ++i) {
        plain[i] = static_cast<base::Byte>(length >> (8 * i));
    }
    std::ranges::copy(answer.key, plain.begin() + 4);
    std::ranges::copy(base::as_bytes(answer.body),
                      plain.begin() + 4 + static_cast<std::ptrdiff_t>(answer.key.size()));
    return plain;
}

// `plain`: as padded_answer makes it, or not.
inline base::Bytes sealed_on_device(const DeviceAnswer& answer, const base::Bytes& plain) {
    const base::crypto::KeyPair device = base::crypto::generate_key_pair();
    const base::Digest shared = base::crypto::ecdh(device, answer.queue).value().bytes();
    base::Bytes material(shared.begin(), shared.end());
    material.insert(material.end(), device.public_key.begin(), device.public_key.end());
    material.insert(material.end(), answer.queue.begin(), answer.queue.end());
    const base::crypto::Secret key(base::crypto::sha256("lyhord device record 1", material));
    const base::Bytes cipher =
        base::crypto::aes256gcm_seal(key, base::Bytes(12), plain, base::as_bytes(answer.slug));
    base::Bytes out{1};
    out.insert(out.end(), device.public_key.begin(), device.public_key.end());
    out.insert(out.end(), cipher.begin(), cipher.end());
    return out;
}

inline base::Bytes sealed_on_device(const DeviceAnswer& answer) {
    return sealed_on_device(answer, padded_answer(answer));
}

// The body of POST .../sealed.
inline std::string sealed_body(const base::crypto::PublicKey& queue, const base::Bytes& sealed) {
    return R"({"key":")" + domain::queue_key_name(queue) + R"(","sealed":")" +
           base::base64url(sealed) + "\"}";
}

}  // namespace lyhord::tests
