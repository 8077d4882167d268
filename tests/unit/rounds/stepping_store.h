// Owns SteppingStore: a real store with a test's foot in the door. A step is called before and
// after every operation; what it returns as an error becomes the operation's: before it, nothing
// has happened yet; after it, everything has.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace lyhord::tests {

class SteppingStore final : public store::Store {
public:
    using Step = std::function<base::Result<void>()>;

    SteppingStore(store::Store& inner, Step step) : inner_(inner), step_(std::move(step)) {}

    void finish_writing() override { inner_.finish_writing(); }
    store::StoreHealth health() const override { return inner_.health(); }
    base::Result<void> keep_room(std::uint64_t bytes) override { return inner_.keep_room(bytes); }

    base::Result<void> put_document(std::string_view name, std::string_view json) override {
        return through([&] { return inner_.put_document(name, json); });
    }
    base::Result<std::optional<std::string>> document(std::string_view name) override {
        return through([&] { return inner_.document(name); });
    }
    base::Result<std::vector<std::pair<std::string, std::string>>> documents(
        std::string_view prefix) override {
        return through([&] { return inner_.documents(prefix); });
    }
    base::Result<void> put_dialogue(const store::DialogueRow& dialogue) override {
        return through([&] { return inner_.put_dialogue(dialogue); });
    }
    base::Result<std::vector<store::DialogueRow>> dialogues() override {
        return through([&] { return inner_.dialogues(); });
    }
    base::Result<std::optional<store::DialogueRow>> dialogue(std::string_view slug) override {
        return through([&] { return inner_.dialogue(slug); });
    }
    base::Result<void> add_round(const domain::Round& round) override {
        return through([&] { return inner_.add_round(round); });
    }
    base::Result<void> update_round(const domain::Round& round) override {
        return through([&] { return inner_.update_round(round); });
    }
    base::Result<std::vector<domain::Round>> rounds() override {
        return through([&] { return inner_.rounds(); });
    }
    base::Result<void> advance_epoch(const store::EpochRow* closing,
                                     const store::EpochRow& next) override {
        return through([&] { return inner_.advance_epoch(closing, next); });
    }
    base::Result<std::vector<store::EpochRow>> epochs() override {
        return through([&] { return inner_.epochs(); });
    }
    base::Result<void> forget_epoch(const base::Id& round, std::int64_t number) override {
        return through([&] { return inner_.forget_epoch(round, number); });
    }
    void submit(store::NewSubmission submission,
                base::Completion<store::SubmitOutcome> completion) override {
        inner_.submit(std::move(submission), std::move(completion));
    }
    base::Result<std::vector<domain::SealedAnswer>> pending(const base::Id& round,
                                                            std::int64_t epoch) override {
        return through([&] { return inner_.pending(round, epoch); });
    }
    base::Result<std::vector<store::WaitingPiece>> waiting(const base::Id& round,
                                                           std::int64_t epoch) override {
        return through([&] { return inner_.waiting(round, epoch); });
    }
    base::Result<std::vector<base::Digest>> withdrawals(const base::Id& round) override {
        return through([&] { return inner_.withdrawals(round); });
    }
    base::Result<void> commit_tick(const store::TickCommit& commit) override {
        return through([&] { return inner_.commit_tick(commit); });
    }
    base::Result<void> withdraw(
        const std::vector<std::pair<base::Id, base::Digest>>& ids) override {
        return through([&] { return inner_.withdraw(ids); });
    }
    base::Result<store::ReleasedRows> released(const base::Id& round) override {
        return through([&] { return inner_.released(round); });
    }
    base::Result<void> publish(const store::PublicationRow& publication,
                               store::AuditRow entry) override {
        return through([&] { return inner_.publish(publication, entry); });
    }
    base::Result<std::vector<store::PublicationRow>> publications(const base::Id& round) override {
        return through([&] { return inner_.publications(round); });
    }
    base::Result<std::vector<store::NewestPublication>> newest_publications() override {
        return through([&] { return inner_.newest_publications(); });
    }
    base::Result<std::vector<store::CommentRow>> comments(const base::Id& round,
                                                          store::CommentState state) override {
        return through([&] { return inner_.comments(round, state); });
    }
    base::Result<std::vector<store::CommentRow>> comments_behind(
        const store::CommentPage& page) override {
        return through([&] { return inner_.comments_behind(page); });
    }
    base::Result<void> review_comment(const store::ReviewedComment& reviewed) override {
        return through([&] { return inner_.review_comment(reviewed); });
    }
    base::Result<std::optional<base::crypto::PublicKey>> review_key() override {
        return through([&] { return inner_.review_key(); });
    }
    base::Result<std::vector<store::DamagedArrival>> damaged_arrivals() override {
        return through([&] { return inner_.damaged_arrivals(); });
    }
    base::Result<std::map<base::Id, std::int64_t>> comment_counts() override {
        return through([&] { return inner_.comment_counts(); });
    }
    base::Result<void> put_staff(const store::StaffRow& staff) override {
        return through([&] { return inner_.put_staff(staff); });
    }
    base::Result<std::optional<store::StaffRow>> staff(std::string_view name) override {
        return through([&] { return inner_.staff(name); });
    }
    base::Result<std::vector<store::StaffRow>> all_staff() override {
        return through([&] { return inner_.all_staff(); });
    }
    base::Result<void> put_session(const store::SessionRow& session) override {
        return through([&] { return inner_.put_session(session); });
    }
    base::Result<std::optional<store::SessionRow>> session(const base::Digest& id) override {
        return through([&] { return inner_.session(id); });
    }
    base::Result<void> end_session(const base::Digest& id) override {
        return through([&] { return inner_.end_session(id); });
    }
    base::Result<void> end_sessions_of(std::string_view staff) override {
        return through([&] { return inner_.end_sessions_of(staff); });
    }
    base::Result<void> end_old_sessions(base::Instant idle_since,
                                        base::Instant created_since) override {
        return through([&] { return inner_.end_old_sessions(idle_since, created_since); });
    }
    base::Result<void> put_token(const store::TokenRow& token) override {
        return through([&] { return inner_.put_token(token); });
    }
    base::Result<std::optional<store::TokenRow>> token(const base::Digest& hash) override {
        return through([&] { return inner_.token(hash); });
    }
    base::Result<std::vector<store::TokenRow>> tokens_of(std::string_view staff) override {
        return through([&] { return inner_.tokens_of(staff); });
    }
    base::Result<void> append_audit(store::AuditRow entry) override {
        return through([&] { return inner_.append_audit(std::move(entry)); });
    }
    base::Result<std::vector<store::AuditRow>> audit(std::int64_t newest) override {
        return through([&] { return inner_.audit(newest); });
    }
    base::Result<void> dispose_texts(const base::Id& round, store::DisposalRow receipt) override {
        return through([&] { return inner_.dispose_texts(round, std::move(receipt)); });
    }
    base::Result<std::vector<store::DisposalRow>> disposals() override {
        return through([&] { return inner_.disposals(); });
    }
    base::Result<store::CheckReport> check() override {
        return through([&] { return inner_.check(); });
    }
    base::Result<std::vector<store::RoundTally>> tallies() override {
        return through([&] { return inner_.tallies(); });
    }
    base::Result<void> copy_to(const std::string& path) override {
        return through([&] { return inner_.copy_to(path); });
    }

private:
    template <typename Call>
    auto through(Call call) -> decltype(call()) {
        if (const base::Result<void> before = step_(); !before) {
            return base::fail(before.error());
        }
        auto result = call();
        if (const base::Result<void> after = step_(); !after) {
            return base::fail(after.error());
        }
        return result;
    }

    store::Store& inner_;
    Step step_;
};

}  // namespace lyhord::tests
