// Owns the list of what a resident may ask for. routes.cpp gives each an address.
#pragma once

#include <optional>

#include "api/services.h"
#include "base/literal.h"

namespace lyhord::api {

OpenHandler dialogue_page;        // GET /d/{slug}
OpenHandler dialogue_form;        // POST /d/{slug}
OpenHandler dialogue_paper;       // GET /d/{slug}/skriv-ut
OpenHandler dialogue_offline;     // GET /d/{slug}/offline
OpenHandler dialogue_document;    // GET /api/v1/dialogues/{slug}
OpenHandler submit_answer;        // POST /api/v1/dialogues/{slug}/submissions
OpenHandler submit_sealed;        // POST /api/v1/dialogues/{slug}/sealed
OpenHandler withdrawal_page;      // GET /aterkalla
OpenHandler withdrawal_form;      // POST /aterkalla
OpenHandler withdraw_by_receipt;  // POST /api/v1/receipts/withdrawals

struct DialogueRefusal {
    int status = 503;
    base::Literal key = "failed";  // of the message
};

// A refusal in the words and with the help of the dialogue that was asked for. Nothing if the
// request is not for a dialogue. A form that is answered with 503 gets its answers back, to be sent
// again under the same key.
std::optional<http::Response> refused_dialogue(const Services& services,
                                               const http::Request& request,
                                               const DialogueRefusal& refusal);

}  // namespace lyhord::api
