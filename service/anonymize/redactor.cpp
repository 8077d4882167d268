#include "anonymize/redactor.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "anonymize/folded_text.h"
#include "anonymize/hidden_text.h"
#include "anonymize/names.h"
#include "anonymize/structured_data.h"
#include "anonymize/tokens.h"
#include "base/limits.h"

namespace lyhord::anonymize {
struct Redactor::Detectors {
    explicit Detectors(RedactorOptions options)
        : names(std::move(options.gazetteer), std::move(options.own_names)) {}

    StructuredData structured;
    Names names;
};

struct Redactor::Result {
    std::string text;
    std::vector<std::uint16_t> unsure;
    std::vector<Span> spans;
    bool withheld = false;
};

Redactor::Redactor(RedactorOptions options)
    : bytes_max_(options.bytes_max),
      detectors_(std::make_unique<const Detectors>(std::move(options))) {}
Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;
Redactor::~Redactor() = default;

Redactor::Result Redactor::read(std::string_view text,
                                std::span<const std::uint16_t> unsure) const {
    Result result{.text = {}, .unsure = {}, .spans = {}, .withheld = true};
    if (text.size() > bytes_max_) {
        return result;
    }
    const FoldedText forms(text);
    HiddenText hidden(forms);
    EmptyWindows empty;
    Names::Reading names;
    // Masking may uncover more (the second of two numbers that ran together), so passes go on until
    // one finds nothing: redacting the result again then changes nothing.
    for (std::size_t pass = 0; pass < base::limits::redact_passes_max && result.withheld; ++pass) {
        const std::size_t found_before = hidden.findings().size();
        empty = detectors_->structured.find(hidden, std::move(empty));
        names = detectors_->names.read(hidden.text(), std::move(names));
        hidden.take(names.findings);
        result.withheld = hidden.findings().size() > found_before;
        hidden.close_up();
    }
    if (result.withheld) {
        return result;
    }
    std::vector<PutToken> put;
    std::size_t copied = 0;
    for (const Finding& finding : in_order(hidden.findings())) {
        const ByteRange canonical = forms.in_canonical(finding.range);
        result.text += std::string_view(forms.canonical()).substr(copied, canonical.start - copied);
        put.emplace_back(result.text.size(), finding.certainty);
        result.text += token(finding.label);
        result.spans.push_back({forms.in_input(finding.range).start,
                                forms.in_input(finding.range).end,
                                finding.label,
                                finding.certainty});
        copied = canonical.end;
    }
    result.text += std::string_view(forms.canonical()).substr(copied);
    result.unsure = unsure_tokens(result.text, put, unsure);
    return result;
}

Redaction Redactor::redact(domain::RawText&& raw,
                           std::span<const std::uint16_t> unsure) const noexcept {
    // Fails closed: whatever goes wrong in here, no raw text comes out.
    try {
        const domain::RawText taken(std::move(raw));
        Result result = read(taken.read(), unsure);
        return {.text = domain::RedactedText(std::move(result.text), std::move(result.unsure)),
                .spans = std::move(result.spans),
                .withheld = result.withheld};
    } catch (...) {
        return {.text = domain::RedactedText(std::string()), .spans = {}, .withheld = true};
    }
}

Redaction Redactor::redact_again(const domain::RedactedText& text) const noexcept {
    try {
        return redact(domain::RawText(std::string(text.view())), text.unsure());
    } catch (...) {
        return {.text = domain::RedactedText(std::string()), .spans = {}, .withheld = true};
    }
}

}  // namespace lyhord::anonymize
