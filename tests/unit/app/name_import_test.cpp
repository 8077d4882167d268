#include "app/name_import.h"

#include <gmock/gmock.h>

#include <fstream>

#include "base/limits.h"
#include "service_fixture.h"

namespace lyhord::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A lower-case name that no built-in list has, where the model finds nothing else that tells it.
const std::string hard =
    "I går kom tuvarin hem sent från skolan. På kvällen går tuvarin ensam genom parken. "
    "Kan tuvarin svara på varför lampan är trasig? Vi vill ha fler lampor vid tuvarin och Viksjö.";

class NamesImport : public testing::WithService {
protected:
    std::string file(const std::string& name, const std::string& text) const {
        const std::filesystem::path path = elsewhere_.path() / name;
        std::ofstream(path, std::ios::binary) << text;
        return path.string();
    }
    static Command call(const std::string& given, const std::string& surnames) {
        Command command{.name = "names import", .options = {}, .input = {}};
        if (!given.empty()) {
            command.options["given"] = given + "\n";
        }
        if (!surnames.empty()) {
            command.options["surnames"] = surnames + "\n";
        }
        return command;
    }
    Outcome import(const Command& command) const {
        const auto read = read_name_files(command);
        const Outcome* const wrong = std::get_if<Outcome>(&read);
        return wrong != nullptr ? *wrong : store_names(folder_.path(), std::get<NameImport>(read));
    }
    void restart() {
        service_.reset();
        service_ = Service::start(store::DataDirectory::lock(folder_.path()).value(),
                                  ConfigurationFile::load({}).value(),
                                  clock_,
                                  random_)
                       .value();
    }
    std::string masked(const std::string& text) const {
        return std::string(service_->redactor.redact(domain::RawText(text)).text.view());
    }

    tests::TemporaryFolder elsewhere_;
};

TEST_F(NamesImport, CountsFromTheNextStart) {
    const Outcome outcome = import(call(file("g.csv", "Namn;Antal\nTuvarin;9\nBjörn;70 000\n"),
                                        file("s.txt", "Qvillström\n")));
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    EXPECT_THAT(outcome.output, HasSubstr("g.csv: 1 names; 1 kept apart"));
    EXPECT_THAT(outcome.output,
                HasSubstr("there are 1 given names (imported) and 1 surnames (imported)"));
    EXPECT_THAT(masked(hard), HasSubstr("tuvarin"));
    restart();
    EXPECT_THAT(masked(hard), Not(HasSubstr("tuvarin")));
    EXPECT_EQ(masked("en björn vid ica"), "en björn vid ica");
}

TEST_F(NamesImport, TakesThePlaceOfTheOneBefore) {
    ASSERT_EQ(import(call(file("g.txt", "Tuvarin\n"), "")).exit_code, 0);
    ASSERT_EQ(import(call(file("g.txt", "Zubin\n"), "")).exit_code, 0);
    restart();
    EXPECT_THAT(masked(hard), HasSubstr("tuvarin"));
}

TEST_F(NamesImport, KeepsTheKindThatItIsGivenNoFileOf) {
    ASSERT_EQ(import(call(file("g.txt", "Tuvarin\n"), file("s.txt", "Zubin\n"))).exit_code, 0);
    const Outcome outcome = import(call("", file("s.txt", "Qvillström\nDvalin\n")));
    EXPECT_THAT(outcome.output,
                HasSubstr("there are 1 given names (kept from before) and 2 surnames (imported)"));
    restart();
    EXPECT_THAT(masked(hard), Not(HasSubstr("tuvarin")));
    EXPECT_THAT(import(call(file("g.txt", "Zubin\n"), "")).output,
                HasSubstr("there are 1 given names (imported) and 2 surnames (kept from before)"));
}

TEST_F(NamesImport, TellsRowsThatItLeavesOut) {
    const std::string path = file("g.csv", "Namn;Antal\nTuvarin;9\nZubin;..\n");
    EXPECT_THAT(import(call(path, "")).output, HasSubstr(path + ": row 3: no count; left out\n"));
    std::string many = "Tuvarin;9\n";
    for (std::size_t i = 0; i < base::limits::name_rows_told_max + 2; ++i) {
        many += "Zubin;\n";
    }
    EXPECT_THAT(import(call(file("g.csv", many), "")).output,
                HasSubstr("2 more rows without a count; left out"));
}

TEST_F(NamesImport, RefusesAListWithoutNames) {
    ASSERT_EQ(import(call(file("g.txt", "Tuvarin\n"), "")).exit_code, 0);
    for (const std::string text : {"Namn;Antal\nBjörn;50\nSten;12\n", "# tom\n"}) {
        EXPECT_EQ(import(call(file("g2.csv", text), "")).exit_code, 1) << text;
    }
    restart();
    EXPECT_THAT(masked(hard), Not(HasSubstr("tuvarin")));
}

TEST_F(NamesImport, NamesFileAndLineAndChangesNothing) {
    ASSERT_EQ(import(call(file("g.txt", "Tuvarin\n"), "")).exit_code, 0);
    const std::string wrong = file("s.txt", "Zubin\n12 34\n");
    const Outcome outcome = import(call(file("g2.txt", "Zubin\n"), wrong));
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_EQ(outcome.errors, "lyhord: " + wrong + ": not a name, line (2)\n");
    restart();
    EXPECT_THAT(masked(hard), Not(HasSubstr("tuvarin")));
}

TEST_F(NamesImport, SaysWhichFileCannotBeReadAndThatOneIsNeeded) {
    EXPECT_THAT(import(call("/nowhere/names", "")).errors, HasSubstr("/nowhere/names: "));
    EXPECT_EQ(import(call("", "")).exit_code, 2);
    const auto read = read_name_files(call(file("g.txt", "Tuvarin\n"), ""));
    const std::filesystem::path none = elsewhere_.path() / "none";
    EXPECT_THAT(store_names(none, std::get<NameImport>(read)).errors,
                HasSubstr("there is no data directory"));
}

TEST_F(NamesImport, ThatWasDamagedKeepsTheServiceFromStarting) {
    const std::filesystem::path path = service_->directory.own_names();
    const std::string whole = anonymize::OwnNames::text_of({.given = {"tuvarin"}, .surnames = {}});
    service_.reset();
    for (const std::string& text :
         {std::string(), whole.substr(0, whole.size() - 4), whole + "g"}) {
        std::ofstream(path, std::ios::binary) << text;
        const auto started = Service::start(store::DataDirectory::lock(folder_.path()).value(),
                                            ConfigurationFile::load({}).value(),
                                            clock_,
                                            random_);
        ASSERT_FALSE(started) << text;
        EXPECT_THAT(started.error().line(), HasSubstr("import given names and surnames again"));
        EXPECT_THAT(started.error().line(), HasSubstr(path.string()));
    }
}

TEST_F(NamesImport, OfOneKindIsRefusedWhileTheOtherIsDamaged) {
    std::ofstream(service_->directory.own_names()) << "g\ttuvarin\n";
    const Outcome outcome = import(call("", file("s.txt", "Zubin\n")));
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.errors, HasSubstr("import given names and surnames again"));
    EXPECT_EQ(import(call(file("g.txt", "Tuvarin\n"), file("s.txt", "Zubin\n"))).exit_code, 0);
    restart();
    EXPECT_THAT(masked(hard), Not(HasSubstr("tuvarin")));
}

}  // namespace
}  // namespace lyhord::app
