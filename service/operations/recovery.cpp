#include "operations/recovery.h"

#include <algorithm>
#include <array>

#include "base/limits.h"

namespace lyhord::operations {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;
using base::Fault;
using base::Result;
using base::crypto::KeyPair;
using base::crypto::PublicKey;
using base::crypto::Secret;

constexpr std::string_view header = "LYHORD RECOVERY KEY";
constexpr std::size_t line_count = 4;
constexpr std::size_t key_bytes_of_line = 8;
constexpr std::size_t line_characters = 16;
constexpr std::size_t group_characters = 4;

constexpr Byte wrap_version = 1;
constexpr std::array<Byte, 12> no_nonce{};  // each wrapped key has a key of its own

// What is printed in a line: 8 bytes of the key, and 2 of a digest over them and the line's number,
// so that exchanged lines are noticed too.
Bytes checked_line(std::size_t number, ByteView key_bytes) {
    Bytes line(key_bytes.begin(), key_bytes.end());
    Bytes digested = line;
    digested.push_back(static_cast<Byte>(number));
    const base::Digest digest = base::crypto::sha256("lyhord recovery line", digested);
    line.push_back(digest[0]);
    line.push_back(digest[1]);
    base::wipe(digested);
    return line;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Digits that base32 does not have are what a tired eye reads for these letters.
char meant(char c) {
    switch (c) {
        case '0':
            return 'O';
        case '1':
            return 'I';
        case '8':
            return 'B';
        default:
            return upper(c);
    }
}

bool is_space(char c) { return c == ' ' || c == '-' || c == '\t' || c == '\r'; }

std::string_view without_spaces_before(std::string_view line) {
    const auto first = std::ranges::find_if_not(line, is_space);
    return line.substr(static_cast<std::size_t>(first - line.begin()));
}

bool is_header(std::string_view line) {
    return line.size() >= header.size() &&
           std::ranges::equal(line.substr(0, header.size()), header, {}, upper);
}

// A line's own number stands alone before its first group.
std::string_view without_number(std::string_view line) {
    const bool numbered = line.size() >= 2 && line[0] >= '1' && line[0] <= '4' &&
                          (is_space(line[1]) || line[1] == ':' || line[1] == '.');
    return numbered ? line.substr(2) : line;
}

// The letters of all lines together, so that it does not matter how they were broken.
std::string letters_of(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    std::string letters;
    letters.reserve(line_count * line_characters);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = without_spaces_before(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (is_header(line)) {
            continue;
        }
        for (const char c : without_number(line)) {
            if (!is_space(c)) {
                letters += meant(c);
            }
        }
    }
    return letters;
}

std::unexpected<base::Error> typing_error(std::size_t line) {
    return base::fail(Fault::invalid,
                      "the recovery key has a typing error in its line",
                      {.number = static_cast<std::int64_t>(line), .pointer = {}, .subject = {}});
}

Secret wrapping_key(const Secret& shared, const PublicKey& ephemeral, const PublicKey& recovery) {
    Bytes salt(ephemeral.begin(), ephemeral.end());
    salt.insert(salt.end(), recovery.begin(), recovery.end());
    return base::crypto::hkdf_sha256(shared.view(), salt, base::as_bytes("lyhord recovery"));
}

}  // namespace

Result<std::string> Recovery::make() {
    const KeyPair pair = base::crypto::generate_key_pair();
    if (const Result<void> kept = keys_.put_recovery_key(pair.public_key); !kept) {
        return base::fail(kept.error());
    }
    return print(pair.private_key);
}

std::string Recovery::print(const Secret& private_key) {
    std::string text = std::string(header) + "\n";
    for (std::size_t i = 0; i < line_count; ++i) {
        Bytes line = checked_line(
            i + 1, private_key.view().subspan(i * key_bytes_of_line, key_bytes_of_line));
        const std::string letters = base::base32(line);
        base::wipe(line);
        text += std::to_string(i + 1) + " ";
        for (std::size_t at = 0; at < letters.size(); at += group_characters) {
            text += " " + letters.substr(at, group_characters);
        }
        text += "\n";
    }
    return text;
}

Result<KeyPair> Recovery::parse(std::string_view text) {
    if (text.size() > base::limits::recovery_text_bytes_max) {
        return base::fail(Fault::invalid, "this is no recovery key: it is too long");
    }
    const std::string letters = letters_of(text);
    if (letters.size() != line_count * line_characters) {
        return base::fail(
            Fault::invalid,
            "a recovery key has 4 lines of 16 letters and digits; characters found",
            {.number = static_cast<std::int64_t>(letters.size()), .pointer = {}, .subject = {}});
    }
    Secret secret;
    for (std::size_t i = 0; i < line_count; ++i) {
        const auto line = base::from_base32(
            std::string_view(letters).substr(i * line_characters, line_characters));
        if (!line || *line != checked_line(i + 1, ByteView(*line).first(key_bytes_of_line))) {
            return typing_error(i + 1);
        }
        std::copy_n(line->begin(),
                    key_bytes_of_line,
                    secret.bytes().begin() + static_cast<std::ptrdiff_t>(i * key_bytes_of_line));
    }
    std::optional<KeyPair> pair = base::crypto::key_pair_from(secret);
    if (!pair) {
        return base::fail(Fault::invalid, "this is no recovery key");
    }
    return *pair;
}

Bytes wrap_key(const PublicKey& recovery, std::string_view name, const Secret& key) {
    const KeyPair ephemeral = base::crypto::generate_key_pair();
    const std::optional<Secret> shared = base::crypto::ecdh(ephemeral, recovery);
    if (!shared) {
        return {};
    }
    const Secret wrapping = wrapping_key(*shared, ephemeral.public_key, recovery);
    const Bytes sealed =
        base::crypto::aes256gcm_seal(wrapping, no_nonce, key.view(), base::as_bytes(name));
    Bytes wrapped{wrap_version};
    wrapped.insert(wrapped.end(), ephemeral.public_key.begin(), ephemeral.public_key.end());
    wrapped.insert(wrapped.end(), sealed.begin(), sealed.end());
    return wrapped;
}

std::optional<Secret> unwrap_key(const KeyPair& recovery, std::string_view name, ByteView wrapped) {
    PublicKey ephemeral{};
    Secret key;
    const std::size_t sealed_at = 1 + ephemeral.size();
    const std::size_t size = sealed_at + key.view().size() + base::crypto::gcm_tag_bytes;
    if (wrapped.size() != size || wrapped[0] != wrap_version) {
        return std::nullopt;
    }
    std::ranges::copy(wrapped.subspan(1, ephemeral.size()), ephemeral.begin());
    const std::optional<Secret> shared = base::crypto::ecdh(recovery, ephemeral);
    if (!shared) {
        return std::nullopt;
    }
    const Secret wrapping = wrapping_key(*shared, ephemeral, recovery.public_key);
    std::optional<Bytes> plain = base::crypto::aes256gcm_open(
        wrapping, no_nonce, wrapped.subspan(sealed_at), base::as_bytes(name));
    if (!plain) {
        return std::nullopt;
    }
    std::ranges::copy(*plain, key.bytes().begin());
    base::wipe(*plain);
    return key;
}

}  // namespace lyhord::operations
