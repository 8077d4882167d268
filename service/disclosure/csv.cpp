#include "disclosure/csv.h"

#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/utf8.h"

namespace lyhord::disclosure {
namespace {

namespace limits = base::limits;
using base::Fault;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

enum class At { field_start, plain, quoted, quote_in_quoted };

// One record, fed character by character.
class Record {
public:
    enum class Step { taken, stray_quote, text_after_quotes };

    Step take(char c) {
        if (at_ == At::quoted) {
            if (c == '"') at_ = At::quote_in_quoted;
            if (c != '"') field_ += c;
            return Step::taken;
        }
        if (c == ',') {
            finish_field();
            return Step::taken;
        }
        if (c == '"') return take_quote();
        if (at_ == At::quote_in_quoted) return Step::text_after_quotes;
        field_ += c;
        at_ = At::plain;
        return Step::taken;
    }

    bool is_open() const { return at_ == At::quoted; }

    std::vector<std::string> finish() {
        finish_field();
        return std::move(fields_);
    }

private:
    Step take_quote() {
        if (at_ == At::plain) return Step::stray_quote;
        if (at_ == At::quote_in_quoted) field_ += '"';
        at_ = At::quoted;
        return Step::taken;
    }

    void finish_field() {
        fields_.push_back(std::exchange(field_, {}));
        at_ = At::field_start;
    }

    At at_ = At::field_start;
    std::string field_;
    std::vector<std::string> fields_;
};

base::ErrorDetails at_line(std::int64_t line) {
    return {.number = line, .pointer = {}, .subject = {}};
}

// The carriage return of a CRLF belongs to the line's end, unless a quote is open.
bool ends_line(const Record& record, std::string_view line, std::size_t i) {
    return line[i] == '\r' && i + 1 == line.size() && !record.is_open();
}

base::Result<void> take_line(Record& record, std::string_view line, std::int64_t number) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (ends_line(record, line, i)) break;
        switch (record.take(line[i])) {
            case Record::Step::taken:
                break;
            case Record::Step::stray_quote:
                return base::fail(
                    Fault::invalid, "a quote in a field without quotes", at_line(number));
            case Record::Step::text_after_quotes:
                return base::fail(
                    Fault::invalid, "text after a field's closing quote", at_line(number));
        }
    }
    return {};
}

}  // namespace

base::Result<std::optional<std::vector<std::string>>> CsvReader::next() {
    Record record;
    std::size_t bytes = 0;
    std::string text;
    while (std::getline(in_, text)) {
        ++line_;
        std::string_view line = text;
        if (line_ == 1 && line.starts_with(byte_order_mark)) {
            line.remove_prefix(byte_order_mark.size());
        }
        bytes += line.size() + 1;
        if (bytes > limits::csv_record_bytes_max) {
            return base::fail(Fault::too_large, "a record is too long", at_line(line_));
        }
        if (!base::is_valid_utf8(line)) {
            return base::fail(Fault::invalid, "not UTF-8", at_line(line_));
        }
        const base::Result<void> taken = take_line(record, line, line_);
        if (!taken) return base::fail(taken.error());
        if (!record.is_open()) return record.finish();
        static_cast<void>(record.take('\n'));
    }
    if (record.is_open()) {
        return base::fail(Fault::invalid, "a quoted field has no end", at_line(line_));
    }
    return std::nullopt;
}

}  // namespace lyhord::disclosure
