#include "domain/file_reading.h"

#include <cmath>

#include "base/language_tag.h"
#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z'); }

bool has_control_character(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool c0 = (c < 0x20 && c != '\n') || c == 0x7F;
        const bool c1 =
            c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (c0 || c1) {
            return true;
        }
    }
    return false;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \n") == std::string_view::npos;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= limits::id_characters_max && is_alphanumeric(text[0]) &&
           std::ranges::all_of(text,
                               [](char c) { return is_alphanumeric(c) || c == '_' || c == '-'; });
}

bool is_slug(std::string_view text) {
    const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    return !text.empty() && text.size() < limits::id_characters_max && text[0] != '-' &&
           std::ranges::all_of(text, allowed);
}

}  // namespace

FileReading::FileReading(base::OperatorKey key, std::string language)
    : key_(key), language_(std::move(language)) {}

void FileReading::refuse(const base::JsonPointer& at,
                         base::Literal reason,
                         std::optional<std::int64_t> number) {
    if (errors_.size() < limits::import_errors_max) {
        errors_.emplace_back(base::Fault::invalid,
                             reason,
                             base::ErrorDetails{.number = number, .pointer = at, .subject = {}});
    }
}

base::JsonPointer FileReading::pointer(const Node& node, std::string_view key) const {
    return node.at.child(key_, key);
}

std::optional<Node> FileReading::member(const Node& node, std::string_view key) const {
    const base::Json* found = node.value->find(key);
    if (found == nullptr || found->is_null()) {
        return std::nullopt;
    }
    return Node{found, pointer(node, key)};
}

std::vector<std::pair<std::string_view, Node>> FileReading::members(const Node& node) {
    const base::Json::Object* object = node.value->as_object();
    if (object == nullptr) {
        refuse(node.at, "must be an object");
        return {};
    }
    std::vector<std::pair<std::string_view, Node>> found;
    for (const auto& [name, value] : *object) {
        if (name != "$comment") {
            found.emplace_back(name, Node{&value, pointer(node, name)});
        }
    }
    return found;
}

std::vector<Node> FileReading::items(const Node& node, CountRange count) {
    const base::Json::Array* array = node.value->as_array();
    if (array == nullptr) {
        refuse(node.at, "must be a list");
        return {};
    }
    if (array->size() < count.min) {
        refuse(node.at, "has too few items, fewest allowed", static_cast<std::int64_t>(count.min));
    }
    if (array->size() > count.max) {
        refuse(node.at, "has too many items, most allowed", static_cast<std::int64_t>(count.max));
        return {};
    }
    std::vector<Node> found;
    for (std::size_t i = 0; i < array->size(); ++i) {
        found.push_back({&(*array)[i], node.at.child(i)});
    }
    return found;
}

bool FileReading::flag(const Node& node) {
    const bool* value = node.value->as_bool();
    if (value == nullptr) {
        refuse(node.at, "must be true or false");
    }
    return value != nullptr && *value;
}

std::int64_t FileReading::integer(const Node& node, IntegerRange range) {
    const std::optional<double> value = node.value->as_number();
    if (!value || std::trunc(*value) != *value) {
        refuse(node.at, "must be a whole number");
        return range.min;
    }
    if (*value < static_cast<double>(range.min)) {
        refuse(node.at, "is too small, smallest allowed", range.min);
        return range.min;
    }
    if (*value > static_cast<double>(range.max)) {
        refuse(node.at, "is too large, largest allowed", range.max);
        return range.max;
    }
    return static_cast<std::int64_t>(*value);
}

std::optional<double> FileReading::number(const Node& node) {
    const std::optional<double> value = node.value->as_number();
    if (!value) {
        refuse(node.at, "must be a number");
        return std::nullopt;
    }
    if (std::abs(*value) > limits::number_magnitude_max) {
        refuse(node.at, "is too large a number");
        return std::nullopt;
    }
    return value;
}

