#include "store/keys/key_files.h"

#include <algorithm>
#include <charconv>

#include "store/data_directory.h"
#include "store/durable_file.h"

namespace lyhord::store {
namespace {

using base::Fault;
using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;
using base::crypto::Secret;
using std::filesystem::path;

constexpr std::string_view epoch_prefix = "epoch-";
constexpr std::size_t secret_bytes = 32;

// Nothing for a file that is no epoch key, such as one that a crash left half written.
std::optional<EpochKeyName> epoch_name_from(std::string_view file) {
    EpochKeyName name;
    const std::size_t round_digits = 2 * name.round.size();
    const std::size_t number_at = epoch_prefix.size() + round_digits + 1;
    if (!file.starts_with(epoch_prefix) || file.size() <= number_at) {
        return std::nullopt;
    }
    const auto round = base::from_hex(file.substr(epoch_prefix.size(), round_digits));
    if (!round || round->size() != name.round.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*round, name.round.begin());
    std::from_chars(file.data() + number_at, file.data() + file.size(), name.number);
    return KeyFiles::file_name(name) == file ? std::optional(name) : std::nullopt;
}

std::optional<base::Id> queue_round_from(std::string_view file) {
    if (!file.starts_with(queue_key_prefix)) {
        return std::nullopt;
    }
    const auto bytes = base::from_hex(file.substr(queue_key_prefix.size()));
    base::Id round{};
    if (!bytes || bytes->size() != round.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, round.begin());
    return KeyFiles::queue_file_name(round) == file ? std::optional(round) : std::nullopt;
}

// Of a key that somebody has begun to write.
bool is_unfinished(std::string_view file) {
    return (file.starts_with(epoch_prefix) && !epoch_name_from(file)) ||
           (file.starts_with(queue_key_prefix) && !queue_round_from(file));
}

Result<Secret> load_secret(const path& file) {
    Result<base::Bytes> bytes = DurableFile::read(file, secret_bytes);
    if (!bytes && bytes.error().fault() != Fault::too_large) {
        return base::fail(bytes.error());
    }
    if (!bytes || bytes->size() != secret_bytes) {
        return base::fail(
            DataDirectory::error(Fault::corrupt, "the key file does not hold 32 bytes", file));
    }
    Secret secret;
    std::ranges::copy(*bytes, secret.bytes().begin());
    base::wipe(*bytes);
    return secret;
}

Result<KeyPair> load_pair(const path& file) {
    const Result<Secret> secret = load_secret(file);
    if (!secret) {
        return base::fail(secret.error());
    }
    const std::optional<KeyPair> pair = base::crypto::key_pair_from(*secret);
    if (!pair) {
        return base::fail(
            DataDirectory::error(Fault::corrupt, "the key file does not hold a key", file));
    }
    return *pair;
}

// Loads the key, or makes it at first use. Of two who make it at once, both get the one that was
// there first.
template <typename Load, typename Make>
auto load_or_make(const path& file, Load load, Make make) -> decltype(load(file)) {
    auto found = load(file);
    if (found || found.error().fault() != Fault::not_found) {
        return found;
    }
    const auto created = DurableFile::create(file, make().view());
    if (!created && created.error().fault() != Fault::conflict) {
        return base::fail(created.error());
    }
    return load(file);
}

Secret make_private_key() { return base::crypto::generate_key_pair().private_key; }

Result<PublicKey> create_durably(const path& file) {
    const Result<KeyPair> pair = load_or_make(file, load_pair, make_private_key);
    if (!pair) {
        return base::fail(pair.error());
    }
    // A file that was found may have been written just before a crash.
    if (const auto durable = DurableFile::sync(file); !durable) {
        return base::fail(durable.error());
    }
    return pair->public_key;
}

Secret make_random_key() {
    base::SystemRandom random;
    Secret secret;
    random.fill(secret.bytes());
    return secret;
}

}  // namespace

std::string KeyFiles::file_name(const EpochKeyName& name) {
    return std::string(epoch_prefix) + base::hex(name.round) + "-" + std::to_string(name.number);
}

std::string KeyFiles::queue_file_name(const base::Id& round) {
    return std::string(queue_key_prefix) + base::hex(round);
}

Result<PublicKey> KeyFiles::create_epoch_key(const EpochKeyName& name) {
    return create_durably(folder_ / file_name(name));
}

Result<void> KeyFiles::create_queue_key(const base::Id& round) {
    const Result<PublicKey> key = create_durably(folder_ / queue_file_name(round));
    return key ? Result<void>() : base::fail(key.error());
}

Result<KeyPair> KeyFiles::queue_key(const base::Id& round) const {
    return load_pair(folder_ / queue_file_name(round));
}

Result<void> KeyFiles::destroy_queue_key(const base::Id& round) {
    return DurableFile::destroy(folder_ / queue_file_name(round));
}

Result<std::vector<base::Id>> KeyFiles::queue_keys() const {
    const Result<std::vector<std::string>> files = names_in(folder_);
    if (!files) {
        return base::fail(files.error());
    }
    std::vector<base::Id> rounds;
    for (const std::string& file : *files) {
        if (const auto round = queue_round_from(file)) {
            rounds.push_back(*round);
        }
    }
    std::ranges::sort(rounds);
    return rounds;
}

Result<KeyPair> KeyFiles::epoch_key(const EpochKeyName& name) const {
    return load_pair(folder_ / file_name(name));
}

Result<void> KeyFiles::put_epoch_key(const EpochKeyName& name, const Secret& key) {
    return put_named(file_name(name), key);
}

Result<void> KeyFiles::destroy_epoch_key(const EpochKeyName& name) {
    return DurableFile::destroy(folder_ / file_name(name));
}

Result<std::vector<EpochKeyName>> KeyFiles::epoch_keys() const {
    const Result<std::vector<std::string>> files = names_in(folder_);
    if (!files) {
        return base::fail(files.error());
    }
    std::vector<EpochKeyName> names;
    for (const std::string& file : *files) {
        if (const auto name = epoch_name_from(file)) {
            names.push_back(*name);
        }
    }
    std::ranges::sort(names);
    return names;
}

Result<void> KeyFiles::destroy_unfinished() {
    const Result<std::vector<std::string>> files = names_in(folder_);
    if (!files) {
        return base::fail(files.error());
    }
    for (const std::string& name : *files) {
        if (!is_unfinished(name)) {
            continue;
        }
        // A second name of a finished key: overwriting it would destroy the key itself.
        std::error_code failure;
        const path unfinished = folder_ / name;
        const bool has_its_name = std::filesystem::hard_link_count(unfinished, failure) > 1;
        const Result<void> gone = has_its_name && std::filesystem::remove(unfinished, failure)
                                      ? DurableFile::sync_folder(folder_)
                                      : DurableFile::destroy(unfinished);
        if (!gone) {
            return gone;
        }
    }
    return {};
}

Result<KeyPair> KeyFiles::review_key() {
    return load_or_make(folder_ / review_key_name, load_pair, make_private_key);
}

Result<KeyPair> KeyFiles::present_review_key() const {
    return load_pair(folder_ / review_key_name);
}

Result<Secret> KeyFiles::form_key() {
    return load_or_make(folder_ / form_key_name, load_secret, make_random_key);
}

Result<void> KeyFiles::put_named(const std::string& name, const Secret& key) {
    return DurableFile::replace(folder_ / name, key.view());
}

Result<std::optional<PublicKey>> KeyFiles::recovery_key() const {
    const path file = folder_ / recovery_key_name;
    PublicKey key{};
    const Result<base::Bytes> bytes = DurableFile::read(file, key.size());
    if (!bytes && bytes.error().fault() == Fault::not_found) {
        return std::nullopt;
    }
    if (!bytes && bytes.error().fault() != Fault::too_large) {
        return base::fail(bytes.error());
    }
    if (!bytes || bytes->size() != key.size()) {
        return base::fail(
            DataDirectory::error(Fault::corrupt, "the recovery key does not hold 65 bytes", file));
    }
    std::ranges::copy(*bytes, key.begin());
    return key;
}

Result<void> KeyFiles::put_recovery_key(const PublicKey& key) {
    if (!base::crypto::ecdh(base::crypto::generate_key_pair(), key)) {
        return base::fail(Fault::invalid, "the recovery key is not a point of P-256");
    }
    return DurableFile::replace(folder_ / recovery_key_name, key);
}

}  // namespace lyhord::store
