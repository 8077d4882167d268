#include "api/pages/languages.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "api/pages/placeholders.h"
#include "base/language_tag.h"

namespace lyhord::api {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = text.find_last_not_of(" \t");
    return end == std::string_view::npos ? std::string_view() : text.substr(start, end + 1 - start);
}

bool same_letters(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

struct Wish {
    std::string_view tag;
    double quality = 1;
};

Wish read_wish(std::string_view item) {
    Wish wish{.tag = trimmed(item.substr(0, item.find(';'))), .quality = 1};
    const std::size_t at = item.find("q=");
    if (at != std::string_view::npos) {
        const std::string_view number = trimmed(item.substr(at + 2));
        const auto read =
            std::from_chars(number.data(), number.data() + number.size(), wish.quality);
        wish.quality = read.ec == std::errc() ? wish.quality : 0;
    }
    return wish;
}

std::vector<Wish> read_wishes(std::string_view header) {
    std::vector<Wish> wishes;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const Wish wish = read_wish(header.substr(0, end));
        if (!wish.tag.empty() && wish.quality > 0) {
            wishes.push_back(wish);
        }
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    std::ranges::stable_sort(wishes, std::ranges::greater(), &Wish::quality);
    return wishes;
}

const std::string* meeting(const Wish& wish, const std::vector<std::string>& offered) {
    const auto exact = std::ranges::find_if(
        offered, [&wish](const std::string& tag) { return same_letters(tag, wish.tag); });
    if (exact != offered.end()) {
        return &*exact;
    }
    const auto close = std::ranges::find_if(offered, [&wish](const std::string& tag) {
        return same_letters(primary(tag), primary(wish.tag));
    });
    return close != offered.end() ? &*close : nullptr;
}

bool is_for_residents(std::string_view key) {
    return !key.starts_with("staff_") && !key.starts_with("problem_");
}

// What tells residents how their answer is protected.
bool is_promise(std::string_view key) {
    return key.starts_with("promise") || key.starts_with("privacy_") || key == "paper_promise";
}

bool has_kin(std::string_view tag, const std::vector<std::string>& shipped) {
    return std::ranges::any_of(
        shipped, [tag](const std::string& other) { return primary(other) == primary(tag); });
}

base::Result<void> refused(base::Literal reason, const std::string& where) {
    return base::fail(StaticFiles::error(base::Fault::invalid, reason, where));
}

}  // namespace

base::Result<void> Languages::read(const StaticFile& file) {
    const base::Result<base::Json> json = base::Json::parse(file.bytes);
    if (!json || json->as_object() == nullptr) {
        return refused("a language file is not a JSON object", file.told());
    }
    if (!base::is_language_tag(file.stem())) {
        return refused(
            "a language file is named by its language tag, as fi.json or sv-x-lattlast.json",
            file.told());
    }
    Texts& texts = texts_[std::string(file.stem())];
    for (const auto& [key, value] : *json->as_object()) {
        if (value.as_string() == nullptr) {
            return refused("a language file holds more than texts", file.told() + " " + key);
        }
        texts.insert_or_assign(key, *value.as_string());
    }
    return {};
}

// Before it is read over what is shipped. What a shipped language promises is tested to be true, or
// kept to it: nobody may promise more, nor in a variant of that language.
base::Result<void> Languages::check_own(const StaticFile& file,
                                        const std::vector<std::string>& shipped) const {
    const base::Result<base::Json> json = base::Json::parse(file.bytes);
    if (!json || json->as_object() == nullptr) {
        return {};  // read() says so
    }
    const bool is_new = !has(file.stem());
    const bool is_kin = has_kin(file.stem(), shipped);
    for (const std::string_view key : {"language_name", "language_dir", "language_review"}) {
        if (is_new && json->find(key) == nullptr) {
            return refused(
                "a language of one's own needs language_name, language_dir and "
                "language_review",
                file.told());
        }
    }
    for (const auto& [key, value] : *json->as_object()) {
        const std::string* text = value.as_string();
        const std::string* swedish = own_text(first_language, key);
        const std::string where = file.told() + " " + key;
        if (swedish == nullptr || text == nullptr) {
            return refused("a language file has a text that no page shows", where);
        }
        if (is_kin && is_promise(key)) {
            return refused("the promise of a shipped language cannot be replaced", where);
        }
        if (placeholders_of(*text) != placeholders_of(*swedish)) {
            return refused("a text must have the same {placeholders} as in Swedish", where);
        }
    }
    return {};
}