std::optional<double> FileReading::people(const Node& node) {
    const std::optional<double> value = number(node);
    if (value && *value < 0) {
        refuse(node.at, "must not be negative");
        return std::nullopt;
    }
    return value;
}

std::optional<base::Day> FileReading::day(const Node& node) {
    const std::string* value = node.value->as_string();
    const std::optional<base::Day> parsed = value ? base::Day::parse(*value) : std::nullopt;
    if (!parsed) {
        refuse(node.at, "must be a day, as in 2030-01-15");
    }
    return parsed;
}

std::string FileReading::checked_text(const Node& node) {
    const std::string* value = node.value->as_string();
    if (value == nullptr) {
        refuse(node.at, "must be a text");
        return {};
    }
    if (is_blank(*value)) {
        refuse(node.at, "is an empty text: leave the field out instead");
        return {};
    }
    if (has_control_character(*value)) {
        refuse(node.at, "has a control character");
        return {};
    }
    if (base::count_characters(*value) > limits::label_characters_max) {
        refuse(node.at,
               "is too long, most characters allowed",
               static_cast<std::int64_t>(limits::label_characters_max));
        return {};
    }
    return base::nfc(*value);
}

std::string FileReading::plain(const Node& node) { return checked_text(node); }

std::string FileReading::language_tag(const Node& node) {
    const std::string* value = node.value->as_string();
    if (value == nullptr || !base::is_language_tag(*value)) {
        refuse(node.at, "must be a language tag, as in sv or en");
        return {};
    }
    return *value;
}

LocalizedText FileReading::text(const Node& node) {
    LocalizedText text;
    if (node.value->as_object() == nullptr) {
        text.add(language_, checked_text(node));
        return text;
    }
    for (const auto& [language, child] : members(node)) {
        if (!base::is_language_tag(language)) {
            refuse(child.at, "is not a language tag, as in sv or en");
            continue;
        }
        note_language(std::string(language));
        text.add(std::string(language), checked_text(child));
    }
    if (std::ranges::find(text.all(), language_, [](const auto& entry) { return entry.first; }) ==
        text.all().end()) {
        refuse(node.at, "lacks the file's own language");
    }
    return text;
}

LocalizedText FileReading::generated(std::string text) const {
    LocalizedText localized;
    localized.add(language_, std::move(text));
    return localized;
}

void FileReading::note_language(const std::string& language) {
    if (language != language_ &&
        std::ranges::find(other_languages_, language) == other_languages_.end()) {
        other_languages_.push_back(language);
    }
}

std::string FileReading::slug(const Node& node) {
    const std::string* value = node.value->as_string();
    if (value == nullptr || !is_slug(*value)) {
        refuse(node.at, "must be 1 to 63 of a-z, 0-9 and -, and not begin with -");
        return {};
    }
    return *value;
}

std::string FileReading::id(const Node& node) {
    const std::string* value = node.value->as_string();
    if (value == nullptr || !is_id(*value)) {
        refuse(node.at, "must be 1 to 64 of A-Z, a-z, 0-9, _ and -, and not begin with _ or -");
        return {};
    }
    return *value;
}

void FileReading::distinct(const Node& node,
                           std::string_view key,
                           const std::string& id,
                           std::set<std::string>& seen) {
    if (!id.empty() && !seen.insert(id).second) {
        refuse(pointer(node, key), "occurs twice");
    }
}

base::Result<base::Json> parse_file(std::string_view json) {
    if (json.size() > limits::import_bytes_max) {
        return base::fail(base::Fault::too_large,
                          "the file is too large, most bytes allowed",
                          {.number = static_cast<std::int64_t>(limits::import_bytes_max),
                           .pointer = {},
                           .subject = {}});
    }
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (json.starts_with(byte_order_mark)) {
        json.remove_prefix(byte_order_mark.size());
    }
    return base::Json::parse(json);
}

}  // namespace lyhord::domain
