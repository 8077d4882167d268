#include "api/pages/pages.h"

#include <algorithm>
#include <map>

#include "api/pages/drawings.h"
#include "api/pages/fallback_marks.h"
#include "api/pages/languages.h"
#include "api/pages/public_files.h"
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
constexpr const char* sound_policy = "; media-src 'self'";
// A script of ours asks for more itself: sends what waits, or turns pages in place.
constexpr const char* asking_policy = "; connect-src 'self'";

struct StyleSheet {
    std::string css;
    std::string policy;
};

StyleSheet style_sheet(std::string css) {
    std::string of_it = policy(css);
    return {.css = std::move(css), .policy = std::move(of_it)};
}

struct Loaded {
    Site site;
    Languages languages;
    // By language, what it lacks, between marks.
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> marked = {};
    Templates templates;
    StyleSheet style;
    StyleSheet figures_style;  // the same with what only staff's pages need
};

// The name and, if there is one, the address of the logo.
base::Json site_data(const Site& site, const base::Json& addresses) {
    base::Json data = base::Json::object();
    data.set("name", site.name).set("logo", "");
    for (const char* logo : {"logo_svg", "logo_png"}) {
        if (const base::Json* address = addresses.find(logo)) {
            data.set("logo", *address);
        }
    }
    return data;
}

void mark_fallbacks(Loaded& loaded) {
    for (const std::string& tag : loaded.languages.tags()) {
        const base::Json missing = loaded.languages.missing(tag);
        for (const auto& [key, is_missing] : *missing.as_object()) {
            loaded.marked[tag].emplace(key, between_marks(loaded.languages.text(tag, key)));
        }
    }
}

base::Result<Loaded> load_all(const StaticSources& sources) {
    const base::Result<StaticFiles> files = StaticFiles::load(sources);
    if (!files) {
        return std::unexpected(files.error());
    }
    base::Result<Site> site = Site::load(*files);
    if (!site) {
        return std::unexpected(site.error());
    }
    base::Result<Languages> languages = Languages::load(*files);
    if (!languages) {
        return std::unexpected(languages.error());
    }
    base::Result<Templates> templates = Templates::load(files->in("templates/", ".html"));
    if (!templates) {
        return std::unexpected(templates.error());
    }
    for (const std::string_view path :
         {"shared/style.css", "shared/figures.css", "templates/layout.html"}) {
        if (files->find(path) == nullptr) {
            return base::fail(StaticFiles::error(base::Fault::invalid, "a file is missing", path));
        }
    }
    const base::Json addresses = PublicFiles::of(*files).addresses();
    for (const std::string& tag : languages->tags()) {
        base::Json root = base::Json::object();
        root.set("t", languages->all(tag)).set("missing", languages->missing(tag));
        root.set("lang", tag).set("dir", languages->is_right_to_left(tag) ? "rtl" : "ltr");
        root.set("is_machine", !languages->is_reviewed(tag));
        root.set("files", addresses).set("site", site_data(*site, addresses));
        templates->add_root(tag, root);
    }
    const std::string style =
        compacted(files->find("shared/style.css")->bytes) + color_rules(site->main, site->accent);
    const std::string more = compacted(files->find("shared/figures.css")->bytes);
    Loaded loaded{.site = std::move(*site),
                  .languages = std::move(*languages),
                  .templates = std::move(*templates),
                  .style = style_sheet(style),
                  .figures_style = style_sheet(style + more)};
    mark_fallbacks(loaded);
    return loaded;
}

const StyleSheet& style_of(const Loaded& loaded, const PageOptions& options) {
    return options.is_staff || options.shows_figures ? loaded.figures_style : loaded.style;
}

std::string html(const Loaded& loaded,
                 std::string_view name,
                 const PageOptions& options,
                 std::string_view language,
                 const base::Json& data) {
    std::string content = loaded.templates.render(name, language, data);
    std::string page = loaded.templates.render(
        "layout",
        language,
        data,
        {{"style", style_of(loaded, options).css}, {"content", std::move(content)}});
    return loaded.marked.contains(language) ? with_marks_resolved(page) : page;
}

}  // namespace

void put_exit(base::Json& data) { data.set("quick_exit", harmless_page).set("exit_alone", true); }

struct Pages::Content {
    Loaded loaded;
    StaticSources sources;
    Recordings recordings;
};

Pages::Pages(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;
Pages::~Pages() = default;

base::Result<Pages> Pages::load(StaticSources sources) {
    base::Result<Loaded> loaded = load_all(sources);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    Recordings recordings(sources.own);
    return Pages(std::make_unique<Content>(Content{.loaded = std::move(*loaded),
                                                   .sources = std::move(sources),
                                                   .recordings = std::move(recordings)}));
}

http::Response Pages::render(std::string_view name,
                             const PageOptions& options,
                             const base::Json& data) const {
    std::optional<Loaded> fresh;
    if (content_->sources.directory) {
        if (base::Result<Loaded> again = load_all(content_->sources)) {
            fresh = std::move(*again);
        }
    }
    const Loaded& loaded = fresh ? *fresh : content_->loaded;
    const std::string_view language =
        loaded.languages.has(options.language) ? options.language : first_language;
    http::Response response{.status = options.status,
                            .content_type = "text/html; charset=utf-8",
                            .body = html(loaded, name, options, language, data)};
    if (!options.drawings.empty()) {
        response.body = with_drawings(response.body, options.drawings);
    }
    response.header("Content-Security-Policy",
                    style_of(loaded, options).policy + (options.runs_script ? script_policy : "") +
                        (options.plays_sound ? sound_policy : "") +
                        (options.sends_queue || options.turns_in_place ? asking_policy : ""));
    response.header("Cache-Control", options.no_store ? "no-store" : "private, no-cache");
    response.header("Vary", "Accept-Language");
    return response;
}

std::string_view Pages::text(std::string_view language, std::string_view key) const {
    const auto lacking = content_->loaded.marked.find(language);
    if (lacking != content_->loaded.marked.end()) {
        const auto marked = lacking->second.find(key);
        if (marked != lacking->second.end()) {
            return marked->second;
        }
    }
    return bare_text(language, key);
}

std::string_view Pages::bare_text(std::string_view language, std::string_view key) const {
    return content_->loaded.languages.text(language, key);
}

bool Pages::has_language(std::string_view language) const {
    return content_->loaded.languages.has(language);
}

std::vector<std::string> Pages::unreviewed_languages() const {
    std::vector<std::string> tags = languages();
    std::erase_if(tags, [this](const std::string& tag) {
        return content_->loaded.languages.is_reviewed(tag);
    });
    return tags;
}

const Recordings& Pages::recordings() const { return content_->recordings; }

const Site& Pages::site() const { return content_->loaded.site; }

std::vector<std::string> Pages::languages() const { return content_->loaded.languages.tags(); }

}  // namespace lyhord::api
