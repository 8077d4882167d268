#include "redaction/scores.h"

#include <algorithm>
#include <iomanip>

#include "anonymize/characters.h"

namespace lyhord::redaction {
namespace {

using anonymize::ByteRange;
using anonymize::Span;

bool is_covered(std::size_t at, const std::vector<Span>& spans) {
    return std::ranges::any_of(
        spans, [&](const Span& span) { return span.start_byte <= at && at < span.end_byte; });
}

// Every letter and digit; a genitive's last s says nothing.
bool is_hidden(const MarkedText& text, const Mark& mark, const std::vector<Span>& spans) {
    std::size_t end = mark.range.end;
    if (mark.label == anonymize::Label::person && end > mark.range.start + 1 &&
        (text.text[end - 1] == 's' || text.text[end - 1] == 'S')) {
        --end;
    }
    for (std::size_t at = mark.range.start; at < end;) {
        const anonymize::Character letter = anonymize::character_at(text.text, at);
        if (anonymize::is_letter_or_digit(letter.code) && !is_covered(at, spans)) {
            return false;
        }
        at += letter.length;
    }
    return true;
}

// Stretches between spaces that hold a letter or a digit.
std::vector<ByteRange> words_of(std::string_view text, ByteRange within) {
    std::vector<ByteRange> words;
    std::size_t start = within.start;
    bool has_letter = false;
    for (std::size_t at = within.start; at <= within.end;) {
        const bool is_end = at == within.end || text[at] == ' ' || text[at] == '\n';
        if (is_end) {
            if (has_letter) {
                words.push_back({start, at});
            }
            start = at + 1;
            has_letter = false;
            ++at;
            continue;
        }
        const anonymize::Character letter = anonymize::character_at(text, at);
        has_letter = has_letter || anonymize::is_letter_or_digit(letter.code);
        at += letter.length;
    }
    return words;
}

std::string shown(std::string_view what, const MarkedText& text, ByteRange range) {
    return std::string(what) + " <" + text.text.substr(range.start, range.end - range.start) +
           "> in: " + text.text;
}

void add(Share& share, bool is_part) {
    share.part += is_part ? 1 : 0;
    ++share.whole;
}

void add_recall(Scores& scores, const MarkedText& text, const std::vector<Span>& spans) {
    for (const Mark& mark : text.marks) {
        const std::string label(anonymize::label_name(mark.label));
        const bool is_person = mark.label == anonymize::Label::person;
        const bool found = is_hidden(text, mark, spans);
        add(scores.recall[label], found);
        if (is_person) {
            add(scores.recall[label + "." + mark.variant], found);
        }
        if (!found) {
            scores.misses.push_back(
                shown(is_person ? label + "." + mark.variant : label, text, mark.range));
        }
    }
}

void add_precision(Scores& scores, const MarkedText& text, const std::vector<Span>& spans) {
    for (const Span& span : spans) {
        const std::string label(anonymize::label_name(span.label));
        for (const ByteRange word : words_of(text.text, {span.start_byte, span.end_byte})) {
            const bool is_right = std::ranges::any_of(text.marks, [&](const Mark& mark) {
                return mark.range.start < word.end && word.start < mark.range.end;
            });
            add(scores.precision[label], is_right);
            if (!is_right) {
                scores.excess.push_back(shown(label, text, word));
            }
        }
    }
}

void add_over_masking(Scores& scores, const MarkedText& text, const std::vector<Span>& spans) {
    if (text.marks.empty()) {
        for (const ByteRange word : words_of(text.text, {0, text.text.size()})) {
            const bool is_masked = std::ranges::any_of(spans, [&](const Span& span) {
                return span.start_byte < word.end && word.start < span.end_byte;
            });
            add(scores.over_masked, is_masked);
        }
    }
}

void print_shares(std::ostream& out,
                  std::string_view title,
                  const std::map<std::string, Share>& shares) {
    for (const auto& [name, share] : shares) {
        out << std::left << std::setw(12) << title << std::setw(18) << name << std::right
            << std::fixed << std::setprecision(3) << share.value() << "  (" << share.part << " of "
            << share.whole << ")\n";
    }
}

}  // namespace

Scores score(const anonymize::Redactor& redactor, const std::vector<MarkedText>& texts) {
    Scores scores;
    for (const MarkedText& text : texts) {
        const std::vector<Span> spans = redactor.redact(domain::RawText(text.text)).spans;
        add_recall(scores, text, spans);
        add_precision(scores, text, spans);
        add_over_masking(scores, text, spans);
    }
    return scores;
}

void print(std::ostream& out, const Scores& scores, bool details) {
    print_shares(out, "recall", scores.recall);
    print_shares(out, "precision", scores.precision);
    print_shares(out, "over-masked", {{"of clean words", scores.over_masked}});
    if (details) {
        for (const std::string& miss : scores.misses) {
            out << "missed " << miss << '\n';
        }
        for (const std::string& one : scores.excess) {
            out << "too much " << one << '\n';
        }
    }
}

}  // namespace lyhord::redaction
