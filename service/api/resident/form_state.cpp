#include "api/resident/form_state.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"

namespace lyhord::api {
namespace {

constexpr std::size_t key_characters = 22;
constexpr std::size_t code_characters_max = 64;

// A page number fits in any integer; the caller checks that the page exists.
template <typename Number>
std::optional<Number> read_number(std::string_view text) {
    Number number{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::string read_code(std::string_view text) {
    const bool fits = text.size() <= code_characters_max && base::from_base64url(text);
    return fits ? std::string(text) : std::string();
}

// Of base64url, digits and dots.
std::string read_proof(std::string_view text) {
    const bool fits = text.size() <= base::limits::challenge_solution_bytes_max;
    const bool is_plain = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    });
    return fits && is_plain ? std::string(text) : std::string();
}

FormPlace read_place(std::string_view text) {
    if (text == "review") {
        return {.kind = FormPlace::Kind::review, .page = 0};
    }
    if (const auto page = read_number<std::size_t>(text)) {
        return {.kind = FormPlace::Kind::page, .page = *page};
    }
    return {};
}

}  // namespace

std::string FormPlace::text() const {
    if (kind == Kind::page) {
        return std::to_string(page);
    }
    return kind == Kind::review ? "review" : "start";
}

void FormState::read(std::string_view name, std::string_view value) {
    if (name == "at") {
        place = read_place(value);
    } else if (name == "v") {
        version = read_number<std::int64_t>(value);
    } else if (name == "form") {
        form_token = read_code(value);
    } else if (name == "seed") {
        seed = read_code(value);
    } else if (name == "key") {
        key = submission_key_from(value);
    } else if (name == "challenge") {
        proof = read_proof(value);
    } else if (name == "inline") {
        layout = PageLayout::together;
    } else if (name == "script") {
        is_scripted = true;
    } else if (name == "go") {
        read_button(value);
    }
}

void FormState::read_button(std::string_view value) {
    constexpr std::string_view page_prefix = "page.";
    if (value == "back") {
        step = FormStep::back;
    } else if (value == "send") {
        step = FormStep::send;
    } else if (value == "stay") {
        step = FormStep::stay;
    } else if (value.starts_with(page_prefix)) {
        step = FormStep::edit;
        edit_page = read_number<std::size_t>(value.substr(page_prefix.size())).value_or(0);
    }
}

base::Json hidden_field(std::string_view name, std::string_view value) {
    base::Json json = base::Json::object();
    return json.set("name", name).set("value", value);
}

base::Json FormState::hidden_fields() const {
    base::Json fields = base::Json::array();
    fields.push(hidden_field("at", place.text()));
    if (layout == PageLayout::together) {
        fields.push(hidden_field("inline", "1"));
    }
    if (version) {
        fields.push(hidden_field("v", std::to_string(*version)));
    }
    if (!form_token.empty()) {
        fields.push(hidden_field("form", form_token));
    }
    if (!seed.empty()) {
        fields.push(hidden_field("seed", seed));
    }
    if (key) {
        fields.push(hidden_field("key", base::base64url(*key)));
    }
    if (!proof.empty()) {
        fields.push(hidden_field("challenge", proof));
    }
    return fields;
}

FormState with_next_layout(const domain::Questionnaire& questionnaire, FormState state) {
    const bool is_page = state.place.kind == FormPlace::Kind::page;
    if (state.place.kind == FormPlace::Kind::start && state.is_scripted) {
        state.layout = PageLayout::together;
    } else if (is_page && state.layout == PageLayout::together && !state.is_scripted) {
        const std::vector<QuestionPage> pages = question_pages(questionnaire, state.layout);
        state.layout = PageLayout::apart;
        state.lost_script = true;
        if (state.place.page < pages.size()) {
            const std::size_t first = pages[state.place.page].front();
            state.place.page = page_of(question_pages(questionnaire), first).value_or(0);
        }
    }
    return state;
}

std::optional<domain::SubmissionKey> submission_key_from(std::string_view text) {
    // 22 characters hold four bits more than 16 bytes: whatever they are, they are not read.
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::size_t last = text.size() == key_characters ? digits.find(text.back()) : digits.npos;
    if (last == digits.npos) {
        return std::nullopt;
    }
    const auto bytes =
        base::from_base64url(std::string(text.substr(0, text.size() - 1)) + digits[last & 0x30U]);
    domain::SubmissionKey key{};
    if (!bytes || bytes->size() != key.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, key.begin());
    return key;
}

}  // namespace lyhord::api
