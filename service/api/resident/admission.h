// Owns Admission: one answer on its way past the limit of its address.
#pragma once

#include <string>

#include "domain/draft.h"
#include "http/limiter/submission_limit.h"
#include "intake/receive.h"

namespace lyhord::api {

class Admission {
public:
    // Counts the answer if it may be stored. `proof`: of a challenge, as it was sent; may be empty.
    Admission(http::SubmissionLimit& limit,
              const http::Sender& sender,
              const domain::SubmissionKey& key,
              std::string proof);
    Admission(Admission&& other) noexcept;
    Admission& operator=(Admission&&) = delete;
    // What was not stored as a new answer (a replay, an error, a full disk) does not count.
    ~Admission();

    bool takes_new() const { return takes_new_; }
    // What came of it.
    void conclude(const intake::Received& received);
    // True if the answer was held back for want of a proof.
    bool asks_for_proof(const intake::Received& received) const;
    http::Challenge challenge() const { return limit_->challenge(sender_, proof_); }

private:
    http::SubmissionLimit* limit_;
    http::Sender sender_;
    std::string proof_;
    bool takes_new_;
    bool is_counted_;
};

}  // namespace lyhord::api
