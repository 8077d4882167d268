#include "operations/wrapped_keys.h"

#include <algorithm>

namespace lyhord::operations {

using base::crypto::KeyPair;
using base::crypto::PublicKey;
using store::EpochRow;

base::Result<EpochKeys> with_present_keys(EpochKeys known, const store::KeyFiles& keys) {
    const base::Result<std::vector<store::EpochKeyName>> names = keys.epoch_keys();
    if (!names) {
        return base::fail(names.error());
    }
    for (const store::EpochKeyName& name : *names) {
        const base::Result<KeyPair> pair = keys.epoch_key(name);
        if (pair) {
            known.insert_or_assign(name, *pair);
        } else if (pair.error().fault() == base::Fault::io) {
            return base::fail(pair.error());
        }
    }
    return known;
}

const KeyPair* key_of(const EpochKeys& keys, const EpochRow& epoch) {
    const auto found = keys.find({.round = epoch.round, .number = epoch.number});
    const bool fits = found != keys.end() && found->second.public_key == epoch.key;
    return fits ? &found->second : nullptr;
}

std::vector<EpochRow> without_key(const std::vector<EpochRow>& epochs, const EpochKeys& keys) {
    std::vector<EpochRow> missing;
    for (const EpochRow& epoch : epochs) {
        if (!epoch.drained && key_of(keys, epoch) == nullptr) {
            missing.push_back(epoch);
        }
    }
    return missing;
}

Attachments::Attachments(std::vector<store::Attachment> attached) {
    for (store::Attachment& attachment : attached) {
        attached_.insert(std::move(attachment));
    }
}

const base::Bytes* Attachments::find(std::string_view name) const {
    const auto found = attached_.find(name);
    return found == attached_.end() ? nullptr : &found->second;
}

std::vector<std::string> Attachments::queue_keys() const {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : attached_) {
        if (name.starts_with(store::queue_key_prefix)) {
            names.push_back(name);
        }
    }
    return names;
}

std::optional<PublicKey> Attachments::public_key(std::string_view name) const {
    PublicKey key{};
    const base::Bytes* bytes = find(name);
    if (bytes == nullptr || bytes->size() != key.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, key.begin());
    return key;
}

}  // namespace lyhord::operations
