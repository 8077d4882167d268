#include "api/resident/form_screens.h"

#include <algorithm>

#include "api/resident/paper_view.h"
#include "api/resident/problem_text.h"
#include "api/resident/question_view.h"
#include "api/resident/script_view.h"
#include "api/resident/start_view.h"
#include "base/limits.h"

namespace lyhord::api {
namespace {

using base::Json;

constexpr std::string_view challenge_page = "dialogue_challenge";

// Pages that a script puts in place of each other share the policy of the first one.
bool has_recordings(const domain::Questionnaire& questionnaire) {
    return !std::ranges::all_of(questionnaire.questions, [](const domain::Question& question) {
        return question.recordings.empty();
    });
}

bool holds(const Json& data, std::string_view key) {
    const Json* value = data.find(key);
    return value != nullptr && *value->as_bool();
}

bool has_form(const Json& data) { return data.find("action") != nullptr; }

int status_of(const FormTurn& turn) { return turn.problems.empty() ? 200 : 422; }

void append(Json& list, const Json& more) {
    for (const Json& item : *more.as_array()) {
        list.push(item);
    }
}

// The first problem of the question, in words.
std::string problem_of(const FormSetting& setting,
                       const FormEcho& echo,
                       const FormTurn& turn,
                       std::size_t question) {
    const auto found =
        std::ranges::find(turn.problems, std::optional(question), &intake::DraftProblem::question);
    return found == turn.problems.end()
               ? std::string()
               : problem_text(setting.pages, setting.language, echo, *found);
}

}  // namespace

std::string FormScreens::words(std::string_view key) const {
    return std::string(setting_.pages.text(setting_.language.page, key));
}

std::string FormScreens::words(std::string_view key,
                               std::string_view name,
                               std::string value) const {
    return api::words(setting_.pages, setting_.language, key, {name, std::move(value)});
}

// The language and the channel live in the address.
std::string FormScreens::address(std::string_view language) const {
    return form_path() + "?lang=" + std::string(language) + std::string(channel_query());
}

std::string FormScreens::form_path() const {
    const std::string& slug = setting_.round->round.slug;
    return setting_.is_preview ? "/staff/dialoger/" + slug + "/visa" : "/d/" + slug;
}

std::string FormScreens::paper_address() const {
    const std::string language = "?lang=" + setting_.language.chosen;
    return setting_.is_preview ? form_path() + language + "&papper=1"
                               : form_path() + "/skriv-ut" + language;
}

std::string_view FormScreens::channel_query() const {
    return setting_.channel == domain::Channel::qr ? "&channel=qr" : "";
}

// What a draft in the browser must have been made for; empty: this dialogue keeps none there.
std::string FormScreens::draft_stamp() const {
    const std::string round = std::to_string(setting_.round->round.number);
    return is_sensitive() || setting_.is_preview
               ? std::string()
               : round + "." + std::to_string(setting_.round->questionnaire.version);
}

// What the browser keeps of this dialogue, in this language.
std::string FormScreens::offline_address() const {
    return setting_.queue_key.empty()
               ? std::string()
               : "/d/" + setting_.round->round.slug + "/offline?lang=" + setting_.language.chosen;
}

std::string FormScreens::results_path() const { return "/r/" + setting_.round->round.slug; }

http::Response FormScreens::render(std::string_view name, int status, Json data) const {
    const domain::Questionnaire& questionnaire = setting_.round->questionnaire;
    const bool may_leave_quickly = questionnaire.help_box.quick_exit || questionnaire.sensitive;
    put_help(data, {setting_.pages, *setting_.round, setting_.language});
    put_review(data, questionnaire, setting_.language);
    put_text(data, "heading", questionnaire.title, setting_.language);
    std::string title =
        is_sensitive() ? words("neutral_title") : *data.find("heading")->as_string();
    if (const Json* subject = data.find("subject"); subject != nullptr) {
        title = *subject->as_string() + " – " + title;
    }
    data.set("title", std::move(title)).set("neutral", is_sensitive());
    data.set("error_title", status == 422 || status == 503);
    data.set("quick_exit", may_leave_quickly ? harmless_page : std::string_view());
    data.set("queue_key", setting_.queue_key).set("offline", offline_address());
    // What waits on the device is sent from every page, also when nothing may be kept any more.
    data.set("queued", !is_sensitive() && !setting_.is_preview);
    data.set("preview", setting_.is_preview ? setting_.round->round.slug : std::string());
    // A page that only tells something has the script where it, or its exit, ends the draft.
    const bool ends_draft = holds(data, "ends_draft");
    const bool watches_exit =
        may_leave_quickly && !is_sensitive() && !ends_draft && !has_form(data);
    data.set("watches_exit", watches_exit);
    // Everywhere else the form's script brings the exit's along.
    data.set("exit_alone", is_sensitive() && !has_form(data));
    return setting_.pages.render(name,
                                 {.language = setting_.language.page,
                                  .status = status,
                                  .no_store = is_sensitive() || setting_.is_preview,
                                  .runs_script = true,
                                  .sends_queue = !is_sensitive() && !setting_.is_preview,
                                  .plays_sound = has_recordings(questionnaire),
                                  .turns_in_place = is_sensitive()},
                                 data);
}

// `asked`: the questions whose answers are fields of the page itself.
Json FormScreens::form_data(const FormEcho& echo, const std::set<std::size_t>& asked) const {
    Json hidden = echo.state.hidden_fields();
    append(hidden, echo.hidden_fields(asked));
    Json data = Json::object();
    data.set("action", address(setting_.language.chosen)).set("hidden", std::move(hidden));
    data.set("draft", draft_stamp());
    return data.set("reviewing", echo.state.key.has_value());
}

void FormScreens::put_errors(Json& data, const FormEcho& echo, const FormTurn& turn) const {
    Json errors = Json::array();
    for (const intake::DraftProblem& problem : turn.problems) {
        Json error = Json::object();
        error.set("field", problem.question ? first_field(echo.question(*problem.question)) : "");
        error.set("text", problem_text(setting_.pages, setting_.language, echo, problem));
        errors.push(std::move(error));
    }
    data.set("has_errors", !turn.problems.empty()).set("errors", std::move(errors));
}

void FormScreens::put_step(Json& data, const FormEcho& echo) const {
    const std::vector<std::size_t> pages =
        shown_pages(question_pages(setting_.round->questionnaire, echo.state.layout), echo);
    const auto at = std::ranges::find(pages, echo.state.place.page);
    const bool is_page = echo.state.place.kind == FormPlace::Kind::page;
    const std::size_t number =
        is_page ? static_cast<std::size_t>(at - pages.begin()) + 1 : pages.size() + 1;
    const Placeholder placeholders[] = {
        {"page", std::to_string(number)},
        {"pages", std::to_string(pages.size() + 1)},
    };
    const std::string step = filled(words("step"), placeholders);
    data.set("step", step).set("subject", is_page ? step : words("review_title"));
}

// Other languages, as buttons of the form: they keep the answers.
Json FormScreens::switch_data() const {
    Json others = Json::array();
    Json choices = language_choices(setting_.pages, setting_.language, channel_query());
    for (Json& choice : *choices.as_array()) {
        if (!*choice.find("current")->as_bool()) {
            others.push(std::move(choice));
        }
    }
    return others;
}

http::Response FormScreens::show(FormEcho& echo, const FormTurn& turn) const {
    echo.state.place = turn.place;
    switch (turn.place.kind) {
        case FormPlace::Kind::page:
            return page(echo, turn);
        case FormPlace::Kind::review:
            return review(echo, turn);
        case FormPlace::Kind::start:
            break;
    }
    return start(echo, turn);
}

http::Response FormScreens::start(const FormEcho& echo, const FormTurn& turn) const {
    Json data = form_data(echo, {});
    put_errors(data, echo, turn);
    const Json view = start_view({setting_.pages, *setting_.round, setting_.language});
    for (const auto& [key, value] : *view.as_object()) {
        data.set(key, value);
    }
    put_languages(data, setting_.pages, setting_.language, channel_query());
    data.set("languages_first", true);
    data.set("paper_url", paper_address());
    return render("dialogue_start", status_of(turn), std::move(data));
}

Json FormScreens::questions_data(const FormEcho& echo,
                                 const FormTurn& turn,
                                 const QuestionPage& page) const {
    const QuestionViewing viewing{setting_.pages, *setting_.round, echo, setting_.language};
    const std::vector<bool> shown = echo.shown();
    Json questions = Json::array();
    bool is_background = false;
    for (const std::size_t index : questions_to_show(echo, page)) {
        const bool was_background = is_background;
        is_background = echo.question(index).background;
        questions.push(question_view(viewing,
                                     index,
                                     {.problem = problem_of(setting_, echo, turn, index),
                                      .conditions = conditions_text(echo, page, index),
                                      .asked = shown[index],
                                      .begins_background = is_background && !was_background}));
    }
    return questions;
}

http::Response FormScreens::page(const FormEcho& echo, const FormTurn& turn) const {
    const std::vector<QuestionPage> pages =
        question_pages(setting_.round->questionnaire, echo.state.layout);
    const QuestionPage& page = pages[turn.place.page];
    const std::vector<std::size_t> asked = questions_to_show(echo, page);
    Json data = form_data(echo, {asked.begin(), asked.end()});
    put_errors(data, echo, turn);
    put_step(data, echo);
    data.set("questions", questions_data(echo, turn, page));
    Json others = switch_data();
    data.set("has_switch", !others.as_array()->empty()).set("switch", std::move(others));
    return render("dialogue_page", status_of(turn), std::move(data));
}

http::Response FormScreens::review(const FormEcho& echo, const FormTurn& turn) const {
    const QuestionViewing viewing{setting_.pages, *setting_.round, echo, setting_.language};
    const std::vector<QuestionPage> pages =
        question_pages(setting_.round->questionnaire, echo.state.layout);
    const std::vector<bool> shown = echo.shown();
    Json answers = Json::array();
    Json left_out = Json::array();
    for (std::size_t page = 0; page < pages.size(); ++page) {
        for (const std::size_t index : pages[page]) {
            if (!shown[index] && !echo.current()[index].answered) {
                continue;
            }
            Json answer = answer_view(viewing, index);
            answer.set("edit", "page." + std::to_string(page));
            answer.set(
                "edit_url",
                address(setting_.language.chosen) + "#" + question_anchor(echo.question(index)));
            (shown[index] ? answers : left_out).push(std::move(answer));
        }
    }
    Json data = form_data(echo, {});
    put_errors(data, echo, turn);
    put_step(data, echo);
    data.set("answers", std::move(answers));
    data.set("has_left_out", !left_out.as_array()->empty());
    data.set("left_out", std::move(left_out));
    Json others = switch_data();
    data.set("has_switch", !others.as_array()->empty()).set("switch", std::move(others));
    return render("dialogue_review", status_of(turn), std::move(data));
}

http::Response FormScreens::offline(FormEcho& echo) const {
    // Sent without its script, the page goes to the review with everything that was answered.
    echo.state.place = {.kind = FormPlace::Kind::review, .page = 0};
    echo.state.layout = PageLayout::together;
    const QuestionPage page =
        question_pages(setting_.round->questionnaire, PageLayout::whole).front();
    Json data = form_data(echo, {page.begin(), page.end()});
    data.set("questions", questions_data(echo, {}, page));
    data.set("content", setting_.language.content).set("whole", true);
    const Json view = start_view({setting_.pages, *setting_.round, setting_.language});
    for (const auto& [key, value] : *view.as_object()) {
        data.set(key, value);
    }
    return render("dialogue_offline", 200, std::move(data));
}

http::Response FormScreens::retry(FormEcho& echo) const {
    echo.state.place = {.kind = FormPlace::Kind::review, .page = 0};
    Json data = form_data(echo, {});
    data.set("subject", words("retry_title"));
    http::Response response = render("dialogue_retry", 503, std::move(data));
    response.header("Retry-After", std::to_string(base::limits::retry_after_seconds));
    return response;
}

std::string FormScreens::told_wait(std::int64_t seconds) const {
    constexpr std::int64_t told_to = 5;  // seconds
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t seconds_told_max = 100;
    const auto in_units = [seconds](std::int64_t unit) { return (seconds + unit - 1) / unit; };
    const Placeholder placeholders[] = {
        {"seconds", std::to_string(in_units(told_to) * told_to)},
        {"minutes", std::to_string(in_units(minute))},
        {"button", words("send")},
    };
    const bool is_long = seconds > seconds_told_max;
    return filled(words(is_long ? "challenge_wait_long" : "challenge_wait"), placeholders);
}

http::Response FormScreens::challenged(FormEcho& echo, const http::Challenge& challenge) const {
    echo.state.place = {.kind = FormPlace::Kind::review, .page = 0};
    echo.state.proof = challenge.token;
    Json data = form_data(echo, {});
    data.set("subject", words("challenge_title"));
    data.set("wait", told_wait(challenge.wait_seconds));
    data.set("seed", challenge.seed).set("bits", challenge.bits);
    data.set("puzzles", challenge.puzzles);
    http::Response response = render(challenge_page, 429, std::move(data));
    response.header("Retry-After", std::to_string(challenge.wait_seconds));
    return response;
}

http::Response FormScreens::thanks(std::string_view receipt) const {
    Json data = Json::object();
    data.set("receipt", receipt).set("subject", words("thanks_received"));
    data.set("ends_draft", !is_sensitive());
    data.set("results", results_path() + "?lang=" + setting_.language.chosen);
    put_thanks(data,
               {setting_.pages, *setting_.round, setting_.language},
               setting_.site_address + results_path());
    return render("dialogue_thanks", 200, std::move(data));
}

http::Response FormScreens::paper() const {
    const FormEcho blank(*setting_.round);
    Json data = paper_view({setting_.pages, *setting_.round, blank, setting_.language});
    data.set("subject", words("paper_title"));
    put_languages(data, setting_.pages, setting_.language);
    return render("dialogue_paper", 200, std::move(data));
}

http::Response FormScreens::message(const Message& message, DraftFate draft) const {
    Json data = message_data(setting_.pages, setting_.language, message);
    data.set("subject", *data.find("message_title"));
    data.set("ends_draft", !is_sensitive() && draft == DraftFate::ended);
    if (!is_sensitive() && draft == DraftFate::offered) {
        data.set("action", address(setting_.language.chosen)).set("draft", draft_stamp());
        data.set("is_late", true);
    }
    return render("message", message.status, std::move(data));
}

http::Response FormScreens::already() const {
    return message({.status = 409,
                    .key = "already",
                    .links = {{address(setting_.language.chosen), words("already_start")}}},
                   DraftFate::ended);
}

http::Response FormScreens::closed(DraftFate draft) const {
    Message closed{.status = 410, .key = "closed"};
    if (const auto& day = setting_.round->round.terms.publish_by) {
        closed.more.push_back(words("closed_results", "date", day->text()));
    }
    closed.links.emplace_back(results_path() + "?lang=" + setting_.language.chosen,
                              words("thanks_results"));
    return message(closed, draft);
}

http::Response FormScreens::not_open() const {
    Message waiting{.status = 404, .key = "not_open"};
    if (const auto& day = setting_.round->round.terms.opens_at) {
        waiting.more.push_back(words("not_open_day", "date", day->text()));
    }
    return message(waiting);
}

http::Response FormScreens::refused(int status, base::Literal key) const {
    return message({.status = status, .key = key});
}

}  // namespace lyhord::api
