#include "http/gate/head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;

constexpr int bad_request = 400;
constexpr int length_required = 411;
constexpr int content_too_large = 413;
constexpr int uri_too_long = 414;
constexpr int unsupported_media_type = 415;
constexpr int expectation_failed = 417;
constexpr int header_fields_too_large = 431;
constexpr int not_implemented = 501;
constexpr int version_not_supported = 505;

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Of the token characters of RFC 9110 only those that real names use: a percent sign or a dot in a
// name is somebody's attempt at a second reader.
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }
bool is_value(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); }
bool is_target(char c) { return c > 0x20 && c < 0x7F && c != '#' && c != '"' && c != '\\'; }
bool is_host(char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return out;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Headers that a handler may see. Everything else, Referer and User-Agent among it, ends
// here.
struct Kept {
    std::string_view name;
    std::string Request::* member;
};
constexpr std::array kept{Kept{"accept-encoding", &Request::accept_encoding},
                          Kept{"accept-language", &Request::accept_language},
                          Kept{"authorization", &Request::authorization},
                          Kept{"challenge-solution", &Request::challenge_solution},
                          Kept{"content-type", &Request::content_type},
                          Kept{"cookie", &Request::cookie},
                          Kept{"host", &Request::host},
                          Kept{"idempotency-key", &Request::idempotency_key},
                          Kept{"if-none-match", &Request::if_none_match},
                          Kept{"origin", &Request::origin},
                          Kept{"range", &Request::range},
                          Kept{"sec-fetch-site", &Request::fetch_site}};

class HeadParser {
public:
    HeadParser(std::string_view head, std::string_view forwarding)
        : rest_(head.substr(0, head.size() - line_end.size())), forwarding_(forwarding) {}

    std::expected<Head, int> parse() {
        const bool whole = request_line(next_line()) && fields() && consistent();
        return whole ? std::expected<Head, int>(std::move(head_)) : std::unexpected(status_);
    }

private:
    bool refuse(int status) {
        status_ = status;
        return false;
    }

    std::string_view next_line() {
        const std::size_t end = rest_.find(line_end);
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + line_end.size());
        return line;
    }

    bool request_line(std::string_view line) {
        const std::size_t first = line.find(' ');
        const std::size_t last = line.rfind(' ');
        if (first == std::string_view::npos || last == first) {
            return refuse(bad_request);
        }
        const std::string_view name = line.substr(0, first);
        if (name.empty() || !std::ranges::all_of(name, is_letter)) {
            return refuse(bad_request);
        }
        head_.request.method = name == "GET"    ? Method::get
                               : name == "HEAD" ? Method::head
                               : name == "POST" ? Method::post
                                                : Method::other;
        return version(line.substr(last + 1)) && target(line.substr(first + 1, last - first - 1));
    }

    bool version(std::string_view text) {
        constexpr std::string_view shape = "HTTP/1.1";
        if (text == shape) {
            return true;
        }
        if (text == "HTTP/1.0") {
            is_old_ = true;
            head_.keep_alive = false;
            head_.takes_chunks = false;
            return true;
        }
        const bool is_other = text.size() == shape.size() && text.starts_with("HTTP/") &&
                              is_digit(text[5]) && text[6] == '.' && is_digit(text[7]);
        return refuse(is_other ? version_not_supported : bad_request);
    }

    bool target(std::string_view text) {
        if (text.size() > limits::target_bytes_max) {
            return refuse(uri_too_long);
        }
        if (!text.starts_with('/') || !std::ranges::all_of(text, is_target)) {
            return refuse(bad_request);
        }
        const std::size_t question = std::min(text.find('?'), text.size());
        const std::string_view raw = text.substr(0, question);
        auto path = percent_decode(raw, false);
        auto query = parse_form(text.substr(std::min(question + 1, text.size())));
        // An encoded slash would be a segment for one reader and a letter for another.
        if (!path || !query || lower(raw).find("%2f") != std::string::npos || !is_text(*path)) {
            return refuse(bad_request);
        }
        head_.request.path = std::move(*path);
        head_.request.query = std::move(*query);
        return true;
    }

    static bool is_text(std::string_view path) {
        return base::is_valid_utf8(path) && std::ranges::all_of(path, [](char c) {
                   return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
               });
    }

    bool fields() {
        for (std::size_t count = 0; !rest_.empty(); ++count) {
            if (count == limits::head_fields_max) {
                return refuse(header_fields_too_large);
            }
            if (!field(next_line())) {
                return false;
            }
        }
        return true;
    }

    bool field(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) {
            return refuse(bad_request);
        }
        const std::string_view written = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!std::ranges::all_of(written, is_name) || !std::ranges::all_of(value, is_value)) {
            return refuse(bad_request);
        }
        const std::string name = lower(written);
        if (!forwarding_.empty() && name == forwarding_) {
            head_.forwarded_for = trimmed(value.substr(value.rfind(',') + 1));
            return true;
        }
        const auto wanted = std::ranges::find(kept, name, &Kept::name);
        return wanted == kept.end() ? framing(name, value)
                                    : keep(static_cast<std::size_t>(wanted - kept.begin()), value);
    }

    bool keep(std::size_t field, std::string_view value) {
        if (std::exchange(is_kept_[field], true)) {
            return refuse(bad_request);  // twice, if only an empty one: which one holds?
        }
        head_.request.*kept[field].member = value;
        return true;
    }

    bool framing(std::string_view name, std::string_view value) {
        if (name == "content-length") {
            return length(value);
        }
        if (name == "transfer-encoding") {
            return refuse(not_implemented);
        }
        if (name == "content-encoding" && lower(value) != "identity") {
            return refuse(unsupported_media_type);
        }
        if (name == "expect") {
            head_.expects_continue = lower(value) == "100-continue";
            return head_.expects_continue || refuse(expectation_failed);
        }
        if (name == "connection") {
            connection(lower(value));
        }
        return true;
    }

    bool length(std::string_view value) {
        if (length_ || value.empty() || !std::ranges::all_of(value, is_digit)) {
            return refuse(bad_request);
        }
        std::uint64_t bytes = 0;
        const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), bytes);
        if (fault != std::errc()) {
            return refuse(content_too_large);
        }
        length_ = bytes;
        return true;
    }

    // A list of tokens; "close" wins.
    void connection(std::string_view tokens) {
        while (!tokens.empty()) {
            const std::size_t end = std::min(tokens.find(','), tokens.size());
            const std::string_view token = trimmed(tokens.substr(0, end));
            asks_close_ = asks_close_ || token == "close";
            asks_keep_alive_ = asks_keep_alive_ || token == "keep-alive";
            tokens.remove_prefix(std::min(end + 1, tokens.size()));
        }
    }

    bool consistent() {
        const Request& request = head_.request;
        const bool names_host = !request.host.empty() && std::ranges::all_of(request.host, is_host);
        if (!names_host && !(is_old_ && request.host.empty())) {
            return refuse(bad_request);
        }
        if (request.method == Method::post && !length_) {
            return refuse(length_required);
        }
        if (request.method != Method::post && length_.value_or(0) > 0) {
            return refuse(bad_request);
        }
        head_.content_length = length_.value_or(0);
        head_.keep_alive = !asks_close_ && (!is_old_ || asks_keep_alive_);
        head_.expects_continue = head_.expects_continue && !is_old_;
        return true;
    }

    std::string_view rest_;  // lines, each with its end, without the empty one
    std::string_view forwarding_;
    Head head_;
    int status_ = bad_request;
    std::optional<std::uint64_t> length_;
    std::array<bool, kept.size()> is_kept_{};
    bool is_old_ = false;  // HTTP/1.0
    bool asks_close_ = false;
    bool asks_keep_alive_ = false;
};

}  // namespace

