#include "app/monitoring/metrics.h"

#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <span>

#include "app/monitoring/conditions.h"
#include "base/limits.h"

namespace lyhord::app {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

// What is told at any time is told in steps, so that no one resident shows in it.
constexpr std::uint64_t memory_step = 4 * 1024 * 1024;
constexpr std::uint64_t crowd_step = 64;  // of connections, requests or answers at a time

double in_steps(std::uint64_t value, std::uint64_t step) {
    return static_cast<double>(value - value % step);
}

struct ClassName {
    http::Traffic traffic;
    const char* name;
};
constexpr ClassName class_names[] = {{http::Traffic::unrouted, "unrouted"},
                                     {http::Traffic::reading, "reading"},
                                     {http::Traffic::answering, "answering"},
                                     {http::Traffic::staff, "staff"}};

struct Label {
    const char* name;
    std::string value;
};

// Builds the families, one after the other.
class Families {
public:
    const std::vector<MetricFamily>& all() const { return families_; }

    void begin(MetricType type, const char* name, const char* help) {
        families_.push_back({.name = name, .help = help, .type = type, .metric = {}});
    }
    void add(double value, const std::optional<Label>& label = {}) {
        ClientMetric& metric = sample(label ? std::vector{*label} : std::vector<Label>{});
        metric.counter.value = value;  // the serializer takes the one of its family's type
        metric.gauge.value = value;
    }
    void add(std::uint64_t value, const std::optional<Label>& label = {}) {
        add(static_cast<double>(value), label);
    }
    ClientMetric& sample(const std::vector<Label>& labels) {
        ClientMetric& metric = families_.back().metric.emplace_back();
        for (const Label& label : labels) {
            metric.label.push_back({.name = label.name, .value = label.value});
        }
        return metric;
    }
    void counter(const char* name, const char* help, std::uint64_t value) {
        begin(MetricType::Counter, name, help);
        add(value);
    }
    void gauge(const char* name, const char* help, std::optional<double> value) {
        if (value) {
            begin(MetricType::Gauge, name, help);
            add(*value);
        }
    }

private:
    std::vector<MetricFamily> families_;
};

template <typename T>
std::optional<double> as_double(const std::optional<T>& value) {
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

// `counts` has one more than `bounds`: those above the last bound.
ClientMetric::Histogram histogram(std::span<const double> bounds,
                                  std::span<const std::uint64_t> counts,
                                  double sum) {
    ClientMetric::Histogram histogram;
    histogram.sample_sum = sum;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        histogram.sample_count += counts[i];
        if (i < bounds.size()) {
            histogram.bucket.push_back(
                {.cumulative_count = histogram.sample_count, .upper_bound = bounds[i]});
        }
    }
    return histogram;
}

// The memory of this process.
std::optional<double> memory_bytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    if (!(file >> all >> resident)) {
        return std::nullopt;
    }
    return in_steps(resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)), memory_step);
}

// Anybody but staff may be a resident, also who follows a link that is wrong.
http::TrafficTable told_traffic(const MetricsInput& input) {
    http::TrafficTable table = input.residents.traffic;
    constexpr auto staff = static_cast<std::size_t>(http::Traffic::staff);
    table[staff] = input.traffic[staff];
    return table;
}

void add_requests(const MetricsInput& input, Families& families) {
    const http::TrafficTable table = told_traffic(input);
    families.begin(MetricType::Counter,
                   "lyhord_requests_total",
                   "Requests that were answered; all but staff's step hourly.");
    for (const ClassName& each : class_names) {
        const http::TrafficRow& row = table[static_cast<std::size_t>(each.traffic)];
        for (std::size_t status = 1; status < http::status_classes; ++status) {
            families.sample({{"class", each.name}, {"status", std::to_string(status + 1) + "xx"}})
                .counter.value = static_cast<double>(row.by_status[status]);
        }
    }
    families.begin(MetricType::Histogram,
                   "lyhord_request_seconds",
                   "From the whole head of a request to its answer; all but staff's step hourly.");
    for (const ClassName& each : class_names) {
        if (each.traffic != http::Traffic::unrouted) {
            const http::TrafficRow& row = table[static_cast<std::size_t>(each.traffic)];
            families.sample({{"class", each.name}}).histogram =
                histogram(http::answer_seconds_classes, row.by_seconds, row.seconds);
        }
    }
}

void add_gate(const http::GateCounters& gate,
              const http::GateCounters& hourly,
              Families& families) {
    families.gauge(
        "lyhord_connections_open", "Now, in steps of 64.", in_steps(gate.open, crowd_step));
    families.counter("lyhord_connections_total", "Accepted; steps hourly.", hourly.accepted);
    families.begin(MetricType::Counter,
                   "lyhord_connections_given_up_total",
                   "Ended by the service, or by an error, and why; timeout and handshake hourly.");
    families.add(gate.evicted, Label{"reason", "evicted"});
    families.add(gate.turned_away, Label{"reason", "turned_away"});
    families.add(hourly.timed_out, Label{"reason", "timed_out"});
    families.add(hourly.handshakes_failed, Label{"reason", "handshake"});
    families.add(gate.accept_errors, Label{"reason", "accept"});
    families.counter("lyhord_tls_handshakes_total", "Finished; steps hourly.", hourly.handshakes);
    families.counter("lyhord_requests_refused_total",
                     "For what was read of them; steps hourly.",
                     hourly.refused);
    families.counter("lyhord_overloaded_total", "503, because a queue was full.", gate.overloaded);
    families.begin(MetricType::Gauge,
                   "lyhord_jobs_waiting",
                   "Requests that wait for a worker; in steps of 64 where residents wait.");
    families.add(in_steps(gate.jobs_waiting, crowd_step), Label{"queue", "normal"});
    families.add(gate.slow_jobs_waiting, Label{"queue", "slow"});
}

