#include "app/command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "base/limits.h"
#include "base/whole_number.h"

namespace lyhord::app {
namespace {

// Reads a whole file; nothing if it cannot be read or is larger than an import may be.
std::optional<std::string> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf()) || text.str().size() > base::limits::import_bytes_max) {
        return std::nullopt;
    }
    return text.str();
}

// Where an installed package has its settings; empty in a build of one's own.
constexpr std::string_view packaged_config(LYHORD_CONFIG, sizeof LYHORD_CONFIG - 1);

std::string config_description() {
    std::string text = "configuration file, TOML";
    if (!packaged_config.empty()) {
        text.append(" (default: ").append(packaged_config).append(", if it is there)");
    }
    return text;
}

std::string config_or_packaged(const std::string& given) {
    std::error_code ignored;
    const bool packaged = given.empty() && std::filesystem::exists(packaged_config, ignored);
    return packaged ? std::string(packaged_config) : given;
}

// Declares the commands and remembers which one was called with what.
class Grammar {
public:
    Grammar() : app_("Lyhörd: a citizen-feedback service for municipalities and their police") {
        app_.require_subcommand(1);
        app_.fallthrough();  // --data and --config may also stand after the command
        app_.add_option(
            "--data", data_, "data directory (default: LYHORD_DATA, else " LYHORD_DATA ")");
        app_.add_option("--config", config_, config_description());
        declare_service();
        declare_dialogues();
        declare_staff();
        declare_keys_and_disposal();
        declare_backups();
        declare_tools();
    }

    CLI::App& app() { return app_; }
    Command& command() { return command_; }
    const std::string& data() const { return data_; }
    const std::string& config() const { return config_; }
    const std::string& input_file() const { return input_file_; }

private:
    CLI::App* group(const std::string& name, const std::string& description) {
        CLI::App* made = app_.add_subcommand(name, description);
        made->require_subcommand(1);
        return made;
    }

    CLI::App* leaf(CLI::App* parent, const std::string& name, const std::string& description) {
        CLI::App* made = parent->add_subcommand(name, description);
        const std::string full = parent == &app_ ? name : parent->get_name() + " " + name;
        made->final_callback([this, full] { command_.name = full; });
        return made;
    }

    CLI::Option* option(CLI::App* to, const std::string& flag, const std::string& description) {
        const std::string key = flag.starts_with("--") ? flag.substr(2) : flag;
        return to->add_option_function<std::string>(
            flag,
            [this, key](const std::string& value) { command_.options[key] = value; },
            description);
    }

    void flag(CLI::App* to, const std::string& name, const std::string& description) {
        to->add_flag_function(
            name,
            [this, name](std::int64_t) { command_.options[name.substr(2)] = "true"; },
            description);
    }

    // Several files, each on a line of the option.
    void files(CLI::App* to, const std::string& flag, const std::string& description) {
        to->add_option_function<std::vector<std::string>>(
            flag,
            [this, key = flag.substr(2)](const std::vector<std::string>& names) {
                for (const std::string& name : names) {
                    command_.options[key] += name + "\n";
                }
            },
            description);
    }

    void input(CLI::App* to, const std::string& description) {
        to->add_option("FILE", input_file_, description)->required();
    }

    void declare_service() {
        CLI::App* serve = leaf(&app_, "serve", "run the service");
        option(serve, "--listen", "ADDRESS:PORT");
        option(serve, "--certificate", "certificate chain, PEM");
        option(serve, "--private-key", "its private key, PEM");
        option(serve, "--static-dir", "serve static/ from this directory while developing");
        leaf(&app_, "health", "how the running service is; exit code 1 if somebody should act");
        leaf(&app_, "alarm", "send a test by alarm_command, from the running service");
        leaf(&app_, "version", "version, build and schema");
        leaf(&app_, "config", "every setting, its value and where it comes from");
    }

