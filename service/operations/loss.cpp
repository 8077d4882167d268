#include "operations/loss.h"

#include <algorithm>
#include <map>

#include "base/json/json.h"
#include "operations/first_error.h"

namespace lyhord::operations {
namespace {

using base::Json;
using base::Result;

constexpr std::string_view given_up_field = "answers";
constexpr std::string_view damaged_field = "damaged";

struct Losses {
    std::int64_t given_up = 0;                    // by restores
    std::map<std::string, std::int64_t> damaged;  // by the row that they lie in
};

std::string document_name(const base::Id& round) { return "lost:" + base::hex(round); }

Result<Losses> unreadable() {
    return base::fail(base::Fault::corrupt, "the record of lost answers cannot be read");
}

Result<Losses> losses_in(const Json& document) {
    Losses losses;
    const Json* given_up = document.find(given_up_field);
    const Json* damaged = document.find(damaged_field);
    if (given_up == nullptr || given_up->as_integer() == nullptr ||
        (damaged != nullptr && damaged->as_object() == nullptr)) {
        return unreadable();
    }
    losses.given_up = *given_up->as_integer();
    for (const auto& [row, answers] : damaged == nullptr ? Json::Object{} : *damaged->as_object()) {
        if (answers.as_integer() == nullptr) {
            return unreadable();
        }
        losses.damaged[row] = *answers.as_integer();
    }
    return losses;
}

Result<Losses> read_losses(store::Store& store, const base::Id& round) {
    const Result<std::optional<std::string>> document = store.document(document_name(round));
    if (!document) {
        return base::fail(document.error());
    }
    if (!*document) {
        return Losses{};
    }
    const Result<Json> json = Json::parse(**document);
    return json ? losses_in(*json) : unreadable();
}

Result<void> put_losses(store::Store& store, const base::Id& round, const Losses& losses) {
    Json document = Json::object();
    document.set(given_up_field, losses.given_up);
    if (!losses.damaged.empty()) {
        Json damaged = Json::object();
        for (const auto& [row, answers] : losses.damaged) {
            damaged.set(row, answers);
        }
        document.set(damaged_field, std::move(damaged));
    }
    return store.put_document(document_name(round), document.dump());
}

// The one that the damaged bytes name; if they name none, and only one is not settled, that.
std::optional<base::Id> round_of(const store::DamagedArrival& damaged,
                                 const std::vector<domain::Round>& rounds) {
    if (std::ranges::find(rounds, damaged.round, &domain::Round::id) != rounds.end()) {
        return damaged.round;
    }
    std::vector<base::Id> open;
    for (const domain::Round& round : rounds) {
        if (round.state != domain::RoundState::settled) {
            open.push_back(round.id);
        }
    }
    return open.size() == 1 ? std::optional(open.front()) : std::nullopt;
}

}  // namespace

Result<std::int64_t> answers_lost(store::Store& store, const base::Id& round) {
    const Result<Losses> losses = read_losses(store, round);
    if (!losses) {
        return base::fail(losses.error());
    }
    std::int64_t all = losses->given_up;
    for (const auto& [row, answers] : losses->damaged) {
        all += answers;
    }
    return all;
}

Result<void> add_answers_lost(store::Store& store, const base::Id& round, std::int64_t more) {
    Result<Losses> losses = read_losses(store, round);
    if (!losses) {
        return base::fail(losses.error());
    }
    losses->given_up += more;
    return put_losses(store, round, *losses);
}

Result<void> tell_damaged_answers(store::Store& store) {
    const auto damaged = store.damaged_arrivals();
    const Result<std::vector<domain::Round>> rounds = store.rounds();
    if (const auto error = first_error(damaged, rounds)) {
        return base::fail(*error);
    }
    std::map<base::Id, std::map<std::string, std::int64_t>> found;
    for (const store::DamagedArrival& arrival : *damaged) {
        const std::optional<base::Id> round = round_of(arrival, *rounds);
        if (round && arrival.is_answer) {
            ++found[*round][std::to_string(arrival.row)];
        }
    }
    for (auto& [round, rows] : found) {
        Result<Losses> losses = read_losses(store, round);
        if (!losses) {
            return base::fail(losses.error());
        }
        const std::size_t told = losses->damaged.size();
        losses->damaged.merge(rows);
        const Result<void> put =
            losses->damaged.size() > told ? put_losses(store, round, *losses) : Result<void>{};
        if (!put) {
            return put;
        }
    }
    return {};
}

}  // namespace lyhord::operations
