#include "disclosure/simulate.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/json/json.h"
#include "disclosure/admission.h"
#include "disclosure/counts.h"
#include "disclosure/csv.h"
#include "disclosure/settlement.h"
#include "disclosure/tally.h"
#include "domain/reserved_ids.h"

namespace lyhord::disclosure {
namespace {

namespace limits = base::limits;
using base::Fault;
using base::Json;

constexpr std::string_view total_table = "total";

// Categories that exist before any row is read.
constexpr Index missing = 0;
constexpr Index not_reported = 1;

base::ErrorDetails about(const base::OperatorText& column) {
    return {.number = {}, .pointer = {}, .subject = column};
}

base::ErrorDetails at_line(std::int64_t line) {
    return {.number = line, .pointer = {}, .subject = {}};
}

// Values of one column, numbered as they first appear.
class Vocabulary {
public:
    Index number(const std::string& value) {
        const auto [entry, is_new] = numbers_.emplace(value, static_cast<Index>(values_.size()));
        if (is_new) values_.push_back(value);
        return entry->second;
    }
    std::size_t size() const { return values_.size(); }
    const std::string& value(Index number) const { return values_[number]; }

private:
    std::unordered_map<std::string, Index> numbers_;
    std::vector<std::string> values_;
};

struct Columns {
    std::size_t count = 0;
    std::size_t question = 0;
    std::vector<std::size_t> dimensions;
};

base::Result<std::size_t> find_column(const std::vector<std::string>& header,
                                      const base::OperatorText& name) {
    const auto times = std::ranges::count(header, name.text());
    if (times == 0) return base::fail(Fault::invalid, "the CSV has no column", about(name));
    if (times > 1) {
        return base::fail(Fault::invalid, "the CSV has two columns of one name", about(name));
    }
    return static_cast<std::size_t>(std::ranges::find(header, name.text()) - header.begin());
}

base::Result<Columns> find_columns(const std::vector<std::string>& header,
                                   const SimulateOptions& options) {
    const base::Result<std::size_t> question = find_column(header, options.question);
    if (!question) return base::fail(question.error());
    Columns columns{.count = header.size(), .question = *question, .dimensions = {}};
    for (const base::OperatorText& dimension : options.dimensions) {
        const base::Result<std::size_t> column = find_column(header, dimension);
        if (!column) return base::fail(column.error());
        if (std::ranges::count(columns.dimensions, *column) > 0) {
            return base::fail(Fault::invalid, "a dimension is named twice", about(dimension));
        }
        if (dimension.text() == total_table) {
            return base::fail(Fault::invalid,
                              "no dimension can have the name of the whole table",
                              about(dimension));
        }
        columns.dimensions.push_back(*column);
    }
    return columns;
}

base::Result<void> check(const SimulateOptions& options) {
    if (options.batch_size_min < limits::batch_size_floor ||
        options.batch_size_min > limits::batch_size_max) {
        return base::fail(Fault::invalid,
                          "the smallest batch is outside its limits",
                          {.number = options.batch_size_min, .pointer = {}, .subject = {}});
    }
    if (options.dimensions.size() > limits::dimensions_max) {
        return base::fail(Fault::too_large, "too many dimensions");
    }
    return {};
}

class Simulation {
public:
    explicit Simulation(const SimulateOptions& options)
        : categories_(options.dimensions.size()),
          released_({.total = {.base = 0, .options = {}}, .dimensions = {}}) {
        shape_.batch_size_min = options.batch_size_min;
        for (std::size_t d = 0; d < categories_.size(); ++d) {
            categories_[d].number(std::string(domain::missing_category));
            categories_[d].number(std::string(domain::not_reported_category));
            shape_.dimensions.push_back({.id = options.dimensions[d].text(),
                                         .categories = {},
                                         .missing = missing,
                                         .not_reported = not_reported});
        }
    }

    base::Result<void> take(const std::vector<std::string>& row, const Columns& columns) {
        ++rows_;
        if (row[columns.question].empty()) return {};
        Fragment fragment{.options = {options_.number(row[columns.question])}, .categories = {}};
        for (std::size_t d = 0; d < categories_.size(); ++d) {
            const std::string& cell = row[columns.dimensions[d]];
            fragment.categories.push_back(cell.empty() ? missing : categories_[d].number(cell));
        }
        pending_.push_back(std::move(fragment));
        adopt_vocabulary();
        if (!is_sound(shape_)) return base::fail(Fault::too_large, "too many different values");
        if (may_be_admitted(pending_.back())) tick();
        return {};
    }

    // Most rows release nothing, so what is released is written once for all of them.
    std::string line() {
        if (!written_) {
            Json release = Json::object();
            set_release(release);
            written_ = release.dump().substr(1);
        }
        return R"({"after":)" + std::to_string(rows_) + "," + *written_;
    }

