// Owns FileReading: the way from an operator's parsed file to typed values. It collects everything
// that is wrong, with JSON pointers, instead of stopping at the first error, and hands out harmless
// defaults meanwhile. Used by the readers of files.h only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/json/json.h"
#include "base/result.h"
#include "domain/localized_text.h"

namespace lyhord::domain {

// A value of the file and where it stands.
struct Node {
    const base::Json* value = nullptr;
    base::JsonPointer at;
};

struct IntegerRange {
    std::int64_t min = 0;
    std::int64_t max = 0;
};

struct CountRange {
    std::size_t min = 0;
    std::size_t max = 0;
};

class FileReading {
public:
    // `language` is the one that plain strings are written in.
    FileReading(base::OperatorKey key, std::string language);

    void refuse(const base::JsonPointer& at,
                base::Literal reason,
                std::optional<std::int64_t> number = {});
    bool clean() const { return errors_.empty(); }
    std::vector<base::Error> take_errors() { return std::move(errors_); }

    base::JsonPointer pointer(const Node& node, std::string_view key) const;
    // Nothing if there is no such member or it is null.
    std::optional<Node> member(const Node& node, std::string_view key) const;
    // Members apart from comments; refuses what is no object.
    std::vector<std::pair<std::string_view, Node>> members(const Node& node);
    // Refuses what is no array, or one with too few or too many items.
    std::vector<Node> items(const Node& node, CountRange count);

    // Each of these refuses what breaks its rule.
    bool flag(const Node& node);
    std::int64_t integer(const Node& node, IntegerRange range);
    std::optional<double> number(const Node& node);
    // How many live somewhere: a number that is not negative.
    std::optional<double> people(const Node& node);
    std::optional<base::Day> day(const Node& node);
    std::string plain(const Node& node);  // a text in one language
    std::string language_tag(const Node& node);
    LocalizedText text(const Node& node);  // a string, or an object with a text for each language
    std::string slug(const Node& node);    // of a dialogue
    std::string id(const Node& node);      // of a question, option, area, theme ...

    // Refuses `id` at `node`/`key` if it was already seen.
    void distinct(const Node& node,
                  std::string_view key,
                  const std::string& id,
                  std::set<std::string>& seen);

    // A text of the file's own language that is not in the file.
    LocalizedText generated(std::string text) const;
    std::string_view language() const { return language_; }

    // The languages that occurred in texts, in order of appearance, without the file's own.
    const std::vector<std::string>& other_languages() const { return other_languages_; }

private:
    std::string checked_text(const Node& node);
    void note_language(const std::string& language);

    base::OperatorKey key_;
    std::string language_;
    std::vector<std::string> other_languages_;
    std::vector<base::Error> errors_;
};

inline constexpr std::string_view default_language = "sv";

inline constexpr unsigned any_kind = ~0U;

// One row of a table that says which fields an object of the file has.
template <typename T>
struct Field {
    std::string_view name;
    void (*read)(FileReading&, const Node&, T&);
    bool required = false;
    unsigned kinds = any_kind;  // bits of the kinds of object that have this field
};

inline constexpr bool required = true;
inline constexpr bool optional = false;

// Rows for the common cases: a member, and a member of a member.
template <auto member, auto read, typename T>
void set(FileReading& in, const Node& node, T& out) {
    out.*member = (in.*read)(node);
}

template <auto outer, auto inner, auto read, typename T>
void set_in(FileReading& in, const Node& node, T& out) {
    out.*outer.*inner = (in.*read)(node);
}

template <typename T>
void known(FileReading&, const Node&, T&) {}

// The fields of one kind of object.
template <typename T>
struct Table {
    std::span<const Field<T>> fields;
    unsigned kind = any_kind;  // its bit

    template <std::size_t count>
    Table(const Field<T> (&rows)[count], unsigned bit = any_kind) : fields(rows), kind(bit) {}
};

template <typename T>
void refuse_unknown(FileReading& in, const Node& node, const Table<T>& table) {
    for (const auto& [name, child] : in.members(node)) {
        const auto field = std::ranges::find(table.fields, name, &Field<T>::name);
        if (field == table.fields.end()) {
            in.refuse(child.at, "unknown field");
        } else if (!child.value->is_null() && (field->kinds & table.kind) == 0) {
            in.refuse(child.at, "this type does not have this field");
        }
    }
}

// The object at `node` by its table, on top of the values of `start`. Fields are read in the
// table's order.
template <typename T>
T read_object(FileReading& in, const Node& node, const Table<T>& table, T start = {}) {
    refuse_unknown(in, node, table);
    for (const Field<T>& field : table.fields) {
        const std::optional<Node> child = in.member(node, field.name);
        if ((field.kinds & table.kind) == 0) {
            continue;
        }
        if (child) {
            field.read(in, *child, start);
        } else if (field.required && node.value->as_object() != nullptr) {
            in.refuse(in.pointer(node, field.name), "is missing");
        }
    }
    return start;
}

// The whole file, parsed; or the one error that keeps it from being read at all.
base::Result<base::Json> parse_file(std::string_view json);

}  // namespace lyhord::domain
