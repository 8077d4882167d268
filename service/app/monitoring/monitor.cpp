#include "app/monitoring/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/monitoring/alarm_delivery.h"
#include "base/log/log.h"

namespace lyhord::app {
namespace {

constexpr std::chrono::seconds turn(10);

std::uint64_t megabytes(const Configuration& configuration, std::string_view name) {
    return static_cast<std::uint64_t>(configuration.number(name)) * megabyte;
}

std::string_view alarm_name(const Trouble& trouble) {
    return conditions()[static_cast<std::size_t>(trouble.condition)].name.view();
}

}  // namespace

Monitor::Monitor(Service& service)
    : service_(service),
      started_at_(service.clock.uptime_seconds()),
      alarms_(service.directory.alarms(),
              service.clock,
              [this](const Alarm& alarm) { return send_unless_stopping(alarm); }),
      residents_(service.clock) {}

void Monitor::start(const http::Gate& gate, const Schedule& schedule) {
    {
        const std::lock_guard lock(mutex_);
        gate_ = &gate;
        schedule_ = &schedule;
    }
    keep_room();
    thread_ = std::thread([this] { run(); });
}

void Monitor::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        gate_ = nullptr;
        schedule_ = nullptr;
    }
    wake_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Monitor::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        alarms_.see(seen().troubles);
        lock.lock();
        if (!wake_.wait_for(lock, turn, [this] { return stopping_; })) {
            lock.unlock();
            keep_room();
            lock.lock();
        }
    }
}

void Monitor::keep_room() {
    // Told by the facts, and logged where it changes.
    static_cast<void>(
        service_.store->keep_room(megabytes(service_.configuration, "ballast_megabytes")));
}

Monitor::Seen Monitor::seen() {
    OutsideFacts outside{.started_at = started_at_, .last_turn = started_at_};
    {
        const std::lock_guard lock(mutex_);
        if (gate_ != nullptr) {
            outside.certificate_days = gate_->certificate_days_left();
            outside.last_turn = schedule_->last_turn();
        }
    }
    Seen seen{.facts = facts_of(service_, outside), .troubles = {}};
    seen.troubles =
        troubles_of(seen.facts, megabytes(service_.configuration, "free_megabytes_min"));
    return seen;
}

// What is not sent now is sent after the next start.
bool Monitor::send_unless_stopping(const Alarm& alarm) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            return false;
        }
    }
    return send(alarm);
}

bool Monitor::send(const Alarm& alarm) const {
    const std::string& way = service_.configuration.value("alarm_command");
    const std::string& url = service_.configuration.value("public_url");
    if (way.empty() || deliver_alarm(way, alarm.line(url.empty() ? "lyhord" : url))) {
        return true;
    }
    base::log::error({base::Fault::io, "an alarm could not be delivered by alarm_command"});
    return false;
}

std::string Monitor::metrics() {
    const Seen now = seen();
    std::vector<std::string_view> alarms;
    std::ranges::transform(now.troubles, std::back_inserter(alarms), alarm_name);
    const std::lock_guard lock(mutex_);
    if (gate_ == nullptr) {
        return {};
    }
    residents_.see({.traffic = gate_->traffic(),
                    .gate = gate_->counters(),
                    .limit = service_.submissions.snapshot(),
                    .intake = service_.receiver.counts(),
                    .store = now.facts.store});
    return metrics_text({.facts = now.facts,
                         .alarms = std::move(alarms),
                         .gate = gate_->counters(),
                         .traffic = gate_->traffic(),
                         .ticks = service_.ticker.statistics(),
                         .residents = residents_.told()});
}

Readiness Monitor::readiness() {
    const Seen now = seen();
    base::Json reasons = base::Json::array();
    for (const std::string& reason : now.facts.reasons()) {
        reasons.push(reason);
    }
    base::Json alarms = base::Json::array();
    for (const Trouble& trouble : now.troubles) {
        alarms.push(
            base::Json::object().set("alarm", alarm_name(trouble)).set("text", trouble.text));
    }
    base::Json json = base::Json::object();
    json.set("status", now.facts.is_ready() ? "ready" : "not ready");
    json.set("reasons", std::move(reasons)).set("alarms", std::move(alarms));
    const auto set = [&json](std::string_view name, const auto& value) {
        json.set(name, value ? base::Json(static_cast<std::int64_t>(*value)) : base::Json());
    };
    set("backup_age_seconds", now.facts.backup_age_seconds);
    set("certificate_days", now.facts.certificate_days);
    set("free_bytes", now.facts.free_bytes_told());
    set("tick_age_seconds", now.facts.tick_age_seconds);
    json.set("schedule_age_seconds", now.facts.schedule_age_seconds);
    return {.is_ready = now.facts.is_ready(), .json = json.dump() + "\n"};
}

Outcome Monitor::health_lines() {
    const Seen now = seen();
    Outcome outcome = printed(fmt::format("{}\n", now.facts.is_ready() ? "ready" : "not ready"));
    for (const std::string& reason : now.facts.reasons()) {
        outcome.output += "not ready: " + reason + "\n";
    }
    for (const Trouble& trouble : now.troubles) {
        outcome.output += fmt::format("alarm {}: {}\n", alarm_name(trouble), trouble.text);
    }
    const auto line = [&outcome](std::string_view what, const auto& value, std::int64_t divisor) {
        outcome.output +=
            value ? fmt::format("{}: {}\n", what, static_cast<std::int64_t>(*value) / divisor)
                  : fmt::format("{}: none\n", what);
    };
    constexpr std::int64_t hour = 3600;
    line("newest backup, hours", now.facts.backup_age_seconds, hour);
    line("last tick, hours", now.facts.tick_age_seconds, hour);
    line("certificate, days left", now.facts.certificate_days, 1);
    line("disk, MB free", now.facts.free_bytes, megabyte);
    outcome.exit_code = now.facts.is_ready() && now.troubles.empty() ? 0 : 1;
    return outcome;
}

Outcome Monitor::test_alarm() {
    if (service_.configuration.value("alarm_command").empty()) {
        return {.exit_code = 1, .output = {}, .errors = "lyhord: alarm_command is not set\n"};
    }
    return send({.name = "test", .state = "raised", .text = "this is a test of the alarm"})
               ? printed("delivered\n")
               : Outcome{.exit_code = 1,
                         .output = {},
                         .errors = "lyhord: the alarm could not be delivered\n"};
}

}  // namespace lyhord::app
