#include <unordered_map>

#include "base/limits.h"
#include "domain/file_reading.h"
#include "domain/files.h"
#include "domain/reserved_ids.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

// An area as written: its parent is still a code.
struct WrittenArea {
    Area area;
    std::string parent;
};

constexpr Field<WrittenArea> area_fields[] = {
    {"code",
     [](FileReading& in, const Node& node, WrittenArea& out) { out.area.code = in.id(node); },
     required},
    {"name",
     [](FileReading& in, const Node& node, WrittenArea& out) { out.area.name = in.plain(node); },
     required},
    {"kind",
     [](FileReading& in, const Node& node, WrittenArea& out) { out.area.kind = in.plain(node); }},
    {"parent",
     [](FileReading& in, const Node& node, WrittenArea& out) { out.parent = in.id(node); }},
    {"population",
     [](FileReading& in, const Node& node, WrittenArea& out) {
         out.area.population = in.people(node);
     }},
    {"note", known<WrittenArea>},
    {"source", known<WrittenArea>},
};

struct WrittenTree {
    std::string scheme;
    std::vector<WrittenArea> areas;
    std::vector<Node> nodes;  // where each area stands
};

void read_areas(FileReading& in, const Node& node, WrittenTree& tree) {
    std::set<std::string> seen;
    tree.nodes = in.items(node, {.min = 1, .max = limits::areas_max});
    for (const Node& item : tree.nodes) {
        tree.areas.push_back(read_object<WrittenArea>(in, item, area_fields));
        const std::string& code = tree.areas.back().area.code;
        in.distinct(item, "code", code, seen);
        if (code == outside_category) {
            in.refuse(in.pointer(item, "code"), "is reserved for those who live outside");
        }
    }
}

constexpr Field<WrittenTree> tree_fields[] = {
    {"scheme", set<&WrittenTree::scheme, &FileReading::plain>, required},
    {"valid_from", [](FileReading& in, const Node& node, WrittenTree&) { in.day(node); }},
    {"areas", read_areas, required},
    {"note", known<WrittenTree>},
    {"source", known<WrittenTree>},
};

// For every area its children, and last the roots, in file order.
std::vector<std::vector<std::size_t>> children_of(FileReading& in, const WrittenTree& tree) {
    std::unordered_map<std::string, std::size_t> by_code;
    for (std::size_t i = 0; i < tree.areas.size(); ++i) {
        by_code.emplace(tree.areas[i].area.code, i);
    }
    std::vector<std::vector<std::size_t>> children(tree.areas.size() + 1);
    for (std::size_t i = 0; i < tree.areas.size(); ++i) {
        const std::string& parent = tree.areas[i].parent;
        const auto found = by_code.find(parent);
        if (!parent.empty() && found == by_code.end()) {
            in.refuse(in.pointer(tree.nodes[i], "parent"), "no area has this code");
        }
        const bool is_root = parent.empty() || found == by_code.end();
        children[is_root ? tree.areas.size() : found->second].push_back(i);
    }
    return children;
}

struct Step {
    std::size_t written = 0;            // index in the file
    std::optional<std::size_t> parent;  // index in the tree
    std::size_t depth = 1;
};

// Parents before children, whatever the order of the file, each followed by its descendants.
AreaTree ordered(FileReading& in, const WrittenTree& tree) {
    const std::vector<std::vector<std::size_t>> children = children_of(in, tree);
    std::vector<Step> waiting;
    const auto add_children = [&](std::size_t of, const Step& step) {
        for (auto child = children[of].rbegin(); child != children[of].rend(); ++child) {
            waiting.push_back({.written = *child, .parent = step.parent, .depth = step.depth});
        }
    };
    AreaTree result{.scheme = tree.scheme, .areas = {}};
    std::vector<bool> reached(tree.areas.size());
    add_children(tree.areas.size(), {});
    while (!waiting.empty()) {
        const Step step = waiting.back();
        waiting.pop_back();
        reached[step.written] = true;
        if (step.depth > limits::area_depth_max) {
            in.refuse(tree.nodes[step.written].at,
                      "stands too deep, most levels allowed",
                      static_cast<std::int64_t>(limits::area_depth_max));
        }
        result.areas.push_back(tree.areas[step.written].area);
        result.areas.back().parent = step.parent;
        add_children(step.written, {.parent = result.areas.size() - 1, .depth = step.depth + 1});
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (!reached[i]) {
            in.refuse(in.pointer(tree.nodes[i], "parent"), "leads back to the area itself");
        }
    }
    return result;
}

}  // namespace

Imported<AreaTree> AreaFile::read(std::string_view json) {
    const base::Result<base::Json> root = parse_file(json);
    if (!root) {
        return std::unexpected(std::vector{root.error()});
    }
    FileReading in({}, std::string(default_language));
    const WrittenTree written = read_object<WrittenTree>(in, {&*root, {}}, tree_fields);
    AreaTree tree = ordered(in, written);
    if (!in.clean()) {
        return std::unexpected(in.take_errors());
    }
    return tree;
}

}  // namespace lyhord::domain