    Json close() {
        adopt_vocabulary();
        const Outcome outcome = settle(shape_, pending_);
        released_ += count(shape_, pending_, outcome);
        Json recoded = Json::object();
        for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
            recoded.set(shape_.dimensions[d].id, outcome.recoded[d]);
        }
        Json line = Json::object();
        line.set("closed", true);
        line.set("after", rows_);
        set_release(line);
        line.set("withheld", outcome.left.size());
        line.set("recoded", std::move(recoded));
        return line;
    }

private:
    void adopt_vocabulary() {
        shape_.options = options_.size();
        for (std::size_t d = 0; d < categories_.size(); ++d) {
            std::vector<Category>& categories = shape_.dimensions[d].categories;
            while (categories.size() < categories_[d].size()) {
                const std::string& id = categories_[d].value(static_cast<Index>(categories.size()));
                categories.push_back({.id = id, .moves_to = not_reported});
            }
        }
    }

    // What the last tick left holds no batch, so a new one has the fragment that came since. It can
    // have it only if the fragment's categories keep rules 1 and 2 with everything that waits, for
    // taking out never mends one: this spares the peeling, and changes nothing that is released.
    bool may_be_admitted(const Fragment& fragment) const {
        Tally everything(1, shape_.options);
        std::vector<Tally> same(shape_.dimensions.size(), everything);
        for (const Fragment& waiting : pending_) {
            everything.add(0, waiting.options);
            for (std::size_t d = 0; d < same.size(); ++d) {
                const bool alike = waiting.categories[d] == fragment.categories[d];
                if (alike) same[d].add(0, waiting.options);
            }
        }
        same.push_back(std::move(everything));
        return std::ranges::none_of(
            same, [this](const Tally& tally) { return breaks_rules(shape_, tally, 0); });
    }

    void tick() {
        const Outcome outcome =
            admit(shape_, pending_, static_cast<std::size_t>(shape_.batch_size_min));
        if (outcome.admitted.empty()) return;
        written_.reset();
        released_ += count(shape_, pending_, outcome);
        std::vector<Fragment> left;
        for (const std::size_t i : outcome.left) left.push_back(std::move(pending_[i]));
        pending_ = std::move(left);
    }

    void set_release(Json& line) const {
        line.set("admitted", released_.total.base);
        Json tables = Json::object();
        tables.set(total_table, options_json(released_.total));
        for (std::size_t d = 0; d < shape_.dimensions.size(); ++d) {
            tables.set(shape_.dimensions[d].id, table_json(d));
        }
        line.set("tables", std::move(tables));
    }

    // "Uppgift saknas" and "Ej redovisat" come last, although their numbers are the first.
    Json table_json(std::size_t d) const {
        Json table = Json::object();
        if (released_.dimensions.size() <= d) return table;
        const std::vector<CategoryCounts>& counts = released_.dimensions[d];
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const std::size_t c = (i + 2) % counts.size();
            if (counts[c].base == 0) continue;
            table.set(shape_.dimensions[d].categories[c].id, options_json(counts[c]));
        }
        return table;
    }

    Json options_json(const CategoryCounts& counts) const {
        Json json = Json::object();
        for (std::size_t o = 0; o < counts.options.size(); ++o) {
            if (counts.options[o] == 0) continue;
            json.set(options_.value(static_cast<Index>(o)), counts.options[o]);
        }
        return json;
    }

    QuestionShape shape_;
    Vocabulary options_;
    std::vector<Vocabulary> categories_;  // by dimension
    std::vector<Fragment> pending_;
    Counts released_;
    std::optional<std::string> written_;  // of what is released, as JSON without its first brace
    std::int64_t rows_ = 0;
};

}  // namespace

base::Result<void> simulate(std::istream& in, std::ostream& out, const SimulateOptions& options) {
    if (const base::Result<void> checked = check(options); !checked) return checked;
    CsvReader reader(in);
    const auto header = reader.next();
    if (!header) return base::fail(header.error());
    const base::Result<Columns> columns =
        find_columns(header->value_or(std::vector<std::string>()), options);
    if (!columns) return base::fail(columns.error());

    Simulation simulation(options);
    while (true) {
        const auto row = reader.next();
        if (!row) return base::fail(row.error());
        if (!row->has_value()) break;
        const std::vector<std::string>& fields = **row;
        // An empty line at the end is no answer; with one column, it is an empty answer.
        if (columns->count > 1 && fields.size() == 1 && fields.front().empty()) continue;
        if (fields.size() != columns->count) {
            return base::fail(Fault::invalid,
                              "a row has another number of fields than the header",
                              at_line(reader.line()));
        }
        if (const auto taken = simulation.take(fields, *columns); !taken) return taken;
        out << simulation.line() << '\n';
    }
    out << simulation.close().dump() << '\n';
    return {};
}

}  // namespace lyhord::disclosure