void add_limit(const http::SubmissionCounters& limit, Families& families) {
    families.begin(MetricType::Counter,
                   "lyhord_answers_limited_total",
                   "What became of answers above the limit of their address; steps hourly.");
    families.add(limit.challenged, Label{"outcome", "challenged"});
    families.add(limit.passed_by_work, Label{"outcome", "passed_by_work"});
    families.add(limit.passed_by_waiting, Label{"outcome", "passed_by_waiting"});
    families.add(limit.proofs_refused, Label{"outcome", "proof_refused"});
    families.gauge("lyhord_limit_addresses",
                   "Of answers, remembered for their limit, in steps of 64.",
                   in_steps(limit.clients, crowd_step));
    families.begin(MetricType::Counter,
                   "lyhord_limit_forgotten_total",
                   "Too early, since there was no room; steps hourly.");
    families.add(limit.clients_forgotten, Label{"what", "address"});
    families.add(limit.keys_replaced, Label{"what", "all_proofs"});
}

void add_answers(const ResidentCounts& answers, Families& families) {
    families.begin(MetricType::Counter,
                   "lyhord_answers_total",
                   "What became of the answers that were sent; steps hourly.");
    families.add(answers.intake.stored, Label{"outcome", "stored"});
    families.add(answers.intake.replayed, Label{"outcome", "replayed"});
    families.add(answers.intake.refused, Label{"outcome", "refused"});
    families.add(answers.intake.unavailable, Label{"outcome", "unavailable"});
    families.counter("lyhord_texts_withheld_total",
                     "Could not be redacted: their answers are stored without them; steps hourly.",
                     answers.intake.texts_withheld);
    std::vector<double> bounds;
    for (std::size_t i = 0; i < store::commit_size_classes; ++i) {
        bounds.push_back(static_cast<double>(std::uint64_t{1} << i));
    }
    families.begin(MetricType::Histogram,
                   "lyhord_transaction_writes",
                   "Writes that shared a transaction; steps hourly.");
    families.sample({}).histogram = histogram(
        bounds, answers.store.transactions_by_size, static_cast<double>(answers.store.writes));
}

void add_ticks(const rounds::TickStatistics& ticks, Families& families) {
    families.begin(MetricType::Histogram, "lyhord_tick_seconds", "Ticks that were finished.");
    families.sample({}).histogram =
        histogram(rounds::tick_seconds_classes, ticks.finished_by_seconds, ticks.seconds);
    families.counter("lyhord_ticks_failed_total", "Each try.", ticks.failed);
}

void add_facts(const Facts& facts, Families& families) {
    families.gauge("lyhord_ready", "1 if answers can be taken.", facts.is_ready() ? 1.0 : 0.0);
    families.gauge("lyhord_writes_waiting",
                   "For their transaction, in steps of 64.",
                   in_steps(facts.store.waiting, crowd_step));
    families.gauge("lyhord_schedule_age_seconds",
                   "Since what is due by the clock was last done.",
                   static_cast<double>(facts.schedule_age_seconds));
    families.gauge("lyhord_tick_age_seconds",
                   "Since the last tick; after a restart, since its midnight.",
                   as_double(facts.tick_age_seconds));
    families.gauge("lyhord_backup_age_seconds",
                   "Of the newest backup in the data directory.",
                   as_double(facts.backup_age_seconds));
    families.gauge("lyhord_certificate_days", "Left.", as_double(facts.certificate_days));
    families.gauge("lyhord_free_bytes",
                   "Of the disk with the data, in steps of 16 MiB.",
                   as_double(facts.free_bytes_told()));
    families.gauge(
        "process_resident_memory_bytes", "Memory in use, in steps of 4 MiB.", memory_bytes());
}

}  // namespace

void StepCounts::see(const ResidentCounts& now) {
    if (clock_.uptime_seconds() - told_at_ >= base::limits::answers_told_seconds) {
        told_ = now;
        told_at_ = clock_.uptime_seconds();
    }
}

std::string metrics_text(const MetricsInput& input) {
    Families families;
    add_requests(input, families);
    add_gate(input.gate, input.residents.gate, families);
    add_answers(input.residents, families);
    add_limit(input.residents.limit, families);
    add_ticks(input.ticks, families);
    add_facts(input.facts, families);
    families.begin(MetricType::Gauge, "lyhord_alarm", "1 while the condition holds.");
    for (const ConditionEntry& entry : conditions()) {
        const bool is_active =
            std::ranges::find(input.alarms, entry.name.view()) != input.alarms.end();
        families.add(is_active ? 1.0 : 0.0, Label{"condition", std::string(entry.name.view())});
    }
    return prometheus::TextSerializer().Serialize(families.all());
}

}  // namespace lyhord::app
