#include "review/opened_comment.h"

#include <algorithm>
#include <string>

namespace lyhord::review {
namespace {

using base::Fault;
using base::Id;
using base::Result;
using domain::CommentContent;
using store::CommentRow;

Id first_bytes(const base::Digest& digest) {
    Id id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

// No text holds the byte that parts them (FoldedText).
Id version_of(const CommentRow& row, const domain::RedactedText& shown) {
    const Id seal = row.sealed ? row.sealed->record_id() : Id{};
    base::Bytes bytes(seal.begin(), seal.end());
    for (const std::string_view text :
         {shown.view(), row.translation ? row.translation->view() : std::string_view()}) {
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back(0);
    }
    return first_bytes(base::crypto::sha256("version", bytes));
}

}  // namespace

Id place_of(base::ByteView reader, const base::Digest& comment) {
    base::Bytes bytes(reader.begin(), reader.end());
    bytes.insert(bytes.end(), comment.begin(), comment.end());
    return first_bytes(base::crypto::sha256("place", bytes));
}

Result<CommentContent> unsealed(domain::Opener& opener, const CommentRow& row) {
    std::optional<base::Bytes> plain =
        row.sealed ? opener.open(row.round, domain::review_epoch, *row.sealed) : std::nullopt;
    std::optional<CommentContent> content;
    if (plain) {
        content = domain::Fragments::decode_comment(*plain);
        base::wipe(*plain);
    }
    return content ? Result<CommentContent>(std::move(*content))
                   : base::fail(Fault::corrupt, "a comment cannot be opened by the review key");
}

Result<OpenedComment> opened(domain::Opener& opener,
                             const CommentRow& row,
                             const anonymize::Redactor& redactor) {
    Result<CommentContent> content = unsealed(opener, row);
    if (!content) {
        return base::fail(content.error());
    }
    anonymize::Redaction again = redactor.redact_again(content->text);
    content->text = std::move(again.text);
    const Id version = version_of(row, content->text);
    return OpenedComment{
        .content = std::move(*content), .cannot_be_shown = again.withheld, .version = version};
}

OpenedComment as_approved(const CommentRow& row) {
    const domain::RedactedText& text = row.text.value();
    return {.content = {.text = text, .language = row.language, .themes = {}},
            .translation = row.translation,
            .version = version_of(row, text)};
}

}  // namespace lyhord::review
