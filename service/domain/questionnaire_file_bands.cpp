#include <cmath>

#include "base/limits.h"
#include "domain/conditions.h"
#include "domain/questionnaire_file_parts.h"

namespace lyhord::domain {
namespace {

namespace limits = base::limits;

constexpr int equal_bands = 5;
constexpr double whole_steps_max = 10;

// A band as written: its end may be the last value within it or the first one after it.
struct WrittenBand {
    Band band;
    std::optional<double> max;
    Node node;
};

constexpr Field<WrittenBand> band_fields[] = {
    {"id", [](FileReading& in, const Node& node, WrittenBand& out) { out.band.id = in.id(node); }},
    {"text",
     [](FileReading& in, const Node& node, WrittenBand& out) { out.band.text = in.text(node); }},
    {"min",
     [](FileReading& in, const Node& node, WrittenBand& out) { out.band.min = in.number(node); }},
    {"max", set<&WrittenBand::max, &FileReading::number>},
    {"population",
     [](FileReading& in, const Node& node, WrittenBand& out) {
         out.band.population = in.people(node);
     }},
    {"note", known<WrittenBand>},
    {"source", known<WrittenBand>},
};

bool is_whole(double value) { return std::trunc(value) == value; }

// True if only whole numbers can be answered.
bool only_whole(const NumberRules& rules) {
    return rules.step && is_whole(*rules.step) && is_whole(rules.min.value_or(0));
}

std::string shown(const FileReading& in, double value) {
    std::string text = number_text(value);
    if (in.language().starts_with("sv")) {
        std::ranges::replace(text, '.', ',');
    }
    return text;
}

// "0–2" of whole numbers, "0–<2,5" of others, "< 3" and "≥ 10" at an open end.
std::string band_label(const FileReading& in, const Band& band, const NumberRules& rules) {
    const std::optional<double> last =
        !band.below ? rules.max
                    : (only_whole(rules) ? std::optional(*band.below - 1) : std::nullopt);
    if (!band.min) {
        return band.below ? "< " + shown(in, *band.below) : "–";
    }
    if (!last) {
        return band.below ? shown(in, *band.min) + "–<" + shown(in, *band.below)
                          : "≥ " + shown(in, *band.min);
    }
    return *last <= *band.min ? shown(in, *band.min)
                              : shown(in, *band.min) + "–" + shown(in, *last);
}

std::vector<WrittenBand> read_bands(FileReading& in, const Node& node) {
    std::vector<WrittenBand> bands;
    for (const Node& item : in.items(node, {.min = 1, .max = limits::bands_max})) {
        WrittenBand written{.band = {}, .max = {}, .node = item};
        if (item.value->as_number()) {
            written.band.min = in.number(item);
        } else {
            written = read_object<WrittenBand>(in, item, band_fields, std::move(written));
        }
        bands.push_back(std::move(written));
    }
    return bands;
}

// Where a mistake about a band's end stands.
base::JsonPointer end_of(const FileReading& in, const WrittenBand& band, std::string_view key) {
    return band.node.value->as_object() != nullptr ? in.pointer(band.node, key) : band.node.at;
}

// Closes each band where the next begins, and refuses gaps, overlaps and wrong order.
void join_bands(FileReading& in, std::vector<WrittenBand>& bands, const NumberRules& rules) {
    for (std::size_t i = 1; i < bands.size(); ++i) {
        const WrittenBand& previous = bands[i - 1];
        const std::optional<double> begin = bands[i].band.min;
        const double end = previous.max.value_or(begin.value_or(0));
        const bool after_last = only_whole(rules) && begin == end + 1;
        if (!begin || (begin != end && !after_last)) {
            in.refuse(end_of(in, bands[i], "min"),
                      "must follow the band before it without gap or overlap");
        } else if (previous.band.min && *begin <= *previous.band.min) {
            in.refuse(end_of(in, bands[i], "min"), "must be greater than that of the band before");
        } else if (rules.max && *begin > *rules.max) {
            in.refuse(end_of(in, bands[i], "min"), "is greater than the question's max");
        }
        bands[i - 1].band.below = begin;
    }
}

// The bands cover all that can be answered: where the question has no limit, they set it.
NumberRules bounded(FileReading& in, const std::vector<WrittenBand>& bands, NumberRules rules) {
    const WrittenBand& first = bands.front();
    const WrittenBand& last = bands.back();
    if (first.band.min && rules.min.value_or(*first.band.min) < *first.band.min) {
        in.refuse(end_of(in, first, "min"), "must not be greater than the question's min");
    }
    if (last.max && rules.max.value_or(*last.max) > *last.max) {
        in.refuse(end_of(in, last, "max"), "must not be smaller than the question's max");
    }
    if (last.max && last.band.min && *last.max < *last.band.min) {
        in.refuse(end_of(in, last, "max"), "must not be smaller than min");
    }
    rules.min = rules.min ? rules.min : first.band.min;
    rules.max = rules.max ? rules.max : last.max;
    return rules;
}

NumberRules with_written(FileReading& in, const Node& node, NumberRules rules) {
    std::vector<WrittenBand> written = read_bands(in, node);
    if (written.empty()) {
        return rules;
    }
    join_bands(in, written, rules);
    rules = bounded(in, written, std::move(rules));
    for (WrittenBand& band : written) {
        rules.bands.push_back(std::move(band.band));
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < rules.bands.size(); ++i) {
        Band& band = rules.bands[i];
        band.id = band.id.empty() ? "b" + std::to_string(i + 1) : band.id;
        band.text = band.text.empty() ? in.generated(band_label(in, band, rules)) : band.text;
        if (!seen.insert(band.id).second) {
            in.refuse(end_of(in, written[i], "id"), "occurs twice");
        }
    }
    return rules;
}

// Lower bounds of derived bands; `rules` has both limits.
std::vector<double> derived_bounds(const NumberRules& rules) {
    const double span = *rules.max - *rules.min;
    const double step = rules.step.value_or(1);
    const double steps = span / step;
    std::vector<double> bounds;
    if (is_whole(step) && is_whole(*rules.min) && is_whole(steps) && steps <= whole_steps_max) {
        for (int i = 0; i <= static_cast<int>(steps); ++i) {
            bounds.push_back(*rules.min + i * step);
        }
        return bounds;
    }
    for (int i = 0; i < equal_bands; ++i) {
        const double bound = *rules.min + span * i / equal_bands;
        // Without the rounding, 0.1 * 3 would show as 0.30000000000000004.
        bounds.push_back(only_whole(rules) ? std::ceil(bound) : std::round(bound * 1e6) / 1e6);
    }
    return bounds;
}

NumberRules with_derived(const FileReading& in, NumberRules rules) {
    const std::vector<double> bounds = derived_bounds(rules);
    const bool one_a_value =
        only_whole(rules) && bounds.size() > 1 && bounds[1] - bounds[0] == *rules.step;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        Band band{.id = "b" + std::to_string(i + 1), .text = {}, .min = bounds[i], .below = {}};
        if (i + 1 < bounds.size()) {
            band.below = bounds[i + 1];
        }
        band.text = in.generated(one_a_value ? shown(in, bounds[i]) : band_label(in, band, rules));
        rules.bands.push_back(std::move(band));
    }
    return rules;
}

}  // namespace

NumberRules with_bands(FileReading& in, const Node& question, NumberRules rules) {
    if (const std::optional<Node> written = in.member(question, "bands")) {
        return with_written(in, *written, std::move(rules));
    }
    if (rules.min && rules.max) {
        return with_derived(in, std::move(rules));
    }
    if (!in.member(question, "min") || !in.member(question, "max")) {
        in.refuse(in.pointer(question, "bands"),
                  "is missing: a number is counted in bands, so it needs them, or min and max");
    }
    return rules;
}

}  // namespace lyhord::domain