    void declare_dialogues() {
        CLI::App* dialogue = group("dialogue", "dialogues and their rounds");
        input(leaf(dialogue, "import", "read a questionnaire file"), "questionnaire, JSON");
        leaf(dialogue, "list", "dialogues, rounds and their state");
        CLI::App* open = leaf(dialogue, "open", "open a round");
        option(open, "SLUG", "the dialogue")->required();
        option(open, "--opens-at", "first day, YYYY-MM-DD");
        option(open, "--closes-at", "last day, YYYY-MM-DD");
        option(open, "--publish-by", "day by which results are published");
        option(open, "--decision-ref", "the retention decision");
        option(open, "--free-text-delete-date", "day on which texts are destroyed");
        option(open, "--expected-answers", "how many answers are expected");
        option(open, "--grace-hours", "how long late answers are taken");
        option(open, "--release", "settlement, or week");
        option(open, "--batch-min", "smallest weekly batch of a question");
        CLI::App* extend = leaf(dialogue, "extend", "a later last day of the open round");
        option(extend, "SLUG", "the dialogue")->required();
        option(extend, "--closes-at", "the new last day, YYYY-MM-DD")->required();
        option(leaf(dialogue, "close", "take no new forms"), "SLUG", "the dialogue")->required();
        CLI::App* settle = leaf(dialogue, "settle", "count what is left and end the round");
        option(settle, "SLUG", "the dialogue")->required();
        flag(settle, "--now", "do not wait for late answers");

        CLI::App* publish = leaf(dialogue, "publish", "show everybody the results of a round");
        option(publish, "SLUG", "the dialogue")->required();
        option(publish, "--round", "which one; else the newest that is settled");
        flag(publish, "--preview", "only tell what would be public");
        option(leaf(dialogue, "export", "print the questionnaire file"), "SLUG", "the dialogue")
            ->required();
        CLI::App* poster = leaf(dialogue, "poster", "a poster with a QR code, on standard output");
        option(poster, "SLUG", "the dialogue")->required();
        option(poster, "--languages", "at most three, as sv,ar (default: the questionnaire's own)");
        option(poster, "--format", "pdf or svg (default: pdf)");
        input(leaf(group("areas", "the area tree"), "import", "replace it"), "areas, JSON");
        input(leaf(group("codebook", "themes"), "import", "add or replace one"), "codebook, JSON");
    }

    void declare_staff() {
        CLI::App* staff = group("staff", "accounts");
        CLI::App* add = leaf(staff, "add", "add an account; prints a one-time set-up link");
        option(add, "NAME", "account name")->required();
        option(add, "--role", "coordinator, analyst, police or admin")->required();
        option(leaf(staff, "reset", "a new set-up link"), "NAME", "account name")->required();
        option(leaf(staff, "disable", "no more sign-in"), "NAME", "account name")->required();
        option(leaf(staff, "enable", "sign-in again"), "NAME", "account name")->required();
        leaf(staff, "list", "accounts and roles");
        CLI::App* token = leaf(staff, "token", "an API token; prints it once");
        option(token, "NAME", "account name")->required();
        option(token, "--scope", "a dialogue's slug (default: all dialogues)");
        option(token, "--days", "days it is valid (default: 90)");
        option(token, "--revoke", "the id of a token to revoke");
        flag(token, "--list", "the account's tokens");
    }

    void declare_keys_and_disposal() {
        CLI::App* keys = group("keys", "keys outside the database");
        leaf(keys, "status", "epoch, review and recovery keys");
        CLI::App* recovery = leaf(keys, "recovery", "make the offline recovery key; printed once");
        flag(recovery, "--replace", "replace the one that is there");
        CLI::App* comments = group("comments", "comments that nobody has reviewed");
        CLI::App* give_up = leaf(
            comments, "give-up", "destroy those whose review key is lost, so that rounds go on");
        flag(give_up, "--confirm", "do it; without, only say how many there are");
        CLI::App* disposal = group("disposal", "destroying texts by decision");
        leaf(disposal, "list", "what is due, and what comes within 30 days");
        option(leaf(disposal, "run", "destroy what is due"), "--decision", "the decision")
            ->required();
    }

    void declare_backups() {
        CLI::App* backup = leaf(&app_, "backup", "an online, verified backup");
        option(backup, "FILE", "where to (default: DATA/backups, rotated)");
        CLI::App* restore = leaf(&app_, "restore", "make a data directory from a backup");
        option(restore, "FILE", "the backup")->required();
        option(restore, "--recovery-key", "a file with the printed recovery key");
        flag(restore, "--force", "put an existing database aside");
        flag(restore, "--accept-missing-rows", "restore a backup of a database that had lost rows");
        flag(restore,
             "--accept-lost-comments",
             "restore though no key opens the comments that nobody has reviewed");
        leaf(&app_, "check", "prove integrity, and say what is wrong");
    }

