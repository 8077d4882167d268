// Owns the writer: one thread with the one connection that writes. It drains a bounded queue into
// one transaction (group commit), and moves the log into the database. SQLite 3.40 can damage a
// database when two connections write and checkpoint together, so no other connection may do
// either.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/completion.h"
#include "base/limits.h"
#include "store/ballast.h"
#include "store/rows.h"
#include "store/sqlite/arrivals.h"
#include "store/sqlite/transaction.h"

namespace lyhord::store::sqlite {

// Thread-safe.
class Writer {
public:
    template <typename T>
    using Work = std::move_only_function<base::Result<T>(Transaction&)>;

    // `clock` and `ballast`, which is released when the disk is full, must outlive the writer.
    Writer(Connection connection, Arrivals arrivals, const base::Clock& clock, Ballast& ballast);
    // Finishes what is queued, and empties the log.
    ~Writer() { finish(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Queues an answer's `work`; it runs in one transaction with its neighbours. It must change
    // nothing if it fails: it has no savepoint, since for that the engine copies each page that is
    // changed. `done` is called on the writer's thread after the COMMIT, so it must not wait for
    // another write. unavailable: the queue is full, or the COMMIT failed.
    template <typename T>
    void submit(Work<T> work, base::Completion<T> done) {
        Job job = job_of(std::move(work), std::move(done));
        job.kind = Job::Kind::answer;
        if (const base::Result<void> queued = enqueue(job, Queue::bounded); !queued) {
            job.finish(queued.error());
        }
    }

    // The same for any other work, but returns when it is durable, and what it changed is taken
    // back alone if it fails. It finds every answer that was stored before in its tables. Never
    // refused for a full queue: each caller holds one place, and a caller is a thread.
    template <typename T>
    base::Result<T> write(Work<T> work) {
        return write_as(Job::Kind::whole, std::move(work));
    }

    // The same for work that touches neither `pending` nor `replays`, and so waits for no answer to
    // be moved on.
    template <typename T>
    base::Result<T> write_apart(Work<T> work) {
        return write_as(Job::Kind::apart, std::move(work));
    }

    // Returns when every answer that was stored before is in its tables.
    base::Result<void> move_answers_on();

    // Refuses more, and returns when what is queued is done and told. May be called again.
    void finish();

    // Runs `work` outside any transaction, alone: VACUUM, pragmas.
    base::Result<void> alone(std::move_only_function<base::Result<void>(Connection&)> work);

    // Transactions committed since the start: tells the tests that answers share them.
    std::int64_t commits() const { return static_cast<std::int64_t>(transactions_.load()); }

    // All but StoreHealth::has_room.
    StoreHealth health() const;

private:
    using Clock = std::chrono::steady_clock;
    using Failure = std::optional<base::Error>;
    enum class Queue { bounded, unbounded };
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();

    struct Job {
        enum class Kind {
            answer,
            apart,  // touches neither `pending` nor `replays`
            whole,  // finds all answers there
            alone,
        };
        std::move_only_function<Failure(Transaction&)> work;
        std::move_only_function<void(const Failure&)> finish;
        Kind kind = Kind::whole;
    };

    template <typename T>
    base::Result<T> write_as(Job::Kind kind, Work<T> work) {
        std::promise<base::Result<T>> promise;
        std::future<base::Result<T>> result = promise.get_future();
        Job job = job_of(std::move(work), completion_of(std::move(promise)));
        job.kind = kind;
        if (const base::Result<void> queued = enqueue(job, Queue::unbounded); !queued) {
            job.finish(queued.error());
        }
        return result.get();
    }

    // The promise moves to the writer's thread, which may still be in it when the caller wakes.
    template <typename T>
    static base::Completion<T> completion_of(std::promise<base::Result<T>> promise) {
        return base::Completion<T>([promise = std::move(promise)](base::Result<T> value) mutable {
            promise.set_value(std::move(value));
        });
    }

    template <typename T>
    static Job job_of(Work<T> work, base::Completion<T> done) {
        auto result = std::make_shared<std::optional<base::Result<T>>>();
        Job job;
        job.work = [result, work = std::move(work)](Transaction& transaction) mutable -> Failure {
            result->emplace(work(transaction));
            return **result ? Failure{} : Failure((*result)->error());
        };
        job.finish = [result, done = std::move(done)](const Failure& failure) mutable {
            done(failure ? base::Result<T>(base::fail(*failure)) : std::move(**result));
        };
        return job;
    }

    base::Result<void> enqueue(Job& job, Queue queue);
    void run();
    // True if it may share a transaction with one that begins with `first`: no answer that came
    // before a job which finds all answers in their tables may still be on its way there.
    static bool share(Job::Kind first, Job::Kind next);
    // A job that wants to be alone, or else all that share a transaction, up to the limit.
    // Empty when it is time for a checkpoint; nothing when the writer is to stop and has nothing
    // left.
    std::optional<std::vector<Job>> wait_for_jobs();
    void run_alone(Job& job);
    void run_group(std::vector<Job>& jobs);
    base::Result<void> commit_group(std::vector<Job>& jobs, std::vector<Failure>& failures);
    Failure run_answer(Job& job, Transaction& group);
    Failure run_in_savepoint(Job& job, Transaction& group);
    // All answers on their way move on, at once.
    base::Result<void> move_on();
    // Some of those that were here when the turn of the log began.
    base::Result<void> move_some_on();
    void note_move(const base::Result<void>& moved);
    bool takes_new_answers() const;
    void note_health(const base::Result<void>& committed);
    void note_commit(std::size_t writes);
    void note_full_disk(const Failure& failure);
    void note_change();
    bool checkpoint_is_due() const;
    void empty_log();
    bool cut_log();
    void rewrite_if_due();

    Connection connection_;
    Arrivals arrivals_;
    const base::Clock& clock_;
    Ballast& ballast_;
    // Written by the writer's thread alone.
    std::atomic<std::uint64_t> transactions_ = 0;
    std::atomic<std::uint64_t> writes_ = 0;
    std::array<std::atomic<std::uint64_t>, commit_size_classes> transactions_by_size_ = {};
    std::atomic<std::int64_t> failed_at_ = never;    // by the uptime
    std::atomic<std::int64_t> stuck_since_ = never;  // the same: answers cannot be moved on

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job> queue_;
    bool stopping_ = false;

    // Of the writer's thread alone: when the log got its first change, by both clocks, since a
    // machine may sleep and its wall clock may be set back.
    std::optional<Clock::time_point> changed_;
    base::Instant changed_at_;
    Clock::time_point retry_checkpoint_{};
    bool emptying_ = false;                  // the log's turn has begun
    bool blocked_ = false;                   // and a reader needed the log when it was to be cut
    std::int64_t retry_rewrite_at_ = never;  // by the uptime
    std::int64_t rewrite_pause_seconds_ = base::limits::rewrite_retry_seconds_min;
    bool failing_ = false;

    std::thread thread_;
};

}  // namespace lyhord::store::sqlite
