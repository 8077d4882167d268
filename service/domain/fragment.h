// Owns Fragment: one question's part of an answer, the only thing that is ever counted, and the
// byte format in which fragments are sealed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "domain/redacted_text.h"

namespace lyhord::domain {

struct FragmentText {
    RedactedText text;
    base::Digest withdrawal_id{};  // SHA-256("withdraw" || receipt || round || question)
    std::string language;          // the page's language, a tag such as "sv"
};

struct Fragment {
    std::uint16_t question = 0;             // index in ReleasePlan::questions
    std::vector<std::uint16_t> values;      // option indexes, ascending
    std::vector<std::uint16_t> categories;  // one a dimension of the question, in its order
    // Of a text question; nothing if the text could not be redacted: it is withheld at settlement.
    std::optional<FragmentText> text;
};

// What a reviewer sees of a comment.
struct CommentContent {
    RedactedText text;
    std::string language;
    std::vector<std::uint16_t> themes;  // option indexes of its question
};

// All fragments of one answer, or waiting fragments of one question.
class Fragments {
public:
    static base::Bytes encode(const std::vector<Fragment>& fragments);
    // What one fragment adds to the encoded bytes.
    static std::size_t encoded_size(const Fragment& fragment);
    // Nothing if the bytes were not written by encode().
    static std::optional<std::vector<Fragment>> decode(base::ByteView bytes);

    // The form in which a comment is sealed for review.
    static base::Bytes encode_comment(const CommentContent& content);
    static std::optional<CommentContent> decode_comment(base::ByteView bytes);
};

}  // namespace lyhord::domain
