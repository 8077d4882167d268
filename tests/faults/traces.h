// Owns Traces: everything that a resident's machine tells and that a resident types, each a mark
// that no other has, and the request that carries them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "faults/byte_search.h"
#include "faults/residents.h"

namespace lyhord::tests {

struct Trace {
    Address source{};     // 127.x.y.z
    Address forwarded{};  // in the forwarding headers
    Headers headers;      // with all that a browser or a proxy may tell
    Answer answer;
    // What must never be found: the kind of mark, and the mark.
    std::vector<std::pair<std::string, std::string>> marks;
};

std::string dotted(const Address& address);

// Requests with the same marks in every wrong place: they are refused, and may leave no trace
// either.
void misbehave(const Trace& trace, Client& client);

// The `number`-th resident's.
Trace make_trace(AnswerMaker& maker, std::size_t number);

}  // namespace lyhord::tests
