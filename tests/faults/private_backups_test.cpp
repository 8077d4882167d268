// Somebody has two backups, copies of the directory with every frame of the log, and the keys of
// today. What can be found, joined or ordered of the answers that were counted? Nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "faults/residents.h"
#include "faults/sealed_bytes.h"
#include "faults/town.h"
#include "intake/withdrawal.h"

namespace lyhord::tests {
namespace {

constexpr std::size_t residents = 200;
constexpr std::string_view text_question = "q11_forslag";

// Spearman's: 1 if one order is the other, near 0 if it tells nothing of it. `arrivals` are numbers
// of arrival in the order in which something was found.
double rank_correlation(const std::vector<std::size_t>& arrivals) {
    std::vector<std::size_t> sorted = arrivals;
    std::ranges::sort(sorted);
    const auto count = static_cast<double>(arrivals.size());
    double squares = 0;
    for (std::size_t place = 0; place < arrivals.size(); ++place) {
        const auto rank = std::ranges::lower_bound(sorted, arrivals[place]) - sorted.begin();
        squares += std::pow(static_cast<double>(rank) - static_cast<double>(place), 2);
    }
    return 1 - 6 * squares / (count * (count * count - 1));
}

class TwoBackups : public testing::Test {
protected:
    void SetUp() override {
        town_.must({"keys", "recovery"});
        town_.open_demo({"--release", "week", "--batch-min", "20"});
        town_.start();
        Client client(town_.port());
        for (std::size_t i = 0; i < residents; ++i) {
            const Answer answer = maker_.make(
                {.place = "", .suggestion = maker_.wish() + " vid " + maker_.letters(9)});
            const std::string receipt = receipt_in(client.submit(answer));
            ASSERT_EQ(receipt.size(), 16U);
            receipts_.push_back(receipt);
            keys_of_answers_.push_back(answer.key);
        }
    }

    base::Id round_in(const std::filesystem::path& database) {
        base::Id round{};
        const auto blobs = select_blobs(database, "SELECT id FROM rounds");
        EXPECT_EQ(blobs.size(), 1U);
        std::ranges::copy(blobs.front(), round.begin());
        return round;
    }
    void backup(const std::string& name) { town_.must({"backup", backup_of(name).string()}); }
    std::filesystem::path backup_of(const std::string& name) const {
        return town_.folder() / (name + ".backup");
    }
    // All that can be opened of what was taken at one time.
    std::vector<OpenedRecord> opened_of(const std::string& name, Attacker& attacker) {
        const std::filesystem::path copy = town_.folder() / "copies" / name;
        std::vector<OpenedRecord> all = attacker.open_database(backup_of(name));
        for (const char* file : {"lyhord.db", "lyhord.db-wal"}) {
            std::ranges::move(attacker.open_file(copy / file), std::back_inserter(all));
        }
        return all;
    }
    static std::set<base::Bytes> ids_of(const std::vector<OpenedRecord>& opened) {
        std::set<base::Bytes> ids;
        for (const OpenedRecord& record : opened) {
            ids.insert(record.record_id);
        }
        return ids;
    }

    // The withdrawal id of each text, with its number of arrival.
    std::map<base::Digest, std::size_t> arrivals(const base::Id& round) {
        std::map<base::Digest, std::size_t> numbers;
        for (std::size_t i = 0; i < receipts_.size(); ++i) {
            numbers[intake::withdrawal_id(receipts_[i], round, text_question)] = i;
        }
        return numbers;
    }
    // In the order of the opened records.
    std::vector<std::size_t> arrivals_of(const std::vector<OpenedRecord>& opened,
                                         const base::Id& round) {
        const std::map<base::Digest, std::size_t> numbers = arrivals(round);
        std::vector<std::size_t> found;
        for (const std::vector<domain::Fragment>& answer : answers_of(opened)) {
            for (const domain::Fragment& fragment : answer) {
                if (fragment.text) {
                    found.push_back(numbers.at(fragment.text->withdrawal_id));
                }
            }
        }
        return found;
    }
    void expect_no_order(const std::vector<std::size_t>& found, const std::string& where) {
        ASSERT_GE(found.size(), residents / 2) << where;
        // Four times what chance gives for this number.
        EXPECT_LT(std::abs(rank_correlation(found)),
                  4 / std::sqrt(static_cast<double>(found.size())))
            << where;
    }

