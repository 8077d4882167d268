// Owns Service: every use case, wired over one locked data directory.
#pragma once

#include <functional>
#include <memory>
#include <ostream>

#include "access/access.h"
#include "anonymize/redactor.h"
#include "api/kept_responses.h"
#include "api/pages/pages.h"
#include "api/pages/public_files.h"
#include "api/services.h"
#include "app/configuration.h"
#include "base/clock.h"
#include "base/random.h"
#include "domain/sealer.h"
#include "http/limiter/submission_limit.h"
#include "intake/queued_answers.h"
#include "intake/receive.h"
#include "intake/withdrawal.h"
#include "operations/disposal_reminder.h"
#include "reporting/reports.h"
#include "review/comment_review.h"
#include "rounds/lifecycle.h"
#include "rounds/publishing.h"
#include "store/data_directory.h"
#include "store/frozen_rounds.h"
#include "store/keys/key_files.h"
#include "store/store.h"

namespace lyhord::app {

class Service {
public:
    // Opens the store, finishes what a crash left, and puts the shipped areas and codebook into a
    // new data directory. `clock` and `random` must outlive the service.
    static base::Result<std::unique_ptr<Service>> start(store::DataDirectory directory,
                                                        const Configuration& configuration,
                                                        const base::Clock& clock,
                                                        base::Random& random);

    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    api::Services api_services();

    // The parts, in the order in which they depend on each other.
    const Configuration configuration;
    const store::DataDirectory directory;
    const base::Clock& clock;
    base::Random& random;
    const std::unique_ptr<store::Store> store;
    store::KeyFiles keys;
    store::FrozenRounds frozen_rounds;
    domain::Sealer sealer;
    const anonymize::Redactor redactor;
    intake::FormTokens form_tokens;
    intake::Receiver receiver;
    intake::QueuedAnswers queued;
    store::WithdrawnList withdrawn;
    intake::Withdrawal withdrawal;
    rounds::Ticker ticker;
    rounds::Lifecycle lifecycle;
    rounds::Publishing publishing;
    access::Access access;
    reporting::Reports reports;
    review::CommentReview review;
    operations::DisposalReminder disposal_reminder;
    const api::Pages pages;
    const api::PublicFiles files;
    api::KeptResponses kept;
    http::SubmissionLimit submissions;

private:
    struct Opened;
    Service(Opened opened, const base::Clock& wall_clock, base::Random& randomness);
    base::Result<void> bring_up();
    base::Result<void> put_shipped_documents();
};

// With the configured place names, and the municipality's own names of people.
base::Result<anonymize::Redactor> make_redactor(const Configuration& configuration,
                                                anonymize::OwnNames own_names);

}  // namespace lyhord::app
