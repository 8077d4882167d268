// The shipped units of systemd: sound, and as hard as they are said to be. Needs no running
// systemd.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "faults/program.h"
#include "faults/town.h"

namespace lyhord::tests {
namespace {

class Units : public testing::Test {
protected:
    // The units with programs that are here; the service's own is where it was built.
    void SetUp() override {
        for (const auto& entry : std::filesystem::directory_iterator(units_)) {
            std::string text = file_bytes(entry.path());
            for (const std::string program : {"ExecStart=/usr/bin/", "ExecStartPre=/usr/lib/"}) {
                const std::size_t at = text.find(program);
                if (at != std::string::npos) {
                    const std::size_t path = text.find('=', at) + 1;
                    text.replace(path, text.find(' ', at) - path, "/bin/true");
                }
            }
            std::ofstream(folder_.path() / entry.path().filename()) << text;
        }
    }
    std::vector<std::string> files(const std::string& ending) const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            if (entry.path().string().ends_with(ending)) {
                found.push_back(entry.path().string());
            }
        }
        return found;
    }
    ProgramEnd analyze(std::vector<std::string> words, const std::vector<std::string>& more = {}) {
        words.insert(words.begin(), "systemd-analyze");
        words.insert(words.end(), more.begin(), more.end());
        return run_program({.words = words, .environment = {{"SYSTEMD_COLORS", "0"}}});
    }

    const std::filesystem::path units_ = LYHORD_SOURCE "/deploy/systemd";
    TemporaryFolder folder_;
};

TEST_F(Units, AreSound) {
    std::vector<std::string> all = files(".service");
    for (const char* ending : {".socket", ".timer"}) {
        const std::vector<std::string> more = files(ending);
        EXPECT_FALSE(more.empty()) << ending;
        all.insert(all.end(), more.begin(), more.end());
    }
    ASSERT_GE(all.size(), 9U);
    const ProgramEnd end = analyze({"verify", "--man=no", "--recursive-errors=one"}, all);
    EXPECT_EQ(end.exit_code, 0) << end.errors;
    // systemd warns of a line that it does not know, and goes on.
    for (const std::string& unit : all) {
        EXPECT_EQ(end.errors.find(unit), std::string::npos) << end.errors;
    }
}

// In tenths, as systemd-analyze takes it: 0 is the hardest.
TEST_F(Units, AreHard) {
    const std::pair<const char*, const char*> most[] = {
        {"lyhord.service", "5"}, {"lyhord-backup.service", "5"}, {"lyhord-alarm@.service", "12"}};
    EXPECT_EQ(files(".service").size(), std::size(most));
    for (const auto& [unit, exposure] : most) {
        const ProgramEnd end =
            analyze({"security", "--offline=true", "--threshold=" + std::string(exposure)},
                    {(folder_.path() / unit).string()});
        EXPECT_EQ(end.exit_code, 0) << end.output << end.errors;
        EXPECT_NE(end.output.find("Overall exposure level"), std::string::npos) << unit;
    }
}

// `systemctl --failed` names an alarm that was not sent, and a port is not closed because the
// service could not start five times.
TEST_F(Units, KeepWhatFailedInSight) {
    EXPECT_EQ(file_bytes(units_ / "lyhord-alarm@.service").find("CollectMode"), std::string::npos);
    EXPECT_NE(file_bytes(units_ / "lyhord.service").find("\nStartLimitIntervalSec=0\n"),
              std::string::npos);
}

// What the package stops, starts and purges, and what the service waits for.
TEST_F(Units, AreAllKnownToThePackage) {
    for (const std::string& socket : files(".socket")) {
        const std::string name = std::filesystem::path(socket).filename();
        for (const char* script : {"postinst", "postrm"}) {
            const std::string text =
                file_bytes(LYHORD_SOURCE "/deploy/package/" + std::string(script));
            EXPECT_NE(text.find(name), std::string::npos) << name << " in " << script;
        }
        EXPECT_NE(file_bytes(units_ / "lyhord.service").find(name), std::string::npos) << name;
    }
}

// The service that holds the answers reaches no network; the one that does never sees them.
TEST_F(Units, KeepTheDataAndTheNetworkApart) {
    for (const char* unit : {"lyhord.service", "lyhord-backup.service"}) {
        const std::string text = file_bytes(units_ / unit);
        EXPECT_NE(text.find("\nPrivateNetwork=yes\n"), std::string::npos) << unit;
        EXPECT_NE(text.find("\nRestrictAddressFamilies=AF_UNIX\n"), std::string::npos) << unit;
    }
    const std::string alarm = file_bytes(units_ / "lyhord-alarm@.service");
    EXPECT_EQ(alarm.find("StateDirectory"), std::string::npos);
    EXPECT_EQ(alarm.find("User=lyhord"), std::string::npos);
}

}  // namespace
}  // namespace lyhord::tests
