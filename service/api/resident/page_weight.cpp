#include "api/resident/page_weight.h"

#include <algorithm>

#include "api/resident/form_screens.h"
#include "http/compression.h"

namespace lyhord::api {

std::size_t heaviest_page_bytes(const Pages& pages,
                                const std::shared_ptr<const domain::FrozenRound>& round) {
    const domain::Questionnaire& questionnaire = round->questionnaire;
    const std::size_t count = question_pages(questionnaire, PageLayout::together).size();
    std::size_t heaviest = 0;
    for (const std::string& language : questionnaire.languages) {
        http::Request request;
        request.query = {{"lang", language}};
        const FormScreens screens({.pages = pages,
                                   .round = round,
                                   .language = page_language(pages, request, &questionnaire)});
        for (std::size_t page = 0; page < count; ++page) {
            FormEcho echo(*round);
            echo.state.layout = PageLayout::together;
            const http::Response response = screens.show(
                echo, {.place = {.kind = FormPlace::Kind::page, .page = page}, .problems = {}});
            const std::string sent =
                http::encoded(response.body, http::Coding::gzip, http::Effort::quick);
            heaviest = std::max(heaviest, sent.size());
        }
    }
    return heaviest;
}

}  // namespace lyhord::api
