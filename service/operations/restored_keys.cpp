#include "operations/restored_keys.h"

#include "operations/recovery.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;
using base::crypto::Secret;

Result<Secret> unwrap(const Attachments& attachments,
                      const KeyPair& recovery,
                      std::string_view name) {
    const base::Bytes* wrapped = attachments.find(name);
    const std::optional<Secret> key =
        wrapped == nullptr ? std::nullopt : unwrap_key(recovery, name, *wrapped);
    if (!key) {
        return base::fail(Fault::corrupt, "a wrapped key of the backup cannot be opened");
    }
    return *key;
}

Result<KeyPair> fitting_recovery_key(const Attachments& attachments, const std::string& text) {
    const std::optional<PublicKey> expected = attachments.public_key(store::recovery_key_name);
    if (!expected) {
        return base::fail(Fault::invalid,
                          "the backup carries no keys: restore it without a recovery key");
    }
    Result<KeyPair> pair = Recovery::parse(text);
    if (pair && pair->public_key != *expected) {
        return base::fail(Fault::invalid,
                          "the recovery key is not the one that this backup was made with");
    }
    return pair;
}

// A review key that nothing is sealed to replaces none that the machine may have: one that was made
// when the right one was lost, in a backup from then.
Result<void> unwrap_review(const KeySources& sources, const KeyPair& recovery, RestoredKeys& keys) {
    if (sources.attachments.find(store::review_key_name) == nullptr) {
        return {};  // it was lost before the backup was taken
    }
    const Result<Secret> key = unwrap(sources.attachments, recovery, store::review_key_name);
    if (!key) {
        return base::fail(key.error());
    }
    const std::optional<KeyPair> pair = base::crypto::key_pair_from(*key);
    ++keys.unwrapped;
    if (pair && (!sources.review || pair->public_key == *sources.review)) {
        keys.named.emplace_back(store::review_key_name, *key);
        keys.review = true;
    }
    return {};
}

// An epoch whose key was lost before the backup was taken is not in it.
Result<RestoredKeys> unwrap_all(const KeySources& sources, const KeyPair& recovery) {
    RestoredKeys keys;
    keys.recovery = recovery.public_key;
    if (const Result<void> review = unwrap_review(sources, recovery, keys); !review) {
        return base::fail(review.error());
    }
    std::vector<std::string> names = sources.attachments.queue_keys();
    names.emplace_back(store::form_key_name);
    for (const std::string& name : names) {
        Result<Secret> key = unwrap(sources.attachments, recovery, name);
        if (!key) {
            return base::fail(key.error());
        }
        keys.named.emplace_back(name, *key);
        ++keys.unwrapped;
    }
    for (const store::EpochRow& epoch : sources.epochs) {
        const store::EpochKeyName epoch_name{.round = epoch.round, .number = epoch.number};
        const std::string name = store::KeyFiles::file_name(epoch_name);
        if (epoch.drained || sources.attachments.find(name) == nullptr) {
            continue;
        }
        const Result<Secret> key = unwrap(sources.attachments, recovery, name);
        const std::optional<KeyPair> pair = key ? base::crypto::key_pair_from(*key) : std::nullopt;
        if (!pair) {
            return base::fail(Fault::corrupt, "a wrapped key of the backup cannot be opened");
        }
        keys.epochs.insert_or_assign(epoch_name, *pair);
        ++keys.unwrapped;
    }
    return keys;
}

// True if the review key of this machine is the one that the comments are sealed to.
Result<bool> has_review_key(const KeySources& sources) {
    const Result<KeyPair> here = sources.machine.present_review_key();
    if (!here && here.error().fault() != Fault::not_found) {
        return base::fail(here.error());
    }
    return sources.review && here && here->public_key == *sources.review;
}

}  // namespace

Result<RestoredKeys> find_keys(const KeySources& sources,
                               const std::optional<std::string>& recovery_key) {
    RestoredKeys keys;
    if (recovery_key) {
        const Result<KeyPair> recovery = fitting_recovery_key(sources.attachments, *recovery_key);
        if (!recovery) {
            return base::fail(recovery.error());
        }
        Result<RestoredKeys> unwrapped = unwrap_all(sources, *recovery);
        if (!unwrapped) {
            return unwrapped;
        }
        keys = std::move(*unwrapped);
    }
    const Result<bool> review = keys.review ? Result<bool>(true) : has_review_key(sources);
    if (!review) {
        return base::fail(review.error());
    }
    keys.review = *review;
    const Result<EpochKeys> here = with_present_keys({}, sources.machine);
    if (!here) {
        return base::fail(here.error());
    }
    for (const store::EpochRow& epoch : sources.epochs) {
        const KeyPair* key = key_of(*here, epoch);
        if (key != nullptr) {
            keys.epochs.try_emplace({.round = epoch.round, .number = epoch.number}, *key);
        }
    }
    return keys;
}

}  // namespace lyhord::operations
