#include "store/sqlite/writer.h"

#include <algorithm>
#include <bit>

#include "base/limits.h"
#include "base/log/log.h"
#include "store/sqlite/fault.h"

namespace lyhord::store::sqlite {
namespace {

using base::Result;
namespace limits = base::limits;

// Half the limit: the rest is for a reader that stands in the way.
constexpr std::chrono::seconds checkpoint_after{limits::checkpoint_seconds_max / 2};
constexpr std::chrono::seconds checkpoint_retry_after{1};
constexpr std::chrono::milliseconds patience_in_passing{20};
constexpr std::chrono::milliseconds patience_at_the_end{10'000};

// Whatever the reason, a caller whose transaction was not committed may try again; only damage is
// another matter.
base::Error as_seen_by_callers(const base::Error& error) {
    if (error.fault() == base::Fault::corrupt) {
        return error;
    }
    base::ErrorDetails details;
    details.number = error.details().number;
    return base::Error(base::Fault::unavailable, "the database cannot be written now", details);
}

base::Error lost_transaction() {
    return base::Error(base::Fault::unavailable, "the transaction was lost");
}

}  // namespace

Writer::Writer(Connection connection, Arrivals arrivals, const base::Clock& clock, Ballast& ballast)
    : connection_(std::move(connection)),
      arrivals_(std::move(arrivals)),
      clock_(clock),
      ballast_(ballast) {
    thread_ = std::thread([this] { run(); });
}

void Writer::finish() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

Result<void> Writer::enqueue(Job& job, Queue queue) {
    if (std::this_thread::get_id() == thread_.get_id() && queue == Queue::unbounded) {
        // Waiting here would be waiting for oneself.
        return base::fail(base::Fault::internal, "a completion waited for another write");
    }
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            return base::fail(base::Fault::unavailable, "the store is closing");
        }
        if (queue == Queue::bounded && queue_.size() >= limits::write_queue_max) {
            return base::fail(base::Fault::unavailable, "too many writes are waiting");
        }
        queue_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return {};
}

Result<void> Writer::alone(std::move_only_function<Result<void>(Connection&)> work) {
    std::promise<Result<void>> promise;
    std::future<Result<void>> result = promise.get_future();
    Job job = job_of<void>(
        [work = std::move(work)](Transaction& unused) mutable { return work(unused.connection); },
        completion_of(std::move(promise)));
    job.kind = Job::Kind::alone;
    if (const Result<void> queued = enqueue(job, Queue::unbounded); !queued) {
        job.finish(queued.error());
    }
    return result.get();
}

Result<void> Writer::move_answers_on() {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            return {};  // it is the last thing that is done
        }
    }
    return write<void>([](Transaction&) { return Result<void>{}; });
}

StoreHealth Writer::health() const {
    StoreHealth health;
    const std::int64_t failed_at = failed_at_;
    const bool has_failed =
        failed_at != never && clock_.uptime_seconds() - failed_at < limits::write_failure_seconds;
    health.can_write = !has_failed && stuck_since_ == never;
    health.transactions = transactions_;
    health.writes = writes_;
    std::ranges::copy(transactions_by_size_, health.transactions_by_size.begin());
    const std::lock_guard lock(mutex_);
    health.waiting = queue_.size();
    return health;
}

void Writer::run() {
    if (!arrivals_.empty()) {
        static_cast<void>(move_on());  // a killed process left them, and nobody waits yet
        empty_log();
    }
    for (auto jobs = wait_for_jobs(); jobs; jobs = wait_for_jobs()) {
        if (!jobs->empty() && jobs->front().kind == Job::Kind::alone) {
            run_alone(jobs->front());
        } else if (!jobs->empty()) {
            run_group(*jobs);
        }
        if (checkpoint_is_due()) {
            empty_log();
        }
    }
    static_cast<void>(move_on());
    static_cast<void>(connection_.checkpoint(patience_at_the_end));
}

bool Writer::share(Job::Kind first, Job::Kind next) {
    const bool is_alone = first == Job::Kind::alone || next == Job::Kind::alone;
    return !is_alone && (first == Job::Kind::whole) == (next == Job::Kind::whole);
}

