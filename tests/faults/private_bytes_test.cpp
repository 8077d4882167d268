// Everything the service writes, searched byte by byte for what residents' machines told and what
// residents typed.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include "base/bytes.h"
#include "faults/byte_search.h"
#include "faults/residents.h"
#include "faults/town.h"
#include "faults/traces.h"

namespace lyhord::tests {
namespace {

constexpr std::size_t residents = 1000;
constexpr std::size_t senders = 4;

class PrivateBytes : public testing::Test {
protected:
    PrivateBytes() {
        for (std::size_t i = 0; i < residents; ++i) {
            traces_.push_back(make_trace(maker_, i));
        }
        receipts_.resize(residents);
        town_.set("LYHORD_ANSWERS_PER_ADDRESS", "1");
    }

    // Those from `first` on, each over a connection of its own from an address of its own.
    void send(std::size_t first, std::size_t count) {
        std::atomic<std::size_t> next = first;
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < senders; ++i) {
            threads.emplace_back([&] {
                for (std::size_t at = next++; at < first + count; at = next++) {
                    send_one(at);
                }
            });
        }
    }
    // By a device, which gets no receipt: it would have to keep it.
    static bool was_sealed(std::size_t at) { return at % 4 == 0; }
    void send_one(std::size_t at) {
        const Trace& trace = traces_[at];
        Client client(town_.port(), dotted(trace.source));
        if (was_sealed(at)) {
            const auto [body, reply] = client.submit_sealed(trace.answer, trace.headers);
            EXPECT_EQ(reply.status, 201) << "answer " << at << " was not taken";
            EXPECT_EQ(receipt_in(reply), "") << "a device would keep it";
            const std::lock_guard lock(mutex_);
            sealed_.push_back(body);
        } else {
            receipts_[at] = receipt_in(client.submit(trace.answer, trace.headers));
        }
        if (at % 20 == 0) {
            misbehave(trace, client);
        }
    }
    void withdraw(std::size_t resident) {
        const HttpReply reply = Client(town_.port())
                                    .post_json("/api/v1/receipts/withdrawals",
                                               R"({"receipt": ")" + receipts_[resident] + "\"}",
                                               traces_[resident].headers);
        EXPECT_EQ(reply.status, 204);
    }
    void download(const std::string& token, const std::string& name) {
        const HttpReply reply = Client(town_.port())
                                    .get("/api/v1/staff/dialogues/trygghet-harnosand/" + name,
                                         {{"Authorization", "Bearer " + token}});
        EXPECT_EQ(reply.status, 200) << reply.body;
        if (reply.body.starts_with("PK")) {
            unpack(reply.body);
        } else {
            town_.keep(std::to_string(downloads_++) + "-" + name, reply.body);
        }
    }
    // What stands in a zip file can be searched only when it is taken out, a document in it too:
    // its names and contents are kept instead of it.
    void unpack(const std::string& bytes) {
        const std::string name = std::to_string(downloads_++);
        const std::filesystem::path packed = town_.folder() / (name + ".zip");
        std::ofstream(packed, std::ios::binary) << bytes;
        const auto content = [&packed](std::vector<std::string> members) {
            std::vector<std::string> words{"unzip", "-p", packed.string()};
            words.insert(words.end(), members.begin(), members.end());
            return run_program({.words = words, .environment = {}}).output;
        };
        const std::string all =
            run_program({.words = {"unzip", "-Z1", packed.string()}, .environment = {}}).output +
            content({});
        EXPECT_GT(all.size(), bytes.size());
        town_.keep(name + "-unpacked", all);
        for (const std::string document : {"lagesbild.docx", "tabeller.xlsx"}) {
            const std::string inner = content({document});
            if (inner.starts_with("PK")) {
                unpack(inner);
            }
        }
        std::filesystem::remove(packed);
    }
    // Everything that staff, the administrator and the clock may do meanwhile.
    void use_everything(const std::string& name) {
        town_.copy_data(name + "-running");
        town_.must({"backup", (town_.folder() / (name + ".backup")).string()});
        town_.must({"backup"});
        town_.must({"check"});
        town_.must({"dialogue", "list"});
        town_.must({"keys", "status"});
        town_.command({"health"});
        town_.must({"alarm"});
        scrape("metrics");
        scrape("readyz");
        town_.must({"dialogue", "export", std::string(demo)});
        for (const char* file : {"tables.json",
                                 "tables.csv",
                                 "tables-excel.csv",
                                 "tables.xlsx",
                                 "report.pdf",
                                 "report.zip",
                                 "themes.json"}) {
            download(token_, file);
        }
    }
    // What Prometheus keeps.
    void scrape(const std::string& what) {
        const ProgramEnd end = run_program(
            {.words = {"curl", "-s", "--unix-socket", metrics(), "http://localhost/" + what},
             .environment = {}});
        EXPECT_GT(end.output.size(), 100U) << end.errors;
        town_.keep(std::to_string(downloads_++) + "-" + what, end.output);
    }
    std::string metrics() const { return (town_.folder() / "metrics.sock").string(); }
    void live_through_a_round() {
        town_.set("LYHORD_METRICS_LISTEN", "unix:" + metrics());
        town_.set("LYHORD_ALARM_COMMAND", "tee -a " + (town_.folder() / "told").string());
        town_.must({"keys", "recovery"});
        town_.open_demo({"--release", "week", "--batch-min", "20"});
        town_.must({"staff", "add", "analys", "--role", "analyst"});
        token_ = town_.must({"staff", "token", "analys"});
        token_.pop_back();
        town_.start();
        send(0, residents / 2);
        withdraw(3);
        use_everything("before");
        town_.stop();
        town_.move_clock(8);  // a nightly tick and a weekly release
        town_.start();
        ASSERT_TRUE(town_.reaches({"dialogue", "list"}, "batch 1"));
        send(residents / 2, residents / 2);
        withdraw(residents - 3);
        use_everything("released");
        town_.kill();
        town_.start();
        use_everything("killed");
        town_.must({"dialogue", "settle", std::string(demo), "--now"});
        use_everything("settled");
        town_.stop();
    }

