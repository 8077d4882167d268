#include "api/staff/text_form.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace lyhord::api::staff {
namespace {

using base::Id;
using review::Pile;
using review::Step;

constexpr std::array<std::pair<std::string_view, TextAction>, 5> actions = {
    {{"approve", TextAction::approve},
     {"withhold", TextAction::withhold},
     {"mask", TextAction::mask},
     {"next", TextAction::next},
     {"previous", TextAction::previous}}};

constexpr std::array<std::pair<std::string_view, Step>, 3> steps = {
    {{"here", Step::here}, {"next", Step::next}, {"previous", Step::previous}}};

std::optional<Id> id_of(std::string_view text) {
    const std::optional<base::Bytes> bytes = base::from_hex(text);
    Id id{};
    if (!bytes || bytes->size() != id.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, id.begin());
    return id;
}

Pile pile_of(std::string_view text) { return text == "approved" ? Pile::approved : Pile::unread; }

Step step_of(std::string_view text) {
    const auto found = std::ranges::find(steps, text, &std::pair<std::string_view, Step>::first);
    return found == steps.end() ? Step::first : found->second;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    return is_number && number >= 0 ? std::optional(number) : std::nullopt;
}

AskedText asked_text(const http::Request& request) {
    const std::optional<Id> place = id_of(request.query_value("place"));
    return {.pile = pile_of(request.query_value("of")),
            .step = place ? step_of(request.query_value("step")) : Step::first,
            .place = place.value_or(Id{})};
}

bool PostedText::has_words() const { return !is_blank(stretch.words); }

bool PostedText::has_translation() const { return !is_blank(translation); }

std::optional<PostedText> posted_text(const http::Fields& form) {
    const std::optional<Id> place = id_of(field(form, "place"));
    const std::optional<Id> version = id_of(field(form, "version"));
    const std::optional<std::int64_t> which = number_of(field(form, "which"));
    const auto action = std::ranges::find(
        actions, field(form, "action"), &std::pair<std::string_view, TextAction>::first);
    if (!place || !version || action == actions.end()) {
        return std::nullopt;
    }
    return PostedText{.action = action->second,
                      .pile = pile_of(field(form, "of")),
                      .place = *place,
                      .version = *version,
                      .stretch = {.words = std::string(field(form, "mask")),
                                  .place = static_cast<std::size_t>(which.value_or(0)),
                                  .token = field(form, "token")},
                      .translation = std::string(field(form, "translation"))};
}

std::string query_of(std::int64_t round, const AskedText& asked) {
    const auto step =
        std::ranges::find(steps, asked.step, &std::pair<std::string_view, Step>::second);
    std::string query = "?round=" + std::to_string(round);
    query += asked.pile == Pile::approved ? "&of=approved" : "";
    if (step != steps.end()) {
        query += "&step=" + std::string(step->first) + "&place=" + base::hex(asked.place);
    }
    return query;
}

}  // namespace lyhord::api::staff
