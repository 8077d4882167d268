#include "anonymize/redactor.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "anonymize/accounts.h"
#include "anonymize/addresses.h"
#include "anonymize/characters.h"
#include "anonymize/contacts.h"
#include "anonymize/folded_text.h"
#include "anonymize/names.h"
#include "anonymize/personal_numbers.h"
#include "anonymize/phones.h"
#include "anonymize/plain_numbers.h"
#include "anonymize/plates.h"
#include "base/limits.h"

namespace lyhord::anonymize {
namespace {

void hide(std::string& text, ByteRange range) {
    std::fill_n(
        text.begin() + static_cast<std::ptrdiff_t>(range.start), range.end - range.start, barrier);
}

// Hides tokens that stand in the text already, so that a redacted text is left as it is.
void hide_tokens(std::string& text) {
    for (std::size_t at = text.find('['); at != std::string::npos; at = text.find('[', at + 1)) {
        for (const Label label : all_labels) {
            const std::string_view written = token(label);
            if (std::string_view(text).substr(at).starts_with(written)) {
                hide(text, {at, at + written.size()});
                break;
            }
        }
    }
}

// What is worth looking for: most texts have no digits, no at sign and no full stop inside a word.
struct Traits {
    std::size_t digits = 0;
    bool at_sign = false;
    bool inner_stop = false;
    bool spoken_digits = false;  // "noll sju noll"
    bool street = false;         // "storgatan tjugotre"
};

Traits traits_of(std::string_view text) {
    Traits traits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        traits.digits += is_digit(c) ? 1 : 0;
        traits.at_sign |= c == '@';
        traits.inner_stop |= (c == '.' || c == ':') && i + 1 < text.size() && text[i + 1] > ' ';
    }
    traits.spoken_digits =
        text.find("noll") != std::string_view::npos || text.find("Noll") != std::string_view::npos;
    traits.street = text.find("gatan ") != std::string_view::npos ||
                    text.find("vägen ") != std::string_view::npos;
    return traits;
}

}  // namespace

struct Redactor::Detectors {
    explicit Detectors(Gazetteer gazetteer) : names(std::move(gazetteer)) {}

    // One pass in the order of precedence; what is found is hidden from the detectors after it.
    Findings find(std::string& text, const FoldedText& forms) const {
        const Traits traits = traits_of(text);
        Findings all;
        const auto take = [&](const Findings& found) {
            for (const Finding& finding : found) {
                const ByteRange range = forms.whole_letters(finding.range);
                hide(text, range);
                all.push_back({range, finding.label});
            }
        };
        if (traits.inner_stop) {
            take(contacts.links(text));
        }
        take(contacts.emails(text));
        if (traits.inner_stop) {
            take(contacts.domains(text));
        }
        if (traits.digits >= 4) {
            take(accounts.find(text));
            take(personal_numbers.find(text));
        }
        if (traits.digits >= 4 || traits.spoken_digits) {
            take(phones.find(text));
        }
        if (traits.digits >= 2) {
            take(plates.find(text));
        }
        if (traits.digits >= 1 || traits.street) {
            take(addresses.find(text));
        }
        take(contacts.handles(text));
        take(names.find(text));
        return all;
    }

    PlainNumbers plain_numbers;
    Contacts contacts;
    Accounts accounts{plain_numbers};
    PersonalNumbers personal_numbers;
    Phones phones{plain_numbers};
    Plates plates{plain_numbers};
    Addresses addresses{plain_numbers};
    Names names;
};

struct Redactor::Result {
    std::string text;
    std::vector<Span> spans;
    bool withheld = false;
};

Redactor::Redactor(Gazetteer gazetteer)
    : detectors_(std::make_unique<const Detectors>(std::move(gazetteer))) {}
Redactor::Redactor(Redactor&&) noexcept = default;
Redactor& Redactor::operator=(Redactor&&) noexcept = default;
Redactor::~Redactor() = default;

Redactor::Result Redactor::read(std::string_view text) const {
    Result result{.text = {}, .spans = {}, .withheld = true};
    if (text.size() > base::limits::redact_bytes_max) {
        return result;
    }
    const FoldedText forms(text);
    std::string hidden = forms.folded();
    hide_tokens(hidden);
    // Masking may uncover more (the second of two numbers that ran together), so passes go on until
    // one finds nothing: redacting the result again then changes nothing.
    Findings findings;
    for (std::size_t pass = 0; pass < base::limits::redact_passes_max && result.withheld; ++pass) {
        const Findings found = detectors_->find(hidden, forms);
        findings.insert(findings.end(), found.begin(), found.end());
        result.withheld = !found.empty();
    }
    if (result.withheld) {
        return result;
    }
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.range.start < b.range.start;
    });
    std::size_t copied = 0;
    std::size_t spanned = 0;
    for (const Finding& finding : findings) {
        const ByteRange canonical = forms.in_canonical(finding.range);
        const ByteRange input = forms.in_input(finding.range);
        // Two findings can meet inside one letter that folds to several characters.
        if (canonical.start >= copied) {
            result.text +=
                std::string_view(forms.canonical()).substr(copied, canonical.start - copied);
            result.text += token(finding.label);
            result.spans.push_back({std::max(input.start, spanned), input.end, finding.label});
        }
        copied = std::max(copied, canonical.end);
        spanned = std::max(spanned, input.end);
    }
    result.text += std::string_view(forms.canonical()).substr(copied);
    return result;
}

Redaction Redactor::redact(domain::RawText&& raw) const noexcept {
    // Fails closed: whatever goes wrong in here, no raw text comes out.
    try {
        const domain::RawText taken(std::move(raw));
        Result result = read(taken.read());
        return {.text = domain::RedactedText(std::move(result.text)),
                .spans = std::move(result.spans),
                .withheld = result.withheld};
    } catch (...) {
        return {.text = domain::RedactedText(std::string()), .spans = {}, .withheld = true};
    }
}

}  // namespace lyhord::anonymize