std::optional<std::vector<Writer::Job>> Writer::wait_for_jobs() {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return stopping_ || !queue_.empty(); };
    if (changed_) {
        const Clock::time_point due = emptying_ ? retry_checkpoint_ : *changed_ + checkpoint_after;
        arrived_.wait_until(lock, std::max(due, retry_checkpoint_), ready);
    } else {
        arrived_.wait(lock, ready);
    }
    if (stopping_ && queue_.empty()) {
        return std::nullopt;
    }
    std::vector<Job> jobs;
    while (!queue_.empty() && jobs.size() < limits::write_batch_max &&
           (jobs.empty() || share(jobs.front().kind, queue_.front().kind))) {
        jobs.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return jobs;
}

void Writer::run_alone(Job& job) {
    static_cast<void>(move_on());  // else they wait where they are
    Transaction outside(connection_);
    const Failure failure = job.work(outside);
    note_full_disk(failure);
    note_change();
    job.finish(failure);
}

void Writer::run_group(std::vector<Job>& jobs) {
    std::vector<Failure> failures(jobs.size());
    const Result<void> committed = commit_group(jobs, failures);
    const Failure failure = committed ? Failure{} : Failure(as_seen_by_callers(committed.error()));
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        note_full_disk(failures[i]);
        jobs[i].finish(committed ? failures[i] : failure);
    }
}

Result<void> Writer::commit_group(std::vector<Job>& jobs, std::vector<Failure>& failures) {
    if (jobs.front().kind == Job::Kind::whole) {
        if (const Result<void> moved = move_on(); !moved) {
            return moved;
        }
    }
    const Result<void> committed = transact(connection_, [&](Transaction& group) -> Result<void> {
        group.arrivals = &arrivals_;
        group.takes_new_answers = takes_new_answers();
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            failures[i] = jobs[i].kind == Job::Kind::answer ? run_answer(jobs[i], group)
                                                            : run_in_savepoint(jobs[i], group);
            if (!connection_.in_transaction()) {
                return base::fail(*failures[i]);  // the engine gave up the whole transaction
            }
        }
        return arrivals_.write(group);
    });
    committed ? arrivals_.keep() : arrivals_.drop();
    note_health(committed);
    if (committed) {
        note_commit(jobs.size());
        note_change();
    }
    return committed;
}

// Should it fail after a change all the same, nobody's share of the transaction is kept.
Writer::Failure Writer::run_answer(Job& job, Transaction& group) {
    const std::int64_t changed_before = connection_.rows_changed();
    Failure failure = job.work(group);
    if (failure && connection_.in_transaction() && connection_.rows_changed() != changed_before) {
        static_cast<void>(connection_.change("ROLLBACK"));
    }
    return failure;
}

Writer::Failure Writer::run_in_savepoint(Job& job, Transaction& group) {
    group.admission.reset();  // which this job may change
    if (const auto begun = connection_.change("SAVEPOINT job"); !begun) {
        return begun.error();
    }
    Transaction own(connection_);
    Failure failure = job.work(own);
    if (!connection_.in_transaction()) {
        return failure ? failure : Failure(lost_transaction());
    }
    if (failure) {
        if (const auto undone = connection_.change("ROLLBACK TO job"); !undone) {
            static_cast<void>(connection_.change("ROLLBACK"));
            return undone.error();
        }
    } else {
        group.merge(own);
    }
    if (const auto released = connection_.change("RELEASE job"); !released) {
        static_cast<void>(connection_.change("ROLLBACK"));
        return released.error();
    }
    return failure;
}

Result<void> Writer::move_on() {
    if (arrivals_.empty()) {
        return {};
    }
    const Result<void> moved = move_all(connection_, arrivals_, patience_in_passing);
    note_change();
    note_move(moved);
    return moved;
}

Result<void> Writer::move_some_on() {
    if (!arrivals_.has_due()) {
        return {};
    }
    const Result<void> moved = move_once(connection_, arrivals_, Arrivals::Which::due);
    note_change();
    note_move(moved);
    return moved;
}

// One line when it begins to fail and one when it works again. Whoever fails here is tried again
// once a second, so that nobody must send an answer for the service to be ready again.
void Writer::note_move(const Result<void>& moved) {
    const bool was_stuck = stuck_since_ != never;
    if (!moved && !was_stuck) {
        base::log::error(moved.error());
        base::log::warning(
            "answers cannot be moved to their tables: which of them came in the same moment stays "
            "on the disk until they can, and no new one is taken after so many seconds",
            {.number = limits::checkpoint_seconds_max, .pointer = {}, .subject = {}});
        stuck_since_ = clock_.uptime_seconds();
    }
    if (!moved) {
        changed_ = Clock::now() - checkpoint_after;
        retry_checkpoint_ = Clock::now() + checkpoint_retry_after;
    }
    if (moved && was_stuck) {
        base::log::info("answers were moved to their tables again");
        stuck_since_ = never;
    }
    note_full_disk(moved ? Failure{} : Failure(moved.error()));
}

