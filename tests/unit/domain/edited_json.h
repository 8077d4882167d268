// Owns the editing of JSON documents for tests: the demonstration files with one thing changed.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/json/json.h"
#include "base/result.h"

namespace lyhord::domain {

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// "questionnaire", "areas" or "codebook".
inline std::string demo_text(const std::string& name) {
    return file_text(LYHORD_SOURCE "/static/demo/" + name + ".json");
}

inline base::Json parsed(std::string_view text) {
    return base::Json::parse(text).value_or(base::Json());
}

// The value at a pointer without escapes, or null.
inline base::Json* at(base::Json& root, std::string_view pointer) {
    base::Json* node = &root;
    while (node != nullptr && !pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string token(pointer.substr(1, end - 1));
        base::Json::Array* array = node->as_array();
        node = array != nullptr ? &array->at(std::stoul(token)) : node->find(token);
        pointer.remove_prefix(end);
    }
    return node;
}

// `document` with the value at `pointer` replaced, or added to the object or list it stands in.
inline std::string with(std::string_view document,
                        std::string_view pointer,
                        std::string_view value) {
    base::Json root = parsed(document);
    if (base::Json* old = at(root, pointer)) {
        *old = parsed(value);
    } else {
        const std::size_t slash = pointer.rfind('/');
        at(root, pointer.substr(0, slash))->set(pointer.substr(slash + 1), parsed(value));
    }
    return root.dump();
}

inline std::string without(std::string_view document, std::string_view pointer) {
    base::Json root = parsed(document);
    const std::size_t slash = pointer.rfind('/');
    base::Json* parent = at(root, pointer.substr(0, slash));
    const std::string_view key = pointer.substr(slash + 1);
    std::erase_if(*parent->as_object(), [key](const auto& member) { return member.first == key; });
    return root.dump();
}

// "pointer: reason" of every error, one a line; empty if there is none.
template <typename T>
std::string errors_of(const std::expected<T, std::vector<base::Error>>& imported) {
    std::string lines;
    if (!imported) {
        for (const base::Error& error : imported.error()) {
            lines += error.line() + "\n";
        }
    }
    return lines;
}

inline std::string errors_of(const std::vector<base::Error>& errors) {
    std::string lines;
    for (const base::Error& error : errors) {
        lines += error.line() + "\n";
    }
    return lines;
}

}  // namespace lyhord::domain
