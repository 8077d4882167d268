#include <algorithm>
#include <string>

#include "base/crypto/crypto.h"
#include "reporting/chart_drawing.h"
#include "reporting/public_files.h"

namespace lyhord::reporting {
namespace {

// A name for good, whatever the address of the pages: a UUID of version 8 (RFC 9562) from what is
// named.
std::string urn(std::string_view label, base::ByteView of) {
    base::Digest digest = base::crypto::sha256(label, of);
    digest[6] = static_cast<base::Byte>((digest[6] & 0x0FU) | 0x80U);
    digest[8] = static_cast<base::Byte>((digest[8] & 0x3FU) | 0x80U);
    std::string name = "urn:uuid:" + base::hex(base::ByteView(digest).first(16));
    for (const std::size_t at : {17U, 22U, 27U, 32U}) {
        name.insert(at, "-");
    }
    return name;
}

std::string moment(base::Day day) { return day.text() + "T00:00:00Z"; }

std::string link(std::string_view rel, const std::string& href) {
    return "<link rel=\"" + std::string(rel) + "\" href=\"" + xml_text(href) + "\"/>\n";
}

std::string element(std::string_view name, std::string_view text) {
    const std::string tag(name);
    return "<" + tag + ">" + xml_text(text) + "</" + tag + ">\n";
}

std::string entry_xml(const FeedOptions& options, const PublishedEntry& entry) {
    return "<entry>\n" + element("id", urn("published round", entry.round)) +
           element("title", options.title + ": " + entry.title) +
           element("updated", moment(entry.day)) +
           link("alternate", options.site + "/r/" + entry.slug) + "</entry>\n";
}

}  // namespace

std::string atom_feed(const FeedOptions& options, const std::vector<PublishedEntry>& entries) {
    base::Day newest(0);
    for (const PublishedEntry& entry : entries) {
        newest = std::max(newest, entry.day);
    }
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
        xml_text(options.language) + "\">\n";
    xml += element("id", urn("feed", base::as_bytes(options.path)));
    xml += element("title", options.title) + element("updated", moment(newest));
    xml += "<author>\n" + element("name", options.author) + "</author>\n";
    xml += link("self", options.site + options.path);
    for (const PublishedEntry& entry : entries) {
        xml += entry_xml(options, entry);
    }
    return xml + "</feed>\n";
}

}  // namespace lyhord::reporting
