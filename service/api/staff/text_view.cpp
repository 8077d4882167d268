#include "api/staff/text_view.h"

#include <algorithm>
#include <array>
#include <string>

#include "api/pages/pages.h"
#include "api/staff/staff_page.h"
#include "review/marked_text.h"

namespace lyhord::api::staff {
namespace {

using base::Json;

constexpr std::string_view swedish = "sv";

// In the order of domain::redaction_tokens.
constexpr std::array<std::string_view, domain::redaction_tokens.size()> token_keys = {
    "staff_token_person",
    "staff_token_pnr",
    "staff_token_phone",
    "staff_token_email",
    "staff_token_address",
    "staff_token_regnr",
    "staff_token_account",
    "staff_token_url",
    "staff_token_handle"};

std::string_view token_name(const Services& services, std::string_view token) {
    const auto found = std::ranges::find(domain::redaction_tokens, token);
    const auto index = static_cast<std::size_t>(found - domain::redaction_tokens.begin());
    return staff_text(services, token_keys[index]);
}

Json tokens_of(const Services& services, std::string_view chosen) {
    Json tokens = Json::array();
    for (const std::string_view token : domain::redaction_tokens) {
        Json entry = Json::object();
        entry.set("token", token).set("name", token_name(services, token));
        tokens.push(entry.set("chosen", token == chosen));
    }
    return tokens;
}

// How often each kind of mask stands in the text, and how many of them are unsure.
Json masks_of(const Services& services, const std::vector<review::Piece>& pieces) {
    Json masks = Json::array();
    for (const std::string_view token : domain::redaction_tokens) {
        const auto is_one = [token](const review::Piece& piece) {
            return piece.kind == review::PieceKind::masked && piece.text == token;
        };
        const auto count = std::ranges::count_if(pieces, is_one);
        const auto unsure = std::ranges::count_if(pieces, [&is_one](const review::Piece& piece) {
            return is_one(piece) && piece.is_unsure;
        });
        if (count > 0) {
            Json mask = Json::object();
            mask.set("more", !masks.as_array()->empty()).set("name", token_name(services, token));
            mask.set("count", count > 1 ? std::to_string(count) : std::string());
            mask.set("unsure", unsure > 0 ? std::to_string(unsure) : std::string());
            masks.push(mask.set("is_one_unsure", unsure == 1));
        }
    }
    return masks;
}

Json piece_view(const Services& services, const review::Piece& piece) {
    Json view = Json::object();
    view.set("piece", piece.text);
    view.set("plain", piece.kind == review::PieceKind::words);
    view.set("pointing", piece.kind == review::PieceKind::pointing);
    view.set("is_unsure", piece.is_unsure);
    return view.set("masked",
                    piece.kind == review::PieceKind::masked
                        ? std::string(token_name(services, piece.text))
                        : std::string());
}

std::string question_text(const domain::FrozenRound& round, std::uint16_t question) {
    const std::optional<std::size_t> asked = round.plan.questions[question].question;
    const domain::Questionnaire& questionnaire = round.questionnaire;
    return asked
               ? std::string(
                     questionnaire.questions[*asked].text.in(swedish, questionnaire.language).text)
               : std::string();
}

// The name of a category of the question's area dimension; empty if there is none.
std::string area_text(const domain::FrozenRound& round, const review::ShownComment& comment) {
    for (const std::size_t index : round.plan.questions[comment.question].dimensions) {
        const domain::Dimension& dimension = round.plan.dimensions[index];
        const auto found =
            std::ranges::find(dimension.categories, comment.area, &domain::Category::id);
        if (dimension.is_area && found != dimension.categories.end()) {
            return std::string(found->text.in(swedish, round.questionnaire.language).text);
        }
    }
    return {};
}

Json views_of(const Services& services, const std::vector<review::Piece>& pieces) {
    Json views = Json::array();
    for (const review::Piece& piece : pieces) {
        views.push(piece_view(services, piece));
    }
    return views;
}

void put_words(Json& data, const Services& services, const review::ShownComment& comment) {
    const std::vector<review::Piece> pieces = review::pieces_of(comment.content.text);
    data.set("points", std::ranges::any_of(pieces, [](const review::Piece& piece) {
                 return piece.kind == review::PieceKind::pointing;
             }));
    data.set("has_unsure", std::ranges::any_of(pieces, &review::Piece::is_unsure));
    Json masks = masks_of(services, pieces);
    data.set("has_masks", !masks.as_array()->empty()).set("masks", std::move(masks));
    data.set("pieces", views_of(services, pieces));
}

void put_text(Json& data,
              const Services& services,
              const domain::FrozenRound& round,
              const ShownPile& shown) {
    const review::ShownComment& comment = *shown.reading.comment;
    const std::string& tag = comment.content.language;
    data.set("question", question_text(round, comment.question));
    data.set("area", area_text(round, comment)).set("week", comment.week.text());
    data.set("tag", tag).set("is_foreign", comment.is_foreign);
    data.set("language",
             services.pages.has_language(tag) ? services.pages.text(tag, "language_name")
                                              : std::string_view(tag));
    data.set("place", base::hex(comment.place)).set("version", base::hex(comment.version));
    data.set("which", "0").set("is_closed", comment.cannot_be_shown);
    put_words(data, services, comment);
    data.set("tokens", tokens_of(services, shown.token));
    const bool is_unread = shown.pile == review::Pile::unread;
    data.set("may_approve", is_unread && !comment.cannot_be_shown);
    data.set("translated", !is_unread && comment.translation);
    if (comment.translation) {
        data.set("typed_translation", comment.translation->view());
        data.set("translated_pieces", views_of(services, review::pieces_of(*comment.translation)));
    }
}

}  // namespace

Json text_view(const Services& services,
               const domain::StaffSession& session,
               const domain::FrozenRound& round,
               const ShownPile& shown) {
    const review::Reading& reading = shown.reading;
    const bool is_approved = shown.pile == review::Pile::approved;
    Json data = page_of(session);
    data.set("dialogue", round.questionnaire.title.in(swedish, round.questionnaire.language).text);
    data.set("slug", round.round.slug).set("number", std::to_string(round.round.number));
    data.set("left", std::to_string(reading.left));
    data.set("reviewed", std::to_string(reading.reviewed));
    data.set("has_reviewed", reading.reviewed > 0);
    data.set("is_approved", is_approved).set("of", is_approved ? "approved" : "");
    data.set("text", reading.comment.has_value());
    if (reading.comment) {
        data.set("runs_script", true);
        put_text(data, services, round, shown);
    }
    return data;
}

}  // namespace lyhord::api::staff
