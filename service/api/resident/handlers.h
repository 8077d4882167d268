// Owns the list of what a resident may ask for. routes.cpp gives each an address.
#pragma once

#include "api/services.h"
#include "http/router.h"

namespace lyhord::api {

// GET and POST /d/{slug}
void dialogue_page(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply);
void dialogue_form(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply);

// GET /api/v1/dialogues/{slug} and POST /api/v1/dialogues/{slug}/submissions
void dialogue_document(Services& services,
                       const http::Request& request,
                       const http::Parameters& parameters,
                       http::Reply reply);
void submit_answer(Services& services,
                   const http::Request& request,
                   const http::Parameters& parameters,
                   http::Reply reply);

// GET and POST /aterkalla, POST /api/v1/receipts/withdrawals
void withdrawal_page(Services& services,
                     const http::Request& request,
                     const http::Parameters& parameters,
                     http::Reply reply);
void withdrawal_form(Services& services,
                     const http::Request& request,
                     const http::Parameters& parameters,
                     http::Reply reply);
void withdraw_by_receipt(Services& services,
                         const http::Request& request,
                         const http::Parameters& parameters,
                         http::Reply reply);

}  // namespace lyhord::api
