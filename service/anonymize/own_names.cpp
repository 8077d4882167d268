#include "anonymize/own_names.h"

#include <algorithm>

#include "anonymize/word_hash.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

constexpr std::uint64_t class_bits = 0xFF;
constexpr std::string_view heading =
    "# Names by `lyhord names import`, which writes this file anew: g given name, s surname.\n";

base::ErrorDetails at_line(std::int64_t number) {
    base::ErrorDetails details;
    details.number = number;
    return details;
}

constexpr unsigned bucket_bits = 16;
constexpr std::size_t buckets = std::size_t{1} << bucket_bits;

std::size_t bucket_of(std::uint64_t entry) {
    return static_cast<std::size_t>(entry >> (64U - bucket_bits));
}

std::uint64_t key_of(std::string_view word) { return word_hash(word) & ~class_bits; }

void write(std::string& out, char code, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        out += code;
        out += '\t';
        out += name;
        out += '\n';
    }
}

}  // namespace

OwnNames::OwnNames(const NameLists& lists) {
    for (const std::string& name : lists.given) {
        add(name, WordClass::given);
    }
    for (const std::string& name : lists.surnames) {
        add(name, WordClass::surname);
    }
    sort();
}

base::Result<OwnNames> OwnNames::read(std::string_view text) {
    OwnNames names;
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const bool is_entry = line.size() > 2 && line[1] == '\t' &&
                              (line[0] == 'g' || line[0] == 's') && base::is_valid_utf8(line);
        if (!is_entry) {
            return base::fail(base::Fault::invalid,
                              "not a file that `lyhord names import` wrote, line",
                              at_line(number));
        }
        if (names.entries_.size() >= base::limits::own_names_max) {
            return base::fail(base::Fault::too_large, "too many names, line", at_line(number));
        }
        names.add(line.substr(2), line[0] == 'g' ? WordClass::given : WordClass::surname);
    }
    names.sort();
    return names;
}

std::string OwnNames::text_of(const NameLists& lists) {
    std::string out(heading);
    write(out, 'g', lists.given);
    write(out, 's', lists.surnames);
    return out;
}

void OwnNames::add(std::string_view word, WordClass one) {
    entries_.push_back(key_of(word) | static_cast<std::uint64_t>(one));
}

// A name that is both given and a surname becomes one entry.
void OwnNames::sort() {
    std::ranges::sort(entries_);
    std::size_t kept = 0;
    for (const std::uint64_t entry : entries_) {
        if (kept > 0 && (entries_[kept - 1] & ~class_bits) == (entry & ~class_bits)) {
            entries_[kept - 1] |= entry;
        } else {
            entries_[kept++] = entry;
        }
    }
    entries_.resize(kept);
    entries_.shrink_to_fit();
    starts_.assign(buckets + 1, 0);
    for (const std::uint64_t entry : entries_) {
        ++starts_[bucket_of(entry) + 1];
    }
    for (std::size_t i = 1; i <= buckets; ++i) {
        starts_[i] += starts_[i - 1];
    }
}

WordClasses OwnNames::exact(std::string_view word) const {
    const std::uint64_t key = key_of(word);
    const std::size_t bucket = bucket_of(key);
    for (std::size_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
        if ((entries_[i] & ~class_bits) == key) {
            return WordClasses(static_cast<std::uint8_t>(entries_[i] & class_bits));
        }
    }
    return {};
}

WordClasses OwnNames::classes(std::string_view lower_word) const {
    if (entries_.empty() || lower_word.size() > 2 * base::limits::name_word_bytes_max) {
        return {};
    }
    const WordClasses found = exact(lower_word);
    if (found.any()) {
        return found;
    }
    if (lower_word.ends_with('s')) {
        const WordClasses plain = exact(lower_word.substr(0, lower_word.size() - 1));
        if (plain.any()) {
            return plain;
        }
    }
    const std::size_t hyphen = lower_word.rfind('-');
    return hyphen == std::string_view::npos ? WordClasses() : exact(lower_word.substr(hyphen + 1));
}

}  // namespace lyhord::anonymize