base::Result<void> Languages::check_descriptions() const {
    for (const auto& [tag, texts] : texts_) {
        const auto review = texts.find("language_review");
        const auto direction = texts.find("language_dir");
        const bool is_reviewed_well =
            review == texts.end() || review->second == "approved" || review->second == "machine";
        const bool has_direction =
            direction == texts.end() || direction->second == "ltr" || direction->second == "rtl";
        if (!is_reviewed_well || !has_direction) {
            return refused("language_review is approved or machine, language_dir ltr or rtl",
                           "languages/" + tag + ".json");
        }
    }
    return {};
}

base::Result<Languages> Languages::load(const StaticFiles& files) {
    Languages languages;
    for (const StaticFile& file : files.in("languages/", ".json")) {
        if (const base::Result<void> read = languages.read(file); !read) {
            return base::fail(read.error());
        }
    }
    if (!languages.has(first_language)) {
        return base::fail(
            StaticFiles::error(base::Fault::invalid, "a file is missing", "languages/sv.json"));
    }
    const std::vector<std::string> shipped = languages.tags();
    for (const StaticFile& file : files.in("own/languages/", ".json")) {
        if (const base::Result<void> fits = languages.check_own(file, shipped); !fits) {
            return base::fail(fits.error());
        }
        if (const base::Result<void> read = languages.read(file); !read) {
            return base::fail(read.error());
        }
    }
    if (const base::Result<void> fits = languages.check_descriptions(); !fits) {
        return base::fail(fits.error());
    }
    return languages;
}

std::vector<std::string> Languages::tags() const {
    std::vector<std::string> tags;
    for (const auto& [tag, texts] : texts_) {
        tags.push_back(tag);
    }
    std::ranges::stable_sort(tags, {}, [](const std::string& tag) {
        return primary(tag) == first_language ? 0 : tag == "en" ? 1 : 2;
    });
    return tags;
}

const std::string* Languages::own_text(std::string_view language, std::string_view key) const {
    const auto texts = texts_.find(language);
    if (texts == texts_.end()) {
        return nullptr;
    }
    const auto text = texts->second.find(key);
    return text == texts->second.end() ? nullptr : &text->second;
}

std::string_view Languages::text(std::string_view language, std::string_view key) const {
    for (const std::string_view tag : {language, first_language}) {
        if (const std::string* text = own_text(tag, key)) {
            return *text;
        }
    }
    return key;
}

base::Json Languages::all(std::string_view language) const {
    base::Json out = base::Json::object();
    for (const auto& [key, swedish] : texts_.find(first_language)->second) {
        out.set(key, std::string(text(language, key)));
    }
    return out;
}

base::Json Languages::missing(std::string_view language) const {
    base::Json out = base::Json::object();
    for (const auto& [key, swedish] : texts_.find(first_language)->second) {
        if (!is_for_residents(key)) {
            continue;
        }
        if (own_text(language, key) == nullptr) {
            out.set(key, true);
        }
    }
    return out;
}

bool Languages::is_right_to_left(std::string_view language) const {
    const std::string* direction = own_text(language, "language_dir");
    return direction != nullptr && *direction == "rtl";
}

bool Languages::is_reviewed(std::string_view language) const {
    const std::string* review = own_text(language, "language_review");
    return review == nullptr || *review != "machine";
}

std::optional<std::string> met_language(std::string_view accept_language,
                                        const std::vector<std::string>& offered) {
    for (const Wish& wish : read_wishes(accept_language)) {
        if (const std::string* tag = meeting(wish, offered)) {
            return *tag;
        }
    }
    return std::nullopt;
}

std::string preferred_language(std::string_view accept_language,
                               const std::vector<std::string>& offered) {
    if (const auto met = met_language(accept_language, offered)) {
        return *met;
    }
    const bool has_swedish = std::ranges::find(offered, first_language) != offered.end();
    return has_swedish || offered.empty() ? std::string(first_language) : offered.front();
}

}  // namespace lyhord::api
