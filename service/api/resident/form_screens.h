// Owns the screens of one dialogue as HTML: start, question page, review, thanks, and what is
// shown when an answer could not be taken. No screen needs a script.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/pages/page_language.h"
#include "api/resident/form_echo.h"
#include "api/resident/form_turn.h"

namespace lyhord::api {

struct FormSetting {
    const Pages& pages;
    std::shared_ptr<const domain::FrozenRound> round;
    PageLanguage language;
    domain::Channel channel = domain::Channel::link;
    std::string host;  // of the request, to write a whole address on paper or in a text
};

class FormScreens {
public:
    explicit FormScreens(FormSetting setting) : setting_(std::move(setting)) {}

    // The screen of `turn`. `echo.state` must hold what the next form carries; its place is set
    // here.
    http::Response show(FormEcho& echo, const FormTurn& turn) const;
    // The first screen of somebody who changed version or language of questions on the way.
    http::Response changed(FormEcho& echo) const;

    http::Response thanks(std::string_view receipt) const;
    http::Response already() const;               // 409
    http::Response retry(FormEcho& echo) const;   // 503, keeps everything
    http::Response closed() const;                // 410
    http::Response not_open() const;              // 404, tells the day

    const FormSetting& setting() const { return setting_; }

private:
    struct Frame;
    base::Json frame(std::string_view heading_key) const;
    base::Json form(const FormEcho& echo, const std::set<std::size_t>& asked) const;
    http::Response start(const FormEcho& echo, const FormTurn& turn) const;
    http::Response page(const FormEcho& echo, const FormTurn& turn) const;
    http::Response review(const FormEcho& echo, const FormTurn& turn) const;
    http::Response render(std::string_view name, int status, const base::Json& data) const;

    std::string_view words(std::string_view key) const;
    std::string words(std::string_view key, const Placeholder& placeholder) const;
    std::string address(std::string_view language) const;
    std::string results_path() const;
    void put_errors(base::Json& data, const FormEcho& echo, const FormTurn& turn) const;
    void put_switch(base::Json& data) const;
    void put_step(base::Json& data, const FormEcho& echo, const FormPlace& place) const;

    FormSetting setting_;
};

}  // namespace lyhord::api
