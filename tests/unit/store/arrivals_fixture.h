// Owns Arrive: a store with answers on their way, which a test kills, damages, or moves on.
#pragma once

#include <set>

#include "base/limits.h"
#include "unit/store/fixture.h"

namespace lyhord::store {

namespace limits = base::limits;

class Arrive : public StoreTest {
protected:
    // The first in a transaction of its own, whose completion holds the writer up until the others
    // are queued; they share the next one.
    void store_together(const std::vector<NewSubmission>& submissions) {
        std::promise<void> held;
        std::promise<void> queued;
        store_->submit(submissions.front(),
                       base::Completion<SubmitOutcome>([&](base::Result<SubmitOutcome> outcome) {
                           EXPECT_EQ(outcome.value(), SubmitOutcome::stored);
                           held.set_value();
                           queued.get_future().wait();
                       }));
        held.get_future().wait();
        std::vector<std::future<base::Result<SubmitOutcome>>> outcomes;
        for (std::size_t i = 1; i < submissions.size(); ++i) {
            outcomes.push_back(begin_submit(submissions[i]));
        }
        queued.set_value();
        for (auto& outcome : outcomes) {
            EXPECT_EQ(outcome.get().value(), SubmitOutcome::stored);
        }
    }
    std::vector<NewSubmission> some(const domain::Round& round,
                                    std::size_t count,
                                    std::size_t plain_bytes = 100) {
        std::vector<NewSubmission> submissions;
        for (std::size_t i = 0; i < count; ++i) {
            submissions.push_back(a_submission(round, 1, plain_bytes));
        }
        return submissions;
    }
    // A third of what may wait, together.
    std::vector<NewSubmission> store_a_third(const domain::Round& round) {
        constexpr std::size_t plain_bytes = 60'000;
        auto sent = some(round, limits::arrivals_bytes_max / plain_bytes / 3, plain_bytes);
        store_together(sent);
        return sent;
    }
    void allow_pages(int pages) {
        ASSERT_TRUE(store_->writer().alone([pages](sqlite::Connection& connection) {
            return connection.execute("PRAGMA max_page_count = " + std::to_string(pages));
        }));
    }
    // As a reader sees it, without asking for anything to be moved on.
    std::int64_t number_from(const std::string& sql) {
        auto connection = sqlite::Connection::open(database(), sqlite::Access::read);
        return connection->integer(sql).value();
    }
    std::int64_t rows_of(std::string_view table) {
        return number_from("SELECT COUNT(*) FROM " + std::string(table));
    }
    static void copy_files(const std::filesystem::path& from, const std::filesystem::path& to) {
        for (const char* name : {"lyhord.db", "lyhord.db-wal"}) {
            std::filesystem::copy_file(from / name, to / name);
        }
    }
    // Leaves the files that a kill at this moment would leave.
    void close_as_if_killed() {
        const TemporaryFolder left;
        copy_files(folder_.path(), left.path());
        close();
        std::filesystem::remove(database());
        copy_files(left.path(), folder_.path());
    }
    // The store goes on with these, after `between`.
    void go_on_as_if_killed(const std::string& between = "") {
        close_as_if_killed();
        if (!between.empty()) {
            auto connection = sqlite::Connection::open(database(), sqlite::Access::file);
            ASSERT_TRUE(connection->execute(between));
        }
        open();
        wait_until_moved_on();
    }
    // The writer does it by itself.
    void wait_until_moved_on() {
        while (rows_of("arrivals") > 0 || std::filesystem::file_size(log()) > 0) {
            std::this_thread::yield();
        }
    }
    // It tells in what order they came.
    void wait_for_an_empty_log() {
        while (std::filesystem::file_size(log()) > 0) {
            std::this_thread::yield();
        }
    }
    void run_alone(const std::string& sql) {
        ASSERT_TRUE(store_->writer().alone(
            [&sql](sqlite::Connection& connection) { return connection.execute(sql); }));
    }
    // Turns byte `at` of the largest row, counted from 0, into another one.
    static std::string damage(std::size_t at) {
        const std::string before = std::to_string(at);
        return "UPDATE arrivals SET answers = CAST(substr(answers, 1, " + before +
               ") || (CASE hex(substr(answers, 1 + " + before +
               ", 1)) WHEN 'EE' THEN x'DD' ELSE x'EE' END) || substr(answers, 2 + " + before +
               ") AS BLOB) WHERE length(answers) = (SELECT MAX(length(answers)) FROM arrivals)";
    }
    void expect_each_once(const domain::Round& round, const std::vector<NewSubmission>& sent) {
        std::multiset<base::Id> expected;
        for (const NewSubmission& submission : sent) {
            expected.insert(submission.sealed.record_id());
            EXPECT_EQ(submit(submission).value(), SubmitOutcome::replayed);
        }
        std::multiset<base::Id> found;
        for (const domain::SealedAnswer& answer : pending_of(round, 1)) {
            found.insert(answer.record_id());
        }
        EXPECT_TRUE(found == expected);
        EXPECT_EQ(tally_of(round).acknowledged, static_cast<std::int64_t>(sent.size()));
        expect_sound();
    }
};

}  // namespace lyhord::store
