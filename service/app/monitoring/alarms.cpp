#include "app/monitoring/alarms.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/json/json.h"
#include "base/log/log.h"
#include "store/durable_file.h"

namespace lyhord::app {
namespace {

using base::Json;

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t retry_seconds = 600;
constexpr std::int64_t away_seconds = 3600;  // then it is over
constexpr std::size_t memory_bytes_max = 64 * 1024;

bool flag(const Json& json, std::string_view name) {
    const Json* const member = json.find(name);
    return member != nullptr && member->as_bool() != nullptr && *member->as_bool();
}

}  // namespace

std::string Alarm::line(std::string_view service) const {
    const std::string_view said = state.view() == "resolved" ? "Lyhörd, over: " : "Lyhörd: ";
    Json json = Json::object();
    json.set("text", std::string(said) + text + " (" + std::string(service) + ")");
    json.set("alarm", name.view()).set("state", state.view()).set("service", service);
    return json.dump() + "\n";
}

Alarms::Alarms(std::filesystem::path memory, const base::Clock& clock, Send send)
    : memory_(std::move(memory)), clock_(clock), send_(std::move(send)) {
    recall();
}

void Alarms::see(const std::vector<Trouble>& troubles) {
    const auto before = told_;
    for (const ConditionEntry& entry : conditions()) {
        const auto found = std::ranges::find(troubles, entry.condition, &Trouble::condition);
        see_one(entry, found == troubles.end() ? nullptr : &*found);
    }
    if (told_ != before) {
        remember();
    }
}

void Alarms::see_one(const ConditionEntry& entry, const Trouble* trouble) {
    Told& told = told_[static_cast<std::size_t>(entry.condition)];
    if (trouble != nullptr) {
        see_active(entry, told, trouble->text);
    } else if (told.is_active) {
        see_away(entry, told);
    }
}

void Alarms::see_active(const ConditionEntry& entry, Told& told, const std::string& text) {
    if (!told.is_active) {
        base::log::warning(entry.event);
    }
    told.is_active = true;
    told.away_since.reset();
    const bool is_quiet = told.was_told && told.at && *told.at <= clock_.now() &&
                          clock_.now() < told.at->plus_seconds(day_seconds);
    const base::Literal state = told.was_told ? base::Literal("lasting") : base::Literal("raised");
    if (!is_quiet && send(told, {.name = entry.name, .state = state, .text = text})) {
        told.was_told = true;
        told.at = clock_.now();
    }
}

void Alarms::see_away(const ConditionEntry& entry, Told& told) {
    const std::int64_t now = clock_.uptime_seconds();
    if (!told.away_since) {
        told.away_since = now;
    }
    if (now - *told.away_since < away_seconds) {
        return;
    }
    const Alarm over{
        .name = entry.name, .state = "resolved", .text = std::string(entry.event.view())};
    if (!told.was_told || send(told, over)) {
        base::log::info(entry.over);
        told = Told();
    }
}

bool Alarms::send(Told& told, const Alarm& alarm) {
    if (clock_.uptime_seconds() < told.retry_at) {
        return false;
    }
    const bool is_sent = send_(alarm);
    told.retry_at = is_sent ? 0 : clock_.uptime_seconds() + retry_seconds;
    return is_sent;
}

// On a full disk this fails, and a restart tells once more.
void Alarms::remember() const {
    Json all = Json::object();
    for (const ConditionEntry& entry : conditions()) {
        const Told& told = told_[static_cast<std::size_t>(entry.condition)];
        Json one = Json::object();
        one.set("active", told.is_active).set("told", told.was_told);
        if (told.at) {
            one.set("at", told.at->seconds);
        }
        all.set(entry.name.view(), std::move(one));
    }
    const std::string text = all.dump() + "\n";
    static_cast<void>(store::DurableFile::replace(memory_, base::as_bytes(text)));
}

void Alarms::recall() {
    const auto bytes = store::DurableFile::read(memory_, memory_bytes_max);
    const auto json = bytes ? Json::parse(base::as_text(*bytes)) : Json::object();
    for (const ConditionEntry& entry : conditions()) {
        const Json* const one = json ? json->find(entry.name.view()) : nullptr;
        if (one == nullptr) {
            continue;
        }
        Told& told = told_[static_cast<std::size_t>(entry.condition)];
        told.is_active = flag(*one, "active");
        told.was_told = flag(*one, "told");
        const Json* const at = one->find("at");
        if (at != nullptr && at->as_integer() != nullptr) {
            told.at = base::Instant{*at->as_integer()};
        }
    }
}

}  // namespace lyhord::app
