#include "review/marked_text.h"

#include <algorithm>

#include "anonymize/role_words.h"
#include "anonymize/tokens.h"

namespace lyhord::review {
namespace {

struct Mark {
    anonymize::ByteRange range;
    PieceKind kind = PieceKind::words;
    bool is_unsure = false;
};

// A token inside of a stretch that points at somebody stays a masked place.
std::vector<Mark> marks_of(const domain::RedactedText& text) {
    const std::vector<anonymize::ByteRange> tokens = anonymize::tokens_in(text.view());
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool is_unsure = std::ranges::binary_search(text.unsure(), i);
        marks.push_back({tokens[i], PieceKind::masked, is_unsure});
    }
    for (const anonymize::ByteRange& range : anonymize::pointing_words(text)) {
        std::size_t from = range.start;
        for (const anonymize::ByteRange& token : tokens) {
            if (token.end > from && token.start < range.end) {
                marks.push_back({{from, std::max(from, token.start)}, PieceKind::pointing});
                from = token.end;
            }
        }
        marks.push_back({{from, std::max(from, range.end)}, PieceKind::pointing});
    }
    std::ranges::sort(marks, {}, [](const Mark& mark) { return mark.range.start; });
    return marks;
}

void add(std::vector<Piece>& pieces, const Mark& mark, std::string_view text) {
    std::string shown(text.substr(mark.range.start, mark.range.end - mark.range.start));
    std::erase(shown, '\r');
    if (!shown.empty()) {
        pieces.push_back({mark.kind, std::move(shown), mark.is_unsure});
    }
}

}  // namespace

std::vector<Piece> pieces_of(const domain::RedactedText& text) {
    const std::string_view view = text.view();
    std::vector<Piece> pieces;
    std::size_t copied = 0;
    for (const Mark& mark : marks_of(text)) {
        add(pieces, {.range = {copied, mark.range.start}}, view);
        add(pieces, mark, view);
        copied = mark.range.end;
    }
    add(pieces, {.range = {copied, view.size()}}, view);
    return pieces;
}

}  // namespace lyhord::review
