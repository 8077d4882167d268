#include "review/marked_text.h"

#include <algorithm>

#include "anonymize/role_words.h"
#include "review/masking.h"

namespace lyhord::review {
namespace {

struct Mark {
    anonymize::ByteRange range;
    PieceKind kind = PieceKind::words;
};

// A token inside of a stretch that points at somebody stays a masked place.
std::vector<Mark> marks_of(const domain::RedactedText& text) {
    const std::vector<anonymize::ByteRange> tokens = tokens_in(text.view());
    std::vector<Mark> marks;
    for (const anonymize::ByteRange& token : tokens) {
        marks.push_back({token, PieceKind::masked});
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

void add(std::vector<Piece>& pieces, PieceKind kind, std::string_view text) {
    std::string shown(text);
    std::erase(shown, '\r');
    if (!shown.empty()) {
        pieces.push_back({kind, std::move(shown)});
    }
}

}  // namespace

std::vector<Piece> pieces_of(const domain::RedactedText& text) {
    const std::string_view view = text.view();
    std::vector<Piece> pieces;
    std::size_t copied = 0;
    for (const Mark& mark : marks_of(text)) {
        add(pieces, PieceKind::words, view.substr(copied, mark.range.start - copied));
        add(pieces, mark.kind, view.substr(mark.range.start, mark.range.end - mark.range.start));
        copied = mark.range.end;
    }
    add(pieces, PieceKind::words, view.substr(copied));
    return pieces;
}

}  // namespace lyhord::review