std::size_t head_length(std::string_view bytes, std::size_t checked) {
    // The empty line may have begun in what was checked before.
    const std::size_t from = checked - std::min(checked, head_end.size() - 1);
    const std::size_t at = bytes.find(head_end, from);
    return at == std::string_view::npos ? at : at + head_end.size();
}

std::expected<Head, int> parse_head(std::string_view head, std::string_view forwarding) {
    if (head.size() > limits::head_bytes_max) {
        return std::unexpected(hopeless_head(head));
    }
    return HeadParser(head, forwarding).parse();
}

int hopeless_head(std::string_view bytes) {
    constexpr std::size_t around = 32;  // method, spaces and version
    const std::string_view first = bytes.substr(0, bytes.find(line_end));
    if (first.size() > limits::target_bytes_max + around) {
        return uri_too_long;
    }
    return bytes.size() > limits::head_bytes_max ? header_fields_too_large : 0;
}

Request as_far_as_read(std::string_view bytes) {
    const std::string_view line = bytes.substr(0, bytes.find(line_end));
    const std::size_t space = line.find(' ');
    std::string_view target;
    if (space != std::string_view::npos) {
        target = line.substr(space + 1);
    }
    target = target.substr(0, std::min(target.find_first_of(" ?"), limits::target_bytes_max));
    const bool is_path = target.starts_with('/') && std::ranges::all_of(target, is_target);
    Request request;
    request.method = bytes.starts_with("HEAD ") ? Method::head : Method::get;
    request.path = is_path ? target : "/";
    return request;
}

}  // namespace lyhord::http