    AnswerMaker maker_{20'301};
    std::vector<Trace> traces_;
    std::vector<std::string> receipts_;
    std::mutex mutex_;
    std::vector<std::string> sealed_;  // as devices sent them
    std::string token_;
    int downloads_ = 0;
    Town town_;
};

TEST_F(PrivateBytes, NothingThatWasToldOrTypedIsFoundAnywhere) {
    live_through_a_round();
    std::set<Address> sent;
    std::set<Address> unsent;
    ByteSearch search;
    for (std::size_t i = 0; i < residents; ++i) {
        sent.insert(traces_[i].source);
        const Trace control = make_trace(maker_, i);
        unsent.insert(control.source);
        for (const auto& [kind, mark] : traces_[i].marks) {
            search.add_mark(kind, mark);
        }
        if (!was_sealed(i)) {
            ASSERT_EQ(receipts_[i].size(), 16U) << "answer " << i << " was not taken";
            search.add_mark("receipt", receipts_[i]);
        }
    }
    ASSERT_EQ(sealed_.size(), residents / 4);
    for (const std::string& body : sealed_) {
        // Of the device's own key, and from the middle: as sent, and the bytes themselves.
        const std::string record = body.substr(body.rfind(':') + 2);
        for (const std::size_t at : {4U, 600U}) {
            const std::string piece = record.substr(at, 48);
            const base::Bytes bytes = *base::from_base64url(piece);
            search.add_mark("sealed record", piece);
            search.add_mark("sealed record's bytes", base::as_text(bytes));
        }
    }
    ASSERT_GT(search.patterns(), residents * 300);
    for (const auto& [kind, mark] : traces_[residents / 2].marks) {
        EXPECT_EQ(search.hits_in("leak", "x" + mark).empty(), false) << kind;
    }
    for (const ByteHit& hit : search.hits_below(town_.folder())) {
        ADD_FAILURE() << hit.label << " in " << hit.file << " at " << hit.offset;
    }
    // Four bytes are met by chance: as often as those of addresses that nobody has.
    const std::size_t found = packed_found_below(town_.folder(), sent);
    const std::size_t by_chance = packed_found_below(town_.folder(), unsent);
    EXPECT_LT(found, by_chance + residents / 20) << "packed source addresses";
}

}  // namespace
}  // namespace lyhord::tests
