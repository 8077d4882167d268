#include "faults/byte_forms.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"

namespace lyhord::tests {
namespace {

constexpr std::size_t form_bytes_min = 8;

unsigned byte_of(char c) { return static_cast<unsigned char>(c); }

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The code points of valid UTF-8.
std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (const char c : text) {
        const unsigned byte = byte_of(c);
        if ((byte & 0xC0U) == 0x80U) {
            out.back() = (out.back() << 6U) | (byte & 0x3FU);
        } else {
            out += byte < 0x80U   ? static_cast<char32_t>(byte)
                   : byte < 0xE0U ? static_cast<char32_t>(byte & 0x1FU)
                                  : static_cast<char32_t>(byte & 0x0FU);
        }
    }
    return out;
}

std::string utf16(std::string_view text, bool big_endian) {
    std::string out;
    for (const char32_t point : code_points(text)) {
        const char high = static_cast<char>(point >> 8U);
        const char low = static_cast<char>(point & 0xFFU);
        out += big_endian ? high : low;
        out += big_endian ? low : high;
    }
    return out;
}

// Every byte for which `escaped` holds as the format says.
template <typename Escaped>
std::string escape_bytes(std::string_view text, const char* format, Escaped escaped) {
    std::string out;
    for (const char c : text) {
        out += escaped(c) ? fmt::format(fmt::runtime(format), byte_of(c)) : std::string(1, c);
    }
    return out;
}

template <typename Escaped>
std::string escape_points(std::string_view text, const char* format, Escaped escaped) {
    std::string out;
    for (const char32_t point : code_points(text)) {
        out += escaped(point) ? fmt::format(fmt::runtime(format), static_cast<std::uint32_t>(point))
                              : std::string(1, static_cast<char>(point));
    }
    return out;
}

std::string html_named(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const std::string_view name = c == '&'   ? "&amp;"
                                      : c == '<' ? "&lt;"
                                      : c == '>' ? "&gt;"
                                      : c == '"' ? "&quot;"
                                                 : "";
        out += name.empty() ? std::string(1, c) : std::string(name);
    }
    return out;
}

std::string base64(std::string_view bytes, bool url) {
    const char* const last = url ? "-_" : "+/";
    const std::string alphabet =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") + last;
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U) | byte_of(c);
        for (count += 8; count >= 6; count -= 6) {
            out += alphabet[(bits >> static_cast<unsigned>(count - 6)) & 0x3FU];
        }
    }
    if (count > 0) {
        out += alphabet[(bits << static_cast<unsigned>(6 - count)) & 0x3FU];
    }
    return out;
}

// The characters that do not depend on what stands before and after.
std::string base64_inside(std::string_view bytes, std::size_t offset, bool url) {
    const std::string whole = base64(std::string(offset, '\0') + std::string(bytes), url);
    const std::size_t first = (offset * 8 + 5) / 6;
    const std::size_t end = (offset + bytes.size()) * 8 / 6;
    return whole.substr(first, end - first);
}

std::string hex(std::string_view bytes) {
    return escape_bytes(bytes, "{:02x}", [](char) { return true; });
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return text;
}

std::string digest(std::string_view bytes, const EVP_MD* algorithm) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, algorithm, nullptr);
    return {out.begin(), out.begin() + size};
}

class Forms {
public:
    void add(const std::string& name, std::string bytes) {
        if (bytes.size() >= form_bytes_min && seen_.insert(bytes).second) {
            forms_.push_back({name, std::move(bytes)});
        }
    }
    void add_digest(const std::string& name, const std::string& bytes) {
        add(name, bytes);
        add(name + " in hex", hex(bytes));
        add(name + " in upper-case hex", upper(hex(bytes)));
        add(name + " in base64", base64(bytes, false));
        add(name + " in base64url", base64(bytes, true));
    }
    std::vector<ByteForm> take() { return std::move(forms_); }

private:
    std::set<std::string> seen_;
    std::vector<ByteForm> forms_;
};

void add_escapes(Forms& forms, std::string_view mark) {
    const auto not_plain = [](char c) { return !is_plain(c); };
    const auto special = [](char c) {
        return !is_plain(c) && c != '-' && c != '.' && c != '_' && c != '~';
    };
    const auto any = [](auto) { return true; };
    const auto foreign = [](char32_t point) { return point > 0x7E; };
    const auto not_letter = [](char32_t point) {
        return point > 0x7E || !is_plain(static_cast<char>(point));
    };
    forms.add("percent-escaped", escape_bytes(mark, "%{:02X}", special));
    forms.add("percent-escaped, lower case", escape_bytes(mark, "%{:02x}", special));
    forms.add("percent-escaped, all but letters", escape_bytes(mark, "%{:02X}", not_plain));
    forms.add("percent-escaped throughout", escape_bytes(mark, "%{:02X}", any));
    std::string form = escape_bytes(mark, "%{:02X}", special);
    std::string::size_type at = 0;
    while ((at = form.find("%20", at)) != std::string::npos) {
        form.replace(at, 3, "+");
    }
    forms.add("form-encoded", form);
    forms.add("JSON-escaped", escape_points(mark, "\\u{:04x}", foreign));
    forms.add("JSON-escaped, upper case", escape_points(mark, "\\u{:04X}", foreign));
    forms.add("JSON-escaped throughout", escape_points(mark, "\\u{:04x}", any));
    forms.add("HTML-escaped by name", html_named(mark));
    forms.add("HTML-escaped by number", escape_points(mark, "&#{};", not_letter));
    forms.add("HTML-escaped by hex number", escape_points(mark, "&#x{:X};", not_letter));
    forms.add("HTML-escaped, foreign letters", escape_points(mark, "&#{};", foreign));
    forms.add("HTML-escaped throughout", escape_points(mark, "&#{};", any));
}

}  // namespace

std::string decomposed(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> letters{{
        {"å", "a\u030A"},
        {"ä", "a\u0308"},
        {"ö", "o\u0308"},
        {"é", "e\u0301"},
        {"Å", "A\u030A"},
        {"Ä", "A\u0308"},
        {"Ö", "O\u0308"},
        {"É", "E\u0301"},
    }};
    std::string out;
    while (!text.empty()) {
        const auto found = std::ranges::find_if(
            letters, [&](const auto& letter) { return text.starts_with(letter.first); });
        const bool is_letter = found != letters.end();
        out += is_letter ? found->second : text.substr(0, 1);
        text.remove_prefix(is_letter ? found->first.size() : 1);
    }
    return out;
}

std::vector<ByteForm> forms_of(std::string_view mark) {
    Forms forms;
    forms.add("raw", std::string(mark));
    if (base::is_valid_utf8(mark)) {
        forms.add("in capitals", upper(std::string(mark)));
        forms.add("NFD", decomposed(mark));
        forms.add("UTF-16LE", utf16(mark, false));
        forms.add("UTF-16BE", utf16(mark, true));
        add_escapes(forms, mark);
    }
    for (std::size_t offset = 0; offset < 3; ++offset) {
        const std::string name = "base64 at offset " + std::to_string(offset);
        forms.add(name, base64_inside(mark, offset, false));
        forms.add(name + ", for URLs", base64_inside(mark, offset, true));
    }
    forms.add("in hex", hex(mark));
    forms.add("in upper-case hex", upper(hex(mark)));
    forms.add_digest("MD5", digest(mark, EVP_md5()));
    forms.add_digest("SHA-1", digest(mark, EVP_sha1()));
    forms.add_digest("SHA-256", digest(mark, EVP_sha256()));
    return forms.take();
}

}  // namespace lyhord::tests
