#include "access/password_hasher.h"

#include <argon2.h>

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "base/utf8.h"

namespace lyhord::access {
namespace {

namespace limits = base::limits;
using base::Fault;

constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;

// The same password typed on two keyboards is the same bytes; overwritten when it goes.
class NormalPassword {
public:
    explicit NormalPassword(std::string_view typed) : text_(base::nfc(typed)) {}
    NormalPassword(const NormalPassword&) = delete;
    NormalPassword& operator=(const NormalPassword&) = delete;
    ~NormalPassword() { base::wipe({reinterpret_cast<base::Byte*>(text_.data()), text_.size()}); }

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

// The PHC string format writes RFC 4648 section 4 without padding.
std::string base64(base::ByteView bytes) {
    std::string text = base::base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return text;
}

// A result of random bytes: to verify against it costs a whole computation, and never succeeds.
std::string make_decoy(base::Random& random, const PasswordCost& cost) {
    std::array<base::Byte, salt_bytes> salt{};
    std::array<base::Byte, hash_bytes> hash{};
    random.fill(salt);
    random.fill(hash);
    return "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
           ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(lanes) + "$" +
           base64(salt) + "$" + base64(hash);
}

class Place {
public:
    explicit Place(std::atomic<int>& taken) : taken_(taken), number_(++taken) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { --taken_; }

    bool is_free() const { return number_ <= limits::logins_waiting_max; }

private:
    std::atomic<int>& taken_;
    int number_;
};

}  // namespace

PasswordHasher::PasswordHasher(base::Random& random, PasswordCost cost)
    : random_(random), cost_(cost), decoy_(make_decoy(random, cost)) {}

base::Result<std::string> PasswordHasher::hash(std::string_view password) {
    const NormalPassword normal(password);
    std::array<base::Byte, salt_bytes> salt{};
    random_.fill(salt);
    std::string encoded(
        argon2_encodedlen(cost_.passes, cost_.memory_kib, lanes, salt_bytes, hash_bytes, Argon2_id),
        '\0');
    const std::lock_guard lock(one_at_a_time_);
    const int outcome = argon2id_hash_encoded(cost_.passes,
                                              cost_.memory_kib,
                                              lanes,
                                              normal.text().data(),
                                              normal.text().size(),
                                              salt.data(),
                                              salt.size(),
                                              hash_bytes,
                                              encoded.data(),
                                              encoded.size());
    if (outcome != ARGON2_OK) {
        return base::fail(Fault::unavailable, "the password could not be hashed");
    }
    encoded.resize(encoded.find('\0'));
    return encoded;
}

base::Result<bool> PasswordHasher::verify(std::string_view encoded, std::string_view password) {
    const Place place(waiting_);
    if (!place.is_free()) {
        return base::fail(Fault::too_many, "too many sign-ins at once");
    }
    const std::string against(encoded.empty() ? decoy_ : encoded);
    const NormalPassword normal(password);
    const std::lock_guard lock(one_at_a_time_);
    switch (argon2id_verify(against.c_str(), normal.text().data(), normal.text().size())) {
        case ARGON2_OK:
            return !encoded.empty();
        case ARGON2_VERIFY_MISMATCH:
            return false;
        case ARGON2_MEMORY_ALLOCATION_ERROR:
            return base::fail(Fault::unavailable, "there is no memory to check a password");
        default:
            return base::fail(Fault::corrupt, "a stored password hash cannot be read");
    }
}

}  // namespace lyhord::access
