#include "api/pages/site.h"

#include <fmt/format.h>

#include <functional>

#include "domain/file_reading.h"

namespace lyhord::api {
namespace {

using base::Fault;
using base::Json;
using base::Result;
using domain::Field;
using domain::FileReading;
using domain::Node;
using domain::required;
using domain::set;

constexpr std::int64_t reply_days_max = 60;
constexpr std::size_t flaws_max = 40;

void read_compliance(FileReading& in, const Node& node, AccessibilityStatement& out) {
    const std::string word = in.plain(node);
    out.compliance = word == "full"      ? Compliance::full
                     : word == "partial" ? Compliance::partial
                                         : Compliance::none;
    if (word != "full" && word != "partial" && word != "none") {
        in.refuse(node.at, "must be full, partial or none");
    }
}

void read_inaccessible(FileReading& in, const Node& node, AccessibilityStatement& out) {
    for (const Node& item : in.items(node, {.min = 0, .max = flaws_max})) {
        out.inaccessible.push_back(in.text(item));
    }
}

void read_reply_days(FileReading& in, const Node& node, AccessibilityStatement& out) {
    out.reply_days = in.integer(node, {.min = 1, .max = reply_days_max});
}

using Statement = AccessibilityStatement;
constexpr Field<Statement> statement_fields[] = {
    {"organisation", set<&Statement::organisation, &FileReading::plain>, required},
    {"service", set<&Statement::service, &FileReading::text>, required},
    {"compliance", read_compliance, required},
    {"inaccessible", read_inaccessible, required},
    {"assessed", set<&Statement::assessed, &FileReading::day>, required},
    {"updated", set<&Statement::updated, &FileReading::day>, required},
    {"method", set<&Statement::method, &FileReading::text>, required},
    {"contact", set<&Statement::contact, &FileReading::plain>, required},
    {"report_url", set<&Statement::report_url, &FileReading::plain>, required},
    {"burden", set<&Statement::burden, &FileReading::text>, required},
    {"outside", set<&Statement::outside, &FileReading::text>, required},
    {"reply_days", read_reply_days, required},
    {"published", set<&Statement::published, &FileReading::day>, required},
};

template <auto member>
void read_color(FileReading& in, const Node& node, Site& out) {
    out.*member = Color::parse(in.plain(node));
    if (!(out.*member)) {
        in.refuse(node.at, "must be a color as in #14584a");
    }
}

constexpr Field<Site> site_fields[] = {
    {"name", set<&Site::name, &FileReading::plain>, required},
    {"main_color", read_color<&Site::main>},
    {"accent_color", read_color<&Site::accent>},
    {"accessibility",
     [](FileReading& in, const Node& node, Site& out) {
         out.accessibility = domain::read_object<Statement>(in, node, statement_fields);
     },
     required},
};

Result<void> check_color(const std::optional<Color>& color,
                         const std::function<double(const Color&)>& measure,
                         double least) {
    if (!color || measure(*color) >= least) {
        return {};
    }
    const std::string found =
        fmt::format("{} has {:.1f} to 1, {:.1f} is needed", color->text(), measure(*color), least);
    return base::fail(StaticFiles::error(
        Fault::invalid, "a color of the site cannot be read on its pages: make it darker", found));
}

// The municipality's members, and of the shipped file those that it does not have.
Result<Json> merged(const StaticFiles& files) {
    Json all = Json::object();
    for (const char* path : {"own/site.json", "site/site.json"}) {
        const StaticFile* file = files.find(path);
        if (file == nullptr) {
            continue;
        }
        const Result<Json> json = Json::parse(file->bytes);
        if (!json || json->as_object() == nullptr) {
            return base::fail(StaticFiles::error(
                Fault::invalid, "the site's file is not a JSON object", file->told()));
        }
        for (const auto& [key, value] : *json->as_object()) {
            if (all.find(key) == nullptr) {
                all.set(key, value);
            }
        }
    }
    return all;
}

// A municipality's site must not speak in the name of another one.
Result<bool> shows_example(const StaticFiles& files) {
    const StaticFile* own = files.find("own/site.json");
    const Result<Json> json = own == nullptr ? Json::object() : Json::parse(own->bytes);
    const bool has_statement = json->find("accessibility") != nullptr;
    const std::vector<StaticFile> logos = files.in("own/logo.", "");
    const bool has_name = json->find("name") != nullptr;
    if (!has_statement && (has_name || !logos.empty())) {
        return base::fail(StaticFiles::error(
            Fault::invalid,
            "a site with a name or a logo of its own needs its own accessibility statement in "
            "site.json: copy \"accessibility\" from static/site/site.json, in a package "
            "/usr/share/doc/lyhord/site.json, and change it",
            has_name ? own->told() : logos.front().told()));
    }
    return !has_statement;
}

}  // namespace

Result<Site> Site::load(const StaticFiles& files) {
    const Result<Json> json = merged(files);
    if (!json) {
        return base::fail(json.error());
    }
    FileReading in = StaticFiles::reading("sv");
    Site site = domain::read_object<Site>(in, {&*json, {}}, site_fields);
    if (!in.clean()) {
        return base::fail(in.take_errors().front());
    }
    const Result<bool> is_example = shows_example(files);
    if (!is_example) {
        return base::fail(is_example.error());
    }
    site.is_example = *is_example;
    const auto of_text = [&site](const Color& color) {
        return contrast_of_text(color, site.accent);
    };
    const Result<void> main = check_color(site.main, of_text, text_contrast_min);
    const Result<void> accent = check_color(site.accent, contrast_of_accent, accent_contrast_min);
    if (!main || !accent) {
        return base::fail(!main ? main.error() : accent.error());
    }
    return site;
}

}  // namespace lyhord::api
