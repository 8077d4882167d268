// Owns RawText: what a resident typed, before anything has been removed. It moves from the request
// to the Redactor and dies there. No copy, no comparison, no stream operator; only the three
// classes named as friends can read it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"

namespace lyhord::anonymize {
class Redactor;
}
namespace lyhord::intake {
class DraftCheck;
}
namespace lyhord::api {
class FormEcho;
}

namespace lyhord::domain {

class RawText {
public:
    explicit RawText(std::string text) : text_(std::move(text)) {}
    RawText(RawText&& other) noexcept : text_(std::move(other.text_)) { other.forget(); }
    RawText& operator=(RawText&& other) noexcept {
        forget();
        text_ = std::move(other.text_);
        other.forget();
        return *this;
    }
    RawText(const RawText&) = delete;
    RawText& operator=(const RawText&) = delete;
    bool operator==(const RawText&) const = delete;
    ~RawText() { forget(); }

private:
    friend class anonymize::Redactor;
    friend class intake::DraftCheck;
    friend class api::FormEcho;

    std::string_view read() const { return text_; }
    // The whole buffer: a short text stays in a string that was moved from.
    void forget() {
        text_.resize(text_.capacity());
        base::wipe({reinterpret_cast<base::Byte*>(text_.data()), text_.size()});
        text_.clear();
    }

    std::string text_;
};

}  // namespace lyhord::domain
