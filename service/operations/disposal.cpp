#include "operations/disposal.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "operations/file_names.h"
#include "operations/first_error.h"
#include "operations/staging.h"
#include "store/backup_file.h"
#include "store/durable_file.h"

namespace lyhord::operations {
namespace {

using base::Fault;
using base::Result;
using std::filesystem::path;
using store::DataDirectory;
using store::DisposalRow;

struct TextFiles {
    std::set<path> whole;       // backups, and a database that a restore set aside
    std::set<path> unfinished;  // what a killed backup left
};

Result<TextFiles> text_files(const DataDirectory& directory) {
    const Result<std::vector<std::string>> names = store::names_in(directory.backups());
    if (!names) {
        return base::fail(names.error());
    }
    TextFiles files;
    for (const std::string& name : *names) {
        if (name.ends_with(backup_suffix)) {
            files.whole.insert(directory.backups() / name);
        } else if (name.ends_with(partial_suffix)) {
            files.unfinished.insert(directory.backups() / name);
        }
    }
    const path aside = directory.set_aside();
    std::error_code failure;
    if (std::filesystem::exists(aside, failure)) {
        files.whole.insert(aside);
    }
    if (failure) {
        return base::fail(DataDirectory::error(Fault::io, "cannot look for the file", aside));
    }
    return files;
}

Result<void> remove_with_log(const path& file) {
    std::error_code failure;
    for (const std::string_view part : {"", "-wal", "-shm", "-journal"}) {
        path whole = file;
        whole += part;
        std::filesystem::remove(whole, failure);
        if (failure) {
            return base::fail(DataDirectory::error(Fault::io, "cannot remove the file", whole));
        }
    }
    // A power failure must not bring a text back of whose end there is a receipt.
    return store::DurableFile::sync_folder(file.parent_path());
}

// Cleans the files of one data directory, each once.
class Cleaning {
public:
    Cleaning(const DataDirectory& directory, const std::vector<DueTexts>& due)
        : directory_(directory), due_(due) {}

    // Those that were not there the last time.
    Result<void> clean_new_files() {
        const Result<TextFiles> files = text_files(directory_);
        if (!files) {
            return base::fail(files.error());
        }
        for (const path& file : files->unfinished) {
            if (const Result<void> gone = remove_with_log(file); !gone) {
                return gone;
            }
        }
        for (const path& file : files->whole) {
            const Result<void> done = seen_.insert(file).second ? clean(file) : Result<void>{};
            if (!done) {
                return done;
            }
        }
        return {};
    }

    std::vector<path> cleaned;
    std::vector<path> removed;

private:
    // A file too damaged to be cleaned could not be restored either: it goes whole.
    Result<void> clean(const path& file) {
        for (const DueTexts& round : due_) {
            const Result<void> disposed = store::dispose_texts_in_backup(file, round.round);
            if (!disposed && disposed.error().fault() == Fault::corrupt) {
                removed.push_back(file);
                return remove_with_log(file);
            }
            if (!disposed) {
                return disposed;
            }
        }
        cleaned.push_back(file);
        return {};
    }

