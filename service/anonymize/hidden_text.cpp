#include "anonymize/hidden_text.h"

#include <algorithm>

#include "anonymize/tokens.h"

namespace lyhord::anonymize {
namespace {

void hide(std::string& text, ByteRange range) {
    std::fill_n(
        text.begin() + static_cast<std::ptrdiff_t>(range.start), range.end - range.start, barrier);
}

std::string without_tokens(std::string text) {
    for (const ByteRange& token : tokens_in(text)) {
        hide(text, token);
    }
    return text;
}

}  // namespace

HiddenText::HiddenText(const FoldedText& forms)
    : forms_(forms),
      folded_(without_tokens(forms.folded())),
      text_(folded_),
      pieces_({{.text = 0, .folded = 0}}) {}

std::size_t HiddenText::in_folded(std::size_t text_at) const {
    const auto after = std::ranges::upper_bound(pieces_, text_at, {}, &Piece::text);
    const Piece& piece = *std::prev(after);
    return piece.folded + (text_at - piece.text);
}

void HiddenText::take(const Findings& found) {
    for (const Finding& finding : found) {
        const ByteRange own{in_folded(finding.range.start), in_folded(finding.range.end - 1) + 1};
        const ByteRange range = forms_.whole_letters(own);
        hide(text_,
             {finding.range.start - (own.start - range.start),
              finding.range.end + (range.end - own.end)});
        hide(folded_, range);
        findings_.push_back({range, finding.label, finding.certainty});
    }
}

void HiddenText::close_up() {
    text_.clear();
    pieces_.clear();
    std::size_t copied = 0;
    for (const Finding& finding : in_order(findings_)) {
        pieces_.push_back({.text = text_.size(), .folded = copied});
        text_ += std::string_view(folded_).substr(copied, finding.range.start - copied);
        text_.append(token(finding.label).size(), barrier);
        copied = finding.range.end;
    }
    pieces_.push_back({.text = text_.size(), .folded = copied});
    text_ += std::string_view(folded_).substr(copied);
}

Findings in_order(Findings findings) {
    std::ranges::stable_sort(
        findings, {}, [](const Finding& finding) { return finding.range.start; });
    Findings apart;
    for (const Finding& finding : findings) {
        if (apart.empty() || finding.range.start >= apart.back().range.end) {
            apart.push_back(finding);
        } else {
            Finding& wider = apart.back();
            wider.range.end = std::max(wider.range.end, finding.range.end);
            wider.certainty = std::min(wider.certainty, finding.certainty);
        }
    }
    return apart;
}

}  // namespace lyhord::anonymize
