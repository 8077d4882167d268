#include "http/gate/shard.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/limits.h"
#include "base/log/log.h"
#include "http/gate/response_bytes.h"

namespace lyhord::http {
namespace {

namespace limits = base::limits;
constexpr timeval tick_length{.tv_sec = 0, .tv_usec = 100'000};
constexpr std::chrono::seconds certificate_look(5);

// Whom a full shard gives up first: those who lose nothing, then whoever keeps it waiting longest.
constexpr std::array<Phase, 2> idlers{Phase::lingering, Phase::idle};
constexpr std::array<Phase, 4> waiters{Phase::opening, Phase::head, Phase::body, Phase::writing};
// Of a body, or of the answer to it, and in no worker's hands.
constexpr std::array<Phase, 2> holders{Phase::body, Phase::writing};

bool is_holder(Phase phase) { return std::ranges::find(holders, phase) != holders.end(); }

// No descriptor or memory is left. Anything else concerns one connection only.
bool is_exhaustion(int error) {
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

std::size_t index_of(Phase phase) { return static_cast<std::size_t>(phase); }

}  // namespace

Shard::Shard(GateState& state, const Limits& most)
    : state_(state),
      most_(most),
      spans_{state.deadlines.opening,
             state.deadlines.idle,
             state.deadlines.head,
             state.deadlines.body,
             state.deadlines.reply,
             state.deadlines.write,
             state.deadlines.linger},
      scratch_(limits::read_bytes_at_once, '\0'),
      now_(Clock::now()),
      certificate_seen_(now_) {
    event_config* configuration = event_config_new();
    event_config_set_flag(configuration, EVENT_BASE_FLAG_NOLOCK);
    base_.reset(event_base_new_with_config(configuration));
    event_config_free(configuration);
    mail_.reset(event_new(
        base_.get(),
        mailbox_->descriptor(),
        EV_READ | EV_PERSIST,
        [](evutil_socket_t, short, void* self) { static_cast<Shard*>(self)->settle(); },
        this));
    event_add(mail_.get(), nullptr);
    timer_.reset(event_new(
        base_.get(),
        -1,
        EV_PERSIST,
        [](evutil_socket_t, short, void* self) { static_cast<Shard*>(self)->tick(); },
        this));
    event_add(timer_.get(), &tick_length);
    date_ = http_date(state_.clock.now());
}

Shard::~Shard() {
    for (const auto& connection : connections_) {
        state_.open -= connection != nullptr ? 1 : 0;
    }
}

void Shard::accept_from(std::vector<Listener>& listeners, std::span<Shard* const> shards) {
    shards_.assign(shards.begin(), shards.end());
    for (Listener& listener : listeners) {
        auto door = std::make_unique<Door>();
        door->listener = &listener;
        door->shard = this;
        door->event.reset(event_new(
            base_.get(),
            listener.socket(),
            EV_READ | EV_PERSIST,
            [](evutil_socket_t, short, void* argument) {
                Door& self = *static_cast<Door*>(argument);
                self.shard->open_door(self);
            },
            door.get()));
        event_add(door->event.get(), nullptr);
        doors_.push_back(std::move(door));
    }
}

void Shard::run() {
    mailbox_->belong_to_this_thread();
    settle();  // what was posted before
    event_base_loop(base_.get(), EVLOOP_NO_EXIT_ON_EMPTY);
}

void Shard::adopt(const ConnectionOptions& options) {
    mailbox_->post([this, options] { admit(options); });
}

void Shard::drain() {
    mailbox_->post([this] { begin_drain(); });
}

const Handlers& Shard::handlers_of(const Connection& connection) const {
    const auto& own = connection.listening().handlers;
    return own != nullptr ? *own : state_.handlers;
}

void Shard::enter(Connection& connection, Phase phase) {
    auto& from = phases_[index_of(connection.notes.phase)];
    auto& to = phases_[index_of(phase)];
    to.splice(to.end(), from, connection.notes.place);
    evictable_body_bytes_ -= is_holder(connection.notes.phase) ? connection.notes.body_bytes : 0;
    evictable_body_bytes_ += is_holder(phase) ? connection.notes.body_bytes : 0;
    connection.notes.phase = phase;
    connection.notes.since = now_;
}

Reply Shard::reply_to(Connection& connection) {
    const std::size_t slot = connection.notes.slot;
    const std::uint64_t ticket = ++last_ticket_;
    connection.notes.ticket = ticket;
    auto send = [this, mailbox = mailbox_, slot, ticket](base::Result<Response> response) {
        mailbox->post([this, slot, ticket, response = std::move(response)] {
            Connection* to = slot < connections_.size() ? connections_[slot].get() : nullptr;
            if (to != nullptr && to->notes.ticket == ticket) {
                to->deliver(response ? *response : handlers_of(*to).refuse(to->request(), 503));
            }
        });
    };
    return Reply(std::move(send), state_.workers);
}

void Shard::handle(Connection& connection, Pace pace) {
    Workers::Job job = [&handlers = handlers_of(connection),
                        request = connection.shared_request(),
                        reply = reply_to(connection)]() mutable {
        handlers.dispatch(*request, std::move(reply));
    };
    if (pace == Pace::light) {
        attempt(job);
        return;
    }
    Workers& workers = pace == Pace::normal ? *state_.workers : *state_.slow_workers;
    if (!workers.offer(job)) {
        ++state_.overloaded;  // the reply goes with the job, and answers 503
    }
}

// A client that reads fast waits its turn for each piece, as everybody does.
void Shard::fetch(Connection& connection, const std::shared_ptr<BodySource>& source) {
    const std::size_t slot = connection.notes.slot;
    const std::uint64_t ticket = connection.notes.ticket = ++last_ticket_;
    Workers::Job job = [this, mailbox = mailbox_, slot, ticket, source] {
        mailbox->post([this, slot, ticket, piece = source->next()] {
            Connection* to = slot < connections_.size() ? connections_[slot].get() : nullptr;
            if (to != nullptr && to->notes.ticket == ticket) {
                to->deliver_more(piece);
            }
        });
    };
    if (!state_.slow_workers->offer(job)) {
        state_.slow_workers->take_over(std::move(job));
    }
}

void Shard::close(Connection& connection) {
    if (connection.notes.phase == Phase::gone) {
        return;
    }
    forget_body(connection);
    phases_[index_of(connection.notes.phase)].erase(connection.notes.place);
    connection.notes.phase = Phase::gone;
    closed_.push_back(std::move(connections_[connection.notes.slot]));
    free_slots_.push_back(connection.notes.slot);
    --open_;
    --state_.open;
}

void Shard::settle() {
    if (mailbox_->has_letters()) {
        for (Mailbox::Letter& letter : mailbox_->take()) {
            letter();
        }
    }
    closed_.clear();
    if (mailbox_->has_letters()) {
        mailbox_->remind();  // the others' turn first
    }
    if (draining_ && open_ == 0) {
        event_base_loopbreak(base_.get());
    }
}

// Every connection that waits, a bounded number of them, so that the others are not kept waiting.
void Shard::open_door(Door& door) {
    for (int i = 0; i < limits::accepts_at_once_max; ++i) {
        sockaddr_storage peer{};
        socklen_t length = sizeof peer;
        auto& address = reinterpret_cast<sockaddr&>(peer);
        const int socket =
            ::accept4(door.listener->socket(), &address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            break;
        }
        if (socket < 0) {
            ++state_.accept_errors;
            if (is_exhaustion(errno)) {
                pause(door);
                break;
            }
            continue;
        }
        ++state_.accepted;
        is_exhausted_ = false;
        const int yes = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        const ConnectionOptions options{.socket = socket,
                                        .listening = &door.listener->options(),
                                        .client = state_.tokens.of(address)};
        Shard* const shard = shards_[next_shard_++ % shards_.size()];
        if (shard == this) {
            admit(options);
        } else {
            shard->adopt(options);
        }
    }
    settle();
}

// Until the next tick. Only what does not pass by itself costs somebody their connection.
void Shard::pause(Door& door) {
    if (std::exchange(is_exhausted_, true)) {
        evict_one();
    }
    event_del(door.event.get());
    doors_shut_ = true;
}

void Shard::admit(const ConnectionOptions& options) {
    if (open_ >= most_.connections && !evict_one()) {
        ++state_.turned_away;
        ::close(options.socket);
        return;
    }
    if (free_slots_.empty()) {
        free_slots_.push_back(connections_.size());
        connections_.emplace_back();
    }
    auto connection = std::make_unique<Connection>(*this, options);
    auto& opening = phases_[index_of(Phase::opening)];
    connection->notes.slot = free_slots_.back();
    connection->notes.since = now_;
    connection->notes.place = opening.insert(opening.end(), connection.get());
    free_slots_.pop_back();
    connections_[connection->notes.slot] = std::move(connection);
    ++open_;
    ++state_.open;
}

Connection* Shard::oldest_of(std::span<const Phase> phases) const {
    Connection* oldest = nullptr;
    for (const Phase phase : phases) {
        const auto& waiting = phases_[index_of(phase)];
        if (!waiting.empty() &&
            (oldest == nullptr || waiting.front()->notes.since < oldest->notes.since)) {
            oldest = waiting.front();
        }
    }
    return oldest;
}

bool Shard::evict_one() {
    Connection* const idler = oldest_of(idlers);
    Connection* const chosen = idler != nullptr ? idler : oldest_of(waiters);
    if (chosen == nullptr) {
        return false;
    }
    ++state_.evicted;
    close(*chosen);
    return true;
}

Connection* Shard::oldest_holder(const Connection& except) const {
    Connection* oldest = nullptr;
    for (const Phase phase : holders) {
        const auto& waiting = phases_[index_of(phase)];
        const auto found = std::ranges::find_if(waiting, [&except](const Connection* each) {
            return each != &except && each->notes.body_bytes > 0;
        });
        if (found != waiting.end() &&
            (oldest == nullptr || (*found)->notes.since < oldest->notes.since)) {
            oldest = *found;
        }
    }
    return oldest;
}

// Slow clients with large bodies would fill the memory, or keep everybody else's out. Nobody is
// given up in vain: what is being handled cannot go.
bool Shard::make_room(Connection& connection, std::size_t bytes) {
    const std::size_t others = evictable_body_bytes_ - connection.notes.body_bytes;
    if (body_bytes_ - others + bytes > most_.body_bytes) {
        return false;
    }
    while (body_bytes_ + bytes > most_.body_bytes) {
        ++state_.evicted;
        close(*oldest_holder(connection));
    }
    connection.notes.body_bytes += bytes;
    body_bytes_ += bytes;
    evictable_body_bytes_ += bytes;
    return true;
}

void Shard::forget_body(Connection& connection) {
    const std::size_t bytes = std::exchange(connection.notes.body_bytes, 0);
    body_bytes_ -= bytes;
    evictable_body_bytes_ -= is_holder(connection.notes.phase) ? bytes : 0;
}

void Shard::tick() {
    now_ = Clock::now();
    date_ = http_date(state_.clock.now());
    expire_connections();
    if (doors_shut_) {
        doors_shut_ = false;
        for (const auto& door : doors_) {
            event_add(door->event.get(), nullptr);
        }
    }
    const bool looks_after_certificate = !doors_.empty() && state_.tls != nullptr;
    if (looks_after_certificate && now_ - certificate_seen_ >= certificate_look) {
        certificate_seen_ = now_;
        state_.tls->reload_if_changed();
    }
    if (draining_ && now_ >= requests_until_) {
        for (const Phase phase : {Phase::opening, Phase::idle}) {
            auto& silent = phases_[index_of(phase)];
            while (!silent.empty()) {
                close(*silent.front());
            }
        }
    }
    settle();
    if (draining_ && now_ >= drain_until_) {
        event_base_loopbreak(base_.get());
    }
}

void Shard::expire_connections() {
    for (std::size_t phase = 0; phase < phase_count; ++phase) {
        auto& waiting = phases_[phase];
        while (!waiting.empty() && now_ - waiting.front()->notes.since >= spans_[phase]) {
            waiting.front()->expire();
        }
    }
}

// The shard with the doors shuts them, and only then tells the others: what it handed on before
// comes to them before this does.
void Shard::begin_drain() {
    draining_ = true;
    for (const auto& door : doors_) {
        door->event.reset();
        door->listener->close();
    }
    doors_.clear();
    for (Shard* shard : shards_) {
        if (shard != this) {
            shard->drain();
        }
    }
    now_ = Clock::now();
    drain_until_ = now_ + state_.deadlines.drain;
    requests_until_ = now_ + std::min(state_.deadlines.last_call, state_.deadlines.drain);
    for (std::size_t slot = 0; slot < connections_.size(); ++slot) {
        if (connections_[slot] != nullptr) {
            connections_[slot]->drain();
        }
    }
}

}  // namespace lyhord::http
