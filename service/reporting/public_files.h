// Owns the files of open data: a published edition for programs. Every number carries what it was
// counted from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reporting/public_report.h"

namespace lyhord::reporting {

// A row a number, RFC 4180, without csv_end: it is read by programs that know of no last record,
// and its length is told by HTTP.
std::string public_csv(const PublicReport& report);

// The same figures as a tree. Shares are fractions of the base, rounded to 6 decimals.
std::string public_json(const PublicReport& report);

// What is new, for feed readers (RFC 4287): an entry a published round, as given. `site` is the
// address of the pages without a last "/"; without one addresses are relative. `path` is the feed's
// own.
struct FeedOptions {
    std::string title;
    std::string author;
    std::string site;
    std::string path;
    std::string language;
};
std::string atom_feed(const FeedOptions& options, const std::vector<PublishedEntry>& entries);

}  // namespace lyhord::reporting
