#include "anonymize/own_names.h"

#include <algorithm>
#include <utility>

#include "anonymize/word_hash.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::anonymize {
namespace {

constexpr std::uint64_t class_bits = 0xFF;
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

// Of the lines after it: a file that was emptied, cut or changed has another one.
std::string heading_of(std::string_view entries) {
    return "# Names by `lyhord names import`, which writes this file anew: g given name, s "
           "surname. " +
           std::to_string(std::ranges::count(entries, '\n')) + " names, checksum " +
           std::to_string(word_hash(entries)) + ".\n";
}

base::Error damaged() {
    return base::Error(base::Fault::corrupt, "not what `lyhord names import` wrote");
}

// Calls visit(code, name) for each name of a file.
template <typename Visit>
base::Result<void> each_entry(std::string_view text, Visit visit) {
    const std::size_t heading = std::min(text.find('\n'), text.size());
    std::string_view entries = text.substr(std::min(heading + 1, text.size()));
    if (text.substr(0, heading + 1) != heading_of(entries)) {
        return base::fail(damaged());
    }
    for (std::size_t count = 0; !entries.empty(); ++count) {
        const std::size_t end = entries.find('\n');
        const std::string_view line = entries.substr(0, end);
        const bool is_entry = end != std::string_view::npos && line.size() > 2 && line[1] == '\t' &&
                              (line[0] == 'g' || line[0] == 's') && base::is_valid_utf8(line);
        if (!is_entry) {
            return base::fail(damaged());
        }
        if (count >= base::limits::own_names_max) {
            return base::fail(base::Fault::too_large, "too many names");
        }
        visit(line[0], line.substr(2));
        entries.remove_prefix(end + 1);
    }
    return {};
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
    const base::Result<void> done = each_entry(text, [&](char code, std::string_view name) {
        names.add(name, code == 'g' ? WordClass::given : WordClass::surname);
    });
    if (!done) {
        return base::fail(done.error());
    }
    names.sort();
    return names;
}

base::Result<NameLists> OwnNames::lists_of(std::string_view text) {
    NameLists lists;
    const base::Result<void> done = each_entry(text, [&](char code, std::string_view name) {
        (code == 'g' ? lists.given : lists.surnames).emplace_back(name);
    });
    return done ? base::Result<NameLists>(std::move(lists)) : base::fail(done.error());
}

std::string OwnNames::text_of(const NameLists& lists) {
    std::string entries;
    write(entries, 'g', lists.given);
    write(entries, 's', lists.surnames);
    return heading_of(entries) + entries;
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
