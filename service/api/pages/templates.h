// Owns Templates: mustache, parsed once. The only place that names the library.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/pages/static_files.h"
#include "base/json/json.h"
#include "base/result.h"

namespace lyhord::api {

// Safe to render from several threads.
class Templates {
public:
    // `files` are named by their stem; "{{> name}}" is replaced by that file's text, once, so a
    // part holds no parts. invalid: one is no mustache template, uses a tag beyond variables and
    // sections, or names a part that does not exist; the error names the file.
    static base::Result<Templates> load(const std::vector<StaticFile>& files);
    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;
    ~Templates();

    // What every page sees under its own data, prepared once a language. `missing` in it: texts
    // that are shown in Swedish and marked as that (fallback_marks.h).
    void add_root(const std::string& language, const base::Json& data);

    bool has(std::string_view name) const;
    // An empty string and null count as false. The name must exist.
    std::string render(std::string_view name,
                       std::string_view language,
                       const base::Json& data) const;
    // The same with parts that are HTML already: {{{name}}} in the template.
    using Markup = std::vector<std::pair<std::string, std::string>>;
    std::string render(std::string_view name,
                       std::string_view language,
                       const base::Json& data,
                       const Markup& markup) const;

private:
    struct Parsed;
    explicit Templates(std::unique_ptr<Parsed> parsed);
    std::unique_ptr<Parsed> parsed_;
};

}  // namespace lyhord::api
