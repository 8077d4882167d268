#include "faults/town.h"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace lyhord::tests {
namespace {

void write_file(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

// The long runs name a release build.
std::string program() {
    const char* const named = std::getenv("LYHORD_PROGRAM");
    return named == nullptr ? LYHORD_PROGRAM : named;
}

}  // namespace

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Town::Town() {
    std::filesystem::create_directories(data() / "certificate");
    const ProgramEnd made = run_program({.words = {"openssl",
                                                   "req",
                                                   "-x509",
                                                   "-newkey",
                                                   "ec",
                                                   "-pkeyopt",
                                                   "ec_paramgen_curve:P-256",
                                                   "-nodes",
                                                   "-days",
                                                   "2",
                                                   "-subj",
                                                   "/CN=localhost",
                                                   "-keyout",
                                                   (data() / "certificate" / "key.pem").string(),
                                                   "-out",
                                                   (data() / "certificate" / "cert.pem").string()},
                                         .environment = {}});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
}

ProgramCall Town::call(std::vector<std::string> words) const {
    ProgramCall call{.words = {program(), "--data", data().string()}, .environment = {}};
    call.words.insert(call.words.end(), words.begin(), words.end());
    call.environment = settings_;
    // Tests send thousands of answers from this machine.
    call.environment.emplace("LYHORD_ANSWERS_PER_ADDRESS", "0");
    if (days_ahead_ != 0) {
        call.environment["LYHORD_TEST_SECONDS"] = std::to_string(days_ahead_ * 86'400);
    }
    const std::string library = days_ahead_ != 0 ? LYHORD_MOVED_CLOCK : preloaded_;
    if (!library.empty()) {
        call.environment["LD_PRELOAD"] = library;
        call.environment["ASAN_OPTIONS"] = "verify_asan_link_order=0";
    }
    return call;
}

ProgramEnd Town::command(const std::vector<std::string>& words) {
    ProgramEnd end = run_program(call(words));
    write_file(folder() / "printed" / std::to_string(++printed_), end.output + end.errors);
    return end;
}

std::string Town::must(const std::vector<std::string>& words) {
    const ProgramEnd end = command(words);
    EXPECT_EQ(end.exit_code, 0) << words.front() << ": " << end.errors;
    return end.output;
}

bool Town::reaches(const std::vector<std::string>& words, const std::string& text) {
    constexpr int tries_max = 100;
    for (int i = 0; i < tries_max; ++i) {
        if (must(words).find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void Town::open_demo(const std::vector<std::string>& options) {
    must({"dialogue", "import", LYHORD_SOURCE "/static/demo/questionnaire.json"});
    std::vector<std::string> open{"dialogue", "open", std::string(demo)};
    open.insert(open.end(), options.begin(), options.end());
    must(open);
}

std::vector<std::string> Town::serve_words(const std::string& address) const {
    return {"serve", "--listen", address};
}

void Town::turn_clock(int days) {
    const std::filesystem::path file = folder() / "clock";
    const std::int64_t seconds = days * std::int64_t{86'400};
    std::fstream(file, std::ios::in | std::ios::out | std::ios::app).close();
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary)
        .write(reinterpret_cast<const char*>(&seconds), sizeof seconds);
    preload(LYHORD_MOVED_CLOCK);
    set("LYHORD_TEST_CLOCK", file.string());
}

// Through a shell: the process that sockets are meant for is named by its own number.
ProgramCall Town::service_call(const std::string& address) const {
    ProgramCall call = this->call(serve_words(address));
    std::string script;
    if (descriptors_ > 0) {
        script += "ulimit -n " + std::to_string(descriptors_) + "; ";
    }
    if (!passed_.empty()) {
        std::string names;
        for (const auto& [name, socket] : passed_) {
            names += (names.empty() ? "" : ":") + name;
            call.sockets.push_back(socket);
        }
        script += "export LISTEN_PID=$$ LISTEN_FDS=" + std::to_string(passed_.size()) +
                  " LISTEN_FDNAMES=" + names + "; ";
    }
    if (!script.empty()) {
        call.words.insert(call.words.begin(), {"/bin/sh", "-c", script + "exec \"$@\"", "sh"});
    }
    return call;
}

void Town::start(const std::string& address) {
    service_ = std::make_unique<RunningProgram>(service_call(address), errors().string());
    if (!passed_.empty()) {
        service_->read_until("listening on https at a socket");
        return;
    }
    const std::string words = "listening on https://";
    const std::string said = service_->read_until(words);
    const std::size_t colon = said.find(':', said.find(words) + words.size());
    ASSERT_NE(colon, std::string::npos) << file_bytes(errors());
    std::from_chars(said.data() + colon + 1, said.data() + said.size(), port_);
    ASSERT_GT(port_, 0) << said;
}

void Town::stop() {
    EXPECT_EQ(service_->stop(), 0) << file_bytes(errors());
    service_.reset();
}

void Town::kill() {
    service_->kill();
    service_.reset();
}

void Town::signal(int number) { service_->signal(number); }

std::filesystem::path Town::copy_data(const std::string& name) {
    const std::filesystem::path copy = folder() / "copies" / name;
    std::filesystem::create_directories(copy);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data())) {
        const std::filesystem::path to = copy / entry.path().lexically_relative(data());
        if (entry.is_directory()) {
            std::filesystem::create_directories(to);
        } else if (entry.is_regular_file()) {
            std::error_code gone;  // a file may go while it is copied, as under any backup program
            std::filesystem::copy_file(entry.path(), to, gone);
        }
    }
    return copy;
}

void Town::keep(const std::string& name, const std::string& content) {
    write_file(folder() / "downloads" / name, content);
}

}  // namespace lyhord::tests
