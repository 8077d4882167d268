#include "reporting/printing.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"

namespace lyhord::reporting {
namespace {

using base::Json;

Json strings_json(const std::vector<std::string>& strings) {
    Json json = Json::array();
    for (const std::string& each : strings) {
        json.push(each);
    }
    return json;
}

Json block_json(const Heading& heading) {
    return Json::object().set("heading", heading.text).set("level", heading.level);
}

Json block_json(const Paragraph& paragraph) {
    return Json::object().set("paragraph", paragraph.text);
}

Json block_json(const BulletList& list) {
    return Json::object().set("list", strings_json(list.items));
}

Json block_json(const Table& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        rows.push(strings_json(row));
    }
    return Json::object()
        .set("table", table.caption)
        .set("header", strings_json(table.header))
        .set("rows", std::move(rows))
        .set("figures", table.has_figures);
}

Json block_json(const Picture& picture) {
    return Json::object().set("picture", picture.svg).set("description", picture.description);
}

Json block_json(const EmptyBox& box) { return Json::object().set("box", box.label); }

// What is missing or of another kind is empty: the JSON is this program's own.
std::string member_text(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    const std::string* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string() : *text;
}

std::vector<std::string> strings_from(const Json* json) {
    std::vector<std::string> strings;
    if (json == nullptr || json->as_array() == nullptr) {
        return strings;
    }
    for (const Json& each : *json->as_array()) {
        strings.push_back(each.as_string() == nullptr ? "" : *each.as_string());
    }
    return strings;
}

Table table_from(const Json& json) {
    Table table{.caption = member_text(json, "table"),
                .header = strings_from(json.find("header")),
                .rows = {}};
    const Json* rows = json.find("rows");
    if (rows != nullptr && rows->as_array() != nullptr) {
        for (const Json& row : *rows->as_array()) {
            table.rows.push_back(strings_from(&row));
            table.rows.back().resize(table.header.size());
        }
    }
    const Json* figures = json.find("figures");
    table.has_figures = figures != nullptr && figures->as_bool() && *figures->as_bool();
    return table;
}

std::optional<Block> block_from(const Json& json) {
    if (json.find("heading") != nullptr) {
        const Json* level = json.find("level");
        const std::int64_t* number = level == nullptr ? nullptr : level->as_integer();
        return Heading{.level = number == nullptr ? 1 : static_cast<int>(*number),
                       .text = member_text(json, "heading")};
    }
    if (json.find("paragraph") != nullptr) {
        return Paragraph{member_text(json, "paragraph")};
    }
    if (json.find("list") != nullptr) {
        return BulletList{strings_from(json.find("list"))};
    }
    if (json.find("table") != nullptr) {
        return table_from(json);
    }
    if (json.find("picture") != nullptr) {
        return Picture{.svg = member_text(json, "picture"),
                       .description = member_text(json, "description")};
    }
    return json.find("box") == nullptr ? std::nullopt
                                       : std::optional<Block>(EmptyBox{member_text(json, "box")});
}

std::string binary_from(const std::string& text) {
    const auto bytes = base::from_base64url(text);
    return bytes ? std::string(base::as_text(*bytes)) : std::string();
}

}  // namespace

base::Json print_json(const PrintJob& job) {
    Json blocks = Json::array();
    for (const Block& block : job.document.blocks) {
        blocks.push(std::visit([](const auto& each) { return block_json(each); }, block));
    }
    Json json = Json::object();
    json.set("title", job.document.title).set("author", job.facts.author);
    json.set("page", job.facts.page).set("day", job.facts.day);
    return json.set("blocks", std::move(blocks));
}

std::optional<PrintJob> print_job_from(const base::Json& json) {
    PrintJob job{.document = {.title = member_text(json, "title"), .blocks = {}},
                 .facts = {.author = member_text(json, "author"),
                           .page = member_text(json, "page"),
                           .day = member_text(json, "day")}};
    const Json* blocks = json.find("blocks");
    if (blocks == nullptr || blocks->as_array() == nullptr) {
        return std::nullopt;
    }
    for (const Json& each : *blocks->as_array()) {
        auto block = block_from(each);
        if (!block) {
            return std::nullopt;
        }
        job.document.blocks.push_back(std::move(*block));
    }
    return job;
}

base::Json printed_json(const Printed& printed) {
    Json pictures = Json::array();
    for (const std::string& picture : printed.pictures) {
        pictures.push(base::base64url(base::as_bytes(picture)));
    }
    return Json::object()
        .set("pdf", base::base64url(base::as_bytes(printed.pdf)))
        .set("pictures", std::move(pictures));
}

base::Result<Printed> print_document(const PrintJob& job, const DrawingProgram& program) {
    const auto drawn = run_drawing({.name = "lyhord-report",
                                    .arguments = {},
                                    .input = print_json(job).dump(),
                                    .output_bytes_max = base::limits::print_bytes_max},
                                   program);
    if (!drawn) {
        return base::fail(drawn.error());
    }
    if (drawn->status != 0) {
        return base::fail(
            base::Fault::io, "lyhord-report failed, with exit status", {.number = drawn->status});
    }
    const auto json = base::Json::parse(drawn->output);
    if (!json) {
        return base::fail(base::Fault::io, "what lyhord-report wrote could not be read");
    }
    Printed printed{.pdf = binary_from(member_text(*json, "pdf")), .pictures = {}};
    for (const std::string& picture : strings_from(json->find("pictures"))) {
        printed.pictures.push_back(binary_from(picture));
    }
    const auto charts = std::ranges::count_if(job.document.blocks, [](const Block& block) {
        return std::holds_alternative<Picture>(block);
    });
    if (printed.pdf.empty() || std::ssize(printed.pictures) != charts) {
        return base::fail(base::Fault::io, "what lyhord-report wrote could not be read");
    }
    return printed;
}

}  // namespace lyhord::reporting
