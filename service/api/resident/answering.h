// Owns the way of one answer of the JSON interface, from its body to its reply: past the limit of
// its address, to intake, and back as a receipt or a problem.
#pragma once

#include <memory>
#include <string>

#include "api/resident/submission_body.h"
#include "api/services.h"
#include "domain/release_plan.h"

namespace lyhord::api {

struct JsonAnswer {
    std::shared_ptr<const domain::FrozenRound> round;
    domain::SubmissionKey key{};
    SubmissionBody body;
    bool was_queued = false;  // as in intake::ReceiveRequest
};

// `request`: for the language of the reply, the limit and the proof of a challenge.
void receive_answer(Services& services,
                    const http::Request& request,
                    JsonAnswer answer,
                    http::Reply reply);

// What devices seal answers to that wait there, base64url; empty where none may wait: a sensitive
// dialogue leaves nothing on a device.
std::string queue_key_text(const Services& services, const domain::FrozenRound& round);

}  // namespace lyhord::api
