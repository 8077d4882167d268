// Whatever head is taken can be read in one way only: one length at most, no transfer encoding, no
// line that ends in another way. What is refused is refused with a status that says so.
#include <algorithm>
#include <array>
#include <string>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz/must.h"
#include "http/gate/head.h"

namespace lyhord::fuzz {
namespace {

namespace limits = base::limits;

constexpr std::array refusals{400, 411, 413, 414, 415, 417, 431, 501, 505};

bool is_refusal(int status) { return std::ranges::find(refusals, status) != refusals.end(); }

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(
        out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return out;
}

std::size_t count_of(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

// As the most lenient reader would look for them: after any end of a line, before or after spaces.
void must_be_unambiguous(std::string_view head) {
    const std::string plain = lower(head);
    must(count_of(plain, "\n") == count_of(plain, "\r\n"));
    must(count_of(plain, "\r") == count_of(plain, "\r\n"));
    must(plain.find('\0') == std::string::npos);
    for (const std::string name : {"\ncontent-length", "\nhost", "\ntransfer-encoding"}) {
        must(count_of(plain, name + ":") <= 1);
        must(count_of(plain, name + " ") == 0 && count_of(plain, name + "\t") == 0);
    }
    must(plain.find("\ntransfer-encoding:") == std::string::npos);
    must(plain.find("\n ") == std::string::npos && plain.find("\n\t") == std::string::npos);
}

void must_be_clean(const http::Request& request) {
    must(request.path.starts_with('/') && base::is_valid_utf8(request.path));
    for (const std::string* text : {&request.path, &request.host, &request.cookie}) {
        must(text->find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
}

// However it comes in pieces, its end is found where it is.
std::size_t length_by_pieces(std::string_view bytes) {
    std::size_t checked = 0;
    for (std::size_t seen = 1; seen <= bytes.size(); seen += 1 + seen % 7) {
        const std::size_t length = http::head_length(bytes.substr(0, seen), checked);
        if (length != std::string_view::npos) {
            return length;
        }
        checked = seen;
    }
    return http::head_length(bytes, checked);
}

void judge(std::string_view bytes) {
    const http::Request told = http::as_far_as_read(bytes);
    must(told.path.starts_with('/'));
    const int hopeless = http::hopeless_head(bytes);
    must(hopeless == 0 || is_refusal(hopeless));
    const std::size_t length = http::head_length(bytes, 0);
    must(length == length_by_pieces(bytes));
    if (length == std::string_view::npos) {
        return;
    }
    const std::string_view text = bytes.substr(0, length);
    const auto head = http::parse_head(text, "x-forwarded-for");
    if (!head) {
        must(is_refusal(head.error()));
        return;
    }
    must(length <= limits::head_bytes_max && count_of(text, "\n") <= limits::head_fields_max + 2);
    must(head->request.method == http::Method::post || head->content_length == 0);
    must_be_unambiguous(text);
    must_be_clean(head->request);
}

}  // namespace
}  // namespace lyhord::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    lyhord::fuzz::judge(lyhord::base::as_text({data, size}));
    return 0;
}
