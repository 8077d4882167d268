#include "api/pages/templates.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "api/pages/fallback_marks.h"
#include "domain/conditions.h"

namespace lyhord::api {
namespace {

namespace mustache = kainjow::mustache;

// An empty text is nothing: {{#help}} must not open a paragraph for it.
mustache::data to_data(const base::Json& json) {
    if (const std::string* text = json.as_string()) {
        return text->empty() ? mustache::data(false) : mustache::data(*text);
    }
    if (const bool* flag = json.as_bool()) {
        return {*flag};
    }
    if (const std::int64_t* whole = json.as_integer()) {
        return {std::to_string(*whole)};
    }
    if (const auto number = json.as_number()) {
        return {domain::number_text(*number)};
    }
    if (const base::Json::Array* items = json.as_array()) {
        mustache::data list(mustache::data::type::list);
        for (const base::Json& item : *items) {
            list.push_back(to_data(item));
        }
        return list;
    }
    if (const base::Json::Object* members = json.as_object()) {
        mustache::data object(mustache::data::type::object);
        for (const auto& [key, value] : *members) {
            object[key] = to_data(value);
        }
        return object;
    }
    return {false};
}

const StaticFile* find(const std::vector<StaticFile>& files, std::string_view stem) {
    const auto found =
        std::ranges::find_if(files, [stem](const auto& file) { return file.stem() == stem; });
    return found == files.end() ? nullptr : &*found;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(start, text.find_last_not_of(' ') + 1 - start);
}

// Parts are put in here and not by the library, which would parse them anew for every use.
std::optional<std::string> with_parts(std::string_view text, const std::vector<StaticFile>& files) {
    constexpr std::string_view open = "{{>";
    constexpr std::string_view close = "}}";
    std::string out;
    for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open)) {
        const std::size_t end = text.find(close, at);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::size_t start = at + open.size();
        const StaticFile* part = find(files, trimmed(text.substr(start, end - start)));
        if (part == nullptr || part->bytes.find(open) != std::string::npos) {
            return std::nullopt;
        }
        out += text.substr(0, at);
        out += part->bytes;
        text.remove_prefix(end + close.size());
    }
    return out += text;
}

// Comments, other delimiters and unescaped variables by "&": a template needs none of them, and
// each would hide something from who reads it.
bool has_other_tags(std::string_view text) {
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        at += 2;
        const std::size_t mark = text.find_first_not_of(' ', at);
        if (mark != std::string_view::npos &&
            (text[mark] == '!' || text[mark] == '=' || text[mark] == '&')) {
            return true;
        }
    }
    return false;
}

}  // namespace

// Rendering walks the parsed template without changing it as long as it holds neither lambdas (the
// data never does) nor parts (with_parts has replaced them), so threads may share one.
struct Templates::Parsed {
    struct Root {
        mustache::data data;
        bool lacks_texts = false;
    };
    std::map<std::string, mustache::mustache, std::less<>> templates;
    std::map<std::string, mustache::mustache, std::less<>> marked;  // for who lacks texts
    std::map<std::string, Root, std::less<>> roots;
};

Templates::Templates(std::unique_ptr<Parsed> parsed) : parsed_(std::move(parsed)) {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

base::Result<Templates> Templates::load(const std::vector<StaticFile>& files) {
    auto parsed = std::make_unique<Parsed>();
    for (const StaticFile& file : files) {
        const std::optional<std::string> text = with_parts(file.bytes, files);
        if (!text) {
            return base::fail(StaticFiles::error(
                base::Fault::invalid, "a template names a part that is not there", file.path));
        }
        if (has_other_tags(*text)) {
            return base::fail(
                StaticFiles::error(base::Fault::invalid,
                                   "a template may hold variables, sections and parts only",
                                   file.path));
        }
        mustache::mustache one(*text);
        if (!one.is_valid()) {
            return base::fail(
                StaticFiles::error(base::Fault::invalid, "a template is broken", file.path));
        }
        parsed->templates.emplace(file.stem(), std::move(one));
        parsed->marked.emplace(file.stem(), mustache::mustache(with_fallback_marks(*text)));
    }
    return Templates(std::move(parsed));
}

void Templates::add_root(const std::string& language, const base::Json& data) {
    const base::Json* missing = data.find("missing");
    const bool lacks_texts = missing != nullptr && !missing->as_object()->empty();
    parsed_->roots.insert_or_assign(
        language, Parsed::Root{.data = to_data(data), .lacks_texts = lacks_texts});
}

bool Templates::has(std::string_view name) const { return parsed_->templates.contains(name); }

std::string Templates::render(std::string_view name,
                              std::string_view language,
                              const base::Json& data) const {
    return render(name, language, data, {});
}

std::string Templates::render(std::string_view name,
                              std::string_view language,
                              const base::Json& data,
                              const Markup& markup) const {
    mustache::data page = to_data(data);
    for (const auto& [key, html] : markup) {
        page.set(key, mustache::data(html));
    }
    mustache::context<std::string> context;
    const auto root = parsed_->roots.find(language);
    const bool has_root = root != parsed_->roots.end();
    if (has_root) {
        context.push(&root->second.data);
    }
    context.push(&page);
    auto& templates = has_root && root->second.lacks_texts ? parsed_->marked : parsed_->templates;
    const auto found = templates.find(name);
    if (found == templates.end()) {
        throw std::logic_error("a handler names a template that does not exist");
    }
    std::ostringstream out;
    found->second.render(context, out);
    return std::move(out).str();
}

}  // namespace lyhord::api
