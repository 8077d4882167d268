#include "source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace lyhord::style {
namespace {

namespace fs = std::filesystem;

constexpr std::array text_suffixes{
    ".h",    ".cpp",  ".c",    ".sql",      ".cmake",      ".txt",         ".md",
    ".json", ".js",   ".mjs",  ".css",      ".html",       ".sh",          ".py",
    ".yml",  ".yaml", ".toml", ".conf",     ".service",    ".timer",       ".socket",
    ".csv",  ".in",   ".svg",  ".mustache", ".clang-tidy", ".clang-format"};

constexpr std::array skipped_everywhere{".git", "node_modules", ".library"};
constexpr std::array skipped_at_the_top{"build", "data"};

bool is_text(const fs::path& path) {
    const std::string suffix =
        path.has_extension() ? path.extension().string() : path.filename().string();
    return std::ranges::find(text_suffixes, suffix) != text_suffixes.end();
}

bool is_skipped(const std::string& relative, const std::string& name) {
    if (std::ranges::find(skipped_everywhere, name) != skipped_everywhere.end()) {
        return true;
    }
    if (std::ranges::find(skipped_at_the_top, relative) != skipped_at_the_top.end()) {
        return true;
    }
    return relative == "tests/style/fixture";
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

SourceTree::SourceTree(const fs::path& root) {
    for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
        const std::string relative = at->path().lexically_relative(root).generic_string();
        if (at->is_directory()) {
            if (is_skipped(relative, at->path().filename().string())) {
                at.disable_recursion_pending();
            }
        } else if (at->is_regular_file() && is_text(at->path())) {
            files_.push_back({.path = relative, .text = read(at->path()), .lines = {}});
        }
    }
    std::ranges::sort(files_, {}, &SourceFile::path);
    // Only now: the texts no longer move.
    for (SourceFile& file : files_) {
        file.lines = split_lines(file.text);
    }
}

const SourceFile* SourceTree::find(std::string_view path) const {
    const auto found = std::ranges::lower_bound(files_, path, {}, &SourceFile::path);
    return found != files_.end() && found->path == path ? &*found : nullptr;
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

bool is_cpp(std::string_view path) { return is_header(path) || path.ends_with(".cpp"); }

std::string_view service_folder(std::string_view path) {
    constexpr std::string_view top = "service/";
    if (!path.starts_with(top)) {
        return {};
    }
    const std::string_view inside = path.substr(top.size());
    const std::size_t slash = inside.find('/');
    return slash == std::string_view::npos ? std::string_view() : inside.substr(0, slash);
}

}  // namespace lyhord::style