    const DataDirectory& directory_;
    const std::vector<DueTexts>& due_;
    std::set<path> seen_;
};

// The same for the same decision on the same round, so that a run that is repeated after a crash
// adds to its receipt.
base::Id receipt_id(const base::Id& round, std::string_view decision) {
    base::Bytes data(round.begin(), round.end());
    data.insert(data.end(), decision.begin(), decision.end());
    const base::Digest digest = base::crypto::sha256("lyhord disposal", data);
    base::Id id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

bool is_blank(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t'; });
}

bool has_receipt(const std::vector<DisposalRow>& receipts, const DueTexts& due) {
    return std::ranges::any_of(receipts, [&due](const DisposalRow& receipt) {
        return receipt.slug == due.slug && receipt.round_number == due.number;
    });
}

std::int64_t texts_of(const std::map<base::Id, std::int64_t>& counts, const base::Id& round) {
    const auto found = counts.find(round);
    return found == counts.end() ? 0 : found->second;
}

}  // namespace

Result<std::vector<DueTexts>> Disposal::list(base::Day today) {
    const Result<std::vector<domain::Round>> rounds = store_.rounds();
    const Result<std::map<base::Id, std::int64_t>> counts = store_.comment_counts();
    const Result<std::vector<DisposalRow>> receipts = store_.disposals();
    if (const auto error = first_error(rounds, counts, receipts)) {
        return base::fail(*error);
    }
    const base::Day last = today.plus(base::limits::disposal_reminder_days);
    std::vector<DueTexts> due;
    for (const domain::Round& round : *rounds) {
        const std::optional<base::Day>& day = round.terms.free_text_delete_date;
        if (!day || *day > last) {
            continue;
        }
        DueTexts texts{.round = round.id,
                       .slug = round.slug,
                       .number = round.number,
                       .day = *day,
                       .has_come = *day <= today,
                       .settled = round.state == domain::RoundState::settled,
                       .texts = texts_of(*counts, round.id)};
        if (texts.texts > 0 || !has_receipt(*receipts, texts)) {
            due.push_back(std::move(texts));
        }
    }
    std::ranges::stable_sort(due, {}, &DueTexts::day);
    return due;
}

Result<DisposalReport> Disposal::run(std::string_view decision, base::Day today) {
    if (is_blank(decision)) {
        return base::fail(Fault::invalid, "a disposal needs the reference of its decision");
    }
    Result<std::vector<DueTexts>> due = list(today);
    const Result<void> clean = Staging::remove_abandoned(directory_);
    if (const auto error = first_error(due, clean)) {
        return base::fail(*error);
    }
    DisposalReport report;
    std::erase_if(*due, [](const DueTexts& texts) { return !texts.has_come; });
    std::ranges::copy_if(
        *due, std::back_inserter(report.not_settled), [](const DueTexts& t) { return !t.settled; });
    std::erase_if(*due, [](const DueTexts& texts) { return !texts.settled; });
    if (due->empty()) {
        return report;
    }
    // Backups first: the receipt must not be there before they are clean. Then again those that
    // were taken meanwhile.
    Cleaning cleaning(directory_, *due);
    if (const Result<void> cleaned = cleaning.clean_new_files(); !cleaned) {
        return base::fail(cleaned.error());
    }
    for (const DueTexts& texts : *due) {
        if (const Result<void> gone = dispose(texts, decision, today); !gone) {
            return base::fail(gone.error());
        }
    }
    const Result<void> again = cleaning.clean_new_files();
    const Result<std::vector<DisposalRow>> receipts = store_.disposals();
    if (const auto error = first_error(again, receipts)) {
        return base::fail(*error);
    }
    for (const DueTexts& texts : *due) {
        const auto receipt =
            std::ranges::find(*receipts, receipt_id(texts.round, decision), &DisposalRow::id);
        if (receipt != receipts->end()) {
            report.receipts.push_back(*receipt);
        }
    }
    report.cleaned = std::move(cleaning.cleaned);
    report.removed = std::move(cleaning.removed);
    return report;
}

Result<void> Disposal::dispose(const DueTexts& due, std::string_view decision, base::Day today) {
    return store_.dispose_texts(due.round,
                                {.id = receipt_id(due.round, decision),
                                 .day = today,
                                 .decision = std::string(decision),
                                 .slug = due.slug,
                                 .round_number = due.number,
                                 .texts = 0});
}

std::string DueTexts::line() const {
    std::string line = slug + " round " + std::to_string(number) + ": " + std::to_string(texts) +
                       " texts, " + (has_come ? "due since " : "due on ") + day.text();
    return settled ? line : line + "; not settled, so not to be disposed of yet";
}

std::vector<std::string> DisposalReport::lines() const {
    std::vector<std::string> lines;
    for (const DisposalRow& receipt : receipts) {
        lines.push_back("disposed of " + std::to_string(receipt.texts) + " texts of " +
                        receipt.slug + " round " + std::to_string(receipt.round_number) + " on " +
                        receipt.day.text() + " by " + receipt.decision + " (receipt " +
                        base::hex(receipt.id) + ")");
    }
    for (const DueTexts& texts : not_settled) {
        lines.push_back("not touched: " + texts.line());
    }
    if (!cleaned.empty()) {
        lines.push_back(std::to_string(cleaned.size()) + " backups were cleaned");
    }
    for (const path& file : removed) {
        lines.push_back("removed, since it was too damaged to be cleaned: " + file.string());
    }
    if (receipts.empty() && not_settled.empty()) {
        lines.emplace_back("nothing is due");
    }
    return lines;
}

}  // namespace lyhord::operations
