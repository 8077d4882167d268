// Owns Pages: HTML from the mustache templates of static/templates and the languages of
// static/languages. Every value is escaped; the style sheet is inlined and hashed in the CSP.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/pages/recordings.h"
#include "api/pages/site.h"
#include "api/pages/static_files.h"
#include "base/json/json.h"
#include "base/result.h"
#include "http/message.h"

namespace lyhord::api {

// Where the quick exit goes: a public page that anybody may have been reading.
constexpr std::string_view harmless_page = "https://www.smhi.se/";

// The exit on a page outside of dialogues that a sensitive one opens beside itself; with it goes
// `runs_script`.
void put_exit(base::Json& data);

struct PageOptions {
    std::string_view language = "sv";
    int status = 200;
    bool no_store = false;        // sensitive dialogues; otherwise "private, no-cache"
    bool runs_script = false;     // the page refers to a script of static/files
    bool sends_queue = false;     // ... and to the one that sends what waits on the device
    bool is_staff = false;        // a page of staff: with the sheet for figures
    bool shows_figures = false;   // any other that has it
    bool plays_sound = false;     // recordings
    bool turns_in_place = false;  // a sensitive dialogue: a script asks for the next page
    std::span<const std::string> drawings = {};  // by their place in the page: drawings.h
};

class Pages {
public:
    // invalid: a template, a language file or the site's file is broken; the error names it.
    static base::Result<Pages> load(StaticSources sources);
    Pages(Pages&&) noexcept;
    Pages& operator=(Pages&&) noexcept;
    ~Pages();

    // Renders templates/<name>.html inside templates/layout.html. `data` is an object; templates
    // also see `t` (the language's strings), `lang`, `dir` and `files` (PublicFiles::addresses()).
    http::Response render(std::string_view name,
                          const PageOptions& options,
                          const base::Json& data) const;

    // A string of the user interface, in `language` or else in Swedish; the key itself if unknown.
    // For data of a page: render() says of a Swedish one that it is Swedish.
    std::string_view text(std::string_view language, std::string_view key) const;
    // The same for everything that is no page.
    std::string_view bare_text(std::string_view language, std::string_view key) const;
    bool has_language(std::string_view language) const;
    std::vector<std::string> languages() const;  // tags, Swedish first
    // Tags of those that a machine translated and nobody has approved.
    std::vector<std::string> unreviewed_languages() const;
    const Site& site() const;
    const Recordings& recordings() const;

private:
    struct Content;
    explicit Pages(std::unique_ptr<Content> content);
    std::unique_ptr<Content> content_;
};

}  // namespace lyhord::api
