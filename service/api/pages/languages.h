// Owns Languages: the texts of the user interface, one file of flat keys a language. A key that a
// language lacks is answered in Swedish, so that no page ever shows a hole.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/pages/static_files.h"
#include "base/json/json.h"
#include "base/result.h"

namespace lyhord::api {

inline constexpr std::string_view first_language = "sv";

class Languages {
public:
    // From languages/<tag>.json, and over it from own/languages/<tag>.json, text by text. invalid:
    // a file is no object of strings, its name is no language tag, or Swedish is missing; an own
    // one lacks a placeholder, promises in a shipped language, or does not describe its new
    // language. The error names the file.
    static base::Result<Languages> load(const StaticFiles& files);

    bool has(std::string_view language) const { return texts_.contains(language); }
    // Swedish first, in every kind, then English, then by tag.
    std::vector<std::string> tags() const;
    // In `language`, else in Swedish, else the key itself.
    std::string_view text(std::string_view language, std::string_view key) const;
    // All texts of a language, completed from Swedish, for the templates.
    base::Json all(std::string_view language) const;
    // {"key": true} for each text that was completed.
    base::Json missing(std::string_view language) const;
    bool is_right_to_left(std::string_view language) const;
    // False: nobody has approved the translation, which a machine made ("language_review").
    bool is_reviewed(std::string_view language) const;

private:
    using Texts = std::map<std::string, std::string, std::less<>>;
    base::Result<void> read(const StaticFile& file);
    base::Result<void> check_own(const StaticFile& file,
                                 const std::vector<std::string>& shipped) const;
    base::Result<void> check_descriptions() const;
    const std::string* own_text(std::string_view language, std::string_view key) const;

    std::map<std::string, Texts, std::less<>> texts_;
};

// The first of `offered`, in the order that an Accept-Language header wants them, that it wants at
// all ("en-GB" is met by "en"); nothing if none.
std::optional<std::string> met_language(std::string_view accept_language,
                                        const std::vector<std::string>& offered);
// That one; else Swedish if offered, else the first offered.
std::string preferred_language(std::string_view accept_language,
                               const std::vector<std::string>& offered);

}  // namespace lyhord::api
