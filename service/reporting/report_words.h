// Owns ReportWords: the Swedish of reports, which stands in static/languages/sv.json under keys
// that begin with "staff_report_".
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace lyhord::reporting {

class ReportWords {
public:
    // The text of a key of the user interface, in Swedish.
    using Lookup = std::function<std::string_view(std::string_view key)>;
    using Placeholder = std::pair<std::string_view, std::string_view>;  // {name}, its value

    explicit ReportWords(Lookup lookup) : lookup_(std::move(lookup)) {}

    // Of "staff_report_" + key. Values are put in as they are: a {name} inside one stays.
    std::string text(std::string_view key,
                     std::initializer_list<Placeholder> placeholders = {}) const;

private:
    Lookup lookup_;
};

// `text` with each {name} replaced, in one pass.
std::string with_values(std::string_view text,
                        std::initializer_list<ReportWords::Placeholder> placeholders);

}  // namespace lyhord::reporting
