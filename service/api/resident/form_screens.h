// Owns the screens of one dialogue as HTML: start, question page, review, thanks, and what is
// shown when an answer could not be taken. No screen needs a script.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "api/pages/message_page.h"
#include "api/pages/page_language.h"
#include "api/resident/form_echo.h"
#include "api/resident/form_turn.h"
#include "http/limiter/challenges.h"

namespace lyhord::api {

struct FormSetting {
    const Pages& pages;
    std::shared_ptr<const domain::FrozenRound> round;
    PageLanguage language;
    domain::Channel channel = domain::Channel::link;
    std::string site_address = {};  // "dialog.example.se" as configured, to be written down; or ""
    std::string queue_key = {};     // of answering.h; empty: nothing may be kept on a device
    bool is_preview = false;        // for staff, before it opens: nothing of it is kept anywhere
};

// What becomes of a draft in the browser where a message stands instead of the form.
enum class DraftFate { kept, offered, ended };

class FormScreens {
public:
    explicit FormScreens(FormSetting setting) : setting_(std::move(setting)) {}

    // The screen at `turn.place`: 200, or 422 with the problems and what was typed. `echo.state`
    // holds what the next form carries; its place is set here.
    http::Response show(FormEcho& echo, const FormTurn& turn) const;
    // 503, with everything that was answered and the same key.
    http::Response retry(FormEcho& echo) const;
    // 429, likewise: to be sent again once the challenge is met, by the page's script or by
    // waiting.
    http::Response challenged(FormEcho& echo, const http::Challenge& challenge) const;

    http::Response thanks(std::string_view receipt) const;
    // Everything on one page, which a browser keeps and shows when there is no network; its script
    // keeps the answer on the device.
    http::Response offline(FormEcho& echo) const;
    // To be printed and filled in with a pen.
    http::Response paper() const;
    http::Response already() const;  // 409: the key is used
    // 410. `offered`: a form that was begun in time may still be sent, and a draft of it proceeds.
    http::Response closed(DraftFate draft = DraftFate::ended) const;
    http::Response not_open() const;                              // 404, with the day it opens
    http::Response refused(int status, base::Literal key) const;  // any other message

    const FormSetting& setting() const { return setting_; }

private:
    http::Response render(std::string_view name, int status, base::Json data) const;
    http::Response start(const FormEcho& echo, const FormTurn& turn) const;
    http::Response page(const FormEcho& echo, const FormTurn& turn) const;
    http::Response review(const FormEcho& echo, const FormTurn& turn) const;
    http::Response message(const Message& message, DraftFate draft = DraftFate::kept) const;
    std::string told_wait(std::int64_t seconds) const;  // before the button is pressed again

    base::Json form_data(const FormEcho& echo, const std::set<std::size_t>& asked) const;
    // The questions of the page, and in `asked` those that are fields of it.
    base::Json questions_data(const FormEcho& echo,
                              const FormTurn& turn,
                              const QuestionPage& page) const;
    void put_errors(base::Json& data, const FormEcho& echo, const FormTurn& turn) const;
    void put_step(base::Json& data, const FormEcho& echo) const;
    base::Json switch_data() const;

    std::string words(std::string_view key) const;
    std::string words(std::string_view key, std::string_view name, std::string value) const;
    std::string address(std::string_view language) const;
    std::string_view channel_query() const;  // what an address says of the channel
    std::string results_path() const;
    std::string form_path() const;
    std::string paper_address() const;
    std::string offline_address() const;
    std::string draft_stamp() const;
    bool is_sensitive() const { return setting_.round->questionnaire.sensitive; }

    FormSetting setting_;
};

}  // namespace lyhord::api
