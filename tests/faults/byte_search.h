// Owns the byte search: hundreds of thousands of patterns against every byte of a folder, in one
// pass over each file.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lyhord::tests {

struct ByteHit {
    std::string file;
    std::size_t offset = 0;
    std::string label;  // the mark's name and the form it was found in
};

class ByteSearch {
public:
    ByteSearch() : first_bytes_(filter_bits / 64) {}

    // Every form of a mark; `name` says in a hit what it was.
    void add_mark(const std::string& name, std::string_view mark);

    // All hits in the files below `folder`; at most the first hundred. Files are sorted into the
    // search as they are, so a compressed one is a hit of its own: nothing could be found in it.
    std::vector<ByteHit> hits_below(const std::filesystem::path& folder);
    std::vector<ByteHit> hits_in(const std::string& file, std::string_view bytes);

    std::size_t patterns() const { return patterns_.size(); }

private:
    static constexpr std::size_t filter_bits = std::size_t{1} << 27U;
    struct Pattern {
        std::uint64_t beginning = 0;  // its first eight bytes
        std::string bytes;
        std::string label;
    };
    void prepare();
    bool may_begin(std::uint64_t beginning) const;

    std::vector<Pattern> patterns_;
    std::vector<std::uint64_t> first_bytes_;
    bool prepared_ = false;
};

using Address = std::array<std::uint8_t, 4>;

// How many packed forms of the addresses, in either byte order, occur below the folder. One that
// occurs again and again (a chance in a file that was copied) counts once.
std::size_t packed_found_below(const std::filesystem::path& folder,
                               const std::set<Address>& addresses);

}  // namespace lyhord::tests
