// Owns QueuedAnswers: the only opener of answers that waited on a device. What it opens is received
// like any other answer, by Receiver.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "domain/device_record.h"
#include "domain/round.h"
#include "store/keys/key_files.h"

namespace lyhord::intake {

// As a device sent it.
struct QueuedAnswer {
    std::string key_name;  // domain::queue_key_name of what it is sealed to
    base::Bytes sealed;
};

// Thread-safe.
class QueuedAnswers {
public:
    explicit QueuedAnswers(const store::KeyFiles& keys) : keys_(keys) {}

    // What devices seal to; nothing while the round has no key that can be read.
    std::optional<base::crypto::PublicKey> key(const domain::Round& round);

    // not_found: it is sealed to a key that this round does not have. corrupt: the record was
    // changed, or is no record. unavailable: the key cannot be read just now.
    base::Result<domain::DeviceRecord> open(const domain::Round& round, const QueuedAnswer& answer);

private:
    // No device shall seal anything more to a key that is lost, or was replaced.
    void forget_unless(const base::Id& round,
                       const std::optional<base::crypto::PublicKey>& present);

    const store::KeyFiles& keys_;
    std::mutex mutex_;
    std::map<base::Id, base::crypto::PublicKey> known_;  // public halves only
};

}  // namespace lyhord::intake
