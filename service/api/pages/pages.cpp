#include "api/pages/pages.h"

#include <algorithm>

#include "api/pages/languages.h"
#include "api/pages/public_files.h"
#include "api/pages/static_files.h"
#include "api/pages/templates.h"
#include "base/crypto/crypto.h"

namespace lyhord::api {
namespace {

// Comments and indentation of the style sheet are for us, not for a phone.
std::string compacted(std::string_view css) {
    std::string out;
    while (!css.empty()) {
        if (css.starts_with("/*")) {
            css.remove_prefix(std::min(css.find("*/", 2), css.size() - 2) + 2);
        } else if (css.front() == '\n') {
            css.remove_prefix(std::min(css.find_first_not_of(" \n"), css.size()));
        } else {
            out += css.front();
            css.remove_prefix(1);
        }
    }
    return out;
}

// RFC 4648 section 4, as CSP wants it.
std::string base64(base::ByteView bytes) {
    std::string text = base::base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string policy(std::string_view style) {
    return "default-src 'none'; style-src 'sha256-" +
           base64(base::crypto::sha256(base::as_bytes(style))) +
           "'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
}

// A script of ours, which may start a worker of its own file.
constexpr const char* script_policy = "; script-src 'self'; worker-src 'self'";

bool is_right_to_left(std::string_view language) {
    const std::string_view primary = language.substr(0, language.find('-'));
    return primary == "ar" || primary == "fa" || primary == "he" || primary == "ur";
}

struct Loaded {
    Languages languages;
    Templates templates;
    std::string style;
    std::string policy;
};

base::Result<Loaded> load_all(const std::optional<std::filesystem::path>& directory) {
    const base::Result<StaticFiles> files = StaticFiles::load(directory);
    if (!files) {
        return std::unexpected(files.error());
    }
    base::Result<Languages> languages = Languages::load(*files);
    if (!languages) {
        return std::unexpected(languages.error());
    }
    base::Result<Templates> templates = Templates::load(files->in("templates/", ".html"));
    if (!templates) {
        return std::unexpected(templates.error());
    }
    for (const std::string_view path : {"shared/style.css", "templates/layout.html"}) {
        if (files->find(path) == nullptr) {
            return base::fail(StaticFiles::error(base::Fault::invalid, "a file is missing", path));
        }
    }
    for (const std::string& tag : languages->tags()) {
        base::Json root = base::Json::object();
        root.set("t", languages->all(tag)).set("lang", tag);
        root.set("dir", is_right_to_left(tag) ? "rtl" : "ltr");
        root.set("files", PublicFiles::of(*files).addresses());
        templates->add_root(tag, root);
    }
    std::string style = compacted(files->find("shared/style.css")->bytes);
    std::string content_policy = policy(style);
    return Loaded{.languages = std::move(*languages),
                  .templates = std::move(*templates),
                  .style = std::move(style),
                  .policy = std::move(content_policy)};
}

std::string html(const Loaded& loaded,
                 std::string_view name,
                 std::string_view language,
                 const base::Json& data) {
    std::string content = loaded.templates.render(name, language, data);
    return loaded.templates.render(
        "layout", language, data, {{"style", loaded.style}, {"content", std::move(content)}});
}

}  // namespace

struct Pages::Content {
    Loaded loaded;
    std::optional<std::filesystem::path> directory;
};

Pages::Pages(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;
Pages::~Pages() = default;

base::Result<Pages> Pages::load(std::optional<std::filesystem::path> static_directory) {
    base::Result<Loaded> loaded = load_all(static_directory);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    return Pages(std::make_unique<Content>(
        Content{.loaded = std::move(*loaded), .directory = std::move(static_directory)}));
}

http::Response Pages::render(std::string_view name,
                             const PageOptions& options,
                             const base::Json& data) const {
    std::optional<Loaded> fresh;
    if (content_->directory) {
        if (base::Result<Loaded> again = load_all(content_->directory)) {
            fresh = std::move(*again);
        }
    }
    const Loaded& loaded = fresh ? *fresh : content_->loaded;
    const std::string_view language =
        loaded.languages.has(options.language) ? options.language : first_language;
    http::Response response{.status = options.status,
                            .content_type = "text/html; charset=utf-8",
                            .body = html(loaded, name, language, data)};
    response.header("Content-Security-Policy",
                    loaded.policy + (options.runs_script ? script_policy : ""));
    response.header("Cache-Control", options.no_store ? "no-store" : "private, no-cache");
    response.header("Vary", "Accept-Language");
    return response;
}

std::string_view Pages::text(std::string_view language, std::string_view key) const {
    return content_->loaded.languages.text(language, key);
}

bool Pages::has_language(std::string_view language) const {
    return content_->loaded.languages.has(language);
}

std::vector<std::string> Pages::languages() const { return content_->loaded.languages.tags(); }

}  // namespace lyhord::api
