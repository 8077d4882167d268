#include "app/configuration.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>

#include "app/place.h"
#include "base/limits.h"
#include "base/whole_number.h"

namespace lyhord::app {
namespace {

using base::Result;
using base::whole_number;

std::string environment_name(std::string_view setting) {
    std::string name = "LYHORD_";
    for (const char c : setting) {
        name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

bool is_known(std::string_view name) {
    return std::ranges::any_of(Configuration::settings(),
                               [name](const Setting& setting) { return setting.name == name; });
}

bool is_header_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

std::optional<std::string> text_of(const toml::node& node) {
    if (auto text = node.value_exact<std::string>()) {
        return text;
    }
    if (const auto number = node.value_exact<std::int64_t>()) {
        return std::to_string(*number);
    }
    if (const auto flag = node.value_exact<bool>()) {
        return *flag ? "true" : "false";
    }
    return std::nullopt;
}

}  // namespace

const std::vector<Setting>& Configuration::settings() {
    static const std::vector<Setting> settings{
        {"data", LYHORD_DATA, "the data directory"},
        {"listen", "127.0.0.1:8443", "ADDRESS:PORT to serve https:// on; empty: nowhere"},
        {"proxy_listen",
         "",
         "where a reverse proxy on this machine speaks http: 127.0.0.1:PORT or unix:PATH"},
        {"proxy_client",
         "x-forwarded-for",
         "how that proxy names the client: the name of a header, or proxy-protocol (version 2)"},
        {"redirect_listen", "", "ADDRESS:PORT where http:// is sent to https://, as 0.0.0.0:80"},
        {"metrics_listen",
         "",
         "where Prometheus reads /metrics by http: 127.0.0.1:PORT or unix:PATH; empty: nowhere"},
        {"certificate", "", "certificate chain, PEM (default: data/certificate/cert.pem)"},
        {"private_key", "", "its private key, PEM (default: data/certificate/key.pem)"},
        {"public_url",
         "",
         "the address residents use, for links (default: https://localhost:PORT)"},
        {"io_threads", "0", "threads that read and write, at most 16; 0: one a core"},
        {"workers", "0", "threads that answer; 0: one a core"},
        {"connections", "0", "open at a time; 0: 12000, and never more than the system allows"},
        {"static_dir", "", "serve static/ from this directory while developing"},
        {"site_dir", "", "a municipality's own site.json, logo and languages (default: data/site)"},
        {"answers_per_address",
         "600",
         "answers that one address may send in the window before each needs a challenge; 0: no "
         "limit"},
        {"answers_window_minutes", "10", "the length of that window"},
        {"challenge_bits", "14", "work of a challenge: 16 times 2^N hashes; 1 to 20"},
        {"challenge_wait_seconds", "20", "how long who has no JavaScript waits instead; 1 to 300"},
        {"gazetteer", "", "a file of place names that are never masked, one a line"},
        {"backup_keep_days", "14", "days a rotated backup is kept"},
        {"backup_strict", "false", "true: backups carry no keys, not even wrapped"},
        {"alarm_command",
         "",
         "gets each alarm on standard input, as a line of JSON: a command's words, or unix:PATH"},
        {"ballast_megabytes", "32", "kept free for disposals and ticks on a full disk; 0: nothing"},
        {"free_megabytes_min", "500", "with less room on the disk there is an alarm"},
    };
    return settings;
}

std::string_view Configuration::source(std::string_view name) const {
    return sources_.at(std::string(name));
}

void Configuration::set(std::string_view name, std::string value) {
    values_[std::string(name)] = std::move(value);
    sources_[std::string(name)] = "command line";
}

std::int64_t Configuration::number(std::string_view name) const {
    return whole_number(value(name)).value_or(0);
}

base::Error ConfigurationFile::error(base::Literal message, std::string_view subject) {
    return {base::Fault::invalid,
            message,
            {.number = {}, .pointer = {}, .subject = base::OperatorText({}, std::string(subject))}};
}

Result<void> ConfigurationFile::read_file(const std::filesystem::path& path,
                                          Configuration& configuration) {
    toml::table table;
    try {
        table = toml::parse_file(path.string());
    } catch (const toml::parse_error&) {
        return base::fail(error("the configuration file cannot be read as TOML", path.string()));
    }
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        const std::optional<std::string> text = text_of(node);
        if (!is_known(name) || !text) {
            return base::fail(
                error("the configuration file has a key that is not known ('lyhord config' lists "
                      "them) or is no plain value",
                      name));
        }
        configuration.values_[name] = *text;
        configuration.sources_[name] = "file";
    }
    return {};
}

Result<Configuration> ConfigurationFile::load(const std::filesystem::path& path) {
    Configuration configuration;
    for (const Setting& setting : Configuration::settings()) {
        configuration.values_[std::string(setting.name)] = setting.value;
        configuration.sources_[std::string(setting.name)] = "default";
    }
    if (!path.empty()) {
        if (const Result<void> read = read_file(path, configuration); !read) {
            return base::fail(read.error());
        }
    }
    for (const Setting& setting : Configuration::settings()) {
        if (const char* value = std::getenv(environment_name(setting.name).c_str())) {
            configuration.values_[std::string(setting.name)] = value;
            configuration.sources_[std::string(setting.name)] = "environment";
        }
    }
    return configuration;
}

// Whoever reaches the proxy's socket can say who they are, so it must be of this machine.
Result<void> ConfigurationFile::validate_places(const Configuration& configuration) {
    for (const std::string_view name :
         {"listen", "proxy_listen", "redirect_listen", "metrics_listen"}) {
        const std::string& written = configuration.value(name);
        const std::optional<Place> place = parse_place(written);
        if (!written.empty() && !place) {
            return base::fail(error("must be ADDRESS:PORT or unix:PATH", name));
        }
        if (name == "proxy_listen" && place && !is_local(*place)) {
            return base::fail(
                error("proxy_listen must be 127.0.0.1:PORT, [::1]:PORT or unix:PATH", written));
        }
        if (name == "metrics_listen" && place && !is_local(*place)) {
            return base::fail(
                error("metrics_listen must be 127.0.0.1:PORT, [::1]:PORT or unix:PATH", written));
        }
    }
    return {};
}

Result<void> ConfigurationFile::validate_numbers(const Configuration& configuration) {
    namespace limits = base::limits;
    struct Range {
        std::string_view name;
        std::int64_t min;
        std::int64_t max;
    };
    constexpr std::int64_t many = 1'000'000;
    constexpr Range ranges[] = {
        {"io_threads", 0, limits::io_threads_max},
        {"workers", 0, limits::workers_max},
        {"connections", 0, many},
        {"ballast_megabytes", 0, many},
        {"free_megabytes_min", 0, many},
        {"backup_keep_days", 1, 3650},
        {"answers_per_address", 0, limits::answers_per_address_max},
        {"answers_window_minutes", 1, limits::answers_window_minutes_max},
        {"challenge_bits", 1, limits::challenge_bits_max},
        {"challenge_wait_seconds", 1, limits::challenge_wait_seconds_max},
    };
    for (const Range& range : ranges) {
        const auto number = whole_number(configuration.value(range.name));
        if (!number || *number < range.min || *number > range.max) {
            return base::fail(error("this setting must be a whole number within its range",
                                    fmt::format("{} = {}, of {} to {}",
                                                range.name,
                                                configuration.value(range.name),
                                                range.min,
                                                range.max)));
        }
    }
    return {};
}

Result<void> ConfigurationFile::validate(const Configuration& configuration) {
    if (const Result<void> places = validate_places(configuration); !places) {
        return places;
    }
    const std::string& client = configuration.value("proxy_client");
    if (!is_header_name(client)) {
        return base::fail(error("proxy_client must be a header's name, or proxy-protocol", client));
    }
    if (const Result<void> numbers = validate_numbers(configuration); !numbers) {
        return numbers;
    }
    const std::string& strict = configuration.value("backup_strict");
    if (strict != "true" && strict != "false") {
        return base::fail(error("backup_strict must be true or false", strict));
    }
    return {};
}

}  // namespace lyhord::app
