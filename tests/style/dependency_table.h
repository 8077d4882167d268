// Owns the dependency rule of service/ and the home of every third-party header. service/README.md
// shows the same tables; a test compares the two.
#pragma once

#include <string_view>
#include <vector>

namespace lyhord::style {

struct FolderRule {
    std::string_view folder;
    std::vector<std::string_view> may_include;  // beside itself
};

inline const std::vector<FolderRule>& folder_rules() {
    static const std::vector<FolderRule> rules{
        {"base", {}},
        {"domain", {"base"}},
        {"http", {"base"}},
        {"anonymize", {"base", "domain"}},
        {"themes", {"base", "domain"}},
        {"disclosure", {"base", "domain"}},
        {"statistics", {"base", "domain"}},
        {"store", {"base", "domain"}},
        {"intake", {"base", "domain", "anonymize", "themes", "store"}},
        {"rounds", {"base", "domain", "disclosure", "store"}},
        {"review", {"base", "domain", "anonymize", "themes", "store"}},
        {"reporting", {"base", "domain", "statistics", "disclosure", "themes", "store"}},
        {"promises", {"base", "domain", "store"}},
        {"access", {"base", "domain", "store"}},
        {"operations", {"base", "domain", "store"}},
        {"api",
         {"base",
          "domain",
          "http",
          "intake",
          "rounds",
          "review",
          "reporting",
          "promises",
          "access",
          "operations"}},
        {"app",
         {"base",
          "domain",
          "http",
          "anonymize",
          "themes",
          "disclosure",
          "statistics",
          "store",
          "intake",
          "rounds",
          "review",
          "reporting",
          "promises",
          "access",
          "operations",
          "api"}},
    };
    return rules;
}

struct Home {
    std::string_view library;
    std::vector<std::string_view> headers;  // a name, or a folder that ends in a slash
    std::vector<std::string_view> places;   // folders of service/, with a slash at the end
};

inline const std::vector<Home>& homes() {
    static const std::vector<Home> all{
        {"the event library", {"event2/", "event.h", "uv.h", "ev.h", "evhtp/"}, {"http/"}},
        {"zlib", {"zlib.h"}, {"http/"}},
        {"brotli", {"brotli/"}, {"http/"}},
        {"SQLite", {"sqlite3.h", "sqlite3ext.h"}, {"store/sqlite/"}},
        {"libpq", {"libpq-fe.h", "libpq/", "pg_config.h"}, {"store/postgres/"}},
        {"OpenSSL", {"openssl/"}, {"http/", "base/crypto/"}},
        {"nlohmann-json", {"nlohmann/"}, {"base/json/"}},
        {"spdlog", {"spdlog/"}, {"base/log/"}},
        {"utf8proc", {"utf8proc.h"}, {"base/", "anonymize/", "themes/"}},
        {"mustache", {"mustache.hpp", "mustache/", "kainjow/"}, {"api/pages/"}},
        {"libxlsxwriter", {"xlsxwriter.h", "xlsxwriter/"}, {"reporting/"}},
        {"Pango",
         {"pango/", "cairo.h", "cairo-pdf.h", "cairo-svg.h", "cairo/", "glib.h", "glib-object.h"},
         {"reporting/"}},
        {"librsvg", {"librsvg/"}, {"reporting/"}},
        {"libzip", {"zip.h"}, {"reporting/"}},
        {"libqrencode", {"qrencode.h"}, {"reporting/"}},
        {"RE2", {"re2/"}, {"anonymize/"}},
        {"libphonenumber", {"phonenumbers/"}, {"anonymize/"}},
        {"libstemmer", {"libstemmer.h", "libstemmer/"}, {"themes/"}},
        {"Eigen", {"Eigen/", "eigen3/"}, {"themes/"}},
        {"argon2", {"argon2.h"}, {"access/"}},
        {"toml++", {"toml++/", "toml.hpp"}, {"app/"}},
        {"CLI11", {"CLI/"}, {"app/"}},
        {"prometheus-cpp", {"prometheus/"}, {"app/"}},
        {"fmt", {"fmt/"}, {""}},
        {"the operating system",
         {"sys/",     "netinet/", "arpa/",    "linux/",   "unistd.h",  "fcntl.h",  "poll.h",
          "signal.h", "netdb.h",  "dirent.h", "malloc.h", "pthread.h", "syslog.h", "termios.h",
          "pwd.h",    "grp.h",    "spawn.h",  "sched.h",  "ifaddrs.h", "net/"},
         {""}},
    };
    return all;
}

}  // namespace lyhord::style
