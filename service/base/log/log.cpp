#include "base/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/json/json.h"

namespace lyhord::base::log {
namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> logger = [] {
        auto made = std::make_shared<spdlog::logger>(
            "lyhord", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *logger;
}

void write(spdlog::level::level_enum level, std::string_view event, const ErrorDetails& details) {
    Json line = Json::object();
    const spdlog::string_view_t name = spdlog::level::to_string_view(level);
    line.set("level", std::string_view(name.data(), name.size()));
    line.set("event", event);
    if (details.subject) {
        line.set("subject", details.subject->text());
    }
    if (details.pointer) {
        line.set("pointer", details.pointer->text());
    }
    if (details.number) {
        line.set("number", *details.number);
    }
    logger().log(level, "{}", line.dump());
}

}  // namespace

void info(Literal event, const ErrorDetails& details) {
    write(spdlog::level::info, event.view(), details);
}

void warning(Literal event, const ErrorDetails& details) {
    write(spdlog::level::warn, event.view(), details);
}

void error(const Error& error) { write(spdlog::level::err, error.message(), error.details()); }

}  // namespace lyhord::base::log