// The room that is left on a full disk is for what must be removed and counted.
bool Writer::takes_new_answers() const {
    const std::int64_t stuck_since = stuck_since_;
    return !ballast_.is_released() &&
           (stuck_since == never ||
            clock_.uptime_seconds() - stuck_since < limits::checkpoint_seconds_max);
}

// One line when writing begins to fail and one when it works again, not one a group.
void Writer::note_health(const Result<void>& committed) {
    if (!committed && !failing_) {
        base::log::error(committed.error());
    }
    if (committed && failing_) {
        base::log::info("the database can be written again");
    }
    failing_ = !committed;
    failed_at_ = committed ? never : clock_.uptime_seconds();
    note_full_disk(committed ? Failure{} : Failure(committed.error()));
}

void Writer::note_commit(std::size_t writes) {
    ++transactions_;
    writes_ += writes;
    const auto size_class = static_cast<std::size_t>(std::bit_width(writes - 1));
    ++transactions_by_size_[std::min(size_class, commit_size_classes - 1)];
}

// The room that this gives is for the next try, of whoever was told to come back.
void Writer::note_full_disk(const Failure& failure) {
    if (failure && is_full_disk(*failure)) {
        ballast_.release();
    }
}

void Writer::note_change() {
    if (!changed_) {
        changed_ = Clock::now();
        changed_at_ = clock_.now();
    }
}

bool Writer::checkpoint_is_due() const {
    if (!changed_ || Clock::now() < retry_checkpoint_) {
        return false;
    }
    return emptying_ || Clock::now() >= *changed_ + checkpoint_after ||
           clock_.now() >= changed_at_.plus_seconds(checkpoint_after.count());
}

// One step a turn of run(), so that a group of answers gets through in between. Those that come
// meanwhile have the next turn, half a minute later. The log is cut also if they cannot be moved,
// since it tells in what order they came, and again before a step if a reader needed it after the
// last: else it would grow by all of them.
void Writer::empty_log() {
    if (!emptying_) {
        arrivals_.make_due();
        emptying_ = true;
    }
    if (blocked_ && !cut_log()) {
        return;
    }
    const Result<void> moved = move_some_on();
    if (!cut_log() || !moved || arrivals_.has_due()) {
        return;
    }
    emptying_ = false;
    changed_.reset();
    if (!arrivals_.empty()) {
        note_change();
    }
    rewrite_if_due();
}

// False: to be tried again in a second.
bool Writer::cut_log() {
    const Result<bool> emptied = connection_.checkpoint(patience_in_passing);
    blocked_ = !emptied || !*emptied;
    if (blocked_) {
        note_full_disk(emptied ? Failure{} : Failure(emptied.error()));
        retry_checkpoint_ = Clock::now() + checkpoint_retry_after;
    }
    return !blocked_;
}

// A rewrite reads and writes the whole database while every answer waits, and without room it fails
// each time: the pauses between the tries grow.
void Writer::rewrite_if_due() {
    if (clock_.uptime_seconds() < retry_rewrite_at_) {
        note_change();  // so that somebody asks again
        return;
    }
    const Result<bool> due = rewrite_is_due(connection_);
    if (!due || !*due) {
        return;
    }
    if (const Result<void> rewritten = rewrite(connection_, patience_in_passing); rewritten) {
        rewrite_pause_seconds_ = limits::rewrite_retry_seconds_min;
        return;
    }
    base::log::warning(
        "the database could not be rewritten: texts that were removed may linger in it; it is "
        "tried again after so many seconds",
        {.number = rewrite_pause_seconds_, .pointer = {}, .subject = {}});
    retry_rewrite_at_ = clock_.uptime_seconds() + rewrite_pause_seconds_;
    rewrite_pause_seconds_ =
        std::min(2 * rewrite_pause_seconds_, limits::rewrite_retry_seconds_max);
    note_change();  // what was begun may be in the log
}

}  // namespace lyhord::store::sqlite
