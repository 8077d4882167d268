// Owns the two libevent types that the gate uses, each with its end.
#pragma once

#include <event2/event.h>

#include <memory>

namespace lyhord::http {

struct EventBaseEnd {
    void operator()(event_base* base) const { event_base_free(base); }
};
struct EventEnd {
    void operator()(event* each) const { event_free(each); }  // takes it out of the loop first
};

using EventBase = std::unique_ptr<event_base, EventBaseEnd>;
using Event = std::unique_ptr<event, EventEnd>;

}  // namespace lyhord::http
