#include "faults/sealed_bytes.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <set>

#include "faults/town.h"

namespace lyhord::tests {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;
namespace crypto = base::crypto;

constexpr std::size_t id_at = 1;
constexpr std::size_t ephemeral_at = 17;
constexpr std::size_t cipher_at = 82;
constexpr std::size_t padded_bytes_min = 1024;
constexpr std::size_t padded_bytes_max = 64 * 1024;
constexpr std::int64_t epochs_max = 8;

Bytes associated(const base::Id& round, std::int64_t epoch) {
    Bytes out(round.begin(), round.end());
    for (unsigned shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<Byte>(static_cast<std::uint64_t>(epoch) >> shift));
    }
    return out;
}

Bytes without_padding(const Bytes& padded) {
    const std::size_t size = padded[0] | static_cast<std::size_t>(padded[1]) << 8U |
                             static_cast<std::size_t>(padded[2]) << 16U;
    return {padded.begin() + 4, padded.begin() + 4 + static_cast<std::ptrdiff_t>(size)};
}

struct Sealed {
    crypto::Secret key;
    ByteView cipher;  // and all that follows it
    base::Id round{};
};

// The length and the epoch are not known: all of them are tried.
std::optional<Bytes> decrypt(const Sealed& sealed) {
    for (std::size_t size = padded_bytes_min; size <= padded_bytes_max; size *= 2) {
        if (sealed.cipher.size() < size + crypto::gcm_tag_bytes) {
            break;
        }
        for (std::int64_t epoch = -1; epoch <= epochs_max; ++epoch) {
            const auto plain =
                crypto::aes256gcm_open(sealed.key,
                                       std::array<Byte, 12>{},
                                       sealed.cipher.first(size + crypto::gcm_tag_bytes),
                                       associated(sealed.round, epoch));
            if (plain) {
                return without_padding(*plain);
            }
        }
    }
    return std::nullopt;
}

template <typename Visit>
void query(const std::filesystem::path& database, const char* sql, Visit visit) {
    sqlite3* connection = nullptr;
    const std::string uri = "file:" + database.string() + "?immutable=1";
    ASSERT_EQ(
        sqlite3_open_v2(uri.c_str(), &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr),
        SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(connection);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const auto* bytes = static_cast<const Byte*>(sqlite3_column_blob(statement, 0));
        visit(ByteView(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, 0))));
    }
    sqlite3_finalize(statement);
    sqlite3_close(connection);
}

}  // namespace

PrivateKeys keys_in(const std::filesystem::path& folder) {
    PrivateKeys keys;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string bytes = file_bytes(entry.path());
        crypto::Secret secret;
        if (bytes.size() != secret.view().size()) {
            continue;
        }
        std::ranges::copy(base::as_bytes(bytes), secret.bytes().begin());
        if (const auto pair = crypto::key_pair_from(secret)) {
            keys.emplace(entry.path().filename().string(), *pair);
        }
    }
    return keys;
}

std::optional<crypto::Secret> Attacker::hour_secret(const std::string& key, ByteView ephemeral) {
    const std::string name = key + std::string(base::as_text(ephemeral));
    const auto known = hours_.find(name);
    if (known != hours_.end()) {
        return known->second;
    }
    crypto::PublicKey point{};
    std::ranges::copy(ephemeral, point.begin());
    std::optional<crypto::Secret> secret;
    if (const auto shared = crypto::ecdh(keys_.at(key), point)) {
        secret = crypto::hkdf_sha256(shared->view(), ephemeral, base::as_bytes("lyhord hour"));
    }
    hours_.emplace(name, secret);
    return secret;
}

std::optional<OpenedRecord> Attacker::open_at(std::string_view text) {
    const ByteView bytes = base::as_bytes(text);
    if (bytes.size() < cipher_at + padded_bytes_min || bytes[0] != 1 || bytes[ephemeral_at] != 4) {
        return std::nullopt;
    }
    const ByteView id = bytes.subspan(id_at, ephemeral_at - id_at);
    const ByteView ephemeral = bytes.subspan(ephemeral_at, cipher_at - ephemeral_at);
    for (const auto& [name, pair] : keys_) {
        const auto hour = hour_secret(name, ephemeral);
        if (!hour) {
            return std::nullopt;  // not a point of the curve: no record begins here
        }
        const crypto::Secret key =
            crypto::hkdf_sha256(hour->view(), id, base::as_bytes("lyhord record"));
        if (auto plain = decrypt({key, bytes.subspan(cipher_at), round_})) {
            return OpenedRecord{.key = name,
                                .offset = 0,
                                .record_id = {id.begin(), id.end()},
                                .plain = std::move(*plain)};
        }
    }
    return std::nullopt;
}

std::vector<OpenedRecord> Attacker::open_bytes(std::string_view bytes) {
    std::vector<OpenedRecord> opened;
    std::set<base::Bytes> seen;
    for (std::size_t at = bytes.find('\x01'); at != std::string_view::npos;
         at = bytes.find('\x01', at + 1)) {
        auto record = open_at(bytes.substr(at));
        if (record && seen.insert(record->record_id).second) {
            record->offset = at;
            opened.push_back(std::move(*record));
        }
    }
    return opened;
}

std::vector<OpenedRecord> Attacker::open_file(const std::filesystem::path& file) {
    return open_bytes(file_bytes(file));
}

std::vector<OpenedRecord> Attacker::open_database(const std::filesystem::path& database) {
    std::vector<OpenedRecord> opened = open_file(database);
    std::set<base::Bytes> seen;
    for (const OpenedRecord& record : opened) {
        seen.insert(record.record_id);
    }
    for (const char* sql : {"SELECT sealed FROM pending",
                            "SELECT sealed FROM waiting",
                            "SELECT sealed FROM comments WHERE sealed IS NOT NULL"}) {
        for (const base::Bytes& blob : select_blobs(database, sql)) {
            auto record = open_at(base::as_text(blob));
            if (record && seen.insert(record->record_id).second) {
                opened.push_back(std::move(*record));
            }
        }
    }
    return opened;
}

std::vector<std::vector<domain::Fragment>> answers_of(const std::vector<OpenedRecord>& opened) {
    std::vector<std::vector<domain::Fragment>> answers;
    for (const OpenedRecord& record : opened) {
        auto fragments = domain::Fragments::decode(record.plain);
        if (record.key != "review" && fragments) {
            answers.push_back(std::move(*fragments));
        }
    }
    return answers;
}

std::vector<base::Bytes> select_blobs(const std::filesystem::path& database, const char* sql) {
    std::vector<base::Bytes> blobs;
    query(database, sql, [&](ByteView value) { blobs.emplace_back(value.begin(), value.end()); });
    return blobs;
}

std::vector<std::string> select_texts(const std::filesystem::path& database, const char* sql) {
    std::vector<std::string> texts;
    query(database, sql, [&](ByteView value) { texts.emplace_back(base::as_text(value)); });
    return texts;
}

}  // namespace lyhord::tests