    void declare_tools() {
        CLI::App* redact = leaf(&app_, "redact", "JSON lines in, redacted JSON lines out");
        option(redact, "--gazetteer", "place names that are never masked, one a line");
        flag(redact, "--stored", "instead: read the reviewed texts again, and mask more");
        CLI::App* names =
            leaf(group("names", "names of people that the redactor looks for"),
                 "import",
                 "lists in CSV or one name a line, in place of those imported before");
        files(names, "--given", "given names: files");
        files(names, "--surnames", "surnames: files");
        CLI::App* themes = group("themes", "themes of texts");
        CLI::App* code = leaf(themes, "code", "JSON lines in, theme ids out");
        code->add_option("--codebook", input_file_, "codebook, JSON")->required();
        CLI::App* rebuild =
            leaf(group("report", "what staff download"),
                 "rebuild",
                 "report.zip of a round, byte for byte as it was, on standard output");
        option(rebuild, "SLUG", "the dialogue")->required();
        option(rebuild, "--round", "its number (default: the newest)");
        CLI::App* release = group("release", "release control");
        CLI::App* simulate = leaf(release, "simulate", "CSV in, what would be released out");
        option(simulate, "--dimensions", "columns, comma-separated")->required();
        option(simulate, "--question", "the column of the answers")->required();
        option(simulate, "--batch", "b (default: 5)");
    }

    CLI::App app_;
    Command command_;
    std::string data_;
    std::string config_;
    std::string input_file_;
};

void apply_overrides(const Grammar& grammar, const Command& command, Configuration& configuration) {
    if (!grammar.data().empty()) {
        configuration.set("data", grammar.data());
    }
    constexpr std::pair<std::string_view, std::string_view> overrides[] = {
        {"listen", "listen"},
        {"certificate", "certificate"},
        {"private-key", "private_key"},
        {"static-dir", "static_dir"},
        {"gazetteer", "gazetteer"}};
    for (const auto& [flag, setting] : overrides) {
        if (command.has(flag)) {
            configuration.set(setting, command.option(flag));
        }
    }
}

}  // namespace

std::string CommandLine::error_line(const base::Error& error) {
    return "lyhord: " + error.line() + "\n";
}

base::Error CommandLine::error(base::Fault fault, base::Literal message, std::string subject) {
    return {fault,
            message,
            {.number = {}, .pointer = {}, .subject = base::OperatorText({}, std::move(subject))}};
}

base::Result<disclosure::SimulateOptions> CommandLine::simulate_options(const Command& command) {
    disclosure::SimulateOptions options{
        .dimensions = {}, .question = base::OperatorText({}, command.option("question"))};
    std::istringstream names(command.option("dimensions"));
    for (std::string name; std::getline(names, name, ',');) {
        options.dimensions.emplace_back(base::OperatorKey{}, name);
    }
    if (command.has("batch")) {
        const std::string& batch = command.option("batch");
        const std::optional<std::int64_t> size = base::whole_number(batch);
        if (!size || !std::in_range<int>(*size)) {
            return base::fail(error(base::Fault::invalid, "--batch must be a whole number", batch));
        }
        options.batch_size_min = static_cast<int>(*size);
    }
    return options;
}

std::variant<Invocation, Outcome> CommandLine::parse(int count, const char* const* words) {
    Grammar grammar;
    try {
        grammar.app().parse(count, words);
    } catch (const CLI::Success&) {
        return Outcome{.exit_code = 0, .output = grammar.app().help(), .errors = {}};
    } catch (const CLI::ParseError& wrong) {
        return wrong_use(std::string(wrong.what()) + " ('lyhord --help' lists the commands)");
    }
    Command& command = grammar.command();
    if (!grammar.input_file().empty()) {
        std::optional<std::string> text = read_file(grammar.input_file());
        if (!text) {
            const base::Error failed = error(base::Fault::io,
                                             "the file cannot be read, or is larger than 4 MB",
                                             grammar.input_file());
            return Outcome{.exit_code = 1, .output = {}, .errors = error_line(failed)};
        }
        command.input = std::move(*text);
        command.options["FILE"] = grammar.input_file();
    }
    if (command.has("FILE")) {
        // The running service has another working directory.
        command.options["FILE"] = std::filesystem::absolute(command.option("FILE")).string();
    }
    base::Result<Configuration> configuration =
        ConfigurationFile::load(config_or_packaged(grammar.config()));
    if (!configuration) {
        return Outcome{.exit_code = 2, .output = {}, .errors = error_line(configuration.error())};
    }
    apply_overrides(grammar, command, *configuration);
    if (const base::Result<void> valid = ConfigurationFile::validate(*configuration); !valid) {
        return Outcome{.exit_code = 2, .output = {}, .errors = error_line(valid.error())};
    }
    return Invocation{.command = std::move(command), .configuration = std::move(*configuration)};
}

}  // namespace lyhord::app
