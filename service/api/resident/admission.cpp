#include "api/resident/admission.h"

#include <utility>

namespace lyhord::api {

Admission::Admission(http::SubmissionLimit& limit,
                     const http::Sender& sender,
                     const domain::SubmissionKey& key,
                     std::string proof)
    : limit_(&limit),
      sender_(sender),
      proof_(std::move(proof)),
      takes_new_(limit.admit(sender, key, proof_)),
      is_counted_(takes_new_) {}

Admission::Admission(Admission&& other) noexcept
    : limit_(other.limit_),
      sender_(other.sender_),
      proof_(std::move(other.proof_)),
      takes_new_(other.takes_new_),
      is_counted_(std::exchange(other.is_counted_, false)) {}

Admission::~Admission() {
    if (is_counted_) {
        limit_->give_back(sender_);
    }
}

void Admission::conclude(const intake::Received& received) {
    if (received && *received && !(*received)->replayed) {
        is_counted_ = false;  // it stays counted
    }
}

bool Admission::asks_for_proof(const intake::Received& received) const {
    return received && !*received && received->error().error.fault() == base::Fault::too_many;
}

}  // namespace lyhord::api
