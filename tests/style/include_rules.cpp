// Which folder may include which, and where third-party headers live.
#include <algorithm>
#include <map>
#include <set>

#include "dependency_table.h"
#include "rules.h"

namespace lyhord::style {
namespace {

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

const FolderRule* rule_of(std::string_view folder) {
    const auto found = std::ranges::find(folder_rules(), folder, &FolderRule::folder);
    return found == folder_rules().end() ? nullptr : &*found;
}

bool is_named_by(std::string_view header, std::string_view pattern) {
    return pattern.ends_with('/') ? header.starts_with(pattern) : header == pattern;
}

const Home* home_of(std::string_view header) {
    const auto found = std::ranges::find_if(homes(), [&](const Home& home) {
        return std::ranges::any_of(
            home.headers, [&](std::string_view pattern) { return is_named_by(header, pattern); });
    });
    return found == homes().end() ? nullptr : &*found;
}

// "vector", "cstdint": neither a folder nor a suffix.
bool is_standard(std::string_view header) {
    return header.find_first_of("./") == std::string_view::npos;
}

std::string problem_with_own(std::string_view folder, std::string_view header) {
    const std::string_view target = first_part(header);
    const FolderRule* rule = rule_of(folder);
    if (rule == nullptr) {
        return "service/" + std::string(folder) + " is not in the dependency table";
    }
    if (target == folder ||
        std::ranges::find(rule->may_include, target) != rule->may_include.end()) {
        return {};
    }
    return std::string(folder) + "/ may not include " + std::string(target) + "/";
}

std::string problem_with_library(std::string_view path, std::string_view header) {
    const Home* home = home_of(header);
    if (home == nullptr) {
        return "<" + std::string(header) + "> has no home in the table of third-party headers";
    }
    const std::string_view inside = path.substr(std::string_view("service/").size());
    const bool at_home = std::ranges::any_of(
        home->places, [&](std::string_view place) { return inside.starts_with(place); });
    if (at_home) {
        return {};
    }
    return std::string(home->library) + " is named only in service/" +
           std::string(home->places.front());
}

class CycleSearch {
public:
    explicit CycleSearch(const std::vector<CppFile>& files) {
        for (const CppFile& file : files) {
            if (!service_folder(file.source.path).empty()) {
                files_.emplace(file.source.path, &file);
            }
        }
    }

    Findings run() {
        for (const auto& [path, file] : files_) {
            visit(path);
        }
        return std::move(findings_);
    }

private:
    void visit(const std::string& path) {
        if (!seen_.insert(path).second) {
            return;
        }
        open_.insert(path);
        for (const Include& include : files_.at(path)->includes) {
            const std::string target = "service/" + include.header;
            if (open_.contains(target)) {
                findings_.push_back({path, include.line, "cycle", target + " leads back here"});
            } else if (files_.contains(target)) {
                visit(target);
            }
        }
        open_.erase(path);
    }

    std::map<std::string, const CppFile*> files_;
    std::set<std::string> seen_;
    std::set<std::string> open_;
    Findings findings_;
};

}  // namespace

Findings include_findings(const CppFile& file) {
    Findings findings;
    const std::string_view folder = service_folder(file.source.path);
    if (folder.empty()) {
        return findings;
    }
    for (const Include& include : file.includes) {
        if (is_standard(include.header)) {
            continue;
        }
        const bool is_own = rule_of(first_part(include.header)) != nullptr;
        const std::string problem = is_own ? problem_with_own(folder, include.header)
                                           : problem_with_library(file.source.path, include.header);
        if (!problem.empty()) {
            findings.push_back(
                {file.source.path, include.line, is_own ? "dependency" : "home", problem});
        }
    }
    return findings;
}

Findings cycle_findings(const std::vector<CppFile>& files) { return CycleSearch(files).run(); }

}  // namespace lyhord::style
