#include "domain/fragment.h"

#include <algorithm>

namespace lyhord::domain {
namespace {

using base::Byte;
using base::Bytes;
using base::ByteView;

// Version 1 had no numbers of unsure tokens behind a text.
constexpr Byte format_version = 2;
constexpr Byte format_version_without_unsure = 1;

bool is_known(Byte version) {
    return version == format_version || version == format_version_without_unsure;
}

// Little-endian 16-bit numbers, and byte strings behind a 16-bit length.
class Writer {
public:
    void number(std::size_t value) {
        out_.push_back(static_cast<Byte>(value & 0xFF));
        out_.push_back(static_cast<Byte>((value >> 8) & 0xFF));
    }
    void numbers(const std::vector<std::uint16_t>& values) {
        number(values.size());
        for (const std::uint16_t value : values) {
            number(value);
        }
    }
    void bytes(ByteView value) {
        number(value.size());
        out_.insert(out_.end(), value.begin(), value.end());
    }
    void text(const RedactedText& value) {
        bytes(base::as_bytes(value.view()));
        numbers(value.unsure());
    }
    void byte(Byte value) { out_.push_back(value); }
    Bytes take() { return std::move(out_); }

private:
    Bytes out_;
};

// Reads what Writer wrote; `ok` turns false for good at the first byte that is missing.
class Reader {
public:
    explicit Reader(ByteView in) : in_(in), version_(byte()) {}

    bool ok() const { return ok_ && is_known(version_); }
    bool at_end() const { return in_.empty(); }
    Byte byte() {
        const ByteView taken = take(1);
        return taken.empty() ? Byte{0} : taken[0];
    }
    std::uint16_t number() {
        const ByteView taken = take(2);
        return taken.empty() ? std::uint16_t{0}
                             : static_cast<std::uint16_t>(taken[0] | (taken[1] << 8));
    }
    std::vector<std::uint16_t> numbers() {
        std::vector<std::uint16_t> values(std::min<std::size_t>(number(), in_.size() / 2));
        for (std::uint16_t& value : values) {
            value = number();
        }
        return values;
    }
    ByteView bytes() { return take(number()); }
    // Of the text whose bytes were just read.
    std::vector<std::uint16_t> unsure() {
        return version_ == format_version ? numbers() : std::vector<std::uint16_t>();
    }

private:
    ByteView take(std::size_t count) {
        if (!ok_ || in_.size() < count) {
            ok_ = false;
            return {};
        }
        const ByteView taken = in_.first(count);
        in_ = in_.subspan(count);
        return taken;
    }

    ByteView in_;
    bool ok_ = true;
    Byte version_ = 0;
};

void write(Writer& writer, const Fragment& fragment) {
    writer.number(fragment.question);
    writer.numbers(fragment.values);
    writer.numbers(fragment.categories);
    writer.byte(fragment.text ? 1 : 0);
    if (fragment.text) {
        writer.text(fragment.text->text);
        writer.bytes(fragment.text->withdrawal_id);
        writer.bytes(base::as_bytes(fragment.text->language));
    }
}

}  // namespace

Bytes Fragments::encode(const std::vector<Fragment>& fragments) {
    Writer writer;
    writer.byte(format_version);
    for (const Fragment& fragment : fragments) {
        write(writer, fragment);
    }
    return writer.take();
}

std::size_t Fragments::encoded_size(const Fragment& fragment) {
    Writer writer;
    write(writer, fragment);
    return writer.take().size();
}

std::optional<std::vector<Fragment>> Fragments::decode(ByteView bytes) {
    Reader reader(bytes);
    std::vector<Fragment> fragments;
    while (reader.ok() && !reader.at_end()) {
        Fragment fragment;
        fragment.question = reader.number();
        fragment.values = reader.numbers();
        fragment.categories = reader.numbers();
        if (reader.byte() == 1) {
            std::string words(base::as_text(reader.bytes()));
            RedactedText text = RedactedText::from_store({}, std::move(words), reader.unsure());
            const ByteView id = reader.bytes();
            FragmentText carried{.text = std::move(text),
                                 .withdrawal_id = {},
                                 .language = std::string(base::as_text(reader.bytes()))};
            std::copy_n(id.begin(),
                        std::min(id.size(), carried.withdrawal_id.size()),
                        carried.withdrawal_id.begin());
            fragment.text = std::move(carried);
        }
        fragments.push_back(std::move(fragment));
    }
    if (!reader.ok()) {
        return std::nullopt;
    }
    return fragments;
}

Bytes Fragments::encode_comment(const CommentContent& content) {
    Writer writer;
    writer.byte(format_version);
    writer.text(content.text);
    writer.bytes(base::as_bytes(content.language));
    writer.numbers(content.themes);
    return writer.take();
}

std::optional<CommentContent> Fragments::decode_comment(ByteView bytes) {
    Reader reader(bytes);
    std::string words(base::as_text(reader.bytes()));
    CommentContent content{.text = RedactedText::from_store({}, std::move(words), reader.unsure()),
                           .language = std::string(base::as_text(reader.bytes())),
                           .themes = reader.numbers()};
    if (!reader.ok() || !reader.at_end()) {
        return std::nullopt;
    }
    return content;
}

}  // namespace lyhord::domain