    AnswerMaker maker_{77};
    std::vector<std::string> receipts_;
    std::vector<std::string> keys_of_answers_;
    Town town_;
};

TEST_F(TwoBackups, TheKeysOfTodayOpenNothingThatWasCounted) {
    backup("before");
    const std::filesystem::path before = town_.copy_data("before");
    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    town_.copy_data("after");
    backup("after");
    const base::Id round = round_in(backup_of("before"));

    // With the keys of then everything opens, so the attack is a real one.
    Attacker then(keys_in(before / "keys"), round);
    EXPECT_EQ(ids_of(opened_of("before", then)).size(), residents);
    EXPECT_EQ(then.open_database(backup_of("before")).size(), residents);

    const PrivateKeys today = keys_in(town_.data() / "keys");
    Attacker attacker(today, round);
    EXPECT_TRUE(opened_of("before", attacker).empty());
    const std::vector<OpenedRecord> left = opened_of("after", attacker);
    EXPECT_TRUE(answers_of(left).empty());
    EXPECT_FALSE(left.empty()) << "texts wait for review";
    for (const OpenedRecord& record : left) {
        EXPECT_TRUE(domain::Fragments::decode_comment(record.plain)) << "a text, nothing else";
    }
}

TEST_F(TwoBackups, AfterAReleaseOnlyWhatWaitsCanBeOpened) {
    backup("before");
    town_.copy_data("before");
    town_.stop();
    town_.move_clock(8);
    town_.start();
    ASSERT_TRUE(town_.reaches({"dialogue", "list"}, "batch 1"));
    backup("after");
    town_.copy_data("after");
    const base::Id round = round_in(backup_of("before"));
    Attacker attacker(keys_in(town_.data() / "keys"), round);
    EXPECT_TRUE(opened_of("before", attacker).empty());

    const auto answers = answers_of(attacker.open_database(backup_of("after")));
    std::map<std::uint16_t, std::int64_t> waiting;
    for (const std::vector<domain::Fragment>& piece : answers) {
        for (const domain::Fragment& fragment : piece) {
            EXPECT_EQ(fragment.question, piece.front().question) << "a piece is of one question";
            ++waiting[fragment.question];
        }
    }
    // `deltagande` is the last question: who is not counted in it waits in it.
    const auto counted = select_texts(backup_of("after"),
                                      "SELECT CAST(SUM(base) AS TEXT) FROM batches WHERE question "
                                      "= (SELECT MAX(question) FROM batches)");
    ASSERT_EQ(counted.size(), 1U);
    const std::int64_t waiting_people = waiting.empty() ? 0 : waiting.rbegin()->second;
    EXPECT_GT(std::stoll(counted.front()), 0);
    EXPECT_EQ(std::stoll(counted.front()) + waiting_people, std::int64_t{residents});
}

TEST_F(TwoBackups, NoTableJoinsTwoBackgroundValues) {
    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    town_.must({"dialogue", "publish", std::string(demo)});
    backup("after");
    const auto columns = [&](const std::string& table) {
        const std::string sql =
            "SELECT group_concat(name, ' ') FROM pragma_table_info('" + table + "')";
        return select_texts(backup_of("after"), sql.c_str()).front();
    };
    EXPECT_EQ(columns("counters"), "round question dimension category choice total");
    EXPECT_EQ(columns("batches"), "round question batch base withheld recoded");
    EXPECT_EQ(columns("comments"),
              "id round question area week state sealed plain language themes translation");
    // An edition has what everybody may see: groups of ten or more, by one dimension at a time.
    EXPECT_EQ(columns("publications"), "round edition day who tables");
    for (const char* table :
         {"arrivals", "pending", "waiting", "replays", "withdrawals", "epochs"}) {
        const std::string sql = std::string("SELECT CAST(COUNT(*) AS TEXT) FROM ") + table;
        EXPECT_EQ(select_texts(backup_of("after"), sql.c_str()).front(), "0") << table;
    }
    const auto tables = select_texts(
        backup_of("after"), "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    EXPECT_EQ(
        tables,
        (std::vector<std::string>{"arrivals",     "attachments",  "audit",     "batches",
                                  "chores",       "comments",     "counters",  "damaged_arrivals",
                                  "dialogues",    "disposals",    "documents", "epochs",
                                  "pending",      "publications", "replays",   "review_key",
                                  "round_counts", "rounds",       "sessions",  "staff",
                                  "tallies",      "tokens",       "waiting",   "withdrawals"}))
        << "a new table: can it join two things about one person?";
}

TEST_F(TwoBackups, TheOrderOfRowsTellsNothing) {
    const std::filesystem::path running = town_.copy_data("before");
    backup("before");
    town_.stop();
    const base::Id round = round_in(backup_of("before"));
    Attacker attacker(keys_in(town_.data() / "keys"), round);
    // Only the log of the last minute knows: which shows that the measure can tell.
    const auto in_log = arrivals_of(attacker.open_file(running / "lyhord.db-wal"), round);
    ASSERT_GT(in_log.size(), residents / 2);
    EXPECT_GT(rank_correlation(in_log), 0.9);
    expect_no_order(arrivals_of(attacker.open_file(backup_of("before")), round), "backup");
    expect_no_order(arrivals_of(attacker.open_file(town_.data() / "lyhord.db"), round), "database");

    town_.start();
    town_.must({"dialogue", "settle", std::string(demo), "--now"});
    backup("after");
    town_.stop();
    const std::map<base::Digest, std::size_t> numbers = arrivals(round);
    for (const auto& file : {backup_of("after"), town_.data() / "lyhord.db"}) {
        const std::string bytes = file_bytes(file);
        std::map<std::size_t, std::size_t> by_offset;
        for (const auto& [id, arrival] : numbers) {
            const std::size_t at = bytes.find(base::as_text(id));
            if (at != std::string::npos) {
                by_offset[at] = arrival;
            }
        }
        std::vector<std::size_t> found;
        for (const auto& [offset, arrival] : by_offset) {
            found.push_back(arrival);
        }
        expect_no_order(found, file.filename().string() + " after settlement");
    }
}

}  // namespace
}  // namespace lyhord::tests
