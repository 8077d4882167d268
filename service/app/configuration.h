// Owns Configuration: settings from a TOML file, the environment and the command line, each
// stronger than the one before. One table names them all; `lyhord config` prints it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lyhord::app {

struct Setting {
    std::string_view name;         // TOML key; LYHORD_<NAME> in the environment
    std::string_view value;        // the default
    std::string_view description;  // one line
};

class Configuration {
public:
    static const std::vector<Setting>& settings();

    const std::string& value(std::string_view name) const { return values_.at(std::string(name)); }
    // Where the value came from: "default", "file", "environment" or "command line".
    std::string_view source(std::string_view name) const;
    void set(std::string_view name, std::string value);  // from the command line

    std::filesystem::path data() const { return value("data"); }
    std::int64_t number(std::string_view name) const;

private:
    friend class ConfigurationFile;
    std::map<std::string, std::string> values_;
    std::map<std::string, std::string_view> sources_;
};

class ConfigurationFile {
public:
    // Defaults, then the file (none if the path is empty), then the environment.
    // invalid: unreadable file, unknown key, or a value that does not fit: names the key.
    static base::Result<Configuration> load(const std::filesystem::path& path);
    // invalid: names the first setting whose value does not fit.
    static base::Result<void> validate(const Configuration& configuration);

private:
    static base::Result<void> validate_places(const Configuration& configuration);
    static base::Result<void> validate_numbers(const Configuration& configuration);
    static base::Error error(base::Literal message, std::string_view subject);
    static base::Result<void> read_file(const std::filesystem::path& path,
                                        Configuration& configuration);
};

}  // namespace lyhord::app
