// Owns SqliteStore: the Store on one SQLite database. Writes go through the one writer, reads
// through a few reading connections. Each section of the interface has a file of its own:
// documents.cpp, rounds.cpp, intake.cpp, ticks.cpp, comments.cpp, staff.cpp, disposal.cpp,
// publications.cpp, operations.cpp.
#pragma once

#include <filesystem>

#include "store/ballast.h"
#include "store/sqlite/readers.h"
#include "store/sqlite/writer.h"
#include "store/store.h"

namespace lyhord::store::sqlite {

class SqliteStore final : public Store {
public:
    static base::Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& database,
                                                           const base::Clock& clock);

    void finish_writing() override { writer_->finish(); }
    StoreHealth health() const override;
    base::Result<void> keep_room(std::uint64_t bytes) override { return ballast_.keep(bytes); }
    base::Result<void> put_document(std::string_view name, std::string_view json) override;
    base::Result<std::optional<std::string>> document(std::string_view name) override;
    base::Result<std::vector<std::pair<std::string, std::string>>> documents(
        std::string_view prefix) override;
    base::Result<void> put_dialogue(const DialogueRow& dialogue) override;
    base::Result<std::vector<DialogueRow>> dialogues() override;
    base::Result<std::optional<DialogueRow>> dialogue(std::string_view slug) override;

    base::Result<void> add_round(const domain::Round& round) override;
    base::Result<void> update_round(const domain::Round& round) override;
    base::Result<std::vector<domain::Round>> rounds() override;
    base::Result<void> advance_epoch(const EpochRow* closing, const EpochRow& next) override;
    base::Result<std::vector<EpochRow>> epochs() override;
    base::Result<void> forget_epoch(const base::Id& round, std::int64_t number) override;

    void submit(NewSubmission submission, base::Completion<SubmitOutcome> completion) override;

    base::Result<std::vector<domain::SealedAnswer>> pending(const base::Id& round,
                                                            std::int64_t epoch) override;
    base::Result<std::vector<WaitingPiece>> waiting(const base::Id& round,
                                                    std::int64_t epoch) override;
    base::Result<std::vector<base::Digest>> withdrawals(const base::Id& round) override;
    base::Result<void> commit_tick(const TickCommit& commit) override;
    base::Result<ReleasedRows> released(const base::Id& round) override;

    base::Result<void> publish(const PublicationRow& publication, AuditRow entry) override;
    base::Result<std::vector<PublicationRow>> publications(const base::Id& round) override;
    base::Result<std::vector<NewestPublication>> newest_publications() override;

    base::Result<void> withdraw(const std::vector<std::pair<base::Id, base::Digest>>& ids) override;
    base::Result<std::vector<CommentRow>> comments(const base::Id& round,
                                                   CommentState state) override;
    base::Result<std::vector<CommentRow>> comments_behind(const CommentPage& page) override;
    base::Result<void> review_comment(const ReviewedComment& reviewed) override;
    base::Result<std::optional<base::crypto::PublicKey>> review_key() override;

    base::Result<void> put_staff(const StaffRow& staff) override;
    base::Result<std::optional<StaffRow>> staff(std::string_view name) override;
    base::Result<std::vector<StaffRow>> all_staff() override;
    base::Result<void> put_session(const SessionRow& session) override;
    base::Result<std::optional<SessionRow>> session(const base::Digest& id) override;
    base::Result<void> end_session(const base::Digest& id) override;
    base::Result<void> end_sessions_of(std::string_view staff) override;
    base::Result<void> end_old_sessions(base::Instant idle_since,
                                        base::Instant created_since) override;
    base::Result<void> put_token(const TokenRow& token) override;
    base::Result<std::optional<TokenRow>> token(const base::Digest& hash) override;
    base::Result<std::vector<TokenRow>> tokens_of(std::string_view staff) override;
    base::Result<void> append_audit(AuditRow entry) override;
    base::Result<std::vector<AuditRow>> audit(std::int64_t newest) override;

    base::Result<void> dispose_texts(const base::Id& round, DisposalRow receipt) override;
    base::Result<std::vector<DisposalRow>> disposals() override;

    base::Result<CheckReport> check() override;
    base::Result<std::vector<RoundTally>> tallies() override;
    base::Result<std::vector<DamagedArrival>> damaged_arrivals() override;
    base::Result<std::map<base::Id, std::int64_t>> comment_counts() override;
    base::Result<void> copy_to(const std::string& path) override;

    Writer& writer() { return *writer_; }

private:
    struct Opened {
        Connection connection;
        Arrivals arrivals;
    };
    SqliteStore(std::filesystem::path database, Opened opened, const base::Clock& clock);

    // One statement about neither `pending` nor `replays`, durable when it returns: how many rows
    // it changed.
    base::Result<std::int64_t> change(std::string_view sql, std::initializer_list<Value> values);
    base::Result<void> put(std::string_view sql, std::initializer_list<Value> values);

    template <typename Read>
    auto all(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> base::Result<std::vector<std::invoke_result_t<Read, Row&>>> {
        return readers_.with(
            [&](Connection& connection) { return connection.all(sql, values, read); });
    }
    template <typename Read>
    auto one(std::string_view sql, std::initializer_list<Value> values, Read read)
        -> base::Result<std::optional<std::invoke_result_t<Read, Row&>>> {
        return readers_.with(
            [&](Connection& connection) { return connection.one(sql, values, read); });
    }

    std::filesystem::path database_;
    Ballast ballast_;
    // The writer closes last, and so finds no reader that keeps the log from being emptied.
    std::unique_ptr<Writer> writer_;
    Readers readers_;
};

}  // namespace lyhord::store::sqlite
