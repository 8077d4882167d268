#include "faults/byte_search.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

#include "faults/byte_forms.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

constexpr std::size_t hits_max = 100;

std::uint64_t beginning_of(const char* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

std::size_t bit_of(std::uint64_t beginning, std::size_t bits) {
    return static_cast<std::size_t>((beginning * 0x9E3779B97F4A7C15ULL) >> 20U) % bits;
}

template <typename Visit>
void visit_files(const std::filesystem::path& folder, Visit visit) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            visit(entry.path().lexically_relative(folder).string(), file_bytes(entry.path()));
        }
    }
}

bool is_compressed(std::string_view bytes) {
    using namespace std::literals;
    return bytes.starts_with("\x1F\x8B"sv) || bytes.starts_with("PK\x03\x04"sv) ||
           bytes.starts_with("\x28\xB5\x2F\xFD"sv);
}

std::uint32_t packed(const Address& address, bool network_order) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t at = network_order ? i : 3 - i;
        value = (value << 8U) | address[at];
    }
    return value;
}

}  // namespace

void ByteSearch::add_mark(const std::string& name, std::string_view mark) {
    for (ByteForm& form : forms_of(mark)) {
        const std::uint64_t beginning = beginning_of(form.bytes.data());
        const std::size_t bit = bit_of(beginning, filter_bits);
        first_bytes_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        patterns_.push_back({beginning, std::move(form.bytes), name + ", " + form.name});
    }
    prepared_ = false;
}

void ByteSearch::prepare() {
    if (!prepared_) {
        std::ranges::sort(patterns_, {}, &Pattern::beginning);
        prepared_ = true;
    }
}

bool ByteSearch::may_begin(std::uint64_t beginning) const {
    const std::size_t bit = bit_of(beginning, filter_bits);
    return (first_bytes_[bit / 64] >> (bit % 64) & 1U) != 0;
}

std::vector<ByteHit> ByteSearch::hits_in(const std::string& file, std::string_view bytes) {
    prepare();
    std::vector<ByteHit> hits;
    for (std::size_t at = 0; at + 8 <= bytes.size() && hits.size() < hits_max; ++at) {
        const std::uint64_t beginning = beginning_of(bytes.data() + at);
        if (!may_begin(beginning)) {
            continue;
        }
        const auto same = std::ranges::equal_range(patterns_, beginning, {}, &Pattern::beginning);
        for (const Pattern& pattern : same) {
            if (bytes.substr(at).starts_with(pattern.bytes)) {
                hits.push_back({file, at, pattern.label});
            }
        }
    }
    return hits;
}

std::vector<ByteHit> ByteSearch::hits_below(const std::filesystem::path& folder) {
    std::vector<ByteHit> all;
    visit_files(folder, [&](const std::string& file, const std::string& bytes) {
        if (is_compressed(bytes)) {
            all.push_back({file, 0, "a compressed file, which this search does not open"});
        }
        for (ByteHit& hit : hits_in(file, bytes)) {
            if (all.size() < hits_max) {
                all.push_back(std::move(hit));
            }
        }
    });
    return all;
}

std::size_t packed_found_below(const std::filesystem::path& folder,
                               const std::set<Address>& addresses) {
    std::unordered_set<std::uint32_t> wanted;
    for (const Address& address : addresses) {
        wanted.insert(packed(address, true));
        wanted.insert(packed(address, false));
    }
    std::unordered_set<std::uint32_t> found;
    visit_files(folder, [&](const std::string&, const std::string& bytes) {
        std::uint32_t window = 0;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            window = (window << 8U) | static_cast<std::uint8_t>(bytes[at]);
            if (at >= 3 && wanted.contains(window)) {
                found.insert(window);
            }
        }
    });
    return found.size();
}

}  // namespace lyhord::tests
