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

Id version_of(const CommentRow& row, const domain::RedactedText& shown) {
    const Id seal = row.sealed->record_id();
    base::Bytes bytes(seal.begin(), seal.end());
    const base::ByteView text = base::as_bytes(shown.view());
    bytes.insert(bytes.end(), text.begin(), text.end());
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

}  // namespace lyhord::review
