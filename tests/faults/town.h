// Owns Town: a data directory with a certificate, the demonstration dialogue, and the real service
// over it, which a test starts, stops, kills and commands. Everything it writes or prints stays in
// one folder, so that a test can search all of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "faults/program.h"
#include "support/temporary_store.h"

namespace lyhord::tests {

inline constexpr std::string_view demo = "trygghet-harnosand";

class Town {
public:
    Town();

    // Of the wall clock of every program that is run from now on.
    void move_clock(int days) { days_ahead_ = days; }

    // For every program that is run from now on: a library that stands before the system's, and a
    // setting, as LYHORD_PUBLIC_URL.
    void preload(const std::string& library) { preloaded_ = library; }
    void set(const std::string& variable, const std::string& value) { settings_[variable] = value; }

    // For the service, from the next start on: a listening socket under the name that systemd gives
    // it (https, proxy), its number above 20; and how many descriptors it may have.
    void pass(const std::string& name, int socket) { passed_.emplace_back(name, socket); }
    void limit_descriptors(int count) { descriptors_ = count; }

    // Of the wall clock of every program, also of those that run: `days` ahead from now on. The
    // first call must come before the start.
    void turn_clock(int days);

    // `lyhord WORDS`; what it prints is kept in printed/.
    ProgramEnd command(const std::vector<std::string>& words);
    // The same; fails the test, with its errors, if the exit code is not 0. Its output.
    std::string must(const std::vector<std::string>& words);

    // Repeats a command that succeeds until it prints `text`, for what the service does by itself;
    // false if it does not within a hundred times.
    bool reaches(const std::vector<std::string>& words, const std::string& text);

    // Imports the demonstration dialogue and opens a round with these options of `dialogue open`.
    void open_demo(const std::vector<std::string>& options = {});

    // Returns when it listens. `address` may name a port; 0 is any.
    void start(const std::string& address = "127.0.0.1:0");
    // The words that start() runs, for those that are to fail.
    std::vector<std::string> serve_words(const std::string& address) const;
    void stop();  // SIGTERM; fails the test if the exit code is not 0
    void kill();  // SIGKILL
    void signal(int number);
    int port() const { return port_; }  // unless the socket was passed
    std::int64_t resident_bytes() const { return service_->resident_bytes(); }

    // A copy of the data directory as it is this moment, with the WAL: in copies/NAME.
    std::filesystem::path copy_data(const std::string& name);
    // Keeps a file that somebody downloaded.
    void keep(const std::string& name, const std::string& content);

    const std::filesystem::path& folder() const { return folder_.path(); }
    std::filesystem::path data() const { return folder() / "data"; }
    std::filesystem::path errors() const { return folder() / "errors"; }

private:
    ProgramCall call(std::vector<std::string> words) const;
    ProgramCall service_call(const std::string& address) const;

    TemporaryFolder folder_;
    std::int64_t days_ahead_ = 0;
    std::string preloaded_;
    // A test that searches every byte need not search a ballast.
    std::map<std::string, std::string> settings_{{"LYHORD_BALLAST_MEGABYTES", "0"}};
    std::vector<std::pair<std::string, int>> passed_;
    int descriptors_ = 0;  // 0: as this program
    int port_ = 0;
    int printed_ = 0;
    std::unique_ptr<RunningProgram> service_;
};

std::string file_bytes(const std::filesystem::path& path);

}  // namespace lyhord::tests
